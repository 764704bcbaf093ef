import { detailOf, type Session } from '../session';
import { ddl, HOME, LATEST, openStreams, Reader, status } from './streams';

const MINUTE = 60_000;

let session: Session;
beforeAll(async () => (session = await openStreams()));
afterAll(() => session.close());
beforeEach(async () => {
	await session.control.reset();
	await session.control.clock.hold();
	await ddl(session, 'CREATE TABLE t (n INT, s STRING)');
});

const append = (from: number, to: number) =>
	session.control.appendRows('t', Array.from({ length: to - from }, (_, index) => ({ n: from + index, s: 'x' })));

async function query(name: string, sql = 'SELECT n FROM t', properties: object = LATEST): Promise<Reader> {
	await session.submit(name, sql, { properties });
	expect(await session.phase(name)).toBe('RUNNING');
	return new Reader(session, name);
}

describe('results that stay open', () => {
	it('a row is on the next page that is asked for, however it was written', async () => {
		const reader = await query('q');
		expect(await reader.page()).toEqual([]);
		await append(1, 3);
		expect(await reader.page()).toEqual(['1', '2']);
		await ddl(session, 'INSERT INTO t VALUES (3, NULL)');
		expect(await reader.page()).toEqual(['3']);
		expect(await reader.page()).toEqual([]);
	});

	it('a row that a job has to carry on is there as soon', async () => {
		await ddl(session, 'CREATE TABLE sink (n INT)');
		await session.submit('job', 'INSERT INTO sink SELECT n * 10 FROM t', { properties: HOME });
		expect(await session.phase('job')).toBe('RUNNING');
		const reader = await query('q', 'SELECT n FROM sink');
		expect(await reader.page()).toEqual([]);
		await append(1, 2);
		expect(await reader.page()).toEqual(['10']);
		await ddl(session, "INSERT INTO t VALUES (2, 'x')");
		expect(await reader.page()).toEqual(['20']);
	});

	it('go on for hours, and keep nothing of what was read', async () => {
		const reader = await query('q');
		let seen = 0;
		for (let minute = 0; minute < 180; minute++) {
			await append(minute * 50, minute * 50 + 50);
			seen += (await reader.page()).length;
			await session.control.clock.advance(MINUTE);
		}
		expect(seen).toBe(180 * 50);
		expect(await session.phase('q')).toBe('RUNNING');
	});

	it('the sample tables go on at their pace, from now on', async () => {
		const reader = await query('q', 'SELECT order_id FROM examples.marketplace.orders');
		const counts: number[] = [];
		for (let second = 0; second < 4; second++) {
			counts.push((await reader.page()).length);
			await session.control.clock.advance(1_000);
		}
		expect(counts).toEqual([0, 2, 2, 2]);
	});

	it.each([
		['a slow reader', 7],
		['pages that are bigger than what may wait', 40],
	])('%s finds every row once, in order', async (_, rowsPerPage) => {
		session.control.configure({ results: { rowsPerPage, bufferedRows: 20 } });
		const reader = await query('q');
		await reader.page();
		await append(0, 200);
		const seen: unknown[] = [];
		for (let page = 0; page < 60; page++) seen.push(...(await reader.page()));
		expect(seen).toEqual(Array.from({ length: 200 }, (_, n) => String(n)));
	});
});

describe('without a reader', () => {
	it('they stop after five minutes, with offsets and a detail, and spec.stopped stays false', async () => {
		const reader = await query('q');
		await append(0, 3);
		expect(await reader.page()).toHaveLength(3);
		await session.control.clock.advance(5 * MINUTE - 1);
		expect(await reader.page()).toEqual([]);
		await append(3, 5);
		await session.control.clock.advance(5 * MINUTE - 1);
		expect(await session.phase('q')).toBe('RUNNING');
		await session.control.clock.advance(1);
		const { body } = await session.get(`${session.statements}/q`);
		expect(body).toMatchObject({
			spec: { stopped: false },
			status: { phase: 'STOPPED', latest_offsets: { t: 'partition:0,offset:5' } },
		});
		expect(await status(session, 'q')).toMatchObject({
			detail: expect.stringContaining('automatically stopped since no client has consumed the results for 5 minutes or more'),
			latest_offsets_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
		});
		const answer = await reader.ask();
		expect([answer.status, detailOf(answer)]).toEqual([409, 'Results for Statement=q not ready']);
	});

	it.each([
		['byHand', [200, 409]],
		['always', [200, 200]],
		['never', [409, 409]],
	] as const)('what was not read is given after a stop where %s says so', async (restAfterStop, expected) => {
		session.control.configure({ results: { restAfterStop } });
		const byHand = await query('by-hand');
		const idle = await query('idle');
		await append(0, 2);
		await session.update('by-hand', { stopped: true });
		await session.control.clock.advance(5 * MINUTE);
		expect([await session.phase('by-hand'), await session.phase('idle')]).toEqual(['STOPPED', 'STOPPED']);
		expect([(await byHand.ask()).status, (await idle.ask()).status]).toEqual(expected);
	});

	it('answers of 409 and 408 are no reading', async () => {
		const reader = await query('q');
		session.control.configure({ results: { windowMs: 2 * MINUTE } });
		await reader.page();
		await session.control.clock.advance(2 * MINUTE);
		expect((await reader.ask()).status).toBe(408);
		await session.control.clock.advance(3 * MINUTE);
		expect(await session.phase('q')).toBe('STOPPED');
	});

	it('results that are read all the time are gone after a day all the same', async () => {
		const reader = await query('q');
		for (let minute = 0; minute < 24 * 60; minute += 4) {
			expect((await reader.ask()).status).toBe(200);
			await session.control.clock.advance(4 * MINUTE);
		}
		expect((await reader.ask()).status).toBe(408);
	});
});

