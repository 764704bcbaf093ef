/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */

import { emulatorPerTest } from '../../host/emulatorPerTest';
import { runNode, type NodeSpec } from '../../host/runNode';

const cloud = emulatorPerTest();

const run = async (spec: Omit<NodeSpec, 'type'>) => await cloud.run({ type: 'flinkStatement', ...spec });

const SUBMIT = { resource: 'statement', operation: 'submit', sql: 'INSERT INTO `a` SELECT * FROM `b`', statementName: '={{ $json.name }}' };
const BY_ITEM = { resource: 'statement', operation: 'get', statement: { __rl: true, mode: 'name', value: '={{ $json.name }}' } };

describe('items', () => {
	it('are carried out each with its own parameters, results in input order, paired', async () => {
		const input = Array.from({ length: 30 }, (_, index) => ({ name: `etl-${index}` }));
		const { items, error } = await run({ parameters: SUBMIT, input });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json['name'])).toEqual(input.map(({ name }) => name));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
	});

	it('generate names of their own that say where they come from', async () => {
		const { json } = await run({ parameters: { ...SUBMIT, statementName: '' }, input: Array.from({ length: 30 }, () => ({})), workflowName: 'Daily Örders!' });
		const names = json.map(({ name }) => String(name));
		expect(new Set(names).size).toBe(30);
		for (const name of names) expect(name).toMatch(/^n8n-daily-orders-[a-z0-9-]+$/);
		expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(72);
	});

	it('that fail become output where the node continues, and the others go on', async () => {
		await run({ parameters: SUBMIT, input: [{ name: 'there' }] });
		const input = [{ name: 'missing' }, { name: 'there' }];
		const regular = await run({ parameters: BY_ITEM, input, onError: 'continueRegularOutput' });
		expect(regular.error).toBeUndefined();
		expect(regular.json[0]).toMatchObject({ error: expect.stringContaining('Statement "missing"') });
		expect(regular.json[1]).toMatchObject({ name: 'there' });
		const split = await run({ parameters: BY_ITEM, input, onError: 'continueErrorOutput' });
		expect(split.json.map(({ name }) => name)).toEqual(['there']);
		expect(split.errorItems).toHaveLength(1);
	});

	it('that fail end the run with the item and the words of the API', async () => {
		const { error } = await run({ parameters: BY_ITEM, input: [{ name: 'missing' }] });
		expect(error).toMatchObject({ httpCode: '404', message: expect.stringContaining('does not exist'), context: { itemIndex: 0 } });
		expect(error?.description).toContain('Request ID');
	});

	it('do not evaluate what came out of an expression', async () => {
		const sql = "INSERT INTO `a` SELECT '{{ $json.text }}' FROM `b`";
		const { json, error } = await run({ parameters: { ...SUBMIT, sql, statementName: 'fixed' }, input: [{ text: '{{ $json.secret }} $& :x', secret: 'S3CRET' }] });
		expect(error).toBeUndefined();
		expect(json[0]?.['sql']).toBe("INSERT INTO `a` SELECT '{{ $json.secret }} $& :x' FROM `b`");
	});
});

describe('a statement that fails', () => {
	it.each([
		['its detail', "Table 'nope' not found; preexisting"],
		['its newest exception where the detail is empty', ''],
		['its newest exception where the detail has nothing but warnings', '[Warning] The table has no watermark.'],
	])('is an error that quotes %s', async (_case, detail) => {
		cloud.emulator.control.behave({ steps: [{ phase: 'RUNNING' }, { phase: 'FAILED', detail }], exceptions: [{ name: 'E', message: 'division by zero' }] });
		const { error } = await run({ parameters: { ...SUBMIT, statementName: 'bad', options: { waitFor: 'completed' } } });
		expect(error?.message).toBe(`Statement "bad" failed: ${detail === '' || detail.startsWith('[Warning]') ? 'division by zero' : detail}`);
	});
});

test('a name whose statement is still being deleted is to be waited for', async () => {
	cloud.emulator.control.configure({ lifecycle: { deleting: { ms: 3_600_000 } } });
	cloud.emulator.control.seed({ statements: [{ name: 'etl', sql: SUBMIT.sql, phase: 'DELETING' }] });
	const { error } = await run({ parameters: { ...SUBMIT, statementName: 'etl' } });
	expect(error?.message).toBe('A statement named "etl" is still being deleted');
	expect(error?.description).toMatch(/^Wait a few seconds/);
});

describe('waiting', () => {
	it('ends at its deadline with the phase, the reason and what to do', async () => {
		cloud.emulator.control.behave({ steps: [{ phase: 'PENDING', scalingState: 'POOL_EXHAUSTED' }, { phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		const { error } = await run({ parameters: { ...SUBMIT, statementName: 'slow', options: { waitFor: 'running', timeout: 5 } } });
		expect(error?.message).toMatch(/Statement "slow" is PENDING after \d+ s.*POOL_EXHAUSTED/);
		expect(error?.description).toContain('Max Wait');
	});

	it('ends at once when the execution is cancelled', async () => {
		cloud.emulator.control.behave({ steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		const spec = { type: 'flinkStatement', parameters: { ...SUBMIT, statementName: 'long', options: { waitFor: 'completed' } } };
		const execution = cloud.start(spec);
		while (cloud.emulator.control.journal().entries.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
		execution.cancel();
		const before = cloud.emulator.control.journal().entries.length;
		await execution.finished.catch(() => undefined);
		expect(cloud.emulator.control.journal().entries.length - before).toBeLessThanOrEqual(1);
	});
});

describe('the wrong kind of key', () => {
	it('is named on both planes', async () => {
		const { confluentFlinkApi: flink, confluentCloudApi: cloudKey } = cloud.credentials();
		const swapped = {
			confluentFlinkApi: { ...flink, apiKeyId: cloudKey['apiKeyId']!, apiSecret: cloudKey['apiSecret']! },
			confluentCloudApi: { ...cloudKey, apiKeyId: flink['apiKeyId']!, apiSecret: flink['apiSecret']! },
		};
		const gateway = await runNode(cloud.loader, swapped, { type: 'flinkStatement', parameters: { resource: 'statement', operation: 'getAll' } });
		expect(gateway.error?.message).toMatch(/needs a Flink API key/);
		const control = await runNode(cloud.loader, swapped, { type: 'flinkRegion', parameters: { resource: 'region', operation: 'getAll' } });
		expect(control.error?.message).toMatch(/needs a Cloud API key/);
	});
});
