import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOMES } from '../../demo/paths.mjs';
import type { Workflow } from '../../demo/n8nClient.mjs';
import { startLocalConfluent, type LocalConfluent } from './harness/localConfluent.mjs';
import { startRealN8n, type RealN8n } from './harness/realN8n.mjs';
import { Orders } from './rowTrigger/orders.mjs';
import { pagesAskedFor, untilPageWaits } from './rowTrigger/pages.mjs';
import { RowSink } from './rowTrigger/rowSink.mjs';
import { rowsToSink } from './rowTrigger/workflow.mjs';

const ROWS = 5_000;
/** One execution takes ten: n8n needs some thirty milliseconds and more for each. */
const BATCH = { batchSize: 10, batchSeconds: 1 };
/** Written faster than executions take them: there is always something to lose. */
const ROWS_AT_A_TIME = 100;
const WRITE_EVERY_MS = 500;
const ROWS_A_PAGE = 100;
const PUBLISHED = 'published anew';
const TIMEOUT_MS = 900_000;

let confluent: LocalConfluent;
let n8n: RealN8n;
let sink: RowSink;
let orders: Orders;

before(async () => {
	mkdirSync(HOMES, { recursive: true });
	sink = await RowSink.start();
	confluent = await startLocalConfluent(join(HOMES, 'logs'));
	n8n = await startRealN8n({ name: 'row-trigger', credentials: confluent.credentials });
});

after(async () => {
	sink?.release();
	await n8n?.stop();
	await confluent?.stop();
	await sink?.close();
});

beforeEach(async () => {
	sink.clear();
	await confluent.control('POST', 'reset');
	await confluent.control('POST', 'settings', { results: { rowsPerPage: ROWS_A_PAGE } });
	orders = await Orders.create(confluent);
});

/** Saves and publishes the workflow, anew where it is active already. */
async function publish(id: string, options?: Record<string, unknown>, changes?: Partial<Workflow>): Promise<void> {
	await n8n.client.saveWorkflow(rowsToSink(n8n, { id, sinkUrl: sink.url, ...(options && { options }), ...(changes && { changes }) }));
	await n8n.client.activate(id);
	await orders.untilReaders((readers) => readers.some(({ phase }) => phase === 'RUNNING'));
}

async function deactivate(id: string): Promise<void> {
	await n8n.client.deactivate(id);
	await orders.untilReaders((readers) => readers.length === 0);
}

/** Every row that was written has arrived; says which has not. */
function assertNoneLost(): void {
	const { distinct } = sink;
	assert.deepEqual(orders.ids.filter((id) => !distinct.has(id)), [], 'rows that reached no execution');
	assert.equal(distinct.size, orders.written, 'rows that were never written');
}

test('5,000 rows, n8n killed three times and published anew once: every row reaches an execution', { timeout: TIMEOUT_MS }, async (t) => {
	const began = Date.now();
	await publish('many', BATCH);
	const writing = writeAll();
	const repeats = new Map<string, number>();
	/** Does something once so many rows have arrived, and counts the rows that come once more after it. */
	const at = async (share: number, what: string, work: () => Promise<void>) => {
		await arrived(share * ROWS);
		const before = sink.received.length - sink.distinct.size;
		await work();
		await arrived(sink.distinct.size + 2 * ROWS_A_PAGE);
		repeats.set(what, sink.received.length - sink.distinct.size - before);
	};
	await at(0.1, 'killed while an execution ran', async () => {
		sink.hold();
		await sink.until(() => sink.held > 0, 'an execution that runs', TIMEOUT_MS);
		await n8n.kill();
		sink.release();
		await n8n.start();
	});
	await at(0.35, 'killed while a page was asked for', async () => {
		await untilPageWaits(confluent, 60_000);
		await n8n.kill();
		await n8n.start();
	});
	await at(0.55, PUBLISHED, async () => {
		await publish('many', BATCH, { name: 'published anew' });
	});
	await at(0.75, 'killed at any moment', async () => {
		await n8n.kill();
		await n8n.start();
	});
	await writing;
	await arrived(ROWS);
	const seconds = (Date.now() - began) / 1_000;
	const each = [...repeats].map(([what, count]) => `${what}: ${String(count)}`);
	t.diagnostic(`${String(ROWS)} rows in ${seconds.toFixed(0)} s; ${String(sink.received.length - sink.distinct.size)} came more than once (${each.join('; ')})`);
	assertNoneLost();
	assert.equal(repeats.get(PUBLISHED), 0, 'rows come twice although n8n was not killed');
	await orders.untilReaders((readers) => readers.length === 1);
	await deactivate('many');
});

async function writeAll(): Promise<void> {
	while (orders.written < ROWS) {
		await orders.write(ROWS_AT_A_TIME);
		await sleep(WRITE_EVERY_MS);
	}
}

async function arrived(count: number): Promise<void> {
	const wanted = Math.min(count, ROWS);
	await sink.until(() => sink.distinct.size >= wanted, `${String(wanted)} rows`, TIMEOUT_MS);
}

test('deactivated while an execution runs: the execution comes to its end, no other begins, no statement is left', { timeout: TIMEOUT_MS }, async (t) => {
	await publish('deactivated');
	sink.hold();
	await orders.write(10);
	await sink.until(() => sink.held > 0, 'an execution', 60_000);
	const began = Date.now();
	await n8n.client.deactivate('deactivated');
	await orders.untilReaders((readers) => readers.every(({ phase }) => phase === 'STOPPED' || phase === 'STOPPING'));
	const stopped = Date.now() - began;
	await orders.untilReaders((readers) => readers.length === 0);
	t.diagnostic(`its statement is stopped after ${(stopped / 1_000).toFixed(1)} s and gone after ${((Date.now() - began) / 1_000).toFixed(1)} s`);
	sink.release();
	await untilEnded(t, 'deactivated');
	assert.deepEqual(sink.received, [1]);
});

async function untilEnded(t: TestContext, id: string): Promise<void> {
	const executions = await n8n.client.executions(id);
	const ended = await Promise.all(executions.map(async (execution) => await n8n.client.waitForExecution(execution.id, 60_000)));
	t.diagnostic(`${String(ended.length)} executions: ${ended.map(({ status }) => status).join(', ')}`);
	assert.ok(ended.every(({ status }) => status === 'success'));
}

test('executions that take longer than rows come: they slow the reading, one runs at a time, nothing is lost', { timeout: TIMEOUT_MS }, async (t) => {
	const count = 600;
	sink.delayMs = 100;
	await publish('slow');
	let mostAhead = 0;
	for (let written = 0; written < count; written += ROWS_AT_A_TIME) {
		await orders.write(ROWS_AT_A_TIME);
		await sleep(200);
	}
	while (sink.distinct.size < count) {
		const arrivedBefore = sink.received.length;
		mostAhead = Math.max(mostAhead, (await pagesAskedFor(confluent)) * ROWS_A_PAGE - arrivedBefore);
		await sleep(500);
		await sink.until(() => sink.received.length > arrivedBefore, 'another row', 30_000);
	}
	t.diagnostic(`${String(count)} rows, of which at most ${String(mostAhead)} could be in n8n and wait`);
	assertNoneLost();
	assert.equal(sink.received.length, count, 'no row comes twice');
	assert.deepEqual(sink.received, orders.ids, 'rows come in their order');
	assert.ok(mostAhead <= 2 * ROWS_A_PAGE, 'the reading runs ahead of the executions');
	await deactivate('slow');
});
