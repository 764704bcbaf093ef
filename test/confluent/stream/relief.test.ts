import { Deliveries } from '../../../nodes/shared/confluent/stream/deliveries';
import { Stream } from '../../../nodes/shared/confluent/stream/stream';
import type { StreamEvent } from '../../../nodes/shared/confluent/stream/streamError';
import type { StreamPlan } from '../../../nodes/shared/confluent/stream/streamPlan';
import { INITIAL_OFFSETS } from '../../../nodes/shared/flink/stream/streamStart';
import { scriptStatements } from '../statements/scriptedStatements';
import { SQL, StreamedTable } from './streamedTable';

const HOUR_MS = 3_600_000;
/** For all the requests of two days, in milliseconds of real time on a busy machine. */
const TIMEOUT_MS = 120_000;

function planOf(sql: string): StreamPlan {
	return {
		submission: { sql, properties: {}, labels: [] },
		label: 'n8n-row-trigger-test',
		naming: { prefix: 'n8n', hint: 'orders' },
		start: { kind: 'latest' },
		continueFrom: 'stopped',
		maxRestarts: 10,
		shape: { output: 'changelog', includeMetadata: false, numbers: 'auto' },
	};
}

/** Streams a table that has a row every ten minutes for so many hours, in virtual time; after an earlier life where one has left a statement. */
async function stream(hours: number, sql = SQL, leftOver?: string) {
	const closing = new AbortController();
	let seed = 0;
	const cloud = scriptStatements((call, sent) => table.answer(call, sent), { signal: closing.signal, random: () => (seed = (seed * 16_807 + 12_345) % 2_147_483_647) / 2_147_483_647 });
	const table = new StreamedTable(() => cloud.time.now(), HOUR_MS / 6, sql);
	if (leftOver !== undefined) table.leave(leftOver);
	// Rows come before the next life begins.
	await cloud.time.pass(leftOver === undefined ? 0 : HOUR_MS);
	const rows: unknown[] = [];
	const events: StreamEvent[] = [];
	const deliveries = new Deliveries({ clock: cloud.time, signal: closing.signal }, { size: 1, waitMs: 0, atOnce: 1 }, async (items) => {
		rows.push(...items.map(({ k }) => k));
	});
	const running = new Stream({ within: cloud.within, afterwards: cloud.afterwards }, planOf(sql), deliveries, (event) => events.push(event));
	await cloud.run(running.open({ position: undefined, isAnew: leftOver === undefined }));
	const ended = running.run().catch((error: unknown) => error);
	await cloud.time.pass(hours * HOUR_MS);
	closing.abort();
	await cloud.run(ended);
	return { table, rows, events };
}

const rowsUntil = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`);

it('a statement whose results expire soon is relieved by another one, again and again, and each row comes once', async () => {
	const { table, rows, events } = await stream(41);
	expect(rows).toEqual(rowsUntil(41 * 6 - 1));
	expect(events).toEqual([]);
	const [first, second, third] = table.submitted;
	expect(table.submitted).toHaveLength(3);
	expect([second, third].map((each) => each?.properties[INITIAL_OFFSETS])).toEqual([first?.name, second?.name]);
	expect(((second?.createdAt ?? NaN) - (first?.createdAt ?? NaN)) / HOUR_MS).toBeCloseTo(20, 1);
	expect([...table.statements.keys()]).toEqual([third?.name]);
}, TIMEOUT_MS);

it('one that keeps state is read on', async () => {
	const { table, rows } = await stream(22, 'SELECT k, COUNT(*) AS v FROM orders GROUP BY k');
	expect(rows).toEqual(rowsUntil(22 * 6 - 1));
	expect(table.submitted).toHaveLength(1);
}, TIMEOUT_MS);

it('after a statement that was stopped before it ran, the next one begins when that one was submitted', async () => {
	const { table, rows, events } = await stream(1, SQL, 'left');
	expect(rows).toEqual(rowsUntil(2 * 6 - 1));
	expect(table.submitted.map(({ failure }) => failure !== undefined)).toEqual([true, false]);
	expect(events).toEqual([{ event: 'rowsRepeated', name: 'left', since: table.submitted[1]?.createdAt === undefined ? NaN : table.submitted[1].createdAt - HOUR_MS }]);
	expect([...table.statements.keys()]).toEqual([table.submitted[1]?.name]);
});
