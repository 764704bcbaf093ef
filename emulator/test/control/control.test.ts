/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { connect } from 'node:net';
import { request } from 'undici';

import { createDuckDbEngine } from '../../sql/duckdbEngine';
import { at, list, Session, type Answer } from '../session';

let session: Session;

beforeAll(async () => (session = await Session.start()));
afterAll(() => session.close());
beforeEach(() => session.control.reset());

function control(method: 'GET' | 'POST' | 'DELETE', name: string, body?: unknown): Promise<Answer> {
	return session.call(
		method,
		`/__emulator/${name}`,
		method === 'GET' ? {} : { body: body ?? {}, authorization: null },
	);
}

describe('over HTTP', () => {
	it('reset brings everything back', async () => {
		await session.submit('gone');
		await control('POST', 'faults', { fault: { kind: 'answer', status: 500 } });
		await control('POST', 'clock', { advanceMs: 3_600_000 });
		await control('POST', 'settings', { limits: true });
		expect((await control('POST', 'reset')).status).toBe(200);
		const answer = await session.get(session.statements);
		expect([answer.status, at(answer.body, 'data'), answer.headers['x-ratelimit-limit']]).toEqual([
			200,
			[],
			undefined,
		]);
		expect(at((await control('GET', 'clock')).body, 'now')).toBeLessThan(Date.now() + 60_000);
	});

	it('seeds contents of every kind', async () => {
		const seeded = await control('POST', 'seed', {
			environments: [{ id: 'env-b', displayName: 'b' }],
			principals: [{ id: 'sa-b', displayName: 'b', about: '' }],
			computePools: [
				{ id: 'lfcp-b', environmentId: 'env-b', cloud: 'GCP', region: 'us-central1', maxCfu: 20 },
			],
			keys: [{ id: 'KEYB', secret: 's', kind: 'global', owner: 'sa-b' }],
			statements: [
				{
					name: 'failed',
					phase: 'FAILED',
					detail: 'why',
					exceptions: [{ name: 'E', message: 'm' }],
					environmentId: 'env-b',
				},
			],
			bulk: { count: 3, prefix: 'many-', phase: 'COMPLETED' },
		});
		expect(seeded.body).toEqual({ done: true });
		const authorization = `Basic ${Buffer.from('KEYB:s').toString('base64')}`;
		const path = session.statements.replace(session.emulator.flinkApi.environmentId, 'env-b');
		const failed = await session.get(`${path}/failed`, { authorization });
		expect(failed.body).toMatchObject({
			status: { phase: 'FAILED', detail: 'why' },
			environment_id: 'env-b',
		});
		const exceptions = await session.get(`${path}/failed/exceptions`, { authorization });
		expect(exceptions.body).toMatchObject({ data: [{ name: 'E', message: 'm' }] });
		const pool = await session.get('/fcpm/v2/compute-pools/lfcp-b?environment=env-b');
		expect(pool.body).toMatchObject({ spec: { cloud: 'GCP', region: 'us-central1', max_cfu: 20 } });
		const names = list(at((await control('GET', 'statements')).body, 'statements')).map((entry) =>
			at(entry, 'name'),
		);
		expect(names).toEqual(['many-00000', 'many-00001', 'many-00002']);
	});

	it('holds, sets, moves and frees the clock', async () => {
		const later = Date.now() + 600_000;
		expect((await control('POST', 'clock', { setMs: later })).body).toEqual({ now: later, mode: 'manual' });
		expect((await control('POST', 'clock', { advanceMs: 5 })).body).toEqual({
			now: later + 5,
			mode: 'manual',
		});
		expect((await control('POST', 'clock', { setMs: later })).status).toBe(400);
		expect((await control('POST', 'clock', { mode: 'auto' })).body).toMatchObject({ mode: 'auto' });
		expect(at((await control('GET', 'clock')).body, 'now')).toBeGreaterThanOrEqual(later + 5);
	});

	it('arms, lists and disarms faults', async () => {
		const rule = {
			method: 'GET',
			path: '*/statements',
			times: 1,
			fault: { kind: 'answer', status: 503, body: 'html' },
		};
		expect(at((await control('POST', 'faults', rule)).body, 'id')).toEqual(expect.any(Number));
		expect(at((await control('GET', 'faults')).body, 'faults', 0, 'rule')).toEqual(rule);
		expect((await session.get(session.statements)).status).toBe(503);
		expect((await session.get(session.statements)).status).toBe(200);
		await control('DELETE', 'faults');
		expect((await control('GET', 'faults')).body).toEqual({ faults: [] });
	});

	it('lays down behaviours and takes them back', async () => {
		await control('POST', 'behaviours', { name: 'x', steps: [{ phase: 'FAILED', detail: 'scripted' }] });
		await session.submit('x');
		expect(await session.phase('x')).toBe('FAILED');
		await control('DELETE', 'behaviours');
		await session.call('DELETE', `${session.statements}/x`);
		expect(await session.phase('x')).toBe('GONE');
		await session.submit('x', 'CREATE TABLE t (a INT)');
		expect(await session.phase('x')).toBe('COMPLETED');
	});

	it('tells what happened', async () => {
		await session.submit('x', 'CREATE TABLE t (a INT)');
		const transitions = list(at((await control('GET', 'history')).body, 'transitions'));
		expect(transitions.map((change) => [at(change, 'name'), at(change, 'from'), at(change, 'to')])).toEqual([
			['x', null, 'PENDING'],
			['x', 'PENDING', 'RUNNING'],
			['x', 'RUNNING', 'COMPLETED'],
		]);
	});

	it.each<[string, unknown]>([
		['faults', { fault: { kind: 'answer' } }],
		['faults', { fault: { kind: 'drop' } }],
		['faults', { fault: { kind: 'explode' } }],
		['faults', { probabilty: 0.5, fault: { kind: 'drop', when: 'before' } }],
		['faults', { probability: 2, fault: { kind: 'drop', when: 'before' } }],
		['faults', { fault: { kind: 'latency', ms: -1 } }],
		['seed', { statements: [{ phase: 'RUNNING' }] }],
		['seed', { statements: [{ name: 'a', phase: 1 }] }],
		['seed', { computePools: [{ id: 'lfcp-b', region: 'nowhere' }] }],
		['seed', { statements: [{ name: 'a' }, { name: 'a' }] }],
		['seed', { statements: [{ name: 'a', environmentId: 'env-nowhere' }] }],
		['clock', { advanceMs: '1' }],
		['clock', { mode: 'fast' }],
		['settings', { limits: 50 }],
		['settings', { lifecycle: { pending: { seconds: 1 } } }],
		['settings', { results: { rowsPerPage: 0 } }],
		['behaviours', { steps: [{ after: 'immediate' }] }],
		['behaviours', { results: { rows: [] } }],
		['drive', { count: 1 }],
	])('%s refuses %j', async (name, body) => {
		expect((await control('POST', name, body)).status).toBe(400);
	});

	it.each([
		['POST', 'nothing', 404],
		['GET', 'reset', 404],
	] as const)('%s %s is no call', async (method, name, status) => {
		expect((await control(method, name)).status).toBe(status);
	});

	it.each<[string, 'POST' | 'DELETE', string, Record<string, string>, string | null, number]>([
		['a form, which any web page could send', 'POST', 'reset', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', 415],
		['text, which any web page could send', 'POST', 'reset', { 'content-type': 'text/plain' }, '{}', 415],
		['nothing from a web page', 'POST', 'reset', { origin: 'https://example.com' }, null, 415],
		['nothing from a program', 'POST', 'reset', {}, null, 200],
		['an empty deletion', 'DELETE', 'journal', {}, null, 200],
		['JSON', 'POST', 'reset', { 'content-type': 'application/json; charset=utf-8' }, '{}', 200],
	])('of %s', async (_what, method, name, headers, body, status) => {
		const answer = await request(`${session.emulator.baseUrl}/__emulator/${name}`, { method, headers, body });
		expect(answer.statusCode).toBe(status);
		await answer.body.dump();
	});
});

describe('a control call', () => {
	const port = () => new URL(session.emulator.baseUrl).port;

	/** Over a connection to the emulator, as a browser would open it for a name that resolves to this machine. */
	async function statusFor(method: 'GET' | 'POST' | 'DELETE', name: string, host: string): Promise<number> {
		const headers = { host, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) };
		const answer = await request(`${session.emulator.baseUrl}/__emulator/${name}`, { method, headers, body: method === 'POST' ? '{}' : null });
		await answer.body.dump();
		return answer.statusCode;
	}

	it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example', '127.0.0.1@evil.example', 'evil.example#127.0.0.1', '192.168.1.7', '128.0.0.1', '[::2]', '0.0.0.0'])(
		'to the Host %s is refused: a page of that name could send it',
		async (host) => {
			await session.submit('stays');
			for (const [method, name] of [['POST', 'reset'], ['GET', 'journal'], ['DELETE', 'journal'], ['GET', 'nothing']] as const) {
				expect(await statusFor(method, name, host)).toBe(403);
			}
			expect((await session.control.statements()).map(({ name }) => name)).toEqual(['stays']);
			expect(session.control.journal().entries).toHaveLength(1);
		},
	);

	it.each(['127.0.0.1', '127.0.0.1:1', '127.8.9.1', 'localhost', 'LOCALHOST:8080', 'localhost.', '[::1]', '[::1]:8080'])('to the Host %s is answered', async (host) => {
		expect(await statusFor('GET', 'statements', host)).toBe(200);
		expect(await statusFor('GET', 'statements', `127.0.0.1:${port()}`)).toBe(200);
	});

	it('without a Host is refused', async () => {
		const socket = connect(Number(port()), '127.0.0.1');
		socket.write('GET /__emulator/journal HTTP/1.0\r\n\r\n');
		const chunks = await socket.toArray();
		expect(Buffer.concat(chunks as Buffer[]).toString()).toMatch(/^HTTP\/1\.1 403 /);
	});

	it('is refused by its Host alone: the API answers whatever name it is called by', async () => {
		const answer = await request(`${session.emulator.baseUrl}${session.statements}`, { headers: { host: 'flink.us-east-1.aws.confluent.cloud' } });
		await answer.body.dump();
		expect(answer.statusCode).toBe(401);
	});
});

