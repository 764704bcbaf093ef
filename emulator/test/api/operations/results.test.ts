import type { Change, SqlEngine } from '../../../sql/engine';
import { SqlError } from '../../../sql/engine';
import type { ScriptedResults } from '../../../statements/behaviours';
import { at, detailOf, list, Session, type Answer } from '../../session';

const COLUMNS = [{ name: 'n', type: { type: 'INTEGER', nullable: false } }];

let session: Session;

beforeAll(async () => (session = await Session.start()));
afterAll(() => session.close());
beforeEach(async () => {
	await session.control.reset();
	await session.control.clock.hold();
	session.control.configure({ results: { emptyFirstPages: 0, rowsPerPage: 3 } });
});

function rows(from: number, to: number): Change[] {
	return Array.from({ length: to - from }, (_, n) => ({ op: 0, row: [String(from + n)] }));
}

async function query(results: Partial<ScriptedResults>, properties: object = {}): Promise<void> {
	session.control.behave({ results: { columns: COLUMNS, ...results } });
	await session.submit('q', 'SELECT n FROM t', { properties });
}

function page(token?: string): Promise<Answer> {
	const query = token === undefined ? '' : `?page_token=${encodeURIComponent(token)}`;
	return session.get(`${session.statements}/q/results${query}`);
}

function tokenOf(answer: Answer): string | undefined {
	const next = at(answer.body, 'metadata', 'next');
	return next === undefined ? undefined : (new URL(String(next)).searchParams.get('page_token') ?? undefined);
}

function numbersOf(answer: Answer): number[] {
	return list(at(answer.body, 'results', 'data')).map((change) => Number(at(change, 'row', 0)));
}

it('pages of the set size lead to an end without next', async () => {
	await query({ rows: [{ changes: rows(0, 7) }] });
	const first = await page();
	expect(first.body).toMatchObject({
		api_version: 'sql/v1',
		kind: 'StatementResult',
		results: { data: [{ op: 0, row: ['0'] }, {}, {}] },
	});
	const second = await page(tokenOf(first));
	const third = await page(tokenOf(second));
	expect([numbersOf(first), numbersOf(second), numbersOf(third)]).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
	expect(tokenOf(third)).toBeUndefined();
	expect(at(third.body, 'metadata', 'next')).toBeUndefined();
});

it('next never goes while rows remain, also when the last page is full', async () => {
	await query({ rows: [{ changes: rows(0, 6) }] });
	const second = await page(tokenOf(await page()));
	expect(numbersOf(second)).toEqual([3, 4, 5]);
	expect(tokenOf(second)).toBeUndefined();
});

it('has its rows on the first page once it has COMPLETED', async () => {
	session.control.configure({ results: { emptyFirstPages: 2 } });
	await query({ rows: [{ changes: rows(0, 2) }] });
	expect(numbersOf(await page())).toEqual([0, 1]);
});

it('begins with empty pages while it runs, whose next is where they began', async () => {
	session.control.configure({ results: { emptyFirstPages: 2 } });
	await query({ endless: true, isBounded: false, rows: [{ changes: rows(0, 2) }] });
	const first = await page();
	const second = await page(tokenOf(first));
	const third = await page(tokenOf(second));
	expect([numbersOf(first), numbersOf(second), numbersOf(third)]).toEqual([[], [], [0, 1]]);
	expect(tokenOf(second)).toBe(tokenOf(first));
});

it('rows arrive late', async () => {
	session.control.configure({ results: { arrivalDelayMs: 1_000 } });
	await query({ rows: [{ changes: rows(0, 1) }, { afterMs: 2_000, changes: rows(1, 2) }] });
	const first = await page();
	expect([numbersOf(first), typeof tokenOf(first)]).toEqual([[], 'string']);
	await session.control.clock.advance(1_000);
	const second = await page(tokenOf(first));
	expect(numbersOf(second)).toEqual([0]);
	await session.control.clock.advance(1_000);
	const third = await page(tokenOf(second));
	expect([numbersOf(third), tokenOf(third)]).toEqual([[1], undefined]);
});

it('an endless changelog always has a next', async () => {
	await query({ endless: true, isBounded: false, rows: [{ changes: rows(0, 1) }] });
	const first = await page();
	const second = await page(tokenOf(first));
	expect([numbersOf(second), typeof tokenOf(second)]).toEqual([[], 'string']);
});

it('a page may be asked for again until a later one was read, then it is gone', async () => {
	await query({ rows: [{ changes: rows(0, 9) }] });
	const first = await page();
	expect(numbersOf(await page())).toEqual([0, 1, 2]);
	const second = await page(tokenOf(first));
	expect(numbersOf(await page(tokenOf(first)))).toEqual([3, 4, 5]);
	expect((await page()).status).toBe(400);
	await page(tokenOf(second));
	expect((await page(tokenOf(first))).status).toBe(400);
});

