/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { PackageDirectoryLoader } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../../emulator';
import { credentialsFor } from '../host/host';
import { loadSources } from '../host/package';
import { runNode } from '../host/runNode';
import { addFaults, reportFaults } from './faultKinds';

/** Statements of one run. The client keeps to 1000 requests a minute, of which a statement takes about a dozen here. */
const COUNT = Number(process.env['FAULT_ITEMS'] ?? 1000);

let emulator: Emulator;
let loader: PackageDirectoryLoader;

beforeAll(() => {
	loader = loadSources();
});

beforeEach(async () => {
	emulator = await startEmulator({ lifecycle: 'immediate' });
	addFaults(emulator);
});

afterEach(async () => {
	await emulator.close();
});

const input = Array.from({ length: COUNT }, (_, index) => ({ name: `etl-${index}` }));
const statement = { __rl: true, mode: 'name', value: '={{ $json.name }}' };

const run = async (parameters: INodeParameters) =>
	await runNode(loader, credentialsFor(emulator), {
		type: 'flinkStatement',
		parameters: { resource: 'statement', ...parameters, options: { timeout: 900 } },
		input,
	});

function report(what: string): void {
	expect(reportFaults(emulator, `${what}: ${COUNT} items`)).toBeGreaterThan(0);
}

test('through faults of every kind each statement is submitted once, stopped, resumed and deleted, in order', async () => {
	const names = input.map(({ name }) => name);
	const submitted = await run({ operation: 'submit', sql: 'INSERT INTO `a` SELECT * FROM `b`', statementName: '={{ $json.name }}' });
	expect(submitted.error).toBeUndefined();
	expect(submitted.json.map(({ name }) => name)).toEqual(names);
	expect((await emulator.control.statements()).map(({ name }) => name).sort()).toEqual([...names].sort());
	const accepted = emulator.control.journal().entries.filter(({ method, status }) => method === 'POST' && status === 201).length;
	expect(accepted).toBeLessThanOrEqual(COUNT);
	report('submit');

	emulator.control.clearJournal();
	const stopped = await run({ operation: 'stop', statement });
	expect(stopped.error).toBeUndefined();
	expect(stopped.json.map(({ name, phase }) => `${String(name)} ${String(phase)}`)).toEqual(names.map((name) => `${name} STOPPED`));
	report('stop');

	emulator.control.clearJournal();
	const resumed = await run({ operation: 'resume', statement });
	expect(resumed.error).toBeUndefined();
	expect(resumed.json.map(({ name, phase }) => `${String(name)} ${String(phase)}`)).toEqual(names.map((name) => `${name} RUNNING`));
	report('resume');

	emulator.control.clearJournal();
	const deleted = await run({ operation: 'delete', statement });
	expect(deleted.error).toBeUndefined();
	expect(deleted.json).toEqual(names.map((name) => ({ name, deleted: true })));
	expect(await emulator.control.statements()).toEqual([]);
	report('delete');
}, 1_800_000);
