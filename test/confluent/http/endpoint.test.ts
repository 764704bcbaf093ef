/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { AdvisedError } from '../../../nodes/shared/confluent/http/errors/advisedError';
import { cloudEndpoint, flinkEndpoint, isRegionName, originOf, splitRegion } from '../../../nodes/shared/confluent/http/endpoint';

const ORGANIZATION = '5a1f1c0e-6f2b-4d1e-9d3c-7b8e2a4c9f10';

const FLINK = {
	apiKeyId: 'KEY',
	apiSecret: 'cflt-secret',
	organizationId: ORGANIZATION,
	environmentId: 'env-a1b2c3',
	cloud: 'aws',
	region: 'us-east-1',
	endpoint: 'public',
	baseUrl: '',
};

function thrownBy(work: () => unknown): AdvisedError {
	try {
		work();
	} catch (error) {
		if (error instanceof AdvisedError) return error;
		throw error;
	}
	throw new Error('nothing was thrown');
}

describe('flinkEndpoint', () => {
	it('says where statements live', () => {
		expect(flinkEndpoint(FLINK)).toEqual({
			origin: 'https://flink.us-east-1.aws.confluent.cloud',
			organizationId: ORGANIZATION,
			environmentId: 'env-a1b2c3',
			cloud: 'aws',
			region: 'us-east-1',
		});
	});

	it.each<[string, Partial<typeof FLINK>, string]>([
		['public', { endpoint: 'public' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['not chosen', { endpoint: '' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['private', { endpoint: 'private', cloud: 'gcp', region: 'europe-west1' }, 'https://flink.europe-west1.gcp.private.confluent.cloud'],
		['custom', { endpoint: 'custom', baseUrl: 'https://flink-ap1.us-east-1.aws.accesspoint.glb.confluent.cloud' }, 'https://flink-ap1.us-east-1.aws.accesspoint.glb.confluent.cloud'],
		['public, with a base URL left over', { endpoint: 'public', baseUrl: 'https://evil.example' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['a region pasted with its cloud', { region: 'aws.us-east-1' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['in capitals', { region: ' US-East-1 ', cloud: 'AWS' }, 'https://flink.us-east-1.aws.confluent.cloud'],
	])('knows the host of an endpoint that is %s', (_case, change, origin) => {
		expect(flinkEndpoint({ ...FLINK, ...change }).origin).toBe(origin);
	});

	it('removes white space around everything that was pasted', () => {
		const padded = Object.fromEntries(Object.entries(FLINK).map(([name, value]) => [name, ` \n\t${value}\r\n `]));
		expect(flinkEndpoint({ ...padded, endpoint: 'public' })).toEqual(flinkEndpoint(FLINK));
	});

	it.each<[Partial<Record<keyof typeof FLINK, unknown>>, string]>([
		[{ organizationId: '' }, 'Organization ID in the credential is empty, but should be a UUID such as 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f'],
		[{ organizationId: 'acme' }, 'Organization ID in the credential is "acme", but should be a UUID such as 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f'],
		[{ organizationId: `${ORGANIZATION}/x` }, `Organization ID in the credential is "${ORGANIZATION}/x", but should be a UUID such as 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f`],
		[{ organizationId: undefined }, 'Organization ID in the credential is empty, but should be a UUID such as 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f'],
		[{ environmentId: 'a1b2c3' }, 'Environment ID in the credential is "a1b2c3", but should be an ID such as env-a1b2c3'],
		[{ environmentId: 'lkc-1' }, 'Environment ID in the credential is "lkc-1", but should be an ID such as env-a1b2c3'],
		[{ environmentId: 'env-' }, 'Environment ID in the credential is "env-", but should be an ID such as env-a1b2c3'],
		[{ environmentId: 'env-a/../..' }, 'Environment ID in the credential is "env-a/../..", but should be an ID such as env-a1b2c3'],
		[{ cloud: 'ibm' }, 'Cloud in the credential is "ibm", but should be aws, gcp or azure'],
		[{ cloud: 5 }, 'Cloud in the credential is empty, but should be aws, gcp or azure'],
		[{ region: '' }, 'Region in the credential is empty, but should be a region name such as us-east-1'],
		[{ region: 'gcp.us-east1' }, 'Region in the credential is "gcp.us-east1", but should be a region of aws, the cloud chosen, such as us-east-1'],
		[{ region: 'us east 1' }, 'Region in the credential is "us east 1", but should be a region name such as us-east-1'],
		[{ region: 'evil.example/' }, 'Region in the credential is "evil.example/", but should be a region name such as us-east-1'],
		[{ region: 'aws.evil.example#' }, 'Region in the credential is "aws.evil.example#", but should be a region name such as us-east-1'],
		[{ apiKeyId: ' ' }, 'The credential has no API key'],
		[{ apiSecret: '' }, 'The credential has no API secret'],
		[{ endpoint: 'custom', baseUrl: '' }, 'Base URL in the credential is empty, but should be a URL such as https://flink.us-east-1.aws.confluent.cloud'],
	])('tells what is wrong with %j', (change, message) => {
		const error = thrownBy(() => flinkEndpoint({ ...FLINK, ...change }));
		expect(error.message).toBe(message);
		expect(error.advice).toMatch(/credential/);
	});

	it.each([undefined, null, 'text', []])('tells what is missing in %j', (credential) => {
		expect(thrownBy(() => flinkEndpoint(credential)).message).toContain('Organization ID');
	});

	it('does not repeat a page that was pasted into a field', () => {
		expect(thrownBy(() => flinkEndpoint({ ...FLINK, environmentId: 'x'.repeat(10_000) })).message.length).toBeLessThan(200);
	});

	it.each(['https://KEY:SE/CRET@host name', 'KEY:SE/CRET@host name', 'https://KEY:SE@CRET@[host'])('does not show a key that was pasted with the base URL: %s', (baseUrl) => {
		const { message } = thrownBy(() => flinkEndpoint({ ...FLINK, endpoint: 'custom', baseUrl }));
		expect(message).toContain('Base URL in the credential is "…@');
		expect(message).not.toMatch(/KEY|SE|CRET/);
	});

	it.each(Object.keys(FLINK))('never shows the secret, whatever is wrong with %s', (field) => {
		const work = () => flinkEndpoint({ ...FLINK, endpoint: 'custom', [field]: 'ftp://wrong' });
		let shown = '';
		try {
			shown = JSON.stringify(work());
		} catch (error) {
			shown = `${String(error)} ${JSON.stringify(error)}`;
		}
		expect(shown).not.toContain(FLINK.apiSecret);
	});
});

describe('cloudEndpoint', () => {
	const CLOUD = { apiKeyId: 'KEY', apiSecret: 'cflt-secret', baseUrl: 'https://api.confluent.cloud' };

	it.each<[string, object, string]>([
		['as it is', {}, 'https://api.confluent.cloud'],
		['empty', { baseUrl: '' }, 'https://api.confluent.cloud'],
		['absent', { baseUrl: undefined }, 'https://api.confluent.cloud'],
		['with a path', { baseUrl: 'https://proxy.example/confluent/' }, 'https://proxy.example'],
		['on loopback', { baseUrl: 'http://127.0.0.1:8080/' }, 'http://127.0.0.1:8080'],
	])('takes a base URL %s', (_case, change, origin) => {
		expect(cloudEndpoint({ ...CLOUD, ...change })).toEqual({ origin });
	});

	it.each([{ apiKeyId: '' }, { apiSecret: '\n' }, { baseUrl: 'http://api.confluent.cloud' }])('refuses %j', (change) => {
		expect(() => cloudEndpoint({ ...CLOUD, ...change })).toThrow(AdvisedError);
	});
});

describe('originOf', () => {
	it.each<[string, string]>([
		['https://flink.us-east-1.aws.confluent.cloud', 'https://flink.us-east-1.aws.confluent.cloud'],
		['https://flink.us-east-1.aws.confluent.cloud/', 'https://flink.us-east-1.aws.confluent.cloud'],
		['https://flink.us-east-1.aws.confluent.cloud/sql/v1/organizations/x?a=b#c', 'https://flink.us-east-1.aws.confluent.cloud'],
		['flink.us-east-1.aws.confluent.cloud', 'https://flink.us-east-1.aws.confluent.cloud'],
		['flink.us-east-1.aws.confluent.cloud/sql/v1alpha1', 'https://flink.us-east-1.aws.confluent.cloud'],
		['  HTTPS://Flink.Example:8443 \n', 'https://flink.example:8443'],
		['https://flink.example:443', 'https://flink.example'],
		['https://user:password@flink.example/x', 'https://flink.example'],
		['http://localhost:9000/x', 'http://localhost:9000'],
		['http://127.0.0.1', 'http://127.0.0.1'],
		['http://127.8.9.1:1', 'http://127.8.9.1:1'],
		['http://[::1]:9000', 'http://[::1]:9000'],
		['localhost:9000', 'https://localhost:9000'],
	])('keeps of %j the origin %j', (baseUrl, origin) => {
		expect(originOf(baseUrl)).toBe(origin);
	});

	it.each<[string, RegExp]>([
		['http://flink.us-east-1.aws.confluent.cloud', /plain http/],
		['http://localhost.evil.example', /plain http/],
		['http://127.0.0.1.evil.example', /plain http/],
		['http://10.0.0.1', /plain http/],
		['http://0.0.0.0', /plain http/],
		['http://localhost@evil.example', /plain http/],
		['ftp://flink.example', /https/],
		['javascript://alert(1)', /https/],
		['file:///etc/passwd', /URL/],
		['https://', /URL/],
		['https://a b', /URL/],
		['', /is empty/],
		['   ', /is empty/],
	])('refuses %j', (baseUrl, message) => {
		expect(() => originOf(baseUrl)).toThrow(message);
	});

	it('shows no user name or password of a URL that it refuses', () => {
		expect(thrownBy(() => originOf('http://user:hidden@flink.example')).message).not.toContain('hidden');
	});
});

describe('a region', () => {
	it.each([
		['us-east-1', undefined, 'us-east-1'],
		['aws.us-east-1', 'aws', 'us-east-1'],
		[' AZURE.WestEurope ', 'azure', 'westeurope'],
		['gcp.', undefined, 'gcp.'],
		['ibm.us-east', undefined, 'ibm.us-east'],
		['', undefined, ''],
	])('%j is of the cloud %s and called %j', (text, cloud, name) => {
		expect(splitRegion(text)).toEqual({ cloud, name });
	});

	it.each([
		['us-east-1', true],
		['westeurope', true],
		['', false],
		['aws.us-east-1', false],
		['us east', false],
		['us-east-1/x', false],
		['-us', false],
		['us-', false],
	])('%j can be its name: %s', (name, expected) => {
		expect(isRegionName(name)).toBe(expected);
	});
});
