import type { INodeParameters } from 'n8n-workflow';

import { emulatorPerTest } from '../../host/emulatorPerTest';

jest.setTimeout(60_000);

const cloud = emulatorPerTest();

const SQL = 'INSERT INTO `a` SELECT * FROM `b`';
const statement = { __rl: true, mode: 'name', value: 'etl' };

async function run(parameters: INodeParameters) {
	return await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', ...parameters } });
}

const submit = async (options: INodeParameters, more: INodeParameters = {}) => await run({ operation: 'submit', sql: SQL, statementName: 'etl', options, ...more });
const keep = async (more: INodeParameters = {}) => await submit({ onNameConflict: 'ensure', waitFor: 'running' }, more);
const stored = async () => (await cloud.emulator.control.statements()).map(({ name, phase, sql }) => ({ name, phase, sql }));
const RUNS = [{ name: 'etl', phase: 'RUNNING', sql: SQL }];

/** Submits on the pool that a limited role covers. */
const ON_POOL = { computePool: { __rl: true, mode: 'id', value: 'lfcp-7d3k9w' } };

/** From now on the role of the key covers one compute pool alone. */
function limitRole(): void {
	const { apiKeyId: id, apiSecret: secret, environmentId, cloud: place, region } = cloud.emulator.flinkApi;
	cloud.emulator.control.seed({ keys: [{ id, secret, kind: 'flink', owner: 'u-4k9w7e', environmentId, cloud: place, region, computePoolId: 'lfcp-7d3k9w' }] });
}

describe('Keep Running', () => {
	test('creates, leaves alone, resumes and replaces', async () => {
		expect((await keep()).json[0]).toMatchObject({ action: 'created', name: 'etl', phase: 'RUNNING' });
		expect((await keep()).json[0]).toMatchObject({ action: 'none', name: 'etl' });
		await run({ operation: 'stop', statement });
		expect((await keep()).json[0]).toMatchObject({ action: 'resumed', phase: 'RUNNING' });
		const other = await keep({ sql: 'INSERT INTO `a` SELECT * FROM `c`' });
		expect(other.json[0]).toMatchObject({ action: 'replaced', sql: 'INSERT INTO `a` SELECT * FROM `c`' });
		expect(await cloud.emulator.control.statements()).toHaveLength(1);
	});

	test('resumes on the compute pool and under the principal that are given', async () => {
		cloud.emulator.control.seed({ principals: [{ id: 'sa-a1b2c3', displayName: 'etl', about: 'etl' }], computePools: [{ id: 'lfcp-etl123' }] });
		await keep();
		await run({ operation: 'stop', statement });
		const { json } = await submit({ onNameConflict: 'ensure', principal: 'sa-a1b2c3' }, { computePool: { __rl: true, mode: 'id', value: 'lfcp-etl123' } });
		expect(json[0]).toMatchObject({ action: 'resumed', principal: 'sa-a1b2c3', computePoolId: 'lfcp-etl123' });
	});

	test('replaces what failed, and gives the object of the API with its action where it is not simplified', async () => {
		cloud.emulator.control.seed({ statements: [{ name: 'etl', sql: SQL, phase: 'FAILED' }] });
		expect((await keep({ simplify: false })).json[0]).toMatchObject({ action: 'replaced', spec: { statement: SQL } });
		expect(await stored()).toEqual(RUNS);
	});

	test('needs a name of its own, which is said before anything is sent', async () => {
		const { error } = await keep({ statementName: '' });
		expect(error?.message).toContain(`'Statement Name' is empty, but "Keep Running" needs it`);
		expect(cloud.emulator.control.journal().entries).toEqual([]);
	});

	test('is reported by no other choice', async () => {
		expect((await submit({})).json[0]).not.toHaveProperty('action');
	});

	test.each(['created', 'replaced'])('with a role on one compute pool: %s', async (action) => {
		if (action === 'replaced') cloud.emulator.control.seed({ statements: [{ name: 'etl', sql: 'SELECT 1', phase: 'FAILED', computePoolId: 'lfcp-7d3k9w' }] });
		limitRole();
		const { json, error, hints } = await keep(ON_POOL);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ action });
		expect(hints).toEqual([]);
		expect(await stored()).toEqual(RUNS);
	});
});

