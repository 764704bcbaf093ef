/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import path from 'node:path';
import { credentialsFor } from '../test/host/host';
import { loadSources } from '../test/host/package';
import { runNode } from '../test/host/runNode';
import type { Bench } from './bench';
import { startEmulatorProcess, type EmulatorProcess } from './emulatorProcess';
import { startReady, type ProcessUsage } from './readyProcess';
import { mebibytes, thousands } from './table';
import { insertWithHttpRequests } from './tables/httpRequests';
import { DATABASE, itemsOf, tableOf, type Inserted, type InsertOrder } from './tables/insertMany';
import { createTable } from './tables/sample';
import { serverTime } from './tables/serverTime';

const LOADER = loadSources();
const LATENCY_MS = 80;
const REACH = 1.15;

interface Course extends Omit<InsertOrder, 'target'> {
	readonly name: string;
	/** The column that is the primary key. */
	readonly key?: string;
}

const COURSES: readonly Course[] = [
	{ name: '10,000 items, one table', count: 10_000, tables: ['orders'] },
	{ name: '50,000 items, one table', count: 50_000, tables: ['orders'] },
	{ name: '10,000 items, two tables', count: 10_000, tables: ['orders', 'returns'] },
	{ name: '10,000 items, 4,000 keys', count: 10_000, tables: ['orders'], keys: 4_000, key: 'order_id' },
];

/** Items for the workflow with HTTP Request nodes: three requests each, and a minute has a thousand. */
const REQUESTED = 150;

type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>;

/** The emulator as it is with the documented limits, its tables made, before there is latency. */
async function withTables<T>(tables: readonly string[], key: string | undefined, work: (emulator: EmulatorProcess) => Promise<T>): Promise<T> {
	const emulator = await startEmulatorProcess('--limits');
	try {
		// A statement is carried out as soon as somebody looks: its time is what the service works on it.
		await emulator.configure({ lifecycle: 'immediate', results: { emptyFirstPages: 0, rowsPerPage: 10_000 } });
		for (const table of tables) {
			const { error } = await runNode(LOADER, credentialsFor(emulator), {
				type: 'flinkStatement',
				parameters: { resource: 'statement', operation: 'executeQuery', sql: createTable(table, key), options: { catalog: 'default', database: 'cluster_0' } },
			});
			if (error !== undefined) throw new Error(error.message);
		}
		return await work(emulator);
	} finally {
		await emulator.stop();
	}
}

async function readTable(emulator: EmulatorProcess, table: string): Promise<Rows> {
	const { json, error } = await runNode(LOADER, credentialsFor(emulator), {
		type: 'flinkTable',
		parameters: { resource: 'table', operation: 'getRows', database: DATABASE, table: { __rl: true, mode: 'name', value: table }, returnAll: true },
	});
	if (error !== undefined) throw new Error(error.message);
	return json;
}

/** The rows that a table has to have: one for each item, or the last for each key. */
function expectedRows(course: Course, table: string): Map<unknown, unknown> {
	const rows = itemsOf(course).filter((_, index) => tableOf(course, index) === table);
	return new Map(rows.map(({ order_id: id, customer }) => [id, customer]));
}

function checkRows(expected: ReadonlyMap<unknown, unknown>, rows: Rows, name: string): void {
	const right = new Set(rows.filter((row) => expected.has(row['order_id']) && expected.get(row['order_id']) === row['customer']).map((row) => row['order_id']));
	if (rows.length !== expected.size || right.size !== expected.size) throw new Error(`${name}: ${rows.length} rows, ${right.size} of them right, instead of ${expected.size}`);
}

async function measure(course: Course): Promise<Array<string | number>> {
	return await withTables(course.tables, course.key, async (emulator) => {
		const { baseUrl, flinkApi, cloudApi } = emulator;
		const { name, count, tables, keys } = course;
		const { begin } = await startReady<Inserted>(path.join(__dirname, 'tables', 'process.ts'), { target: { baseUrl, flinkApi, cloudApi }, count, tables, keys } satisfies InsertOrder);
		const before = (await emulator.journal()).entries.length;
		await emulator.fault({ fault: { kind: 'latency', ms: LATENCY_MS } });
		const done = await begin();
		const server = await serverTime(emulator, tables.length, before);
		if (done.error !== null || done.inOrder !== count) throw new Error(`${name}: ${done.inOrder} items came out in order: ${done.error ?? 'no error'}`);
		for (const table of tables) checkRows(expectedRows(course, table), await readTable(emulator, table), `${name}, ${table}`);
		return rowOf(course, done, server);
	});
}

function rowOf({ name, count }: Course, done: Inserted & ProcessUsage, { statements, requests, refused, floor }: Awaited<ReturnType<typeof serverTime>>): Array<string | number> {
	const seconds = (done.endedAt - done.beganAt) / 1000;
	const ratio = seconds / floor;
	const isReached = ratio <= REACH && refused === 0;
	if (!isReached) process.exitCode = 1;
	const kibibytes = (done.peakBytes - done.loadedBytes) / 1024 / count;
	return [name, statements, requests, floor.toFixed(1), seconds.toFixed(1), ratio.toFixed(2), `${REACH} ${isReached ? 'reached' : 'missed'}`, (done.cpuMs / 1000).toFixed(1), mebibytes(done.peakBytes), kibibytes.toFixed(1)];
}

/** The same items with the node and with HTTP Request nodes. */
async function compare(): Promise<Array<Array<string | number>>> {
	const course: Course = { name: 'Flink Table', count: REQUESTED, tables: ['orders'] };
	const [name, statements, requests, , seconds] = await measure(course);
	const requested = await withTables(['orders'], undefined, async (emulator) => {
		const before = (await emulator.journal()).entries.length;
		await emulator.fault({ fault: { kind: 'latency', ms: LATENCY_MS } });
		const { seconds: time, completed } = await insertWithHttpRequests(LOADER, emulator, 'orders', REQUESTED);
		const { entries } = await emulator.journal();
		if (completed !== REQUESTED) throw new Error(`${completed} of ${REQUESTED} statements completed`);
		checkRows(expectedRows(course, 'orders'), await readTable(emulator, 'orders'), 'HTTP Request');
		return ['HTTP Request, a statement an item', REQUESTED, entries.length - before, time.toFixed(1)];
	});
	return [[name ?? '', statements ?? '', requests ?? '', seconds ?? ''], requested];
}

export const bench: Bench = {
	title: `items into tables with the Flink Table node, within the documented limits, ${LATENCY_MS} ms latency`,
	async run() {
		const beside = await compare();
		const rows = [];
		for (const course of COURSES) rows.push(await measure(course));
		return [
			{
				caption: 'Insert Rows as it is by default, in a process of its own, from its start to its end. The floor is measured at the server: the requests that have to follow each other, with the latency and the work in them. CPU and peak are those of the process, n8n-core included.',
				columns: ['', 'statements', 'requests', 'floor (s)', 'time (s)', 'ratio', 'reach', 'CPU (s)', 'peak', 'KiB more an item'],
				rows,
			},
			{
				caption: `${thousands(REQUESTED)} items with the node and, as people do without it, with HTTP Request nodes that submit, poll and delete a statement for each item.`,
				columns: ['', 'statements', 'requests', 'time (s)'],
				rows: beside,
			},
		];
	},
};
