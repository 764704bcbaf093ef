import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { Deliveries, type DeliveryRule } from '../../../nodes/shared/confluent/stream/deliveries';
import { Reading } from '../../../nodes/shared/confluent/stream/reading';
import type { ResumePoint, StreamPosition } from '../../../nodes/shared/flink/stream/streamPosition';
import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import { inTurn, lost, pageBody, scriptStatements, statementBody, statementOf, type Answer } from '../statements/scriptedStatements';

const SHAPE = { output: 'changelog', includeMetadata: false, numbers: 'auto' } as const;
const ONE_BY_ONE: DeliveryRule = { size: 1, waitMs: 0, atOnce: 1 };
const RUNNING = statementBody({ phase: 'RUNNING', traits: { is_bounded: false } });

interface Script {
	readonly pages: readonly Answer[];
	readonly rule?: DeliveryRule;
	/** How long an execution takes, in milliseconds; Infinity where the end of the first one is never reported. */
	readonly executionMs?: number;
	readonly point?: ResumePoint;
	readonly seconds?: number;
}

/** Reads scripted pages, the last of them again and again, until the time is over. */
function script({ pages, rule = ONE_BY_ONE, executionMs = 0, point, seconds = 3_600 }: Script) {
	const next = inTurn(...pages);
	const closing = new AbortController();
	const cloud = scriptStatements((call) => (call === 'GET results' ? next() : { body: RUNNING }), { seconds, signal: closing.signal });
	const batches: Array<{ rows: JsonObject[]; at: number; position: StreamPosition | undefined }> = [];
	const lostAfter: number[] = [];
	const work = async (rows: JsonObject[], position: StreamPosition | undefined): Promise<void> => {
		batches.push({ rows, at: cloud.elapsed(), position });
		if (executionMs === Infinity && batches.length === 1) await new Promise(() => undefined);
		else if (executionMs > 0 && executionMs < Infinity) await cloud.time.sleep(executionMs);
	};
	const deliveries = new Deliveries({ clock: cloud.time, signal: closing.signal }, rule, work, undefined, (afterMs) => lostAfter.push(afterMs));
	const reading = new Reading(statementOf({ phase: 'RUNNING', traits: { is_bounded: false } }), true, point);
	const tokens = () => cloud.sent.filter(({ call }) => call === 'GET results').map(({ request, at }) => ({ token: request.query?.['page_token'], at }));
	return {
		...cloud,
		batches,
		lostAfter,
		deliveries,
		reading,
		tokens,
		keys: () => batches.map(({ rows }) => rows.map(({ k }) => k).join('')),
		read: async () => {
			const handing = deliveries.run().catch((error: unknown) => error);
			const error = await cloud.run(reading.run(cloud.statements, SHAPE, deliveries).catch((caught: unknown) => caught));
			closing.abort();
			expect(await cloud.run(handing)).toBeInstanceOf(CancelledError);
			return error;
		},
	};
}

const rows = (from: number, count: number) => Array.from({ length: count }, (_, index): [number, ...unknown[]] => [0, String.fromCharCode(97 + from + index), '1']);

it('asks for the next page only when the rows of the last one are done', async () => {
	const { read, keys, tokens } = script({ pages: [pageBody(rows(0, 2), 't1'), pageBody(rows(2, 1), 't2'), pageBody([], 't2')], executionMs: 10_000, seconds: 40 });
	await read();
	expect(keys()).toEqual(['a', 'b', 'c']);
	expect(tokens().slice(0, 3)).toEqual([
		{ token: undefined, at: 0 },
		{ token: 't1', at: 20_000 },
		{ token: 't2', at: 30_000 },
	]);
});

it('asks for the same page again while an execution takes its time, so that the statement is not stopped', async () => {
	const { read, tokens, keys } = script({ pages: [pageBody(rows(0, 1), 't1'), pageBody([], 't1')], executionMs: 1_200_000, seconds: 1_250 });
	await read();
	expect(keys()).toEqual(['a']);
	const during = tokens().filter(({ at }) => at < 1_200_000);
	expect(during.every(({ token }) => token === undefined)).toBe(true);
	const gaps = during.slice(1).map(({ at }, index) => at - (during[index]?.at ?? 0));
	expect(Math.max(...gaps)).toBeLessThanOrEqual(240_000);
	expect(during.length).toBeLessThan(10);
});

