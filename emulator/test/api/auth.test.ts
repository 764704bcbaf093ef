import { at, basic, detailOf, Session } from '../session';

const OTHER_ORGANIZATION = '0b6d9a52-6d59-4c4b-8f6e-2a8f0c7d1e33';

let session: Session;

beforeAll(async () => {
	session = await Session.start();
	const { environmentId } = session.emulator.flinkApi;
	const flink = {
		kind: 'flink' as const,
		owner: 'u-4k9w7e',
		secret: 's',
		environmentId,
		cloud: 'aws',
		region: 'us-east-1',
	};
	session.control.seed({
		environments: [{ id: 'env-other1', displayName: 'other' }],
		keys: [
			{ ...flink, id: 'OTHERENV', environmentId: 'env-other1' },
			{ ...flink, id: 'OTHERREGION', region: 'eu-west-1' },
			{ ...flink, id: 'OTHERCLOUD', cloud: 'gcp' },
			{ id: 'GLOBAL', secret: 's', kind: 'global', owner: 'u-4k9w7e' },
		],
	});
});

afterAll(() => session.close());

describe('the gateway', () => {
	const headers: Array<[string, () => string | null]> = [
		['no header', () => null],
		['a Cloud key', () => session.cloudKey],
		['an unknown key', () => basic('NOBODY', 'x')],
		['a wrong secret', () => basic(session.emulator.flinkApi.apiKeyId, 'x')],
		[
			'a secret with a newline',
			() => basic(session.emulator.flinkApi.apiKeyId, `${session.emulator.flinkApi.apiSecret}\n`),
		],
		['Bearer', () => 'Bearer abc'],
		['text that is not base64', () => 'Basic a:b'],
		['a key of another environment', () => basic('OTHERENV', 's')],
		['a key of another region', () => basic('OTHERREGION', 's')],
		['a key of another cloud', () => basic('OTHERCLOUD', 's')],
	];

	it.each(headers)('refuses %s with 401 and invalid_key', async (_what, authorization) => {
		const answer = await session.get(session.statements, { authorization: authorization() });
		expect(answer.status).toBe(401);
		expect(answer.headers['www-authenticate']).toContain('Basic error="invalid_key"');
		expect(detailOf(answer)).toBe('Unauthorized');
		expect(at(answer.body, 'errors', 0, 'id')).toEqual(expect.any(String));
	});

	it.each([
		['its own Flink key', () => session.flinkKey],
		['a Global key', () => basic('GLOBAL', 's')],
	])('takes %s', async (_what, authorization) => {
		expect((await session.get(session.statements, { authorization: authorization() })).status).toBe(200);
	});

	it('answers 404 for another organization', async () => {
		const path = session.statements.replace(session.emulator.flinkApi.organizationId, OTHER_ORGANIZATION);
		expect((await session.get(path)).status).toBe(404);
	});

	it('answers 404 for an environment that does not exist, to a key that is bound to none', async () => {
		const path = session.statements.replace(session.emulator.flinkApi.environmentId, 'env-nowhere');
		expect((await session.get(path, { authorization: basic('GLOBAL', 's') })).status).toBe(404);
	});

	it.each([
		['flink.us-east-1.aws.confluent.cloud', 200],
		['flink.us-east-1.aws.private.confluent.cloud', 200],
		['flink-n-abcde6.us-east-1.aws.confluent.cloud', 200],
		['flink.eu-west-1.aws.confluent.cloud', 401],
		['flink.us-east-1.gcp.confluent.cloud', 401],
		['api.confluent.cloud', 401],
	])('as host %s it answers %i', async (host, status) => {
		expect((await session.get(session.statements, { headers: { host } })).status).toBe(status);
	});
});

describe('the control plane', () => {
	it.each([
		['a Flink key', () => session.flinkKey],
		['an unknown key', () => basic('NOBODY', 'x')],
	])('refuses %s with 403 invalid API key', async (_what, authorization) => {
		const answer = await session.get('/fcpm/v2/regions', { authorization: authorization() });
		expect(answer.status).toBe(403);
		expect(detailOf(answer)).toBe('invalid API key');
	});

	it('asks for credentials where there are none', async () => {
		const answer = await session.get('/fcpm/v2/regions', { authorization: null });
		expect(answer.status).toBe(401);
		expect(answer.headers['www-authenticate']).toBeDefined();
	});

	it.each([
		'/org/v2/environments',
		'/org/v2/organizations',
		'/fcpm/v2/regions',
		'/fcpm/v2/compute-pools',
		'/iam/v2/users',
	])('takes a Global key for %s', async (path) => {
		const query = `?environment=${session.emulator.flinkApi.environmentId}`;
		expect((await session.get(path + query, { authorization: basic('GLOBAL', 's') })).status).toBe(200);
	});

	it('refuses a Global key with a wrong secret', async () => {
		expect((await session.get('/fcpm/v2/regions', { authorization: basic('GLOBAL', 'x') })).status).toBe(403);
	});

	it('is not the gateway by its host name', async () => {
		const headers = { host: 'flink.us-east-1.aws.confluent.cloud' };
		expect((await session.get('/fcpm/v2/regions', { headers })).status).toBe(403);
	});
});

it.each([
	['GET', '/sql/v1/organizations', 404],
	['GET', '/fcpm/v1/regions', 404],
	['POST', '/fcpm/v2/regions', 405],
	['GET', '/org/v2/environments/%zz', 400],
] as const)('%s %s is answered with %i and a request id', async (method, path, status) => {
	const answer = await session.call(method, path);
	expect(answer.status).toBe(status);
	expect(answer.headers['x-request-id']).toEqual(expect.stringMatching(/^[0-9a-f]{32}$/));
});
