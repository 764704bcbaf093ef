import type { INodeParameters } from 'n8n-workflow';

import { emulatorPerTest } from '../../host/emulatorPerTest';

const cloud = emulatorPerTest();

/** Names in answers are any text; by these no URL leads to their statement, but some lead to another resource. */
const NAMES = ['.', '..', '\ud800', 'etl-\udc00', 'a/b', '%2e%2e', '..\\..'];

const run = async (parameters: INodeParameters) => await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', ...parameters } });

beforeEach(() => {
	cloud.emulator.control.seed({ statements: [...NAMES, 'etl'].map((name) => ({ name, phase: 'RUNNING' })) });
});

it('break no list', async () => {
	const { error, json } = await run({ operation: 'getAll', returnAll: true });
	expect(error).toBeUndefined();
	expect(json.map(({ name }) => name).sort()).toEqual([...NAMES, 'etl'].sort());
});

const OPERATIONS = ['get', 'getResults', 'getExceptions', 'waitFor', 'stop', 'resume', 'update', 'delete'];

it.each(OPERATIONS)('chosen from a list, are refused before anything is sent: %s', async (operation) => {
	cloud.emulator.control.clearJournal();
	for (const value of NAMES) {
		const { error } = await run({ operation, statement: { __rl: true, mode: 'list', value }, updateFields: { stopped: true } });
		expect(error?.message).toContain('is not valid');
	}
	expect(cloud.emulator.control.journal().entries).toEqual([]);
});

it('a label that is cut in half is refused: another one would be asked for in its place', async () => {
	cloud.emulator.control.clearJournal();
	const { error } = await run({ operation: 'getAll', filters: { labels: 'etl\ud800' } });
	expect(error?.message).toBe(`'Labels' has "etl\\ud800", which cannot be a label`);
	expect(cloud.emulator.control.journal().entries).toEqual([]);
});
