import { at, detailOf, list, Session, type Answer } from '../../session';

const POOLS = '/fcpm/v2/compute-pools';

let session: Session;
let environment: string;

beforeAll(async () => {
	session = await Session.start();
	environment = session.emulator.flinkApi.environmentId;
});
afterAll(() => session.close());
beforeEach(async () => {
	await session.control.reset();
	await session.control.clock.hold();
	const lifecycle = { provisioning: { ms: 2_000 }, deprovisioning: { ms: 1_000 } };
	session.control.configure({ lifecycle });
	session.control.seed({ environments: [{ id: 'env-other1', displayName: 'other' }] });
});

function create(spec: object = {}): Promise<Answer> {
	const usual = {
		display_name: 'etl',
		cloud: 'AWS',
		region: 'us-east-1',
		max_cfu: 5,
		environment: { id: environment },
	};
	return session.call('POST', POOLS, { body: { spec: { ...usual, ...spec } } });
}

function patch(id: string, spec: object, inEnvironment = environment): Promise<Answer> {
	return session.call('PATCH', `${POOLS}/${id}`, {
		body: { spec: { environment: { id: inEnvironment }, ...spec } },
	});
}

function read(id: string, inEnvironment = environment): Promise<Answer> {
	return session.get(`${POOLS}/${id}?environment=${inEnvironment}`);
}

async function made(): Promise<string> {
	return String(at((await create()).body, 'id'));
}

describe('creating', () => {
	it('is accepted with 202 and takes its time', async () => {
		const answer = await create({ network: { id: 'n-abc123' } });
		expect(answer.status).toBe(202);
		const id = String(at(answer.body, 'id'));
		expect(id).toMatch(/^lfcp-[0-9a-z]{6}$/);
		expect(answer.headers['location']).toBe(`${POOLS}/${id}`);
		expect(answer.body).toMatchObject({
			api_version: 'fcpm/v2',
			kind: 'ComputePool',
			spec: {
				display_name: 'etl',
				cloud: 'AWS',
				region: 'us-east-1',
				max_cfu: 5,
				environment: { id: environment },
				network: { id: 'n-abc123' },
			},
			status: { phase: 'PROVISIONING', current_cfu: 0 },
		});
		await session.control.clock.advance(1_999);
		expect(at((await read(id)).body, 'status', 'phase')).toBe('PROVISIONING');
		await session.control.clock.advance(1);
		expect(at((await read(id)).body, 'status', 'phase')).toBe('PROVISIONED');
	});

	it('twice makes two pools of one name', async () => {
		expect(await made()).not.toBe(await made());
	});

	it.each([5, 10, 20, 30, 40, 50])('takes max_cfu %i', async (maxCfu) => {
		expect((await create({ max_cfu: maxCfu })).status).toBe(202);
	});

	it.each([0, 1, 15, 60])('refuses max_cfu %i', async (maxCfu) => {
		const answer = await create({ max_cfu: maxCfu });
		expect([answer.status, detailOf(answer)]).toEqual([
			400,
			'Violations [MaxCfu is not one of 5, 10, 20, 30, 40, 50]',
		]);
	});

	it.each<[object, number]>([
		[{ max_cfu: undefined }, 400],
		[{ max_cfu: '5' }, 400],
		[{ max_cfu: 5.5 }, 400],
		[{ cloud: 'aws' }, 400],
		[{ cloud: 'IBM' }, 400],
		[{ cloud: undefined }, 400],
		[{ region: 'us-central1' }, 400],
		[{ region: undefined }, 400],
		[{ display_name: '' }, 400],
		[{ display_name: 'x'.repeat(65) }, 400],
		[{ display_name: 'with a space' }, 400],
		[{ display_name: '.hidden' }, 400],
		[{ display_name: 'Umläute' }, 400],
		[{ display_name: 'x'.repeat(64) }, 202],
		[{ display_name: 'etl_2026.daily-1' }, 202],
		[{ display_name: 5 }, 400],
		[{ default_pool: 'true' }, 400],
		[{ network: { id: 5 } }, 400],
		[{ network: { id: 'lkc-1' } }, 400],
		[{ network: null }, 400],
		[{ network: { id: 'n-1', environment: 'env-nowhere' } }, 400],
		[{ network: { id: 'n-1', environment: {} } }, 400],
		[{ environment: undefined }, 400],
		[{ environment: environment }, 400],
		[{ environment: {} }, 400],
		[{ environment: { id: 'env-nowhere' } }, 404],
		[{ network: {} }, 400],
		[{ cloud: 'GCP', region: 'us-central1' }, 202],
	])('%j: %i', async (spec, status) => {
		expect((await create(spec)).status).toBe(status);
	});

	it('allows one default pool for each environment and region', async () => {
		expect((await create({ default_pool: true })).status).toBe(202);
		expect((await create({ default_pool: true })).status).toBe(409);
		expect((await create({ default_pool: true, region: 'us-east-2' })).status).toBe(202);
		expect((await create({ default_pool: true, environment: { id: 'env-other1' } })).status).toBe(202);
	});
});

