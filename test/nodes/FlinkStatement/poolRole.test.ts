import type { INodeParameters } from 'n8n-workflow';

import { DEMO_POOL_ID } from '../../../emulator';
import { emulatorPerTest } from '../../host/emulatorPerTest';

// The key of these tests has its role on one compute pool: Confluent answers 403 by name, and not 404, for every
// statement that is missing, deleted or on another pool.
const cloud = emulatorPerTest({ lifecycle: 'immediate', identity: { flinkKeyPoolId: DEMO_POOL_ID } });

const OTHER_POOL = 'lfcp-other1';
const SQL = 'INSERT INTO `a` SELECT * FROM `b`';
const EITHER = "does not exist, or is on a compute pool that this key's role does not cover";
const COLUMNS = [{ name: 'id', type: { type: 'BIGINT', nullable: false } }];

const named = (value: string) => ({ __rl: true, mode: 'name', value });
const pool = (value: string) => ({ __rl: true, mode: 'id', value });

async function run(parameters: INodeParameters) {
	return await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', ...parameters } });
}

/** What was asked of statements by name, and how it was answered: `DELETE 202`. */
const answers = () => cloud.emulator.control.journal().entries.filter(({ path }) => /\/statements\/./.test(path)).map(({ method, status }) => `${method} ${status}`);

const left = async () => (await cloud.emulator.control.statements()).map(({ name }) => name);

beforeEach(() => {
	cloud.emulator.control.seed({
		computePools: [{ id: OTHER_POOL }],
		statements: [
			{ name: 'here', sql: SQL, phase: 'RUNNING' },
			{ name: 'elsewhere', sql: SQL, phase: 'RUNNING', computePoolId: OTHER_POOL },
		],
	});
});

describe('Delete', () => {
	it('is done when the name is answered 403 after the deletion was accepted', async () => {
		cloud.emulator.control.configure({ lifecycle: { stopping: 'immediate', deleting: { reads: 2 } } });
		const { error, json } = await run({ operation: 'delete', statement: named('here') });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ name: 'here', deleted: true }]);
		expect(answers()).toEqual(['DELETE 202', 'GET 200', 'GET 200', 'GET 403']);
		expect(await left()).toEqual(['elsewhere']);
	});

	it('does not wait where it is not to', async () => {
		expect((await run({ operation: 'delete', statement: named('here'), options: { waitForCompletion: false } })).json).toEqual([{ name: 'here', deleted: true }]);
		expect(answers()).toEqual(['DELETE 202']);
	});

	it.each(['nowhere', 'elsewhere'])('is an error where nothing is known of the statement: %s', async (name) => {
		const { error } = await run({ operation: 'delete', statement: named(name) });
		expect(error?.message).toBe(`Statement "${name}": Forbidden. It ${EITHER}`);
		expect(await left()).toEqual(['elsewhere', 'here']);
	});

	it.each<[string, object, RegExp]>([
		['refuses the key', { detail: 'invalid API key' }, /invalid API key/],
		['is a page', { body: 'html' }, /A proxy or login page answered instead of Confluent/],
	])('is not done where the 403 after it %s', async (_what, answer, words) => {
		cloud.emulator.control.faults.add({ method: 'GET', path: '*/statements/here', fault: { kind: 'answer', status: 403, ...answer } });
		const { error } = await run({ operation: 'delete', statement: named('here') });
		expect(`${error?.message ?? ''} ${error?.description ?? ''}`).toMatch(words);
		expect(error?.message).not.toContain(EITHER);
	});
});