describe('offsets of a stopped statement', () => {
	it('are those of what its job has read, not of what a client has fetched', async () => {
		session.control.configure({ results: { rowsPerPage: 2, bufferedRows: 6 } });
		const reader = await query('q');
		await append(0, 100);
		expect(await reader.page()).toEqual(['0', '1']);
		await session.update('q', { stopped: true });
		expect(await session.phase('q')).toBe('STOPPED');
		expect((await status(session, 'q'))['latest_offsets']).toEqual({ t: 'partition:0,offset:6' });
	});

	it('count what came in before the stop and nobody asked for', async () => {
		await query('q');
		await append(0, 100);
		await session.update('q', { stopped: true });
		await session.phase('q');
		expect((await status(session, 'q'))['latest_offsets']).toEqual({ t: 'partition:0,offset:100' });
	});

	it('are not there while it runs, and not where it never ran', async () => {
		await query('q');
		expect(await status(session, 'q')).not.toHaveProperty('latest_offsets');
		session.control.configure({ lifecycle: { pending: { ms: 1_000 }, stopping: 'immediate' } });
		await session.submit('p', 'SELECT n FROM t', { properties: LATEST });
		await session.update('p', { stopped: true });
		expect(await session.phase('p')).toBe('STOPPED');
		expect(await status(session, 'p')).not.toHaveProperty('latest_offsets');
	});
});

describe('trouble in the middle', () => {
	const failing = [
		{ phase: 'RUNNING' },
		{ phase: 'DEGRADED', after: { rows: 20 } },
		{ phase: 'FAILING', after: { rows: 50 } },
		{ phase: 'FAILED', after: { ms: 100 }, detail: 'out of memory' },
	];

	it.each([10, 1_000])('a query fails after so many rows, %i a page', async (rowsPerPage) => {
		session.control.configure({ results: { rowsPerPage } });
		session.control.behave({ name: 'q', steps: failing });
		const reader = await query('q');
		await append(0, 200);
		const seen: unknown[] = [];
		const phases = new Set<string>();
		for (let page = 0; page < 30; page++) {
			seen.push(...(await reader.page()));
			phases.add(await session.phase('q'));
			if (page === 20) await session.control.clock.advance(100);
		}
		expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => String(n)));
		expect([...phases]).toEqual(['DEGRADED', 'FAILING', 'FAILED']);
		expect(await status(session, 'q')).toMatchObject({ phase: 'FAILED', detail: 'out of memory' });
		expect(await status(session, 'q')).not.toHaveProperty('latest_offsets');
	});

	it('the gateway loses the results after so many rows, while the statement runs on', async () => {
		session.control.behave({ name: 'q', steps: [{ phase: 'RUNNING' }, { phase: 'RUNNING', after: { rows: 5 }, resultsGone: true }] });
		const reader = await query('q');
		await append(0, 9);
		expect(await reader.page()).toHaveLength(5);
		expect((await reader.ask()).status).toBe(408);
		expect(await session.phase('q')).toBe('RUNNING');
	});

	it('can be made for a statement that runs', async () => {
		const reader = await query('q');
		await append(0, 3);
		expect(await session.control.steer('q*', [{ phase: 'DEGRADED' }])).toBe(1);
		expect(await reader.page()).toHaveLength(3);
		expect(await session.phase('q')).toBe('DEGRADED');
		await session.control.steer('q', [{ phase: 'FAILED', detail: 'lost' }]);
		expect(await status(session, 'q')).toMatchObject({ phase: 'FAILED', detail: 'lost' });
		expect(await session.control.steer('nothing', [{ phase: 'FAILED' }])).toBe(0);
	});

	it('a statement that was led somewhere is still stopped without a reader', async () => {
		await query('q');
		await session.control.steer('q', [{ phase: 'DEGRADED' }]);
		await session.control.clock.advance(5 * MINUTE);
		expect(await session.phase('q')).toBe('STOPPED');
	});
});
