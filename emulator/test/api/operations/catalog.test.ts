import { at, list, Session } from '../../session';

let session: Session;

beforeAll(async () => {
	session = await Session.start();
	session.control.seed({
		environments: [{ id: 'env-other1', displayName: 'other' }],
		principals: [{ id: 'sa-second', displayName: 'second', about: 'another' }],
	});
});
afterAll(() => session.close());

async function idsOf(path: string): Promise<unknown[]> {
	const answer = await session.get(path);
	expect(answer.status).toBe(200);
	return list(at(answer.body, 'data')).map((entry) => at(entry, 'id'));
}

it('regions of all three clouds', async () => {
	const { body } = await session.get('/fcpm/v2/regions?page_size=100');
	const clouds = list(at(body, 'data')).map((region) => at(region, 'cloud'));
	expect(new Set(clouds)).toEqual(new Set(['AWS', 'AZURE', 'GCP']));
});

it('a region has its endpoints', async () => {
	const { body } = await session.get('/fcpm/v2/regions?cloud=AWS&region_name=us-east-1');
	expect(body).toMatchObject({
		kind: 'RegionList',
		data: [
			{
				id: 'aws.us-east-1',
				cloud: 'AWS',
				region_name: 'us-east-1',
				display_name: 'N. Virginia (us-east-1)',
				http_endpoint: 'https://flink.us-east-1.aws.confluent.cloud',
				private_http_endpoint: 'https://flink.us-east-1.aws.private.confluent.cloud',
			},
		],
	});
});

describe('clouds in lower case', () => {
	beforeEach(() => session.control.configure({ cloudCase: 'lower' }));
	afterEach(() => session.control.configure({ cloudCase: 'upper' }));

	it('come in regions, which are asked for in capitals all the same', async () => {
		const { body } = await session.get('/fcpm/v2/regions?cloud=AWS&page_size=100');
		expect(new Set(list(at(body, 'data')).map((region) => at(region, 'cloud')))).toEqual(new Set(['aws']));
	});

	it('come in compute pools', async () => {
		const { body } = await session.get(`/fcpm/v2/compute-pools?environment=${session.emulator.flinkApi.environmentId}`);
		expect(new Set(list(at(body, 'data')).map((pool) => at(pool, 'spec', 'cloud')))).toEqual(new Set(['aws']));
	});
});

it.each([
	['cloud=AWS&region_name=us-east-1', 1],
	['cloud=aws&region_name=us-east-1', 1],
	['cloud=AWS&region_name=us-central1', 0],
	['region_name=us-central1', 1],
	['region_name=US-CENTRAL1', 0],
])('the region filter %s: %i', async (query, count) => {
	expect(await idsOf(`/fcpm/v2/regions?${query}`)).toHaveLength(count);
});

it('regions come page by page, each once', async () => {
	const seen: unknown[] = [];
	let path: string | undefined = '/fcpm/v2/regions';
	for (let turn = 0; path !== undefined && turn < 20; turn++) {
		const { body } = await session.get(path);
		seen.push(...list(at(body, 'data')).map((region) => at(region, 'id')));
		const next = at(body, 'metadata', 'next');
		path = next === undefined ? undefined : String(next).slice(session.emulator.baseUrl.length);
	}
	expect(path).toBeUndefined();
	expect(seen).toEqual(await idsOf('/fcpm/v2/regions?page_size=100'));
});

it.each([
	['/org/v2/environments', ['env-other1', 'env-z7x41k']],
	['/iam/v2/users', ['u-4k9w7e']],
	['/iam/v2/service-accounts', ['sa-8m2x6q', 'sa-second']],
	['/iam/v2/service-accounts?display_name=second', ['sa-second']],
	['/iam/v2/service-accounts?display_name=second&display_name=statements', ['sa-8m2x6q', 'sa-second']],
	['/iam/v2/service-accounts?display_name=third', []],
])('%s lists %j', async (path, ids) => {
	expect(await idsOf(path)).toEqual(ids);
});

it('the one organization is the one of the keys', async () => {
	const { organizationId } = session.emulator.flinkApi;
	expect(await idsOf('/org/v2/organizations')).toEqual([organizationId]);
	expect((await session.get(`/org/v2/organizations/${organizationId}`)).body).toMatchObject({
		id: organizationId,
	});
});

it.each([
	['/org/v2/environments/env-z7x41k', { kind: 'Environment', display_name: 'default' }],
	['/iam/v2/users/u-4k9w7e', { kind: 'User', email: 'demo.user@example.com' }],
	['/iam/v2/service-accounts/sa-second', { kind: 'ServiceAccount', display_name: 'second' }],
])('%s', async (path, body) => {
	expect((await session.get(path)).body).toMatchObject(body);
});

it.each([
	'/org/v2/environments/env-nowhere',
	'/org/v2/organizations/nowhere',
	'/iam/v2/users/sa-second',
	'/iam/v2/service-accounts/u-4k9w7e',
])('%s is not found', async (path) => {
	expect((await session.get(path)).status).toBe(404);
});