describe('a statement that the key may not see', () => {
	const OPERATIONS: INodeParameters[] = [
		{ operation: 'get' },
		{ operation: 'getExceptions' },
		{ operation: 'getResults' },
		{ operation: 'waitFor' },
		{ operation: 'stop' },
		{ operation: 'resume' },
		{ operation: 'update', updateFields: { stopped: true } },
		{ operation: 'update', updateFields: { principal: 'sa-a1b2c3' } },
	];
	const cases = OPERATIONS.flatMap((parameters) => ['nowhere', 'elsewhere'].map((name) => [JSON.stringify(parameters), name, parameters] as const));

	it.each(cases)('is reported as both possibilities, at once: %s of %s', async (_what, name, parameters) => {
		const { error } = await run({ ...parameters, statement: named(name) });
		expect(error?.message).toBe(`Statement "${name}": Forbidden. It ${EITHER}`);
		expect(error?.description).toMatch(/FlinkDeveloper.*HTTP status: 403\. Request ID: /);
		expect(answers()).toEqual(['GET 403']);
	});

	it('is in no list', async () => {
		expect((await run({ operation: 'getAll', returnAll: true })).json.map(({ name }) => name)).toEqual(['here']);
		expect((await run({ operation: 'getAll', returnAll: true, filters: { computePool: pool(OTHER_POOL) } })).json).toEqual([]);
	});
});

describe('a statement that is lost from sight', () => {
	it('ends a wait, with the phase it was in', async () => {
		cloud.emulator.control.seed({ statements: [{ name: 'leaving', sql: SQL, phase: 'RUNNING', steps: [{ phase: 'GONE', after: { reads: 2 } }] }] });
		const { error } = await run({ operation: 'waitFor', statement: named('leaving') });
		expect(error?.message).toBe(`Statement "leaving": Forbidden. It was RUNNING before. Now it ${EITHER}`);
		expect(error?.description).toMatch(/^It was deleted, or resumed on another compute pool\./);
	});

	it('ends the reading of its rows: they may not be all', async () => {
		const { control } = cloud.emulator;
		control.behave({ sqlContains: 'SELECT', results: { columns: COLUMNS, rows: [{ changes: [{ op: 0, row: ['1'] }] }], endless: true } });
		control.faults.add({ method: 'GET', path: '*/results', skip: 2, fault: { kind: 'answer', status: 403, detail: 'Forbidden' } });
		const { error } = await run({ operation: 'executeQuery', sql: 'SELECT id FROM t', computePool: pool(DEMO_POOL_ID), queryMode: 'streaming', options: { timeout: 20 } });
		expect(error?.message).toMatch(new RegExp(`^Statement "[^"]+" disappeared before it had returned all its rows\\. It ${EITHER} \\(Forbidden.*The 1 row read so far may be incomplete$`));
	});
});

describe('work on the pool of the role', () => {
	it('is as with any key: a query', async () => {
		cloud.emulator.control.behave({ sqlContains: 'SELECT', results: { columns: COLUMNS, rows: [{ changes: [{ op: 0, row: ['1'] }] }] } });
		const { error, json } = await run({ operation: 'executeQuery', sql: 'SELECT id FROM t', computePool: pool(DEMO_POOL_ID) });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ id: 1 }]);
		expect(await left()).toEqual(['elsewhere', 'here']);
	});

	it('is as with any key: stop and resume', async () => {
		expect((await run({ operation: 'stop', statement: named('here') })).json[0]).toMatchObject({ phase: 'STOPPED' });
		expect((await run({ operation: 'resume', statement: named('here') })).json[0]).toMatchObject({ phase: 'RUNNING' });
	});

	it.each<[string, INodeParameters]>([
		['resume', { options: { computePool: pool(OTHER_POOL) } }],
		['update', { updateFields: { computePool: pool(OTHER_POOL), stopped: false } }],
	])('a statement is moved to no other: %s', async (operation, parameters) => {
		await run({ operation: 'stop', statement: named('here') });
		const { error } = await run({ operation, statement: named('here'), ...parameters });
		expect(error?.message).toContain(EITHER);
		expect(error?.description).toContain('the compute pool you move it to');
		expect((await run({ operation: 'get', statement: named('here') })).json[0]).toMatchObject({ phase: 'STOPPED', computePoolId: DEMO_POOL_ID });
	});

	it.each([{}, { computePool: pool(OTHER_POOL) }])('a statement is submitted to no other: %j', async (where) => {
		const { error } = await run({ operation: 'submit', sql: SQL, statementName: 'fresh', ...where });
		expect(error?.message).toBe('Statement "fresh": Forbidden');
		expect(error?.description).toMatch(/FlinkDeveloper.*choose that pool/);
		expect(await left()).toEqual(['elsewhere', 'here']);
	});
});
