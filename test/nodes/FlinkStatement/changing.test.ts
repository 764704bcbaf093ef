import type { INodeParameters } from 'n8n-workflow';

import { emulatorPerTest } from '../../host/emulatorPerTest';

const cloud = emulatorPerTest();

beforeEach(async () => {
	await run({ operation: 'submit', sql: SQL, statementName: 'etl', options: { waitFor: 'running' } });
	cloud.emulator.control.clearJournal();
});

const SQL = 'INSERT INTO `a` SELECT * FROM `b`';
const statement = { __rl: true, mode: 'name', value: 'etl' };

async function run(parameters: INodeParameters) {
	return await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', statement, ...parameters } });
}

const calls = (method: string) => cloud.emulator.control.journal().entries.filter((entry) => entry.method === method).length;

test('what is already as wanted is a success without a PUT', async () => {
	expect((await run({ operation: 'resume' })).json[0]).toMatchObject({ phase: 'RUNNING' });
	expect(calls('PUT')).toBe(0);
	await run({ operation: 'stop' });
	expect(calls('PUT')).toBe(1);
	expect((await run({ operation: 'stop' })).json[0]).toMatchObject({ phase: 'STOPPED' });
	expect(calls('PUT')).toBe(1);
});

test('a 409 is met by reading and changing again', async () => {
	cloud.emulator.control.faults.add({ method: 'PUT', times: 3, fault: { kind: 'answer', status: 409, detail: 'conflict' } });
	expect((await run({ operation: 'stop', options: { moreFields: ['stopped'] } })).json[0]).toMatchObject({ phase: 'STOPPED', stopped: true });
	expect(calls('PUT')).toBe(4);
	expect(calls('GET')).toBeGreaterThanOrEqual(4);
});

test.each(['stop', 'update'])('a 409 without end is reported at the deadline, in its own words: %s', async (operation) => {
	cloud.emulator.control.faults.add({ method: 'PUT', fault: { kind: 'answer', status: 409, detail: 'its table is locked' } });
	const { error } = await run({ operation, updateFields: { stopped: true }, options: { timeout: 3 } });
	expect(error?.message).toMatch(/^Statement "etl" is RUNNING after \d+ s, not yet changed: the service answered 409 each time \(its table is locked\)/);
	expect(error?.description).toContain('Max Wait (Seconds)');
	expect(calls('PUT')).toBeGreaterThan(1);
});

test('a request that the end of the time cuts short after a 409 is told with the 409', async () => {
	cloud.emulator.control.faults.add({ method: 'PUT', times: 1, fault: { kind: 'answer', status: 409, detail: 'its table is locked' } });
	cloud.emulator.control.faults.add({ method: 'PUT', fault: { kind: 'hang', when: 'before' } });
	const { error } = await run({ operation: 'stop', options: { timeout: 4 } });
	expect(error?.message).toMatch(/^Statement "etl" is RUNNING .*answered 409 each time \(its table is locked\).*\. The time ran out while/);
});

test('a resume moves the statement; a move while it runs is refused before anything is sent', async () => {
	const principal = 'sa-a1b2c3';
	cloud.emulator.control.seed({ principals: [{ id: principal, displayName: 'etl', about: 'etl' }] });
	const refused = await run({ operation: 'update', updateFields: { principal } });
	expect(refused.error?.message).toContain('can change only when it is resumed');
	expect(calls('PUT')).toBe(0);
	await run({ operation: 'stop' });
	const moved = await run({ operation: 'resume', options: { principal } });
	expect(moved.error).toBeUndefined();
	expect(moved.json[0]).toMatchObject({ phase: 'RUNNING', principal });
});

test.each([
	['running', {}, /^Stop it first/],
	['stopped', { stopped: true }, /^Set 'Stopped' to false as well, or use Resume Statement/],
])('a move without a resume says what it takes where the statement is %s', async (_case, before, advice) => {
	if ('stopped' in before) await run({ operation: 'update', updateFields: before });
	const { error } = await run({ operation: 'update', updateFields: { principal: 'sa-a1b2c3' } });
	expect(error?.message).toContain('can change only when it is resumed');
	expect(error?.description).toMatch(advice);
});

test('a move of a statement that has completed cannot be', async () => {
	cloud.emulator.control.seed({ statements: [{ name: 'done', sql: 'SELECT 1', phase: 'COMPLETED' }] });
	const { error } = await run({ operation: 'update', statement: { ...statement, value: 'done' }, updateFields: { principal: 'sa-a1b2c3' } });
	expect(error?.message).toContain('"done" is COMPLETED and cannot be resumed');
});