describe('reading', () => {
	it.each(['GET', 'DELETE'] as const)('%s needs the environment', async (method) => {
		expect((await session.call(method, `${POOLS}/lfcp-7d3k9w`)).status).toBe(400);
		expect((await session.get(POOLS)).status).toBe(400);
	});

	it('a pool of another environment is not found', async () => {
		const answer = await read('lfcp-7d3k9w', 'env-other1');
		expect([answer.status, detailOf(answer)]).toEqual([404, 'Resource Not Found']);
	});

	it('a pool that never was is forbidden', async () => {
		const answer = await read('lfcp-nowhere');
		expect([answer.status, detailOf(answer)]).toEqual([403, 'The compute pool lfcp-nowhere was not found.']);
	});

	it('counts what runs in it', async () => {
		session.control.seed({
			bulk: { count: 12, prefix: 's-', phase: 'RUNNING', computePoolId: 'lfcp-7d3k9w' },
		});
		expect((await read('lfcp-7d3k9w')).body).toMatchObject({
			spec: { max_cfu: 10 },
			status: { current_cfu: 10 },
		});
	});
});

describe('listing', () => {
	beforeEach(() =>
		session.control.seed({
			computePools: [
				{ id: 'lfcp-a' },
				{ id: 'lfcp-b', region: 'eu-central-1' },
				{ id: 'lfcp-c', networkId: 'n-1' },
				{ id: 'lfcp-d', environmentId: 'env-other1' },
			],
		}),
	);

	it.each([
		['', ['lfcp-7d3k9w', 'lfcp-a', 'lfcp-b', 'lfcp-c']],
		['&spec.region=eu-central-1', ['lfcp-b']],
		['&spec.network=n-1', ['lfcp-c']],
		['&spec.region=nowhere', []],
	])('with %j', async (filter, ids) => {
		const { body } = await session.get(`${POOLS}?environment=${environment}${filter}`);
		expect(list(at(body, 'data')).map((pool) => at(pool, 'id'))).toEqual(ids);
		expect(at(body, 'metadata', 'next')).toBeUndefined();
	});

	it('pages, with the filters in next', async () => {
		const first = await session.get(`${POOLS}?environment=${environment}&page_size=3`);
		const next = new URL(String(at(first.body, 'metadata', 'next')));
		expect(next.searchParams.get('environment')).toBe(environment);
		const second = await session.get(next.pathname + next.search);
		expect(list(at(second.body, 'data')).map((pool) => at(pool, 'id'))).toEqual(['lfcp-c']);
	});

	it('of an unknown environment is not found', async () => {
		expect((await session.get(`${POOLS}?environment=env-nowhere`)).status).toBe(404);
	});
});

describe('changing', () => {
	it('sets name and size', async () => {
		const id = await made();
		const answer = await patch(id, { display_name: 'renamed', max_cfu: 20 });
		expect(answer.status).toBe(200);
		expect(answer.body).toMatchObject({ id, spec: { display_name: 'renamed', max_cfu: 20 } });
	});

	it.each<[string, object, string]>([
		['nothing', {}, 'Violations [Nothing to update was provided]'],
		[
			'what cannot change',
			{ cloud: 'GCP', region: 'us-central1' },
			'Violations [Nothing to update was provided]',
		],
		['another size', { max_cfu: 15 }, 'Violations [MaxCfu is not one of 5, 10, 20, 30, 40, 50]'],
		['a smaller size', { max_cfu: 5 }, 'Reducing the max_cfu of a compute pool is currently unsupported.'],
	])('%s is refused', async (_what, spec, detail) => {
		const answer = await patch('lfcp-7d3k9w', spec);
		expect([answer.status, detailOf(answer)]).toEqual([400, detail]);
		expect((await read('lfcp-7d3k9w')).body).toMatchObject({ spec: { max_cfu: 10, cloud: 'AWS' } });
	});

	it('needs the environment in the body', async () => {
		const body = { spec: { display_name: 'x' } };
		expect((await session.call('PATCH', `${POOLS}/lfcp-7d3k9w`, { body })).status).toBe(400);
		expect((await patch('lfcp-7d3k9w', { display_name: 'x' }, 'env-other1')).status).toBe(404);
	});
});

describe('deleting', () => {
	it('is 204, then DEPROVISIONING, then 403', async () => {
		const answer = await session.call('DELETE', `${POOLS}/lfcp-7d3k9w?environment=${environment}`);
		expect([answer.status, answer.text]).toEqual([204, '']);
		expect(at((await read('lfcp-7d3k9w')).body, 'status', 'phase')).toBe('DEPROVISIONING');
		await session.control.clock.advance(1_000);
		expect((await read('lfcp-7d3k9w')).status).toBe(403);
		expect((await session.call('DELETE', `${POOLS}/lfcp-7d3k9w?environment=${environment}`)).status).toBe(
			403,
		);
	});

	it('while it is being made leaves nothing behind', async () => {
		const id = await made();
		await session.call('DELETE', `${POOLS}/${id}?environment=${environment}`);
		await session.control.clock.advance(2_000);
		expect((await read(id)).status).toBe(403);
	});
});

describe('the default pool of the organization', () => {
	const CONFIG = '/fcpm/v2/compute-pool-config';

	it('is described and can be switched off', async () => {
		expect((await session.get(CONFIG)).body).toMatchObject({
			spec: { default_pool_enabled: true, default_pool_max_cfu: 50 },
		});
		const answer = await session.call('PATCH', CONFIG, { body: { spec: { default_pool_enabled: false } } });
		expect(answer.body).toMatchObject({ spec: { default_pool_enabled: false } });
		const refused = await session.submit('placeless');
		expect([refused.status, detailOf(refused)]).toEqual([400, 'logical compute pool=default not found']);
	});

	it.each([{}, { default_pool_max_cfu: 7 }])('refuses %j', async (spec) => {
		expect((await session.call('PATCH', CONFIG, { body: { spec } })).status).toBe(400);
	});
});
