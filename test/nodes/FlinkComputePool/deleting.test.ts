import type { INodeParameters } from 'n8n-workflow';

import { emulatorPerTest } from '../../host/emulatorPerTest';

const cloud = emulatorPerTest({ lifecycle: { provisioning: { ms: 400 }, deprovisioning: { ms: 400 } } });

const POOL = 'lfcp-etl123';

beforeEach(() => {
	cloud.emulator.control.seed({ computePools: [{ id: POOL, displayName: 'etl', environmentId: cloud.emulator.flinkApi.environmentId }] });
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

async function run(parameters: INodeParameters) {
	return await cloud.run({
		type: 'flinkComputePool',
		parameters: { resource: 'computePool', environment: byId(cloud.emulator.flinkApi.environmentId), ...parameters },
	});
}

const remove = async (parameters: INodeParameters = {}) => await run({ operation: 'delete', computePool: byId(POOL), ...parameters });
const phase = async () => {
	const { json, error } = await run({ operation: 'get', computePool: byId(POOL) });
	return json[0]?.['phase'] ?? error?.message;
};

test('a pool is waited for until it is gone', async () => {
	expect((await remove()).json).toEqual([{ id: POOL, deleted: true }]);
	expect(await phase()).toContain('was not found');
});

test('without waiting it is still on its way out', async () => {
	expect((await remove({ options: { waitForCompletion: false } })).json).toEqual([{ id: POOL, deleted: true }]);
	expect(cloud.emulator.control.journal().entries.map(({ method }) => method)).toEqual(['DELETE']);
	expect(await phase()).toBe('DEPROVISIONING');
});

test('a pool is waited for until it is provisioned, and without waiting it is not yet', async () => {
	const create = { operation: 'create', displayName: 'other', cloud: 'AWS', region: 'us-east-1', maxCfu: 5 };
	expect((await run(create)).json[0]).toMatchObject({ phase: 'PROVISIONED' });
	cloud.emulator.control.clearJournal();
	expect((await run({ ...create, options: { waitForCompletion: false } })).json[0]).toMatchObject({ phase: 'PROVISIONING' });
	expect(cloud.emulator.control.journal().entries.map(({ method }) => method)).toEqual(['POST']);
});

test('one that is already gone is a success', async () => {
	await remove();
	expect((await remove()).json).toEqual([{ id: POOL, deleted: true }]);
});

describe('a pool that stays is no success', () => {
	it.each([
		['of another environment', 'env-other1', true],
		['of an environment that does not exist', 'env-nope', false],
	])('%s', async (_case, environmentId, exists) => {
		if (exists) cloud.emulator.control.seed({ environments: [{ id: environmentId, displayName: 'other' }] });
		const { json, error } = await remove({ environment: byId(environmentId) });
		expect(json).toEqual([]);
		expect(error?.message).toContain(`There is no compute pool ${POOL} in environment ${environmentId}: Resource Not Found`);
		expect(error?.description).toMatch(/^Check both IDs/);
		expect(await phase()).toBe('PROVISIONED');
	});

	it.each([
		['a 403 without words', { body: 'empty' }],
		['a 403 of an IP filter', { detail: 'Your IP is filtered' }],
		['a 403 of a key', { detail: 'invalid API key' }],
		['a 403 of a role', { detail: 'Forbidden Access' }],
		['a page of a proxy', { body: 'html', detail: 'The compute pool was not found' }],
	] as const)('%s', async (_case, answer) => {
		cloud.emulator.control.faults.add({ method: 'DELETE', fault: { kind: 'answer', status: 403, ...answer } });
		const { json, error } = await remove();
		expect(json).toEqual([]);
		expect(error?.httpCode).toBe('403');
		expect(await phase()).toBe('PROVISIONED');
	});
});

test('a 403 without words that comes while waiting is no end of the pool', async () => {
	cloud.emulator.control.faults.add({ method: 'GET', fault: { kind: 'answer', status: 403, body: 'empty' } });
	expect((await remove()).error?.httpCode).toBe('403');
});
