import { loadSources } from '../host/package';
import { testCredential } from './credentialTester';
import { FLINK_FIELDS } from './flinkFields';

const loader = loadSources();

const FLINK = { ...FLINK_FIELDS, endpoint: 'public', baseUrl: '' };
const CLOUD = { apiKeyId: 'KEY', apiSecret: 'SECRET', baseUrl: 'https://api.confluent.cloud' };

/** No node is between a credential and n8n, which shows the message of what `authenticate` throws. */
describe('the test of a credential says which field is wrong', () => {
	it.each<[string, object, string]>([
		['confluentFlinkApi', { ...FLINK, organizationId: 'acme' }, `'Organization ID' in the credential is "acme", but should be a UUID such as 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f`],
		['confluentFlinkApi', { ...FLINK, environmentId: 'lkc-1' }, `'Environment ID' in the credential is "lkc-1", but should be an ID such as env-a1b2c3`],
		['confluentFlinkApi', { ...FLINK, apiSecret: ' ' }, 'The credential has no API secret'],
		['confluentCloudApi', { ...CLOUD, apiKeyId: '' }, 'The credential has no API key'],
		['confluentCloudApi', { ...CLOUD, baseUrl: 'http://proxy.example' }, `'Base URL' in the credential is "http://proxy.example", but should be an https URL: plain http exposes the API secret`],
	])('%s: %j', async (type, data, message) => {
		expect(await testCredential(loader, type, { ...data })).toBe(message);
	});
});