describe('Replace', () => {
	const replace = async (more: INodeParameters = {}) => await submit({ onNameConflict: 'replace' }, more);

	test('leaves what has the name where the new SQL is not valid', async () => {
		await keep();
		const { error } = await replace({ sql: 'SELEKT 1' });
		expect(error?.message).toMatch(/^Statement "etl" was not replaced, because the new SQL is not valid: /);
		expect(error?.description).toContain('left unchanged');
		expect(await stored()).toEqual(RUNS);
	});

	test('says what was deleted where the new one is refused', async () => {
		await keep();
		cloud.emulator.control.faults.add({ method: 'POST', skip: 1, fault: { kind: 'answer', status: 402, detail: 'quota exceeded' } });
		const { error } = await replace();
		expect(error).toMatchObject({ message: 'The old statement "etl" was deleted, and nothing runs under this name now: quota exceeded', httpCode: '402' });
		expect(error?.description).toContain('Run the node again to submit the new statement.');
		expect(await stored()).toEqual([]);
	});

	test('says that the old one was deleted where the new one fails afterwards', async () => {
		await keep();
		cloud.emulator.control.behave({ name: 'etl', steps: [{ phase: 'FAILED', detail: 'out of memory' }] });
		const { error } = await submit({ onNameConflict: 'replace', waitFor: 'running' });
		expect(error?.message).toBe('Statement "etl" failed: out of memory');
		expect(error?.description).toContain('The old statement "etl" was deleted, and the new one was submitted.');
	});

	test.each([false, true])('with a role on one compute pool, on a name that is taken: %s', async (isTaken) => {
		limitRole();
		if (isTaken) await keep({ ...ON_POOL, sql: 'SELECT 1' });
		const { json, error } = await replace(ON_POOL);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ name: 'etl', sql: SQL });
	});

	test('says where the name is, with a role on one compute pool, when it is taken on another', async () => {
		cloud.emulator.control.seed({ computePools: [{ id: 'lfcp-other1' }], statements: [{ name: 'etl', sql: SQL, phase: 'RUNNING', computePoolId: 'lfcp-other1' }] });
		limitRole();
		const { error } = await replace(ON_POOL);
		expect(error?.message).toContain("on a compute pool that this key's role does not cover");
	});
});

describe('a POST whose answer is lost', () => {
	test('that is carried out late runs once, and nothing is left of a query, which says so', async () => {
		cloud.emulator.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'answer', status: 504, when: { laterMs: 2_000 } } });
		const { error, hints } = await run({ operation: 'executeQuery', sql: 'INSERT INTO `a` VALUES (1)' });
		expect(error).toBeUndefined();
		expect(hints).toEqual([expect.stringMatching(/^Confluent's answer to submitting statement "n8n-test-[^"]+" was lost; the statement was found by its name/)]);
		expect(await stored()).toEqual([]);
		expect(cloud.emulator.control.journal().entries.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('and a 409 of a gateway that repeats it: the statement is the node’s own', async () => {
		cloud.emulator.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'twice' } });
		expect((await submit({}, { statementName: '' })).error).toBeUndefined();
		expect(await cloud.emulator.control.statements()).toHaveLength(1);
	});

	test('is sent again with a role on one compute pool', async () => {
		limitRole();
		cloud.emulator.control.faults.add({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'before' } });
		expect((await submit({}, ON_POOL)).json[0]).toMatchObject({ name: 'etl' });
	});
});

test('Reuse knows a connection again by its SQL, in which the secret is masked', async () => {
	const sql = "CREATE CONNECTION c WITH ('type' = 'openai', 'api-key' = 'sk-1')";
	const first = await submit({ onNameConflict: 'reuse' }, { sql });
	expect(first.json[0]?.['sql']).toContain("'******'");
	const second = await submit({ onNameConflict: 'reuse' }, { sql });
	expect(second.error).toBeUndefined();
	expect((await submit({ onNameConflict: 'reuse' }, { sql: sql.replace('openai', 'bedrock') })).error?.message).toContain('with other SQL');
});