test('what was set when it was submitted is kept over a stop and a resume', async () => {
	const principal = 'sa-a1b2c3';
	const pool = 'lfcp-etl123';
	cloud.emulator.control.seed({ principals: [{ id: principal, displayName: 'etl', about: 'etl' }], computePools: [{ id: pool }] });
	const properties = { property: [{ name: 'sql.state-ttl', value: '1 h' }] };
	const made = { ...statement, value: 'kept' };
	const submit = { operation: 'submit', sql: SQL, statementName: 'kept', computePool: { __rl: true, mode: 'id', value: pool } };
	expect((await run({ ...submit, options: { waitFor: 'running', principal, labels: 'nightly', properties } })).error).toBeUndefined();
	expect((await run({ operation: 'stop', statement: made })).json[0]).toMatchObject({ phase: 'STOPPED' });
	expect((await run({ operation: 'resume', statement: made })).json[0]).toMatchObject({ phase: 'RUNNING' });
	const { json } = await run({ operation: 'get', statement: made, simplify: false });
	expect(json[0]).toMatchObject({
		metadata: { labels: { 'user.confluent.io/nightly': 'true' } },
		spec: { statement: SQL, stopped: false, compute_pool_id: pool, principal, properties: { 'sql.state-ttl': '1 h' } },
	});
});

test('the name of a statement that exists fails, is reused for the same SQL, or is replaced', async () => {
	const submit = { operation: 'submit', sql: SQL, statementName: 'etl' };
	const moreFields = ['uid'];
	const before = (await run({ operation: 'get', options: { moreFields } })).json[0]?.['uid'];
	expect(before).toEqual(expect.any(String));
	expect((await run(submit)).error?.message).toContain('"etl" already exists');
	expect((await run({ ...submit, options: { moreFields, onNameConflict: 'reuse' } })).json[0]).toMatchObject({ uid: before });
	expect((await run({ ...submit, sql: 'SELECT 2', options: { onNameConflict: 'reuse' } })).error?.message).toContain('with other SQL');
	const replaced = await run({ ...submit, sql: 'SELECT 2', options: { moreFields, onNameConflict: 'replace' } });
	expect(replaced.json[0]).toMatchObject({ name: 'etl', sql: 'SELECT 2', uid: expect.any(String) });
	expect(replaced.json[0]?.['uid']).not.toBe(before);
});

test('listing filters by name, phase and label, over all pages, up to the limit', async () => {
	cloud.emulator.control.seed({ bulk: { count: 250, prefix: 'bulk-' } });
	const names = async (parameters: INodeParameters) => (await run({ operation: 'getAll', ...parameters })).json.map(({ name }) => String(name));
	expect(await names({ returnAll: true })).toHaveLength(251);
	expect(await names({})).toHaveLength(50);
	expect(await names({ limit: 120 })).toHaveLength(120);
	expect(await names({ returnAll: true, filters: { nameContains: 'LK-0024' } })).toHaveLength(10);
	expect(await names({ returnAll: true, filters: { nameContains: 'etl', phases: ['STOPPED'] } })).toEqual([]);
	expect(await names({ returnAll: true, filters: { computePool: 'lfcp-zzzzzz' } })).toEqual([]);
});

test('deleting what is not there is a success, and exceptions come newest first', async () => {
	cloud.emulator.control.behave({ name: 'bad', steps: [{ phase: 'FAILED', detail: 'x' }], exceptions: [{ name: 'E2', message: 'newer' }, { name: 'E1', message: 'older' }] });
	await run({ operation: 'submit', sql: SQL, statementName: 'bad' });
	const exceptions = await run({ operation: 'getExceptions', statement: { ...statement, value: 'bad' } });
	expect(exceptions.json).toEqual([expect.objectContaining({ name: 'E2', message: 'newer', timestamp: expect.any(String) }), expect.objectContaining({ name: 'E1' })]);
	expect((await run({ operation: 'delete', statement: { ...statement, value: 'missing' } })).json).toEqual([{ name: 'missing', deleted: true }]);
});

test('a statement whose name is longer than a new one may be is looked at, stopped, found in the list and deleted', async () => {
	const name = 'a'.repeat(120);
	cloud.emulator.control.seed({ statements: [{ name, sql: SQL, phase: 'RUNNING' }] });
	const long = { ...statement, value: name };
	expect((await run({ operation: 'get', statement: long })).json[0]).toMatchObject({ name, phase: 'RUNNING' });
	expect((await run({ operation: 'stop', statement: long })).json[0]).toMatchObject({ name, phase: 'STOPPED' });
	expect((await run({ operation: 'getAll', filters: { nameContains: name } })).json).toHaveLength(1);
	expect((await run({ operation: 'delete', statement: long })).json).toEqual([{ name, deleted: true }]);
});

test.each([
	[72, []],
	[73, [expect.stringMatching(/^The statement name "a{73}" has 73 characters\. Some of Confluent's tools accept at most 72/)]],
])('a new name of %i characters: %j', async (length, hints) => {
	const { json, hints: shown } = await run({ operation: 'submit', sql: SQL, statementName: 'a'.repeat(length) });
	expect(json).toHaveLength(1);
	expect(shown).toEqual(hints);
});
