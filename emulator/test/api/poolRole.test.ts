import { DEMO_POOL_ID } from '../../state/options';
import { at, basic, detailOf, namesOf, Session } from '../session';

const OTHER_POOL = 'lfcp-other1';
const INSERT = 'INSERT INTO `enriched_orders` SELECT * FROM `orders`';
const IN_POOL = { compute_pool_id: DEMO_POOL_ID };

let session: Session;
let own: string;
let global: string;

beforeEach(async () => {
	session = await Session.start();
	const { environmentId } = session.emulator.flinkApi;
	const role = { secret: 's', owner: 'u-4k9w7e', computePoolId: DEMO_POOL_ID };
	session.control.seed({
		computePools: [{ id: OTHER_POOL }],
		keys: [
			{ ...role, id: 'OWN', kind: 'flink', environmentId, cloud: 'aws', region: 'us-east-1' },
			{ ...role, id: 'GLOBAL', kind: 'global' },
		],
		statements: [
			{ name: 'here', phase: 'RUNNING', sql: INSERT },
			{ name: 'elsewhere', phase: 'RUNNING', sql: INSERT, computePoolId: OTHER_POOL },
		],
	});
	[own, global] = [basic('OWN', 's'), basic('GLOBAL', 's')];
});

afterEach(() => session.close());

const CALLS = [
	['GET', ''],
	['DELETE', ''],
	['PUT', ''],
	['GET', '/results'],
	['GET', '/exceptions'],
] as const;

describe('a key whose role covers one compute pool', () => {
	it.each(CALLS)('is answered 403 to %s …%s of what is missing or on another pool', async (method, below) => {
		for (const name of ['nowhere', 'elsewhere']) {
			for (const authorization of [own, global]) {
				const answer = await session.call(method, `${session.statements}/${name}${below}`, { authorization });
				expect([answer.status, detailOf(answer)]).toEqual([403, 'Forbidden']);
			}
		}
		expect(await session.phase('elsewhere')).toBe('RUNNING');
	});

	it.each(CALLS)('a role on the environment tells 404 from the rest: %s …%s', async (method, below) => {
		expect((await session.call(method, `${session.statements}/nowhere${below}`)).status).toBe(404);
	});

	it('is answered 403 to PATCH, where that is switched on', async () => {
		session.control.configure({ patchEnabled: true });
		const patch = {
			contentType: 'application/json-patch+json',
			body: [{ op: 'replace', path: '/spec/stopped', value: true }],
		};
		for (const name of ['nowhere', 'elsewhere']) {
			const answer = await session.call('PATCH', `${session.statements}/${name}`, {
				...patch,
				authorization: own,
			});
			expect([answer.status, detailOf(answer)]).toEqual([403, 'Forbidden']);
		}
		expect(
			(await session.call('PATCH', `${session.statements}/here`, { ...patch, authorization: own })).status,
		).toBe(200);
	});

	it('works with the statements of its pool, until they are gone', async () => {
		const path = `${session.statements}/here`;
		expect((await session.get(path, { authorization: own })).status).toBe(200);
		expect((await session.get(`${path}/exceptions`, { authorization: own })).status).toBe(200);
		expect((await session.call('DELETE', path, { authorization: own })).status).toBe(202);
		expect((await session.get(`${path}/results`, { authorization: own })).status).toBe(403);
		expect((await session.get(path, { authorization: own })).status).toBe(403);
		expect((await session.call('DELETE', path, { authorization: own })).status).toBe(403);
	});

	it.each(['', `?spec.compute_pool_id=${DEMO_POOL_ID}`, '?time_ordered=true'])(
		'lists those alone: %s',
		async (query) => {
			expect(namesOf(await session.get(session.statements + query, { authorization: own }))).toEqual([
				'here',
			]);
		},
	);

	it('lists nothing of another pool', async () => {
		const query = `?spec.compute_pool_id=${OTHER_POOL}`;
		expect(namesOf(await session.get(session.statements + query, { authorization: own }))).toEqual([]);
		expect(namesOf(await session.get(session.statements + query))).toEqual(['elsewhere']);
	});

	it.each([
		['on its pool', IN_POOL, 201],
		['on another pool', { compute_pool_id: OTHER_POOL }, 403],
		['on a pool that does not exist', { compute_pool_id: 'lfcp-nowhere' }, 403],
		['on the default pool, which is another one', {}, 403],
	])('submits %s: %j is answered %i', async (_what, spec, status) => {
		const body = { name: 'fresh', spec: { statement: INSERT, ...spec } };
		expect((await session.call('POST', session.statements, { authorization: own, body })).status).toBe(
			status,
		);
		expect((await session.get(`${session.statements}/fresh`)).status).toBe(status === 201 ? 200 : 404);
	});

	it('submits without a pool where the default one is its own', async () => {
		const { environmentId } = session.emulator.flinkApi;
		const key = { id: 'ONDEFAULT', secret: 's', kind: 'flink' as const, owner: 'u-4k9w7e' };
		session.control.seed({
			computePools: [{ id: 'lfcp-default', isDefault: true }],
			keys: [{ ...key, environmentId, cloud: 'aws', region: 'us-east-1', computePoolId: 'lfcp-default' }],
		});
		const body = { name: 'fresh', spec: { statement: INSERT } };
		const answer = await session.call('POST', session.statements, {
			authorization: basic('ONDEFAULT', 's'),
			body,
		});
		expect([answer.status, at(answer.body, 'spec', 'compute_pool_id')]).toEqual([201, 'lfcp-default']);
	});

	it('is answered 409 for a name that is taken, on whatever pool', async () => {
		for (const name of ['here', 'elsewhere']) {
			const body = { name, spec: { statement: INSERT, ...IN_POOL } };
			expect((await session.call('POST', session.statements, { authorization: own, body })).status).toBe(409);
		}
	});

	it('moves no statement to another pool', async () => {
		await session.update('here', { stopped: true });
		await session.phase('here');
		const whole = await session.get(`${session.statements}/here`, { authorization: own });
		const spec = at(whole.body, 'spec');
		const body = {
			...Object(whole.body),
			spec: { ...Object(spec), stopped: false, compute_pool_id: OTHER_POOL },
		};
		const answer = await session.call('PUT', `${session.statements}/here`, { authorization: own, body });
		expect([answer.status, detailOf(answer)]).toEqual([403, 'Forbidden']);
		expect(at((await session.get(`${session.statements}/here`)).body, 'spec', 'compute_pool_id')).toBe(
			DEMO_POOL_ID,
		);
	});
});

it('the Flink key may be such a key from the start', async () => {
	const pooled = await Session.start({ identity: { flinkKeyPoolId: DEMO_POOL_ID } });
	try {
		expect((await pooled.get(`${pooled.statements}/nowhere`)).status).toBe(403);
		expect((await pooled.submit('fresh', INSERT, IN_POOL)).status).toBe(201);
		await pooled.control.reset();
		expect((await pooled.get(`${pooled.statements}/nowhere`)).status).toBe(403);
	} finally {
		await pooled.close();
	}
});
