import type { INodeParameters } from 'n8n-workflow';

import { emulatorPerTest } from '../../host/emulatorPerTest';

const cloud = emulatorPerTest();

/** From an expression: n8n itself refuses a fixed value that does not fit. */
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: `={{ ${JSON.stringify(String(value))} }}` });
const run = async (parameters: INodeParameters) =>
	await cloud.run({
		type: 'flinkComputePool',
		parameters: { resource: 'computePool', environment: byId(cloud.emulator.flinkApi.environmentId), ...parameters },
	});

const CREATE = { operation: 'create', displayName: 'etl-pool', cloud: 'AWS', region: 'us-east-1', maxCfu: 10 };
const requests = () => cloud.emulator.control.journal().entries;
const posts = () => requests().filter(({ method }) => method === 'POST').length;

test('a pool is created, read, listed, grown and deleted', async () => {
	const created = await run(CREATE);
	expect(created.error).toBeUndefined();
	expect(Object.keys(created.json[0]!)).toEqual(['id', 'displayName', 'phase', 'cloud', 'region', 'maxCfu', 'currentCfu', 'environmentId', 'createdAt', 'updatedAt']);
	expect(created.json[0]).toMatchObject({ displayName: 'etl-pool', phase: 'PROVISIONED', cloud: 'AWS', region: 'us-east-1', maxCfu: 10 });
	const computePool = byId(created.json[0]!['id']);
	expect((await run({ operation: 'get', computePool })).json[0]).toMatchObject({ phase: 'PROVISIONED' });
	expect((await run({ operation: 'get', computePool, simplify: false })).json[0]).toMatchObject({ spec: { display_name: 'etl-pool' } });
	expect((await run({ operation: 'update', computePool, updateFields: { displayName: 'renamed', maxCfu: 20 } })).json[0]).toMatchObject({ displayName: 'renamed', maxCfu: 20 });
	cloud.emulator.control.faults.add({ method: 'PATCH', times: 1, fault: { kind: 'answer', when: 'after', status: 200, body: 'empty' } });
	expect((await run({ operation: 'update', computePool, updateFields: { maxCfu: 30 } })).json[0]).toMatchObject({ displayName: 'renamed', maxCfu: 30 });
	expect((await run({ operation: 'update', computePool, updateFields: { maxCfu: 5 } })).error?.message).toContain('Reducing the max_cfu');
	expect((await run({ operation: 'getAll', returnAll: true })).json.map(({ displayName }) => displayName)).toContain('renamed');
	expect((await run({ operation: 'delete', computePool })).json).toEqual([{ id: created.json[0]!['id'], deleted: true }]);
	expect((await run({ operation: 'delete', computePool })).json).toEqual([{ id: created.json[0]!['id'], deleted: true }]);
	const gone = await run({ operation: 'get', computePool });
	expect(gone.error?.httpCode).toBe('403');
	expect(gone.error?.description).toContain('The pool may have been deleted');
});

test.each([
	['a 429', { kind: 'answer', status: 429 }],
	['a 500', { kind: 'answer', status: 500 }],
	['a connection that is dropped after the work', { kind: 'drop', when: 'after' }],
] as const)('creating is never repeated, not after %s', async (_case, fault) => {
	cloud.emulator.control.faults.add({ method: 'POST', fault: fault });
	const { error } = await run(CREATE);
	expect(error).toBeDefined();
	expect(posts()).toBe(1);
});

test('a size that is not offered is refused in the words of the API', async () => {
	expect((await run({ ...CREATE, maxCfu: 7 })).error?.message).toMatch(/MaxCfu is not one of/);
});

