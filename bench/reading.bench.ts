/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { Bench, Table } from './bench';
import { startEmulatorProcess, type EmulatorProcess } from './emulatorProcess';
import type { Peak, PeakOrder } from './reading/peak';
import { READERS, type ReaderName } from './reading/readers';
import { layDown, ROWS } from './reading/workload';
import { mebibytes, median, thousands } from './table';

const PAGE_SIZES = [1_000, 10_000] as const;
const REPETITIONS = 5;
/** How much more CPU than a bare loop over the same pages is allowed. */
const LARGEST_RATIO = 2;

interface Row {
	readonly name: string;
	readonly reader: ReaderName;
	/** The bare loop at the same pace. */
	readonly bare: ReaderName;
	readonly isDemanded?: boolean;
}

const ROWS_OF_TABLE: readonly Row[] = [
	{ name: 'bare loop of undici', reader: 'bare', bare: 'bare' },
	{ name: 'reading and decoding alone, table', reader: 'aloneTable', bare: 'bare', isDemanded: true },
	{ name: 'reading and decoding alone, changelog', reader: 'aloneChangelog', bare: 'bare', isDemanded: true },
	{ name: 'bare loop of undici, 50 requests a second', reader: 'pacedBare', bare: 'pacedBare' },
	{ name: "bare loop of n8n's request helper, 50 requests a second", reader: 'pacedHelper', bare: 'pacedBare' },
	{ name: 'the least node in n8n, 50 requests a second', reader: 'leastNode', bare: 'pacedBare' },
	{ name: 'Execute Query in n8n, table', reader: 'nodeTable', bare: 'pacedBare', isDemanded: true },
	{ name: 'Execute Query in n8n, changelog', reader: 'nodeChangelog', bare: 'pacedBare', isDemanded: true },
];

interface Measurement {
	readonly totalMs: number;
	/** From the end of every request to its answer, by the server's own clock. */
	readonly serverMs: number;
	/** Of this process. */
	readonly cpuMs: number;
	readonly requests: number;
}

async function measure(emulator: EmulatorProcess, rowsPerPage: number, reader: ReaderName): Promise<Measurement> {
	await layDown(emulator, rowsPerPage);
	// What the reading before has left behind is not this one's work.
	const { gc } = globalThis;
	if (gc === undefined) throw new Error('node has to be started with --expose-gc');
	gc();
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	const rows = await READERS[reader](emulator);
	const totalMs = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	if (rows !== ROWS) throw new Error(`${rows} rows instead of ${ROWS}`);
	const entries = (await emulator.journal()).entries;
	return {
		totalMs,
		serverMs: entries.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0),
		cpuMs: (user + system) / 1000,
		requests: entries.length,
	};
}

/** All readers in turn, time and again, so that whatever else the machine does falls on all of them alike. */
async function measureAll(emulator: EmulatorProcess, rowsPerPage: number): Promise<Map<ReaderName, Measurement[]>> {
	const measurements = new Map<ReaderName, Measurement[]>(ROWS_OF_TABLE.map(({ reader }) => [reader, []]));
	for (let run = 0; run <= REPETITIONS; run++) {
		for (const [reader, runs] of measurements) {
			const measurement = await measure(emulator, rowsPerPage, reader);
			if (run > 0) runs.push(measurement);
		}
	}
	return measurements;
}

function rowsOf(measurements: ReadonlyMap<ReaderName, readonly Measurement[]>, rowsPerPage: number): Array<Array<string | number>> {
	const of = (reader: ReaderName, value: (measurement: Measurement) => number) => median((measurements.get(reader) ?? []).map(value));
	const cpuOf = (reader: ReaderName) => of(reader, ({ cpuMs }) => cpuMs);
	const besideLeastNode = (reader: ReaderName) => (reader.startsWith('node') ? (cpuOf(reader) / cpuOf('leastNode')).toFixed(2) : '');
	return ROWS_OF_TABLE.map(({ name, reader, bare, isDemanded = false }) => {
		const ratio = cpuOf(reader) / cpuOf(bare);
		const isMissed = isDemanded && ratio > LARGEST_RATIO;
		if (isMissed) process.exitCode = 1;
		return [
			name,
			thousands(rowsPerPage),
			of(reader, ({ requests }) => requests),
			`${thousands(of(reader, ({ totalMs }) => totalMs))} ms`,
			`${thousands(of(reader, ({ serverMs }) => serverMs))} ms`,
			`${thousands(cpuOf(reader))} ms`,
			`${ratio.toFixed(2)}${isDemanded ? (isMissed ? ' missed' : ' reached') : ''}`,
			besideLeastNode(reader),
		];
	});
}

async function measureCpu(emulator: EmulatorProcess): Promise<Table> {
	const rows: Array<Array<string | number>> = [];
	for (const rowsPerPage of PAGE_SIZES) rows.push(...rowsOf(await measureAll(emulator, rowsPerPage), rowsPerPage));
	return {
		caption: `CPU of the client, as a multiple of that of a bare loop at the same pace. Median of ${REPETITIONS} rounds after one to warm up, in which the readers take turns. The server is another process on the same machine; its time is the sum from the end of each request to its answer.`,
		columns: ['', 'rows a page', 'requests', 'time', "server's", 'CPU', `ratio (at most ${LARGEST_RATIO})`, 'of the least node'],
		rows,
	};
}

async function measurePeaks({ baseUrl, flinkApi, cloudApi, ...emulator }: EmulatorProcess): Promise<Table> {
	const script = path.join(__dirname, 'reading', 'peak.ts');
	const rows: Array<Array<string | number>> = [];
	for (const { name, reader } of ROWS_OF_TABLE.filter(({ isDemanded, reader: of }) => isDemanded === true || of === 'bare')) {
		const peaks: Peak[] = [];
		for (const rowsPerPage of PAGE_SIZES) {
			await layDown({ ...emulator, baseUrl, flinkApi, cloudApi }, rowsPerPage);
			const order: PeakOrder = { reader, address: { baseUrl, flinkApi, cloudApi } };
			const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, JSON.stringify(order)]);
			peaks.push(JSON.parse(stdout) as Peak);
		}
		rows.push([name, mebibytes(Math.max(...peaks.map(({ loadedBytes }) => loadedBytes))), ...peaks.map(({ peakBytes }) => mebibytes(peakBytes))]);
	}
	return {
		caption: 'Peak memory of a process that reads once, n8n-core included.',
		columns: ['', 'once loaded', ...PAGE_SIZES.map((size) => `peak, ${thousands(size)} rows a page`)],
		rows,
	};
}

export const bench: Bench = {
	title: `read ${thousands(ROWS)} rows over HTTP`,
	async run() {
		const emulator = await startEmulatorProcess();
		try {
			return [await measureCpu(emulator), await measurePeaks(emulator)];
		} finally {
			await emulator.stop();
		}
	},
};
