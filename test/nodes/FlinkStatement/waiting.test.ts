import type { INodeParameters } from 'n8n-workflow';

import { emulatorPerTest } from '../../host/emulatorPerTest';

const SQL = 'INSERT INTO `a` SELECT * FROM `b`';
/** Long enough that no request but one of a wait can find the phase over. */
const LIFECYCLE = { pending: { ms: 400 }, stopping: { ms: 400 }, deleting: { ms: 400 } };
const MORE = { moreFields: ['stopped'] };
const NO_WAIT = { options: { ...MORE, waitForCompletion: false } };
const cloud = emulatorPerTest({ lifecycle: LIFECYCLE });

beforeEach(() => {
	cloud.emulator.control.seed({ statements: [
		{ name: 'running', sql: SQL, phase: 'RUNNING' },
		{ name: 'stopped', sql: SQL, phase: 'STOPPED' },
	] });
});

async function run(operation: string, name: string, parameters: INodeParameters = {}) {
	const statement = { __rl: true, mode: 'name', value: name };
	return await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation, statement, options: MORE, ...parameters } });
}

/** What somebody finds right after the operation. */
async function phaseNow(name: string): Promise<string | undefined> {
	return (await cloud.emulator.control.statements()).find((statement) => statement.name === name)?.phase;
}

const methods = () => cloud.emulator.control.journal().entries.map(({ method }) => method);

const STOP = { updateFields: { stopped: true } };
const RESUME = { updateFields: { stopped: false } };

describe('what is waited for by default', () => {
	it.each<[string, string, INodeParameters, string, { phase: string; stopped: boolean }]>([
		['stop', 'running', {}, 'STOPPED', { phase: 'STOPPED', stopped: true }],
		['resume', 'stopped', {}, 'RUNNING', { phase: 'RUNNING', stopped: false }],
		['update', 'running', STOP, 'STOPPED', { phase: 'STOPPED', stopped: true }],
		['update', 'stopped', RESUME, 'RUNNING', { phase: 'RUNNING', stopped: false }],
	])('%s of one that is %s (%j): %s', async (operation, name, parameters, phase, output) => {
		const { json, error } = await run(operation, name, parameters);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject(output);
		expect(await phaseNow(name)).toBe(phase);
		expect(methods().filter((method) => method === 'PUT')).toHaveLength(1);
	});

	it.each(['running', 'stopped'])('delete of one that is %s: its name is free again', async (name) => {
		expect((await run('delete', name)).json).toEqual([{ name, deleted: true }]);
		expect(await phaseNow(name)).toBeUndefined();
		expect(methods()[0]).toBe('DELETE');
		expect(methods()).toContain('GET');
	});
});

describe('what is not waited for where waiting is switched off', () => {
	it.each([
		['stop', 'running', { phase: 'STOPPING', stopped: true }],
		['resume', 'stopped', { phase: 'PENDING', stopped: false }],
	])('%s: the phase on the way is returned', async (operation, name, output) => {
		expect((await run(operation, name, NO_WAIT)).json[0]).toMatchObject(output);
		expect(await phaseNow(name)).toBe(output.phase);
	});

	it.each([
		['running', 'STOPPING'],
		['stopped', 'DELETING'],
	])('delete of one that is %s: it is %s', async (name, phase) => {
		expect((await run('delete', name, NO_WAIT)).json).toEqual([{ name, deleted: true }]);
		expect(await phaseNow(name)).toBe(phase);
		expect(methods()).toEqual(['DELETE']);
	});
});

test('a statement is waited for until it runs, or completes, or not at all', async () => {
	const submit = async (statementName: string, waitFor: string) =>
		(await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation: 'submit', sql: SQL, statementName, options: { waitFor } } })).json[0]?.['phase'];
	expect(await submit('first', 'running')).toBe('RUNNING');
	expect(await submit('second', 'none')).toBe('PENDING');
	cloud.emulator.control.behave({ name: 'third', steps: [{ phase: 'RUNNING' }, { phase: 'COMPLETED', after: { ms: 300 } }] });
	expect(await submit('third', 'completed')).toBe('COMPLETED');
});

test('a resume waits for a statement that is still stopping', async () => {
	await run('stop', 'running', NO_WAIT);
	expect(await phaseNow('running')).toBe('STOPPING');
	expect((await run('resume', 'running')).json[0]).toMatchObject({ phase: 'RUNNING' });
});