test.each<[string, INodeParameters, RegExp]>([
	['a size of no unit', { ...CREATE, maxCfu: 0 }, /'Max CFU' is 0/],
	['no name', { ...CREATE, displayName: ' ' }, /'Display Name' is empty/],
	['a name that is an object', { ...CREATE, displayName: '={{ ({ a: 1 }) }}' }, /^'Display Name' is \{"a":1\}/],
	['no environment', { ...CREATE, environment: byId('') }, /No environment is chosen/],
	['an environment of another kind', { ...CREATE, environment: byId('lkc-1') }, /"lkc-1" is not the ID of an environment/],
	['a region of another cloud', { ...CREATE, region: 'gcp.us-east1' }, /"gcp.us-east1" is a region of GCP, but 'Cloud' is AWS/],
	['a region that cannot be one', { ...CREATE, region: 'us east' }, /"us east" is not the name of a region/],
	['a network of another kind', { ...CREATE, additionalFields: { networkId: 'env-123' } }, /"env-123" is not the ID of a network/],
	['a default pool that is neither', { ...CREATE, additionalFields: { defaultPool: '={{ null }}' } }, /^'Default Pool' is null/],
	['a pool of another kind', { operation: 'get', computePool: byId('env-1') }, /"env-1" is not the ID of a Flink compute pool/],
	['a pool whose environment an expression does not give', { operation: 'get', computePool: byId('lfcp-1'), environment: { __rl: true, mode: 'id', value: '={{ $json.none }}' } }, /^'Environment' is undefined$/],
	['no pool', { operation: 'delete', computePool: byId('') }, /No compute pool is chosen/],
	['nothing to update', { operation: 'update', computePool: byId('lfcp-1'), updateFields: {} }, /nothing to update/],
	['a blank name beside a size', { operation: 'update', computePool: byId('lfcp-1'), updateFields: { displayName: ' ', maxCfu: 20 } }, /'Display Name' is empty/],
	['a size that is none', { operation: 'update', computePool: byId('lfcp-1'), updateFields: { maxCfu: '={{ null }}' } }, /'Max CFU' is null/],
	['a filter by a network of another kind', { operation: 'getAll', filters: { networkId: 'lkc-1' } }, /"lkc-1" is not the ID of a network/],
	['a filter by a region that cannot be one', { operation: 'getAll', filters: { region: 'us/east' } }, /"us\/east" is not the name of a region/],
])('%s is reported before anything is sent', async (_case, parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.message).toMatch(message);
	expect(`${error?.message} ${error?.description ?? ''}`).toMatch(/should (be|look)|Choose|Fill in|Add|Correct/);
	expect(requests()).toHaveLength(0);
});

describe('a region as the API writes its ID', () => {
	it.each(['aws.us-east-1', 'AWS.us-east-1', ' US-EAST-1 '])('%j is split for a new pool', async (region) => {
		expect((await run({ ...CREATE, region })).json[0]).toMatchObject({ cloud: 'AWS', region: 'us-east-1' });
	});

	it('is split in the filter', async () => {
		const own = (await run({ operation: 'getAll', returnAll: true, filters: { region: 'us-east-1' } })).json;
		expect(own.length).toBeGreaterThan(0);
		expect((await run({ operation: 'getAll', returnAll: true, filters: { region: 'aws.us-east-1' } })).json).toEqual(own);
		expect((await run({ operation: 'getAll', returnAll: true, filters: { region: 'us-west-2' } })).json).toEqual([]);
	});
});

test('a private network is asked for and filtered by', async () => {
	const created = await run({ ...CREATE, additionalFields: { networkId: 'n-a1b2c3' }, simplify: false });
	expect(created.json[0]).toMatchObject({ spec: { network: { id: 'n-a1b2c3' } } });
	expect((await run({ operation: 'getAll', filters: { networkId: 'n-a1b2c3' } })).json.map(({ id }) => id)).toEqual([created.json[0]?.['id']]);
});

test('an ID that is left empty is refused by n8n itself, where there has to be one', async () => {
	await expect(run({ operation: 'get', computePool: { __rl: true, mode: 'id', value: '' } })).rejects.toThrow('Parameter "Compute Pool" is required');
});

test.each([
	['a default pool', { defaultPool: true }, true],
	['a pool that is not to be one', { defaultPool: false }, false],
	['a pool', {}, false],
])('%s says so when it is created, read and listed', async (_case, additionalFields, defaultPool) => {
	const { json, error } = await run({ ...CREATE, simplify: false, additionalFields });
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ spec: { default_pool: defaultPool } });
	const id = String(json[0]?.['id']);
	expect((await run({ operation: 'get', simplify: false, computePool: byId(id) })).json[0]).toMatchObject({ id, spec: { default_pool: defaultPool } });
	const listed = (await run({ operation: 'getAll', simplify: false, returnAll: true })).json.find((pool) => pool['id'] === id);
	expect(listed).toMatchObject({ spec: { default_pool: defaultPool } });
});

test('a cloud is in capitals, however the service writes it', async () => {
	cloud.emulator.control.configure({ cloudCase: 'lower' });
	expect((await run(CREATE)).json[0]).toMatchObject({ cloud: 'AWS' });
	expect(new Set((await run({ operation: 'getAll', returnAll: true })).json.map(({ cloud }) => cloud))).toEqual(new Set(['AWS']));
});
