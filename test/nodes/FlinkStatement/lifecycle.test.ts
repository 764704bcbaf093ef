import { startEmulator, type Emulator } from '../../../emulator';
import { credentialsFor } from '../../host/host';
import { loadBuiltPackage } from '../../host/package';
import { runNode, type NodeRun } from '../../host/runNode';
import type { INodeParameters } from 'n8n-workflow';
import type { PackageDirectoryLoader } from 'n8n-core';

let emulator: Emulator;
let loader: PackageDirectoryLoader;

beforeAll(async () => {
	loader = await loadBuiltPackage();
	emulator = await startEmulator({ lifecycle: 'immediate' });
});

afterAll(async () => {
	await emulator.close();
});

const run = async (parameters: INodeParameters, type = 'flinkStatement'): Promise<NodeRun> =>
	await runNode(loader, credentialsFor(emulator), { type, parameters: { resource: 'statement', ...parameters } });

const named = (name: string) => ({ __rl: true, mode: 'name', value: name });

test('a statement is submitted, waited for, read, stopped, resumed, listed and deleted', async () => {
	const submitted = await run({ operation: 'submit', sql: 'INSERT INTO `sink` SELECT * FROM `source`', statementName: 'etl-1', options: { waitFor: 'running', labels: 'etl,nightly', moreFields: ['labels', 'stopped'] } });
	expect(submitted.error).toBeUndefined();
	expect(submitted.json[0]).toMatchObject({ name: 'etl-1', phase: 'RUNNING', stopped: false, labels: ['etl', 'nightly'] });
	expect(submitted.items[0]?.pairedItem).toEqual({ item: 0 });

	expect((await run({ operation: 'get', statement: named('etl-1') })).json[0]).toMatchObject({ name: 'etl-1', phase: 'RUNNING' });
	expect((await run({ operation: 'stop', statement: named('etl-1'), options: { moreFields: ['stopped'] } })).json[0]).toMatchObject({ phase: 'STOPPED', stopped: true });
	expect((await run({ operation: 'resume', statement: named('etl-1'), options: { moreFields: ['stopped'] } })).json[0]).toMatchObject({ phase: 'RUNNING', stopped: false });
	expect((await run({ operation: 'update', statement: named('etl-1'), updateFields: { stopped: true } })).json[0]).toMatchObject({ phase: 'STOPPED' });
	expect((await run({ operation: 'getAll', filters: { labels: 'nightly' } })).json.map(({ name }) => name)).toEqual(['etl-1']);
	expect((await run({ operation: 'delete', statement: named('etl-1') })).json).toEqual([{ name: 'etl-1', deleted: true }]);
	expect((await run({ operation: 'get', statement: named('etl-1') })).error).toMatchObject({ message: expect.stringContaining('etl-1'), httpCode: '404' });
});

test('compute pools and regions are listed', async () => {
	const environment = { __rl: true, mode: 'id', value: emulator.flinkApi.environmentId };
	const pools = await run({ resource: 'computePool', operation: 'getAll', environment, returnAll: true }, 'flinkComputePool');
	expect(pools.error).toBeUndefined();
	expect(pools.json[0]).toMatchObject({ phase: 'PROVISIONED' });
	const regions = await run({ resource: 'region', operation: 'getAll', filters: { cloud: 'AWS' } }, 'flinkRegion');
	expect(regions.json[0]).toMatchObject({ cloud: 'AWS', region_name: expect.any(String) });
});