describe('journal', () => {
	it('has every request in order, with the key but not its secret', async () => {
		await session.get(`${session.statements}?page_size=5`);
		await session.submit('x');
		await session.get('/fcpm/v2/regions', { authorization: null });
		const { entries, counters } = session.control.journal();
		const { apiKeyId, apiSecret } = session.emulator.flinkApi;
		expect(entries).toMatchObject([
			{ method: 'GET', path: session.statements, query: 'page_size=5', status: 200, keyId: apiKeyId },
			{ method: 'POST', path: session.statements, query: '', status: 201, keyId: apiKeyId },
			{ method: 'GET', path: '/fcpm/v2/regions', status: 401, keyId: null },
		]);
		expect(entries.every(({ durationMs, requestId }) => durationMs !== null && requestId !== null)).toBe(
			true,
		);
		expect(counters).toMatchObject({ requests: 3, rateLimited: 0, peakInFlight: 1 });
		const encoded = Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64');
		const reported = (await control('GET', 'journal')).text;
		expect(reported).not.toContain(apiSecret);
		expect(reported).not.toContain(encoded);
	});

	it('counts what happens at the same time', async () => {
		session.control.faults.add({ fault: { kind: 'latency', ms: 400 } });
		await Promise.all(Array.from({ length: 6 }, () => session.get(session.statements)));
		expect(session.control.journal().counters).toMatchObject({ requests: 6, peakInFlight: 6 });
	});

	it('leaves control calls out, and can be cleared', async () => {
		await session.get(session.statements);
		await control('DELETE', 'journal');
		expect(session.control.journal()).toMatchObject({ entries: [], counters: { requests: 0 } });
	});
});

