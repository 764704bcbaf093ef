/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createDuckDbEngine, startEmulator, type Emulator } from '../../emulator';
import { credentialsFor } from '../host/host';
import { loadSources } from '../host/package';
import { runNode, type NodeRun } from '../host/runNode';
import { addFaults, reportFaults } from './faultKinds';

/** Rows of one run. */
const COUNT = Number(process.env['FAULT_ITEMS'] ?? 1000);

const DATABASE = { __rl: true, mode: 'name', value: 'cluster_0' };
const TABLE = { __rl: true, mode: 'name', value: 'orders' };

let emulator: Emulator;
let loader: PackageDirectoryLoader;

beforeAll(() => {
	loader = loadSources();
});

beforeEach(async () => {
	emulator = await startEmulator({ lifecycle: 'immediate', engine: () => createDuckDbEngine() });
	const created = await run('flinkStatement', { resource: 'statement', operation: 'executeQuery', sql: 'CREATE TABLE `orders` (`id` INT NOT NULL, `name` STRING)', options: { catalog: 'default', database: 'cluster_0' } });
	expect(created.error).toBeUndefined();
	emulator.control.clearJournal();
});

afterEach(async () => {
	await emulator.close();
});

async function run(type: string, parameters: INodeParameters, input: IDataObject[] = [{}]): Promise<NodeRun> {
	return await runNode(loader, credentialsFor(emulator), { type, parameters, input });
}

const rowsOf = (count: number) => Array.from({ length: count }, (_, id) => ({ id, name: `O'Hara ${id}` }));

test.each([
	{ count: COUNT, batching: 'single', rowsPerStatement: 25 },
	{ count: Math.ceil(COUNT / 5), batching: 'independently', rowsPerStatement: 25 },
])('through faults of every kind each of $count rows is in the table once ($batching)', async ({ count, batching, rowsPerStatement }) => {
	const rows = rowsOf(count);
	addFaults(emulator, 3_000);
	const inserted = await run('flinkTable', { resource: 'table', operation: 'insert', database: DATABASE, table: TABLE, columns: { mappingMode: 'autoMapInputData', value: null }, options: { batching, rowsPerStatement, timeout: 900 } }, rows);
	emulator.control.faults.clear();
	expect(inserted.error).toBeUndefined();
	expect(inserted.json).toEqual(rows);
	reportFaults(emulator, `insert (${batching}): ${count} rows`);

	const found = await run('flinkTable', { resource: 'table', operation: 'getRows', database: DATABASE, table: TABLE, returnAll: true, sort: { values: [{ column: 'id', direction: 'ASC' }] } });
	expect(found.json).toEqual(rows);
	// A DELETE that hangs takes all the time there is to clear up: what stays is COMPLETED, and a hint names it.
	const left = await emulator.control.statements();
	expect(left.filter(({ phase, name }) => phase !== 'COMPLETED' || !inserted.hints.some((hint) => hint.includes(name)))).toEqual([]);
	expect(left.length).toBeLessThanOrEqual(count / 50);
}, 1_800_000);
