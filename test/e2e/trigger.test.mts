import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOMES } from '../../demo/paths.mjs';
import { startLocalConfluent, type LocalConfluent } from './harness/localConfluent.mjs';
import { startRealN8n, type RealN8n } from './harness/realN8n.mjs';
import { chain, pollEvery } from './harness/workflows.mjs';
import { groupBy, tellingsOf, type Telling } from './trigger/executions.mjs';
import { randomLives } from './trigger/lives.mjs';
import { listings, untilListings } from './trigger/polls.mjs';
import { startSink, type Sink } from './trigger/sink.mjs';

const STATEMENTS = 200;
const BATCH = 10;
const BATCH_MS = 2_500;
const ENDS = ['COMPLETED', 'FAILED', 'STOPPED'];
const WORKFLOW = 'on-call';
const TRIGGER = 'Watch';
/** A poll takes one or two pages: with this share of bad answers one poll in ten fails. */
const BAD_PAGES = 0.06;
/** A telling so long before a kill may not have been saved. */
const UNSAVED_MS = 5_000;

interface Transition {
	readonly uid: string;
	readonly to: string;
	readonly at: number;
}

let confluent: LocalConfluent;
let n8n: RealN8n;
let sink: Sink;
const kills: number[] = [];

before(async () => {
	mkdirSync(HOMES, { recursive: true });
	sink = await startSink();
	confluent = await startLocalConfluent(join(HOMES, 'logs'));
	n8n = await startRealN8n({ name: 'trigger', credentials: confluent.credentials });
});

after(async () => {
	await n8n?.stop();
	await confluent?.stop();
	await sink?.close();
});

test('200 statements with random lives, n8n killed three times, one poll in ten failing: every end reaches an execution', { timeout: 600_000 }, async (t) => {
	await activate();
	await confluent.control('POST', 'faults', { method: 'GET', path: '*/statements', probability: BAD_PAGES, seed: 7, fault: { kind: 'answer', status: 403, detail: 'Not at the moment' } });
	const lives = randomLives(STATEMENTS, 20_260_301);
	const livesEnd = bringToLife(lives);

	await sleep(15_000);
	await killInMidPoll();
	await sleep(15_000);
	await killInMidExecution();
	await sleep(15_000);
	await killBetweenPolls();
	await livesEnd;

	await confluent.control('DELETE', 'faults');
	const ended = Date.now();
	await untilListings(confluent, (all) => all.filter(({ at, isFirstPage, status }) => isFirstPage && status === 200 && at > ended).length >= 2, 60_000);
	await n8n.client.deactivate(WORKFLOW);
	await sleep(3_000);

	const { transitions } = (await confluent.control('GET', 'history')) as { transitions: Transition[] };
	const ends = transitions.filter(({ to }) => ENDS.includes(to)).map(({ uid, to, at }) => `${uid}/${to}/${String(at)}`);
	const executions = await n8n.client.allExecutions(WORKFLOW, 'trigger');
	const tellings = (await Promise.all(executions.map((execution) => tellingsOf(n8n.client, execution, TRIGGER)))).flat();
	const told = groupBy(tellings, ({ eventKey }) => eventKey);
	const lost = ends.filter((key) => !told.has(key));
	const repeated = [...told.values()].filter((times) => times.length > 1);
	const requests = await listings(confluent);
	const polls = requests.filter(({ isFirstPage }) => isFirstPage).length;
	const failed = requests.filter(({ status }) => status === 403).length;

	t.diagnostic(`${String(transitions.length)} changes of phase of ${String(lives.length)} statements, ${String(ends.length)} of them ends`);
	t.diagnostic(`${String(polls)} polls, ${String(failed)} failed (${((100 * failed) / polls).toFixed(0)} %); n8n killed ${String(kills.length)} times with SIGKILL`);
	t.diagnostic(`${String(executions.length)} executions: ${countByStatus(executions)}`);
	t.diagnostic(`${String(told.size)} ends told, ${String(lost.length)} lost, ${String(repeated.length)} told more than once, ${String(new Set(sink.received).size)} sent on by the workflow`);

	assert.equal(kills.length, 3);
	assert.ok(failed / polls >= 0.05, 'too few polls failed to show anything');
	assert.deepEqual(lost, []);
	assert.deepEqual([...told.keys()].filter((key) => !ends.includes(key)), [], 'nothing is reported that did not happen');
	for (const times of repeated) assert.ok(isAroundKill(times), `${times[0]?.eventKey ?? ''} was told twice although n8n was not killed before it could save`);
});

async function activate(): Promise<void> {
	await n8n.client.saveWorkflow(
		chain(n8n, WORKFLOW, [
			{ name: TRIGGER, type: 'flinkStatementTrigger', parameters: { pollTimes: pollEvery(2), phases: ENDS }, credentials: ['confluentFlinkApi'] },
			{
				name: 'Alert',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: { method: 'POST', url: sink.url, sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}', options: {} },
			},
		]),
	);
	await n8n.client.activate(WORKFLOW);
}

/** Resolves when all statements have ended for good. */
async function bringToLife(lives: ReturnType<typeof randomLives>): Promise<void> {
	let endsAt = 0;
	for (let first = 0; first < lives.length; first += BATCH) {
		const batch = lives.slice(first, first + BATCH);
		await confluent.control('POST', 'seed', { statements: batch });
		const lengths = batch.map(({ steps }) => steps.reduce((sum, { after: { ms } }) => sum + ms, 0));
		endsAt = Math.max(endsAt, Date.now() + Math.max(...lengths));
		await sleep(BATCH_MS);
	}
	await sleep(Math.max(0, endsAt - Date.now()));
}

/** While the listing waits for its answer. */
async function killInMidPoll(): Promise<void> {
	await confluent.control('POST', 'faults', { method: 'GET', path: '*/statements', times: 1, fault: { kind: 'latency', ms: 1_000 } });
	await untilListings(confluent, (all) => all.at(-1)?.status === null, 30_000);
	await killAndStart();
}

/** While the workflow has sent an alert on and waits for the answer. */
async function killInMidExecution(): Promise<void> {
	await sink.holdNext();
	await killAndStart();
}

async function killBetweenPolls(): Promise<void> {
	await untilListings(confluent, (all) => Date.now() - (all.at(-1)?.at ?? 0) > 800, 30_000);
	await killAndStart();
}

async function killAndStart(): Promise<void> {
	kills.push(Date.now());
	await n8n.kill();
	await n8n.start();
}

/** Told shortly before n8n was killed, and again after it came back. */
function isAroundKill(times: readonly Telling[]): boolean {
	const [first, second] = times.map(({ startedAt }) => startedAt).sort((a, b) => a - b);
	return times.length === 2 && kills.some((kill) => Number(first) <= kill && Number(first) > kill - UNSAVED_MS && Number(second) > kill);
}

function countByStatus(executions: ReadonlyArray<{ readonly status: string }>): string {
	const counts = groupBy(executions, ({ status }) => status);
	return [...counts].map(([status, each]) => `${String(each.length)} ${status}`).join(', ');
}