describe('random lives', () => {
	const options = { count: 40, prefix: 'life-', seed: 11, spanMs: 60_000, deleted: 0.3 };

	it('come true as planned', async () => {
		await session.control.clock.hold();
		const lives = session.control.drive(options);
		await session.control.clock.advance(options.spanMs);
		const history = await session.control.history();
		for (const { name, createdAt, changes } of lives) {
			const lived = history
				.filter((change) => change.name === name)
				.map(({ to, at: when }) => ({ phase: to, at: when }));
			expect(lived).toEqual([{ phase: 'PENDING', at: createdAt }, ...changes]);
		}
		const gone = lives.filter(({ changes }) => changes.at(-1)?.phase === 'GONE').length;
		expect(await session.control.statements()).toHaveLength(options.count - gone);
		expect(gone).toBeGreaterThan(0);
	});

	it('are the same for the same seed', async () => {
		await session.control.clock.hold();
		const start = session.control.clock.now();
		const first = session.control.drive(options);
		await session.control.reset();
		await session.control.clock.hold();
		const relative = (lives: typeof first, from: number): unknown =>
			lives.map(({ name, createdAt, changes }) => [
				name,
				createdAt - from,
				changes.map(({ phase, at: when }) => [phase, when - from]),
			]);
		expect(relative(session.control.drive(options), session.control.clock.now())).toEqual(
			relative(first, start),
		);
	});

	it('contain every kind of end', async () => {
		const ends = session.control
			.drive({ ...options, count: 200 })
			.map(({ changes }) => changes.at(-1)?.phase);
		expect(new Set(ends)).toEqual(new Set(['COMPLETED', 'FAILED', 'STOPPED', 'GONE']));
	});
});

