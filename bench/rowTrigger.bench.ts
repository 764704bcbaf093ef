/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench, Table } from './bench';
import { startEmulatorProcess, type EmulatorProcess } from './emulatorProcess';
import { measureDelays } from './rowTrigger/delays';
import type { ThroughTrigger } from './rowTrigger/run';
import { createTable, orderOf, pathOf } from './rowTrigger/tables';
import { mebibytes, median, thousands } from './table';

const TRIGGERS = 6;
const ROWS_EACH = 10;

/** Demanded: milliseconds beyond the round trip, as a median, and requests a minute of a trigger while no rows come. */
const DELAY_REACH = { medianMs: 1_000, requestsAMinute: 40 } as const;
/** From a row that is there to its execution: the request for its page. */
const ROUND_TRIPS = 1;

const ROWS = 100_000;
const ROWS_A_POST = 10_000;
const BATCHES = [1, 1_000] as const;
/** Demanded: by how much more may be alive after the last row than after the first tenth. */
const GROWTH_REACH_BYTES = 8 * 2 ** 20;

async function delayRow(emulator: EmulatorProcess, roundTripMs: number): Promise<Array<string | number>> {
	await prepare(emulator);
	if (roundTripMs > 0) await emulator.fault({ fault: { kind: 'latency', ms: roundTripMs } });
	const { ms, requestsAMinute } = await measureDelays(emulator, TRIGGERS, ROWS_EACH);
	const middle = median(ms);
	const beyond = middle - ROUND_TRIPS * roundTripMs;
	const isReached = beyond <= DELAY_REACH.medianMs && requestsAMinute <= DELAY_REACH.requestsAMinute;
	return [`${roundTripMs} ms`, ms.length, `${Math.round(middle)} ms`, `${Math.round(beyond)} ms`, `${Math.round(Math.max(...ms))} ms`, requestsAMinute.toFixed(1), reach(isReached)];
}

async function throughRow(emulator: EmulatorProcess, batchSize: number): Promise<Array<string | number>> {
	await prepare(emulator);
	await createTable(emulator, 'orders');
	for (let first = 0; first < ROWS; first += ROWS_A_POST) {
		await emulator.appendRows(pathOf('orders'), Array.from({ length: ROWS_A_POST }, (_, index) => orderOf(first + index)));
	}
	const { baseUrl, flinkApi, cloudApi } = emulator;
	const script = path.join(__dirname, 'rowTrigger', 'run.ts');
	const args = ['--expose-gc', '--import', 'tsx', script, JSON.stringify({ baseUrl, flinkApi, cloudApi }), 'orders', String(ROWS), String(batchSize)];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	const { ms, cpuMs, executions, heap, peakBytes } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ThroughTrigger;
	if (executions !== Math.ceil(ROWS / batchSize)) throw new Error(`${executions} executions for ${ROWS} rows`);
	const [first = Number.NaN, last = Number.NaN] = [heap[0], heap.at(-1)];
	const isReached = last - first <= GROWTH_REACH_BYTES;
	return [thousands(batchSize), thousands(executions), `${thousands(ms)} ms`, thousands(ROWS / (ms / 1000)), `${thousands(cpuMs)} ms`, mebibytes(first), mebibytes(Math.max(...heap)), mebibytes(last), mebibytes(peakBytes), reach(isReached)];
}

async function prepare(emulator: EmulatorProcess): Promise<void> {
	await emulator.reset();
	await emulator.configure({ lifecycle: 'immediate', results: { emptyFirstPages: 0 } });
}

function reach(isReached: boolean): string {
	if (!isReached) process.exitCode = 1;
	return isReached ? 'reached' : 'missed';
}

export const bench: Bench = {
	title: 'from a row in its table to the start of its execution, and 100,000 rows through one active trigger',
	async run() {
		const emulator = await startEmulatorProcess();
		try {
			return [await delays(emulator), await through(emulator)];
		} finally {
			await emulator.stop();
		}
	},
};

async function delays(emulator: EmulatorProcess): Promise<Table> {
	const rows: Array<Array<string | number>> = [];
	for (const roundTripMs of [0, 80]) rows.push(await delayRow(emulator, roundTripMs));
	return {
		caption: `${TRIGGERS} active triggers with a table each, to which a row is written now and then, one to nine seconds after the one before. Demanded: a median of ${DELAY_REACH.medianMs} ms beyond the round trip, ${DELAY_REACH.requestsAMinute} requests a minute of a trigger while no rows come.`,
		columns: ['round trip', 'rows', 'median', 'beyond the round trip', 'longest', 'requests a minute', 'reach'],
		rows,
	};
}

async function through(emulator: EmulatorProcess): Promise<Table> {
	const rows: Array<Array<string | number>> = [];
	for (const batchSize of BATCHES) rows.push(await throughRow(emulator, batchSize));
	return {
		caption: `${thousands(ROWS)} rows of a table through one active trigger in a process of its own, each row once and in order; executions do nothing. Alive is what is left of the heap when garbage is collected; the peak is that of the process, n8n-core included. Demanded: after the last row at most ${mebibytes(GROWTH_REACH_BYTES)} more are alive than after the first tenth.`,
		columns: ['rows an execution', 'executions', 'time', 'rows/s', 'CPU', 'alive after a tenth', 'at most', 'after all', 'peak', 'reach'],
		rows,
	};
}