it.each(['nonsense', 'ImE6MCIg', ''])('the token %j is refused', async (token) => {
	await query({ rows: [{ changes: rows(0, 1) }] });
	expect((await page(token)).status).toBe(400);
});

it('a token of an earlier statement of the same name leads nowhere', async () => {
	await query({ rows: [{ changes: rows(0, 9) }] });
	const token = tokenOf(await page());
	await session.call('DELETE', `${session.statements}/q`);
	await session.phase('q');
	await query({ rows: [{ changes: rows(0, 9) }] });
	expect((await page(token)).status).toBe(400);
});

it('passes every operation code and value through', async () => {
	const changes: Change[] = [
		{ op: 0, row: ['1', null] },
		{ op: 1, row: [['a', null], [['k', '1']]] },
		{ op: 2, row: [[1, [['a', [11, 'x']]]], 'x'] },
		{ op: 3, row: ['1', "x'00'"] },
	];
	session.control.configure({ results: { rowsPerPage: 10 } });
	await query({ rows: [{ changes }] });
	expect(at((await page()).body, 'results', 'data')).toEqual(changes);
});

describe('phases', () => {
	it.each([
		['PENDING', 409, 'Results for Statement=q not ready'],
		['STOPPING', 409, 'Results for Statement=q not ready'],
		['DELETING', 404, 'Statement resource=q does not exist'],
	])('%s: %i', async (phase, status, detail) => {
		session.control.behave({ steps: [{ phase }] });
		await session.submit('q');
		const answer = await page();
		expect([answer.status, detailOf(answer)]).toEqual([status, detail]);
	});

	it('FAILED gives what was there, then ends', async () => {
		const steps = [{ phase: 'RUNNING' }, { phase: 'FAILED', after: { ms: 100 }, detail: 'lost' }];
		session.control.behave({
			steps,
			results: { columns: COLUMNS, endless: true, rows: [{ changes: rows(0, 2) }] },
		});
		await session.submit('q');
		const first = await page();
		await session.control.clock.advance(100);
		const second = await page(tokenOf(first));
		expect([numbersOf(first), numbersOf(second), tokenOf(second)]).toEqual([[0, 1], [], undefined]);
	});

	it('STOPPED ends an endless changelog', async () => {
		await query({ endless: true, isBounded: false, rows: [{ changes: rows(0, 2) }] });
		const first = await page();
		await session.update('q', { stopped: true });
		await session.phase('q');
		expect(tokenOf(await page(tokenOf(first)))).toBeUndefined();
	});

	it('a streaming query whose rows have ended runs on', async () => {
		await query({ isBounded: false, rows: [{ changes: rows(0, 2) }] });
		expect(tokenOf(await page())).toBeUndefined();
		await session.control.clock.advance(60_000);
		expect(await session.phase('q')).toBe('RUNNING');
	});

	it('a bounded query completes when its rows are out, and can be read then', async () => {
		await query({ rows: [{ afterMs: 5_000, changes: rows(0, 2) }] });
		expect(await session.phase('q')).toBe('RUNNING');
		await session.control.clock.advance(5_000);
		await session.phase('q');
		expect(await session.phase('q')).toBe('COMPLETED');
		expect(numbersOf(await page())).toEqual([0, 1]);
	});
});

it('statements without columns have an empty result', async () => {
	await session.submit('q', 'CREATE TABLE t (a INT)');
	const answer = await page();
	expect([answer.status, numbersOf(answer), tokenOf(answer)]).toEqual([200, [], undefined]);
});

it('404 for a statement that does not exist', async () => {
	expect((await page()).status).toBe(404);
});

describe('the window', () => {
	const HOUR = 3_600_000;

	it.each([
		['snapshot', { 'sql.snapshot.mode': 'now' }, HOUR],
		['other', {}, 24 * HOUR],
	])('of a %s statement closes with 408', async (_what, properties, window) => {
		await query({ rows: [{ changes: rows(0, 2) }] }, properties);
		await session.control.clock.advance(window - 1);
		expect((await page()).status).toBe(200);
		await session.control.clock.advance(1);
		expect((await page()).status).toBe(408);
	});
});