it('goes on after an hour where the end of an execution is not reported', async () => {
	const { read, batches, lostAfter } = script({ pages: [pageBody(rows(0, 2), 't1'), pageBody([], 't1')], executionMs: Infinity, seconds: 4_500 });
	await read();
	expect(batches.map(({ rows: [row] }) => row?.['k'])).toEqual(['a', 'b']);
	expect(batches[1]?.at).toBeGreaterThanOrEqual(3_600_000);
	expect(batches[1]?.at).toBeLessThan(3_600_000 + 240_001);
	expect(lostAfter).toEqual([batches[1]?.at]);
});

it('asks forty times a minute at most while no rows come, looks at the statement included', async () => {
	const { read, sent } = script({ pages: [pageBody([], 't0')], seconds: 600 });
	await read();
	expect(sent.filter(({ at }) => at > 60_000).length).toBeLessThanOrEqual(40 * 9);
	expect(sent.filter(({ call, at }) => call === 'GET' && at > 60_000).length).toBeGreaterThan(5);
});

it('asks for a page as often although the statement is looked at now and then: no row waits for two pauses', async () => {
	const { read, sent, tokens } = script({ pages: [pageBody([], 't0')], seconds: 120 });
	await read();
	const gaps = tokens().slice(1).map(({ at }, index) => at - (tokens()[index]?.at ?? 0));
	expect(sent.some(({ call }) => call === 'GET')).toBe(true);
	expect(Math.max(...gaps)).toBeLessThanOrEqual(1_600);
});

it('goes on where it was after an attempt that failed', async () => {
	const { read, keys, reading, statements, deliveries, run } = script({ pages: [pageBody(rows(0, 2), 't1'), lost(503), pageBody(rows(2, 1), 't2'), pageBody([], 't2')], seconds: 20 });
	const first = deliveries.run().catch(() => undefined);
	await expect(run(reading.run(statements, SHAPE, deliveries))).rejects.toThrow('503');
	void first;
	expect(reading.point).toEqual({ token: 't1', first: 2, done: 0 });
	await read();
	expect(keys()).toEqual(['a', 'b', 'c']);
});

it('leaves out what an earlier life has done of the page it begins with', async () => {
	const { read, keys, batches, tokens } = script({ pages: [pageBody(rows(0, 3), 't8'), pageBody([], 't8')], point: { token: 't7', first: 40, done: 2 }, seconds: 5 });
	await read();
	expect(keys()).toEqual(['c']);
	expect(tokens()[0]?.token).toBe('t7');
	expect(batches[0]?.position).toMatchObject({ points: [{ token: 't7', first: 40, done: 2 }, { token: 't8', first: 43, done: 0 }] });
});

describe('batches', () => {
	const pages = [pageBody(rows(0, 1), 't1'), pageBody(rows(1, 1), 't2'), pageBody(rows(2, 1), 't3'), pageBody([], 't3')];

	it('take rows of several pages', async () => {
		const { read, keys } = script({ pages, rule: { size: 2, waitMs: 60_000, atOnce: 1 }, seconds: 70 });
		await read();
		expect(keys()).toEqual(['ab', 'c']);
	});

	it('go when their time has come', async () => {
		const { read, batches } = script({ pages, rule: { size: 100, waitMs: 5_000, atOnce: 1 }, seconds: 20 });
		await read();
		expect(batches.map(({ at, rows: { length } }) => [at, length])).toEqual([[5_000, 3]]);
	});

	it('lead back to the first of their pages', async () => {
		const { read, batches } = script({ pages, rule: { size: 3, waitMs: 60_000, atOnce: 1 }, seconds: 20 });
		await read();
		expect(batches[0]?.position?.points[0]).toEqual({ token: undefined, first: 0, done: 0 });
	});

	it('are worked on side by side, as many as there may be', async () => {
		const { read, batches } = script({ pages: [pageBody(rows(0, 5), 't1'), pageBody([], 't1')], rule: { size: 1, waitMs: 0, atOnce: 2 }, executionMs: 1_000, seconds: 10 });
		await read();
		expect(batches.map(({ at }) => at)).toEqual([0, 0, 1_000, 1_000, 2_000]);
	});
});

it('says where all had been given: when nothing was left to read, and all was done', async () => {
	const { read, batches, time } = script({ pages: [pageBody([], 't0'), pageBody([], 't0'), pageBody(rows(0, 1), 't1'), pageBody([], 't1')], seconds: 5 });
	const start = time.now();
	await read();
	expect(batches[0]?.position?.caughtUpAt).toBe(start + 300);
});
