/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { setTimeout as delay } from 'node:timers/promises';

import { credentialsFor } from '../test/host/host';
import { loadSources } from '../test/host/package';
import { runNode, type NodeRun, type NodeSpec } from '../test/host/runNode';
import type { Bench } from './bench';
import { startEmulatorProcess, type EmulatorProcess } from './emulatorProcess';
import { startProcess } from './limits/inProcess';
import { submitMany, type Submitted } from './limits/submitMany';
import { mebibytes } from './table';

const LOADER = loadSources();
const LATENCY_MS = 80;

interface Course {
	readonly name: string;
	readonly statements: number;
	/** Seconds that the documented limits alone demand. */
	readonly floor: number;
	/** The greatest time that is taken as a success, as a multiple of the floor. */
	readonly reach: number;
	/** Whether the client knows of all its requests, so that the service need not refuse any. */
	readonly seesAll: boolean;
	readonly submit: (emulator: EmulatorProcess) => Promise<Submitted[]>;
}

const COURSES: readonly Course[] = [
	{ name: '1000 items', statements: 1000, floor: 20, reach: 1.15, seesAll: true, submit: async (emulator) => [await submitMany(LOADER, emulator, 'a', 1000)] },
	{ name: '2000 items', statements: 2000, floor: 80, reach: 1.15, seesAll: true, submit: async (emulator) => [await submitMany(LOADER, emulator, 'a', 2000)] },
	{
		name: 'two executions of 500 at once',
		statements: 1000,
		floor: 20,
		reach: 1.3,
		seesAll: true,
		submit: async (emulator) => await Promise.all(['a', 'b'].map(async (prefix) => await submitMany(LOADER, emulator, prefix, 500))),
	},
	...[
		{ name: 'two processes of 500 at once', offsetMs: 0 },
		{ name: 'the second of them 0.5 s later', offsetMs: 500 },
		{ name: 'the second of them 2.5 s later', offsetMs: 2_500 },
	].map(({ name, offsetMs }) => ({ name, statements: 1000, floor: 20, reach: 1.3, seesAll: false, submit: async (emulator: EmulatorProcess) => await inTwoProcesses(emulator, 500, offsetMs) })),
];

/** Both have everything loaded before the first begins. */
async function inTwoProcesses(target: EmulatorProcess, count: number, offsetMs: number): Promise<Submitted[]> {
	const processes = await Promise.all(['a', 'b'].map(async (prefix) => await startProcess({ target, prefix, count })));
	return await Promise.all(
		processes.map(async ({ begin }, index) => {
			if (index > 0) await delay(offsetMs);
			return await begin();
		}),
	);
}

async function measure(course: Course): Promise<ReadonlyArray<string | number>> {
	const emulator = await startEmulatorProcess('--limits');
	try {
		await emulator.fault({ fault: { kind: 'latency', ms: LATENCY_MS } });
		await emulator.behave({ steps: [{ phase: 'RUNNING' }] });
		const results = await course.submit(emulator);
		const { counters, entries } = await emulator.journal();
		const seconds = (Math.max(...results.map(({ endedAt }) => endedAt)) - Math.min(...results.map(({ beganAt }) => beganAt))) / 1000;
		const lost = course.statements - results.reduce((sum, { inOrder }) => sum + inOrder, 0);
		const refused = entries.filter(({ status }) => status === 429).length;
		const created = entries.filter(({ status }) => status === 201).length;
		const error = results.find((result) => result.error !== null)?.error;
		if (error !== undefined && error !== null) throw new Error(`${course.name}: ${error}`);
		if (lost !== 0 || created !== course.statements) throw new Error(`${course.name}: ${lost} items lost, ${created} statements created`);
		const isReached = seconds <= course.floor * course.reach && !(course.seesAll && refused > 0);
		if (!isReached) process.exitCode = 1;
		const verdict = isReached ? 'reached' : 'missed';
		return [course.name, course.floor, seconds.toFixed(1), (seconds / course.floor).toFixed(2), `${course.reach} ${verdict}`, refused, counters.peakConnections, lost];
	} finally {
		await emulator.stop();
	}
}

/** The greatest time that is taken as a success, as a multiple of the hundred round trips. */
const LISTING_REACH = 1.1;

async function list(emulator: EmulatorProcess, parameters: NodeSpec['parameters']): Promise<NodeRun> {
	return await runNode(LOADER, credentialsFor(emulator), { type: 'flinkStatement', parameters: { resource: 'statement', operation: 'getAll', ...parameters } });
}

/** A listing of 10,000 statements, beside its hundred round trips. What n8n loads once is loaded before it begins. */
async function measureListing(): Promise<ReadonlyArray<string | number>> {
	const emulator = await startEmulatorProcess();
	try {
		await list(emulator, { limit: 1 });
		await emulator.reset();
		await emulator.seed({ bulk: { count: 10_000, prefix: 'etl-' } });
		await emulator.fault({ fault: { kind: 'latency', ms: LATENCY_MS } });
		const memory = watchMemory();
		const began = performance.now();
		const { json, error } = await list(emulator, { returnAll: true });
		const seconds = (performance.now() - began) / 1000;
		const peakBytes = memory.peakBytes();
		if (error !== undefined) throw new Error(error.message);
		const { entries } = await emulator.journal();
		const server = entries.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0) / 1000;
		if (json.length !== 10_000) throw new Error(`${json.length} of 10,000 statements were listed`);
		const ratio = seconds / server;
		if (ratio > LISTING_REACH) process.exitCode = 1;
		const verdict = ratio > LISTING_REACH ? 'missed' : 'reached';
		return [json.length, entries.length, server.toFixed(2), seconds.toFixed(2), ratio.toFixed(2), `${LISTING_REACH} ${verdict}`, mebibytes(peakBytes)];
	} finally {
		await emulator.stop();
	}
}

/** Resident memory of this process, looked at every 10 ms until it is asked for. */
function watchMemory(): { peakBytes: () => number } {
	let peak = 0;
	const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
	const timer = setInterval(look, 10);
	return {
		peakBytes: () => {
			clearInterval(timer);
			return look();
		},
	};
}

export const bench: Bench = {
	title: `Many statements within the documented limits (50 requests a second, 1000 a minute, 100 connections), ${LATENCY_MS} ms latency`,
	run: async () => {
		const listing = await measureListing();
		const rows = [];
		for (const course of COURSES) rows.push(await measure(course));
		return [
			{
				caption: 'Submitting through the Flink Statement node in n8n-core, from the first start to the last end. The floor is what the limits alone demand.',
				columns: ['', 'floor (s)', 'time (s)', 'ratio', 'reach', '429s', 'connections at most', 'lost'],
				rows,
			},
			{
				caption: 'Get Many with Return All, page after page; the round trips are measured at the server.',
				columns: ['statements', 'requests', 'round trips (s)', 'time (s)', 'ratio', 'reach', 'peak memory'],
				rows: [listing],
			},
		];
	},
};
