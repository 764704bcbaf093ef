import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionSummary } from '../../demo/n8nClient.mjs';
import { itemsOf } from '../../demo/runExample.mjs';
import { runSql } from '../../demo/runSql.mjs';
import { missingServers } from './harness/binaries.mjs';
import { countByStatus, itemOf, untilAllEnded, untilReported, withData } from './harness/executions.mjs';
import { startQueueMode, type QueueMode } from './harness/queueMode.mjs';
import { clearJournal, requests, statements, statementsByOrder, untilCompleted } from './harness/statements.mjs';
import type { Worker } from './harness/worker.mjs';
import { insertMany, ON_ERROR, ORDER_TABLE, publish, readOrders, submitMany } from './harness/workflows.mjs';
import { isNamedByOrder, numbers, orderOf, Orders } from './orders.mjs';

const CONCURRENCY = 10;
const EXECUTIONS = 500;
/** Executions that insert rows. */
const INSERTS = 16;
/** What a supervisor waits before it starts again what has died. */
const RESTART_MS = 3_000;
const TIMEOUT_MS = 200_000;
const MINUTE_MS = 61_000;

/** Shorter than n8n's own, which are a minute, ten seconds and half a minute: what is cut off is known sooner. */
const STALL_SETTINGS = { QUEUE_WORKER_LOCK_DURATION: '15000', QUEUE_WORKER_LOCK_RENEW_TIME: '3000', QUEUE_WORKER_STALLED_INTERVAL: '5000' };
/** What n8n writes on an execution whose worker has gone. */
const CUT_OFF = /failed to be processed too many times/;

const skip = missingServers();
const options = { skip, timeout: 2 * TIMEOUT_MS };
let n8n: QueueMode;
let orders: Orders;
/** What the SIGKILL has cut off. */
let cutOff: ExecutionSummary[] = [];
let cutOffOrders: number[] = [];

before(async () => {
	if (skip !== false) return;
	n8n = await startQueueMode({ workers: 2, concurrency: CONCURRENCY, env: STALL_SETTINGS });
});

after(async () => await n8n?.stop());

function workers(): [Worker, Worker] {
	const [first, second] = n8n.workers;
	assert.ok(first !== undefined && second !== undefined);
	return [first, second];
}

/** Executions that each worker has taken so far. */
const taken = () => workers().map((worker) => worker.executions().taken.length);

test('rows are inserted by both workers, every one once', options, async (t) => {
	await runSql(n8n.confluent.description, `CREATE TABLE \`${ORDER_TABLE}\` (\`order\` INT NOT NULL, \`note\` STRING)`);
	const send = await publish(n8n, insertMany(n8n, 'insert-many'));
	const batches = numbers(0, INSERTS).map((index) => numbers(index * 25, 25));
	await Promise.all(batches.map((batch) => send({ orders: batch.map((order) => ({ order, note: `it's ${String(order)}` })) })));
	const executions = await untilAllEnded(n8n.client, 'insert-many', batches.length, TIMEOUT_MS);
	const shares = taken();
	const inserts = (await statements(n8n.confluent)).filter(({ sql, phase }) => sql.startsWith('INSERT') && phase !== 'DELETING');
	await n8n.client.saveWorkflow(readOrders(n8n, 'read-orders'));
	const read = await n8n.client.waitForExecution(await n8n.client.run('read-orders', 'Start'), TIMEOUT_MS);
	const rows = itemsOf(read, 'Read').map(({ json }) => json);
	t.diagnostic(`${String(executions.length)} executions of 25 items on two workers (${shares.join(' and ')}): ${countByStatus(executions)}; ${String(rows.length)} rows`);

	assert.equal(countByStatus(executions), `${String(batches.length)} success`);
	assert.ok(shares.every((share) => share > 0), 'both workers have to take part');
	const found = rows.map(({ order, note }) => `${String(order)} ${String(note)}`).sort();
	assert.deepEqual(found, batches.flat().map((order) => `${String(order)} it's ${String(order)}`).sort());
	assert.deepEqual(inserts, [], 'no statement is left behind');
});