describe('an engine', () => {
	let calls: string[];
	let own: Session;

	/** Gives a number each second; SQL with `boom` breaks, at once or while it runs. */
	function engine(): SqlEngine {
		return {
			plan: async ({ sql, now, properties, environmentId }) => {
				calls.push(`plan ${sql} ${JSON.stringify(properties)} ${environmentId}`);
				if (sql === 'boom') throw new SqlError("Table 'boom' not found");
				if (sql === 'crash') throw new Error('out of wires');
				let given = 0;
				return {
					sqlKind: 'SELECT',
					isBounded: false,
					isAppendOnly: true,
					upsertColumns: [0],
					columns: COLUMNS,
					advance: async (until) => {
						const seconds = Math.floor((until - now) / 1_000);
						if (sql === 'late boom' && seconds > 2) throw new SqlError('division by zero');
						const changes = rows(given, seconds);
						given = seconds;
						return { changes, finished: false };
					},
					close: async () => void calls.push(`close ${sql}`),
				};
			},
			close: async () => void calls.push('close engine'),
		};
	}

	beforeEach(async () => {
		calls = [];
		own = await Session.start({ engine, results: { emptyFirstPages: 0 } });
	});

	afterEach(() => own.close());

	it('is asked once, runs by the clock, and is closed with the statement', async () => {
		await own.submit('q', 'one a second', { properties: { a: 'b' } });
		await own.phase('q');
		await own.control.clock.advance(2_000);
		const path = `${own.statements}/q/results`;
		expect(numbersOf(await own.get(path))).toEqual([0, 1]);
		await own.control.clock.advance(1_000);
		expect(numbersOf(await own.get(path))).toEqual([0, 1, 2]);
		await own.update('q', { stopped: true });
		await own.phase('q');
		expect(calls).toEqual([
			`plan one a second {"a":"b"} ${own.emulator.flinkApi.environmentId}`,
			'close one a second',
		]);
	});

	it.each([
		['boom', "Table 'boom' not found"],
		['crash', "The emulator's SQL engine failed: out of wires"],
	])('that refuses %j makes the statement FAILED', async (sql, detail) => {
		await own.submit('q', sql);
		const { body } = await own.get(`${own.statements}/q`);
		expect(at(body, 'status')).toMatchObject({ phase: 'FAILED', detail });
	});

	it('that fails while it runs leads by FAILING to FAILED', async () => {
		own.control.configure({ lifecycle: { pending: 'immediate', failing: { ms: 10 } } });
		await own.submit('q', 'late boom');
		await own.phase('q');
		await own.control.clock.advance(3_000);
		await own.get(`${own.statements}/q/results`);
		expect(await own.phase('q')).toBe('FAILING');
		await own.control.clock.advance(10);
		const { body } = await own.get(`${own.statements}/q`);
		expect(at(body, 'status')).toMatchObject({ phase: 'FAILED', detail: 'division by zero' });
		const exceptions = await own.get(`${own.statements}/q/exceptions`);
		expect(at(exceptions.body, 'data', 0, 'message')).toBe('division by zero');
	});

	it('goes on where it was when a job is resumed, and is closed with the statement', async () => {
		await own.submit('job', 'INSERT INTO a SELECT * FROM b');
		await own.phase('job');
		await own.update('job', { stopped: true });
		await own.phase('job');
		await own.update('job', { stopped: false });
		expect(await own.phase('job')).toBe('RUNNING');
		expect(calls).toHaveLength(1);
		await own.call('DELETE', `${own.statements}/job`);
		await own.phase('job');
		expect(calls.slice(1)).toEqual(['close INSERT INTO a SELECT * FROM b']);
	});

	it('is closed only after all that it runs', async () => {
		await own.submit('q', 'one a second');
		await own.submit('job', 'INSERT INTO a SELECT * FROM b');
		await own.update('job', { stopped: true });
		await own.phase('job');
		await own.emulator.close();
		expect(calls.slice(2)).toEqual([
			'close one a second',
			'close INSERT INTO a SELECT * FROM b',
			'close engine',
		]);
	});

	it('made by a function is made anew by a reset', async () => {
		await own.submit('q', 'one a second');
		await own.phase('q');
		await own.control.reset();
		expect(calls.slice(-2)).toEqual(['close one a second', 'close engine']);
		expect((await own.submit('q', 'one a second')).status).toBe(201);
	});
});

it('a page has its own time, with nanoseconds', async () => {
	await query({ rows: [{ changes: rows(0, 1) }] });
	await session.control.clock.advance(5_000);
	const createdAt = String(at((await page()).body, 'metadata', 'created_at'));
	expect(createdAt).toMatch(/\.\d{9}Z$/);
	expect(Date.parse(createdAt)).toBe(session.control.clock.now());
});

it('of a running statement whose deletion was accepted are gone at once, 404; after a stop they are not ready, 409', async () => {
	session.control.configure({ lifecycle: { pending: 'immediate', stopping: { ms: 1_000 }, deleting: { ms: 1_000 } } });
	await query({ endless: true, isBounded: false, rows: [{ changes: rows(0, 1) }] });
	await session.phase('q');
	await session.call('DELETE', `${session.statements}/q`);
	expect(await session.phase('q')).toBe('STOPPING');
	expect((await page()).status).toBe(404);
	session.control.behave({ results: { columns: COLUMNS, endless: true, isBounded: false } });
	await session.submit('r', 'SELECT n FROM t');
	await session.phase('r');
	await session.update('r', { stopped: true });
	expect((await session.get(`${session.statements}/r/results`)).status).toBe(409);
});
