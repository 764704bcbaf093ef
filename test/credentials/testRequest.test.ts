import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { cloudEndpoint, flinkEndpoint } from '../../nodes/shared/confluent/http/endpoint';
import { createHost } from '../host/host';
import { loadSources } from '../host/package';
import { nodeOf } from '../host/runNode';
import { FLINK_FIELDS } from './flinkFields';

const loader = loadSources();

const FLINK = { ...FLINK_FIELDS, endpoint: 'public', baseUrl: '' };

/** The value that n8n gives an expression of a credential's test request. */
function resolve(expression: string, credentials: ICredentialDataDecryptedObject): unknown {
	const node: INode = nodeOf({ type: 'flinkStatement', parameters: {} });
	const { workflow } = createHost(loader, { nodes: [node] }, {});
	expect(workflow).toBeInstanceOf(Workflow);
	return workflow.expression.getSimpleParameterValue(node, expression, 'internal', { $credentials: credentials });
}

const requestOf = (name: string) => loader.getCredential(name).type.test!.request;

describe('the test of the Flink credential goes where the nodes go', () => {
	it.each<[string, Partial<typeof FLINK>, string]>([
		['public', {}, 'https://flink.us-east-1.aws.confluent.cloud'],
		['private', { endpoint: 'private' }, 'https://flink.us-east-1.aws.private.confluent.cloud'],
		['a region as the API writes it', { region: ' AWS.us-east-1 ' }, 'https://flink.us-east-1.aws.confluent.cloud'],
		['another cloud', { cloud: 'azure', region: 'westeurope' }, 'https://flink.westeurope.azure.confluent.cloud'],
		['a custom URL with a path', { endpoint: 'custom', baseUrl: ' https://flink.pr1jy6.us-east-2.aws.confluent.cloud/sql/v1?a=b ' }, 'https://flink.pr1jy6.us-east-2.aws.confluent.cloud'],
		['a custom URL without scheme', { endpoint: 'custom', baseUrl: 'flink-ab.us-east-1.aws.accesspoint.glb.confluent.cloud/' }, 'https://flink-ab.us-east-1.aws.accesspoint.glb.confluent.cloud'],
		['loopback', { endpoint: 'custom', baseUrl: 'http://127.0.0.1:8080/x' }, 'http://127.0.0.1:8080'],
	])('%s', (_case, change, origin) => {
		const credentials = { ...FLINK, ...change };
		expect(flinkEndpoint(credentials).origin).toBe(origin);
		expect(resolve(requestOf('confluentFlinkApi').baseURL!, credentials)).toBe(origin);
		expect(resolve(String(requestOf('confluentFlinkApi').url), credentials)).toBe(
			'/sql/v1/organizations/1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f/environments/env-a1b2c3/statements',
		);
	});
});

describe('the test of the Cloud credential goes where the nodes go', () => {
	it.each([
		['', 'https://api.confluent.cloud'],
		['https://api.confluent.cloud/', 'https://api.confluent.cloud'],
		['proxy.example.com/confluent', 'https://proxy.example.com'],
		['http://localhost:9000/a', 'http://localhost:9000'],
	])('%j', (baseUrl, origin) => {
		const credentials = { apiKeyId: 'KEY', apiSecret: 'SECRET', baseUrl };
		expect(cloudEndpoint(credentials).origin).toBe(origin);
		expect(resolve(requestOf('confluentCloudApi').baseURL!, credentials)).toBe(origin);
	});
});

describe('both credentials', () => {
	it.each(['confluentFlinkApi', 'confluentCloudApi'])('%s masks the secret alone, has a documentation URL and says of a 401 which key belongs here', (name) => {
		const { properties, documentationUrl, test: { rules } = { rules: [] } } = loader.getCredential(name).type;
		expect(properties.filter(({ typeOptions }) => typeOptions?.password).map((property) => property.name)).toEqual(['apiSecret']);
		expect(documentationUrl).toMatch(/^https:\/\//);
		const of401 = rules!.find((rule) => rule.properties.value === 401)!.properties as { message: string };
		expect(of401.message).toMatch(name === 'confluentFlinkApi' ? /Flink API key.*Cloud API key is refused/ : /Cloud API key; a Flink API key is refused/);
	});
});