it('ten thousand statements are listed in a hundred pages', async () => {
	session.control.seed({ bulk: { count: 10_000, prefix: 's-', phase: 'RUNNING' } });
	let path = `${session.statements}?page_size=100`;
	let pages = 0;
	for (let next = path; next !== ''; pages++) {
		const { body } = await session.get(next);
		path = String(at(body, 'metadata', 'next'));
		next = path.slice(session.emulator.baseUrl.length);
	}
	expect(pages).toBe(100);
});

describe('tables and statements that are there, over HTTP', () => {
	let own: Session;
	beforeAll(async () => (own = await Session.start({ engine: () => createDuckDbEngine(), results: { emptyFirstPages: 0 } })));
	afterAll(() => own.close());
	const post = (name: string, body: unknown) => own.call('POST', `/__emulator/${name}`, { body, authorization: null });

	it('rows are appended, and a running query is led into trouble', async () => {
		const properties = { 'sql.current-catalog': 'default', 'sql.current-database': 'cluster_0' };
		await own.submit('ddl', 'CREATE TABLE t (n INT)', { properties });
		for (let look = 0; look < 3; look++) await own.phase('ddl');
		expect((await post('rows', { table: 't', rows: [{ n: 1 }, { n: '2' }] })).body).toEqual({ appended: 2 });
		await own.submit('q', 'SELECT n FROM t', { properties });
		await own.phase('q');
		expect(list(at((await own.get(`${own.statements}/q/results`)).body, 'results', 'data'))).toHaveLength(2);
		expect((await post('steer', { name: 'q', steps: [{ phase: 'RUNNING', resultsGone: true }] })).body).toEqual({ steered: 1 });
		expect((await own.get(`${own.statements}/q/results`)).status).toBe(408);
	});

	it.each<[string, unknown, string]>([
		['rows', { table: 'nothing', rows: [{ n: 1 }] }, 'There is no table nothing.'],
		['rows', { table: 't', rows: [[1]] }, 'must be object'],
		['rows', { rows: [] }, "must have required property 'table'"],
		['steer', { name: 'q', steps: [{ phase: 'FAILED', after: { columns: 1 } }] }, 'body/steps/0/after'],
		['behaviours', { name: 'q', steps: [{ phase: 'FAILED', after: { rows: -1 } }] }, 'body/steps/0/after'],
		['settings', { results: { restAfterStop: 'sometimes' } }, 'body/results/restAfterStop'],
	])('%s refuses %j', async (name, body, detail) => {
		const answer = await post(name, body);
		expect([answer.status, String(at(answer.body, 'errors', 0, 'detail'))]).toEqual([400, expect.stringContaining(detail)]);
	});

	it('rows need a SQL engine', async () => {
		await expect(session.control.appendRows('t', [{ n: 1 }])).rejects.toThrow('the emulator runs without a SQL engine');
	});

	it('a step after rows, and settings of results, are taken', async () => {
		expect((await post('behaviours', { name: 'x', steps: [{ phase: 'FAILED', after: { rows: 200 } }] })).status).toBe(200);
		expect((await post('settings', { results: { restAfterStop: 'always', bufferedRows: 100 } })).status).toBe(200);
	});
});
