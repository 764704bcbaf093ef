/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { performance } from 'node:perf_hooks';
import { Agent, request } from 'undici';
import type { Change } from '../emulator';
import { credentialsFor } from '../test/host/host';
import { loadSources } from '../test/host/package';
import { runNode } from '../test/host/runNode';
import type { Bench } from './bench';
import { startEmulatorProcess, type EmulatorProcess } from './emulatorProcess';
import { median, thousands } from './table';

const ROWS = 100_000;
const PAGE_SIZES = [1_000, 10_000] as const;
const REPETITIONS = 5;

const VARCHAR = { type: 'VARCHAR', nullable: false };
const COLUMNS = [
	{ name: 'order_id', type: { type: 'BIGINT', nullable: false } },
	{ name: 'customer', type: VARCHAR },
	{ name: 'total', type: { type: 'DECIMAL', nullable: true, precision: 12, scale: 2 } },
	{ name: 'ordered_at', type: { type: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE', nullable: false, precision: 3 } },
];

const CHANGES: Change[] = Array.from({ length: ROWS }, (_, index) => ({
	op: 0,
	row: [
		String(index),
		`customer-${index % 5_000}`,
		(index / 7).toFixed(2),
		new Date(1_718_409_600_000 + index * 997).toISOString().slice(0, -1).replace('T', ' '),
	],
}));

interface Measurement {
	readonly totalMs: number;
	/** From the end of every request to its answer, by the server's own clock. */
	readonly serverMs: number;
	/** Of this process. */
	readonly cpuMs: number;
	readonly requests: number;
}

async function measure(
	emulator: EmulatorProcess,
	rowsPerPage: number,
	read: () => Promise<number>,
): Promise<Measurement> {
	await emulator.reset();
	await emulator.configure({ lifecycle: 'immediate', results: { rowsPerPage, emptyFirstPages: 0 } });
	await emulator.behave({ results: { columns: COLUMNS, rows: [{ changes: CHANGES }] } });
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	const rows = await read();
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

/** The node in n8n's engine: submit, wait, read, decode, delete. */
async function readWithNode(emulator: EmulatorProcess): Promise<number> {
	const parameters = {
		resource: 'statement',
		operation: 'executeQuery',
		sql: 'SELECT * FROM orders',
		returnAll: true,
	};
	const { items, error } = await runNode(LOADER, credentialsFor(emulator), {
		type: 'flinkStatement',
		parameters,
	});
	if (error !== undefined) throw new Error(error.message);
	return items.length;
}

const LOADER = loadSources();

/** The least a program could do: read the pages one after the other and parse them. */
async function readBare({ baseUrl, flinkApi }: EmulatorProcess): Promise<number> {
	const { apiKeyId, apiSecret, organizationId, environmentId } = flinkApi;
	const headers = {
		authorization: `Basic ${Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64')}`,
		'content-type': 'application/json',
	};
	const dispatcher = new Agent();
	const collection = `${baseUrl}/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements`;
	const call = async (url: string, body?: unknown) => {
		const answer = await request(url, {
			dispatcher,
			headers,
			method: body === undefined ? 'GET' : 'POST',
			body: body === undefined ? null : JSON.stringify(body),
		});
		return (await answer.body.json()) as {
			status?: { phase: string };
			metadata: { next?: string };
			results: { data: unknown[] };
		};
	};
	const draft = {
		name: 'bare',
		organization_id: organizationId,
		environment_id: environmentId,
		spec: { statement: 'SELECT * FROM orders', properties: { 'sql.snapshot.mode': 'now' } },
	};
	await call(collection, draft);
	while ((await call(`${collection}/bare`)).status?.phase === 'PENDING');
	let rows = 0;
	for (let url: string | undefined = `${collection}/bare/results`; url !== undefined; ) {
		const page = await call(url);
		rows += page.results.data.length;
		url = page.metadata.next;
	}
	await dispatcher.close();
	return rows;
}

async function rowOf(
	emulator: EmulatorProcess,
	rowsPerPage: number,
	name: string,
	read: (emulator: EmulatorProcess) => Promise<number>,
) {
	const measurements: Measurement[] = [];
	for (let run = 0; run <= REPETITIONS; run++)
		measurements.push(await measure(emulator, rowsPerPage, async () => await read(emulator)));
	const runs = measurements.slice(1);
	const of = (value: (measurement: Measurement) => number) => median(runs.map(value));
	const totalMs = of((run) => run.totalMs);
	return [
		name,
		thousands(rowsPerPage),
		of((run) => run.requests),
		`${thousands(totalMs)} ms`,
		thousands(ROWS / (totalMs / 1000)),
		`${thousands(of((run) => run.serverMs))} ms`,
		`${thousands(of((run) => 100 * (1 - run.serverMs / run.totalMs)))} %`,
		`${thousands(of((run) => run.cpuMs))} ms`,
	];
}

export const bench: Bench = {
	title: `read ${thousands(ROWS)} rows over HTTP`,
	async run() {
		const emulator = await startEmulatorProcess();
		try {
			const rows: Array<Array<string | number>> = [];
			for (const rowsPerPage of PAGE_SIZES) {
				rows.push(await rowOf(emulator, rowsPerPage, 'Execute Query in n8n', readWithNode));
				rows.push(await rowOf(emulator, rowsPerPage, 'bare loop of undici', readBare));
			}
			return [
				{
					caption: `Median of ${REPETITIONS} runs after one to warm up. The server is another process on the same machine; its time is the sum from the end of each request to its answer.`,
					columns: [
						'',
						'rows a page',
						'requests',
						'time',
						'rows/s',
						"server's",
						"not the server's",
						'CPU of the client',
					],
					rows,
				},
			];
		} finally {
			await emulator.stop();
		}
	},
};