test('two workers behind one address do not see each other: what is refused is asked again, nothing is lost', options, async (t) => {
	// From here on no statement is carried out: each only lives for a while.
	await n8n.confluent.control('POST', 'behaviours', { name: '*', steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: { ms: [400, 900] } }] });
	orders = await Orders.publish(n8n);
	const send = await publish(n8n, submitMany(n8n, 'many'));
	await clearJournal(n8n.confluent);
	const takenBefore = taken();
	await n8n.confluent.control('POST', 'settings', { limits: true });
	const began = Date.now();
	const batches = [0, 1, 2, 3].map((index) => numbers(10_001 + index * 150, 150));
	await Promise.all(batches.map((batch) => send({ orders: batch.map((order) => ({ order })) })));
	const executions = await untilAllEnded(n8n.client, 'many', batches.length, TIMEOUT_MS);
	const seconds = ((Date.now() - began) / 1_000).toFixed(0);
	await n8n.confluent.control('POST', 'settings', { limits: false });

	const { created, refused } = await requests(n8n.confluent);
	const ofOrder = await statementsByOrder(n8n.confluent);
	const shares = taken().map((count, index) => count - (takenBefore[index] ?? 0));
	t.diagnostic(`${String(executions.length)} executions of ${String(batches[0]?.length)} items on two workers (${shares.join(' and ')}) in ${seconds} s: ${countByStatus(executions)}`);
	t.diagnostic(`${String(created)} statements submitted, ${String(refused)} requests refused with 429 by the limits of 50 a second and 1000 a minute`);

	assert.ok(shares.every((share) => share > 0), 'both workers have to take part');
	assert.ok(refused > 0, 'without a refusal this shows nothing');
	assert.equal(countByStatus(executions), `${String(batches.length)} success`);
	assert.equal(created, batches.flat().length);
	for (const order of batches.flat()) assert.equal(ofOrder.get(String(order))?.length, 1);
});

test(`${String(EXECUTIONS)} executions, one of two workers killed half-way: each ends as n8n promises, no statement is submitted twice`, options, async (t) => {
	await clearJournal(n8n.confluent);
	const earlier = (await statements(n8n.confluent)).length;
	const began = Date.now();
	const [victim] = workers();
	const all = numbers(1, EXECUTIONS);
	await orders.send(all);
	await untilCompleted(n8n.confluent, earlier + EXECUTIONS / 2, TIMEOUT_MS);
	await victim.kill();
	const { held } = victim.executions();
	await sleep(RESTART_MS);
	await victim.start();
	const executions = await orders.ended(TIMEOUT_MS);
	const seconds = ((Date.now() - began) / 1_000).toFixed(0);

	const succeeded = await withData(n8n.client, executions.filter(({ status }) => status === 'success'));
	cutOff = executions.filter(({ status }) => status !== 'success');
	const completedOrders = new Set(succeeded.map(orderOf));
	cutOffOrders = all.filter((order) => !completedOrders.has(order));
	const cutOffIds = cutOff.map(({ id }) => id);
	const reported = await untilReported(n8n.client, ON_ERROR, cutOffIds, TIMEOUT_MS);
	const ofOrder = await statementsByOrder(n8n.confluent);
	const twice = all.filter((order) => (ofOrder.get(String(order))?.length ?? 0) > 1);
	const { created, all: asked } = await requests(n8n.confluent);
	t.diagnostic(`${String(executions.length)} executions in ${seconds} s: ${countByStatus(executions)}; the killed worker had ${String(held.length)} in hand; the error workflow got ${String(reported.length)} reports on ${String(new Set(reported).size)}`);
	t.diagnostic(`${String(created)} statements submitted, ${String(twice.length)} of them for an order that had one; ${String(asked)} requests`);

	assert.equal(executions.length, EXECUTIONS);
	assert.ok(cutOff.length > 0, 'the worker was killed while it did nothing: this shows nothing');
	assert.ok(held.length <= CONCURRENCY);
	// A job that the worker took in the moment of its end is in no line of its log: such an execution was never begun.
	assert.deepEqual(cutOff.filter(({ id, startedAt }) => !held.includes(id) && startedAt !== null), [], 'only what the killed worker had in hand is cut off');
	assert.ok(cutOff.length <= CONCURRENCY, 'no more is cut off than one worker takes at a time');
	for (const { status, data } of await withData(n8n.client, cutOff)) {
		assert.ok(['error', 'crashed'].includes(status), status);
		if (status === 'error') assert.match(data.resultData.error?.message ?? '', CUT_OFF);
	}
	assert.deepEqual([...new Set(reported)].sort(), cutOffIds.sort(), 'the error workflow gets what was cut off, and nothing else');
	assert.equal(completedOrders.size, succeeded.length);
	assert.equal(cutOffOrders.length, cutOff.length);
	for (const execution of succeeded) assert.equal(itemOf(execution, 'Wait')?.['phase'], 'COMPLETED');
	for (const execution of succeeded) assert.equal(ofOrder.get(String(orderOf(execution)))?.[0]?.name, itemOf(execution, 'Wait')?.['name']);
	assert.deepEqual(twice, []);
	assert.equal(created, [...ofOrder.values()].flat().length - earlier, 'each POST that was accepted left one statement');
});

