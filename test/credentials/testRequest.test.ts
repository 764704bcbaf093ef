import fc from 'fast-check';
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
		['a custom URL with a user and password', { endpoint: 'custom', baseUrl: 'https://KEY:SE@CRET@flink.example:8443/x@y' }, 'https://flink.example:8443'],
		['a custom URL with a user and no scheme', { endpoint: 'custom', baseUrl: 'KEY:SECRET@flink.example/a?b=c@d#e@f' }, 'https://flink.example'],
		['a custom URL with a backslash', { endpoint: 'custom', baseUrl: 'https://flink.example\\@other.example' }, 'https://flink.example'],
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
		['https://KEY:SECRET@api.confluent.cloud', 'https://api.confluent.cloud'],
		['KEY:SECRET@proxy.example.com/x', 'https://proxy.example.com'],
		['http://user@127.0.0.1:9000', 'http://127.0.0.1:9000'],
	])('%j', (baseUrl, origin) => {
		const credentials = { apiKeyId: 'KEY', apiSecret: 'SECRET', baseUrl };
		expect(cloudEndpoint(credentials).origin).toBe(origin);
		expect(resolve(requestOf('confluentCloudApi').baseURL!, credentials)).toBe(origin);
	});
});

describe('the tests drop user info as the nodes do', () => {
	const word = fc.stringMatching(/^[A-Za-z0-9+.~!$&'()*,;=_-]{1,12}$/);
	const parts = fc.record({
		scheme: fc.constantFrom('', 'https://', 'HTTPS://'),
		user: fc.option(fc.tuple(word, fc.option(word, { nil: undefined })), { nil: undefined }),
		host: fc.constantFrom('flink.example', 'proxy.example.com:8443', '127.0.0.1:9000', 'flink.us-east-1.aws.confluent.cloud'),
		rest: fc.constantFrom('', '/', '/a@b', '?a=@b', '#@', '/sql/v1?x=y#z'),
	});

	it.each([
		['confluentFlinkApi', flinkEndpoint],
		['confluentCloudApi', cloudEndpoint],
	] as const)('%s', (name, endpointOf) => {
		fc.assert(
			fc.property(parts, ({ scheme, user, host, rest }) => {
				const info = user === undefined ? '' : `${user.filter((part) => part !== undefined).join(':')}@`;
				const credentials = { ...FLINK, endpoint: 'custom', baseUrl: scheme + info + host + rest };
				expect(String(resolve(requestOf(name).baseURL!, credentials)).toLowerCase()).toBe(endpointOf(credentials).origin);
			}),
			{ numRuns: 100 },
		);
	});
});

describe('both credentials', () => {
	it.each(['confluentFlinkApi', 'confluentCloudApi'])('%s masks key and secret, has a documentation URL and says of a 401 which key belongs here', (name) => {
		const { properties, documentationUrl, test: { rules } = { rules: [] } } = loader.getCredential(name).type;
		expect(properties.filter(({ typeOptions }) => typeOptions?.password).map((property) => property.name)).toEqual(['apiKeyId', 'apiSecret']);
		expect(documentationUrl).toMatch(/^https:\/\//);
		const of401 = rules!.find((rule) => rule.properties.value === 401)!.properties as { message: string };
		expect(of401.message).toMatch(name === 'confluentFlinkApi' ? /Use a Flink API key.*refuses Cloud API keys/ : /Use a Cloud API key\..*refuses Flink API keys/);
	});
});
