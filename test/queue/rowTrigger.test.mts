import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Orders } from '../e2e/rowTrigger/orders.mjs';
import { RowSink } from '../e2e/rowTrigger/rowSink.mjs';
import { rowsToSink } from '../e2e/rowTrigger/workflow.mjs';
import { missingServers } from './harness/binaries.mjs';
import { countByStatus, untilAllEnded } from './harness/executions.mjs';
import { startQueueMode, type QueueMode } from './harness/queueMode.mjs';

const WORKFLOW = 'row-by-row';
const ROWS = 100;
const TIMEOUT_MS = 120_000;

const skip = missingServers();
const options = { skip, timeout: 2 * TIMEOUT_MS };
let n8n: QueueMode;
let orders: Orders;
let sink: RowSink;

before(async () => {
	if (skip !== false) return;
	sink = await RowSink.start();
	n8n = await startQueueMode({ workers: 2, concurrency: 5 });
	orders = await Orders.create(n8n.confluent);
});

after(async () => {
	sink?.release();
	await n8n?.stop();
	await sink?.close();
});

function assertNoneLost(): void {
	const { distinct } = sink;
	assert.deepEqual(orders.ids.filter((id) => !distinct.has(id)), [], 'rows that reached no execution');
}

const arrived = async () => await sink.until(() => sink.distinct.size >= orders.written, `${String(orders.written)} rows`, TIMEOUT_MS);

test('the trigger runs on the main process, with one statement; its executions run on the workers, one after the other', options, async (t) => {
	await n8n.client.saveWorkflow(rowsToSink(n8n, { id: WORKFLOW, sinkUrl: sink.url }));
	await n8n.client.activate(WORKFLOW);
	await orders.untilReaders((readers) => readers.some(({ phase }) => phase === 'RUNNING'));
	await orders.write(ROWS);
	await arrived();
	const executions = await untilAllEnded(n8n.client, WORKFLOW, ROWS, TIMEOUT_MS, 'trigger');
	const shares = n8n.workers.map((worker) => worker.executions().taken.length);
	t.diagnostic(`${String(ROWS)} rows: ${countByStatus(executions)}; on the workers ${shares.join(' and ')}`);

	assert.equal((await orders.readers()).length, 1, 'the trigger runs more than once');
	assert.equal(countByStatus(executions), `${String(ROWS)} success`);
	assert.equal(shares.reduce((sum, share) => sum + share, 0), ROWS, 'executions that no worker ran');
	assert.deepEqual(sink.received, orders.ids, 'each row once, in order');
});

test('the main process is killed, and rows come: the one that starts next goes on with the same statement, and loses none', options, async (t) => {
	const [before] = await orders.readers();
	const receivedBefore = sink.received.length;
	sink.hold();
	await orders.write(ROWS);
	await sink.until(() => sink.held > 0, 'an execution', TIMEOUT_MS);
	await n8n.main.kill();
	await orders.write(ROWS);
	sink.release();
	await n8n.main.start();
	await arrived();
	t.diagnostic(`${String(2 * ROWS)} rows, ${String(sink.received.length - receivedBefore - 2 * ROWS)} of them came more than once`);

	assertNoneLost();
	assert.deepEqual((await orders.readers()).map(({ name }) => name), [before?.name]);
});

test('the main process ends in order, as when another one is to lead: the next one goes on, and loses none', options, async (t) => {
	const receivedBefore = sink.received.length;
	await orders.write(ROWS);
	await sink.until(() => sink.received.length > receivedBefore + 20, 'some rows', TIMEOUT_MS);
	await n8n.main.halt();
	await orders.write(ROWS);
	await n8n.main.start();
	await arrived();
	t.diagnostic(`${String(2 * ROWS)} rows, ${String(sink.received.length - receivedBefore - 2 * ROWS)} of them came more than once`);

	assertNoneLost();
	await orders.untilReaders((readers) => readers.length === 1);
	await n8n.client.deactivate(WORKFLOW);
	await orders.untilReaders((readers) => readers.length === 0);
});