test('what was cut off is sent again: a name from the data finds the statement, a generated name submits another', options, async (t) => {
	assert.ok(cutOff.length > 0, 'nothing was cut off');
	const before = await statementsByOrder(n8n.confluent);
	const submittedBefore = cutOffOrders.filter((order) => before.has(String(order)));
	await clearJournal(n8n.confluent);
	await orders.send(cutOffOrders);
	const executions = await orders.ended(TIMEOUT_MS);
	const { created, conflicts } = await requests(n8n.confluent);
	const afterwards = await statementsByOrder(n8n.confluent);
	t.diagnostic(`${String(cutOffOrders.length)} orders sent again, ${String(submittedBefore.length)} had been submitted already: ${countByStatus(executions)}`);
	t.diagnostic(`${String(conflicts)} statements found under their name, ${String(created)} submitted, ${String(cutOffOrders.filter((order) => (afterwards.get(String(order))?.length ?? 0) > 1).length)} of them for an order that had one`);

	assert.equal(countByStatus(executions), `${String(cutOffOrders.length)} success`);
	for (const order of cutOffOrders) {
		const had = before.get(String(order))?.length ?? 0;
		assert.equal(afterwards.get(String(order))?.length, isNamedByOrder(order) ? 1 : had + 1, `order ${String(order)}`);
	}
});

test('"Retry" on an execution that was cut off submits nothing: n8n has not kept what it was started with', options, async (t) => {
	const first = cutOff[0];
	assert.ok(first !== undefined, 'nothing was cut off');
	await clearJournal(n8n.confluent);
	const { id } = (await n8n.client.request('POST', `/rest/executions/${first.id}/retry`, { loadWorkflow: false })) as { id: string };
	const retried = await n8n.client.waitForExecution(id, TIMEOUT_MS);
	t.diagnostic(`it ends as ${retried.status}: ${retried.data.resultData.error?.message ?? ''}`);
	assert.equal(retried.status, 'error');
	assert.deepEqual(retried.data.resultData.runData, {});
	assert.equal((await requests(n8n.confluent)).created, 0);
});

test('a worker that gets SIGTERM ends what it has begun, the other one does the rest', options, async (t) => {
	// The log of the first one still tells of what it had in hand when it was killed.
	const [, leaving] = workers();
	const count = 80;
	// Each worker keeps to 1000 requests a minute: with its minute spent it would hold what it has in hand for longer
	// than n8n gives a worker that leaves.
	await sleep(MINUTE_MS);
	const completed = (await statements(n8n.confluent)).filter(({ phase }) => phase === 'COMPLETED').length;
	await orders.send(numbers(1_001, count));
	await untilCompleted(n8n.confluent, completed + count / 4, TIMEOUT_MS);
	const { held } = leaving.executions();
	const how = await leaving.halt();
	const executions = await orders.ended(TIMEOUT_MS);
	t.diagnostic(`it had ${String(held.length)} in hand and ended with ${how}; ${String(executions.length)} executions: ${countByStatus(executions)}`);
	const lost = await withData(n8n.client, executions.filter(({ status }) => status !== 'success'));
	for (const { id, status, data } of lost) t.diagnostic(`execution ${id} ended as ${status}: ${data.resultData.error?.message ?? ''} (last node: ${data.resultData.lastNodeExecuted ?? 'none'})`);

	assert.ok(held.length > 0, 'it got SIGTERM while it did nothing: this shows nothing');
	assert.deepEqual(lost.filter(({ id }) => held.includes(id)), [], 'it ends what it has begun');
	// What it was handed in the moment it left, and had not begun, n8n may give to nobody else: then it is cut off.
	assert.ok(lost.length <= 1, `${String(lost.length)} executions are lost`);
	for (const { data } of lost) assert.match(data.resultData.error?.message ?? '', CUT_OFF);
	const ofOrder = await statementsByOrder(n8n.confluent);
	const submitted = numbers(1_001, count).map((order) => ofOrder.get(String(order))?.length ?? 0);
	assert.ok(submitted.every((times) => times <= 1), 'no statement is submitted twice');
	assert.ok(submitted.filter((times) => times === 1).length >= count - lost.length);
});
