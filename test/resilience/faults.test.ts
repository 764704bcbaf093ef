/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { PackageDirectoryLoader } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { startEmulator, type Emulator, type Fault, type JournalEntry } from '../../emulator';
import { REQUEST_TIMEOUT_MS } from '../../nodes/shared/confluent/http/exchange/exchange';
import { credentialsFor } from '../host/host';
import { loadSources } from '../host/package';
import { runNode } from '../host/runNode';

/** Statements of one run. The client keeps to 1000 requests a minute, of which a statement takes about a dozen here. */
const COUNT = Number(process.env['FAULT_ITEMS'] ?? 1000);

/** Together about a fifth of all requests, each kind about as often. */
const FAULTS: readonly Fault[] = [
	{ kind: 'answer', status: 429, retryAfter: '0' },
	{ kind: 'answer', status: 500, when: 'before' },
	{ kind: 'answer', status: 500, when: 'after' },
	{ kind: 'answer', status: 502, body: 'html' },
	{ kind: 'answer', status: 503, body: 'empty' },
	{ kind: 'answer', status: 200, body: 'html', when: 'after' },
	{ kind: 'drop', when: 'before' },
	{ kind: 'drop', when: 'after' },
];
const PROBABILITY_EACH = 0.2 / FAULTS.length;

/**
 * Answers that do not come before the timeout of a request; each costs 30 seconds. After a hang nothing more
 * happens; after a latency the work is done when the client has given up: at once, while it looks what became of
 * its request, and when it has gone on long since.
 */
const DELAYS: readonly Fault[] = [
	{ kind: 'hang', when: 'before' },
	{ kind: 'hang', when: 'after' },
	{ kind: 'latency', ms: REQUEST_TIMEOUT_MS + 20 },
	{ kind: 'latency', ms: REQUEST_TIMEOUT_MS + 3_000 },
];
const PROBABILITY_OF_EACH_DELAY = 0.0025;

let emulator: Emulator;
let loader: PackageDirectoryLoader;

beforeAll(() => {
	loader = loadSources();
});

beforeEach(async () => {
	emulator = await startEmulator({ lifecycle: 'immediate' });
	FAULTS.forEach((fault, index) => {
		emulator.control.faults.add({ path: '/sql/*', probability: PROBABILITY_EACH, seed: 1000 + index, fault });
	});
	DELAYS.forEach((fault, index) => {
		emulator.control.faults.add({ path: '/sql/*', probability: PROBABILITY_OF_EACH_DELAY, seed: 2000 + index, fault });
	});
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

/** Worked on after the client had given up, or still to be: the journal tells latencies by their time only. */
function isLate({ status, fault, durationMs }: JournalEntry): boolean {
	return fault === null && (status === null || (durationMs ?? 0) >= REQUEST_TIMEOUT_MS);
}

function report(what: string): void {
	const { entries } = emulator.control.journal();
	const late = entries.filter(isLate).length;
	const hit = entries.filter(({ fault }) => fault !== null).length + late;
	const share = hit / entries.length;
	process.stdout.write(`${what}: ${COUNT} items, ${entries.length} requests, ${hit} of them met a fault (${(100 * share).toFixed(1)} %), ${late} were worked on after the client had given up\n`);
	expect(share).toBeGreaterThan(0.15);
	expect(share).toBeLessThan(0.25);
	expect(late).toBeGreaterThan(0);
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
