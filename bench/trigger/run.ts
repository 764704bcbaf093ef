/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- not in the published package: n8n's rules for nodes do not apply here */
import { performance } from 'node:perf_hooks';
import type { Seed } from '../../emulator';
import type { EmulatorAddress } from '../../test/host/host';
import { TriggerHost } from '../../test/nodes/FlinkStatementTrigger/triggerHost';

/** One poll. */
export interface PollMeasurement {
	readonly ms: number;
	/** Of this process, user and system. */
	readonly cpuMs: number;
	readonly requests: number;
	readonly reported: number;
}

export interface Measurement {
	/** Polls that find nothing new, as almost all do. */
	readonly quiet: readonly PollMeasurement[];
	/** One that finds every hundredth statement failed, and reads their exceptions. */
	readonly busy: PollMeasurement;
	readonly stateBytes: number;
	readonly peakBytes: number;
}

const QUIET_POLLS = 5;
const STEP_MS = 60_000;
/** Names as the package's own node generates them, 35 characters with the number. */
const NAME = 'n8n-hourly-orders-2026-03-01-';

async function control(baseUrl: string, method: 'GET' | 'POST', name: string, body: object = {}): Promise<unknown> {
	const init = method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
	const answer = await fetch(`${baseUrl}/__emulator/${name}`, init);
	if (!answer.ok) throw new Error(`${method} ${name}: ${await answer.text()}`);
	return await answer.json();
}

/** Half of the statements run, every hundredth of all to fail soon; the others have completed or failed. */
async function seed(baseUrl: string, count: number): Promise<void> {
	const parts: Array<NonNullable<Seed['bulk']>> = [
		{ count: Math.ceil(count / 100), prefix: `${NAME}a`, phase: 'RUNNING', steps: [{ phase: 'FAILED', after: { ms: STEP_MS } }] },
		{ count: Math.floor(count / 2) - Math.ceil(count / 100), prefix: `${NAME}b`, phase: 'RUNNING' },
		{ count: Math.floor(count / 4), prefix: `${NAME}c`, phase: 'COMPLETED' },
		{ count: count - Math.floor(count / 2) - Math.floor(count / 4), prefix: `${NAME}d`, phase: 'FAILED' },
	];
	for (const bulk of parts) await control(baseUrl, 'POST', 'seed', { bulk });
}

async function requestsSoFar(baseUrl: string): Promise<number> {
	const { counters } = (await control(baseUrl, 'GET', 'journal')) as { counters: { requests: number } };
	return counters.requests;
}

async function measurePoll(host: TriggerHost, baseUrl: string): Promise<PollMeasurement> {
	const before = await requestsSoFar(baseUrl);
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	const items = await host.poll();
	const [ms, { user, system }] = [performance.now() - start, process.cpuUsage(cpu)];
	return { ms, cpuMs: (user + system) / 1000, requests: (await requestsSoFar(baseUrl)) - before, reported: items?.length ?? 0 };
}

async function measure(emulator: EmulatorAddress, count: number): Promise<Measurement> {
	const { baseUrl } = emulator;
	await control(baseUrl, 'POST', 'reset');
	await control(baseUrl, 'POST', 'clock', { mode: 'manual' });
	await seed(baseUrl, count);
	const host = new TriggerHost(emulator);
	await host.poll();
	const stateBytes = Buffer.byteLength(JSON.stringify(host.state));
	const quiet: PollMeasurement[] = [];
	for (let poll = 0; poll < QUIET_POLLS; poll++) quiet.push(await measurePoll(host, baseUrl));
	await control(baseUrl, 'POST', 'clock', { advanceMs: STEP_MS });
	const busy = await measurePoll(host, baseUrl);
	if (quiet.some(({ reported }) => reported > 0) || busy.reported !== Math.ceil(count / 100)) throw new Error(`${busy.reported} changes were reported`);
	return { quiet, busy, stateBytes, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

const [address, count] = process.argv.slice(2);
measure(JSON.parse(address ?? '') as EmulatorAddress, Number(count)).then(
	(measurement) => {
		console.log(JSON.stringify(measurement));
		process.exit();
	},
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
