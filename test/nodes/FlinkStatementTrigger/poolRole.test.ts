import { DEMO_POOL_ID } from '../../../emulator';
import { living, useCloud } from './cloud';
import { TriggerHost } from './triggerHost';

// The key of these tests has its role on one compute pool: Confluent answers 403 by name, and not 404, for every
// statement that is missing, deleted or on another pool.
const cloud = useCloud();

const OTHER_POOL = 'lfcp-other1';
const EITHER = "does not exist, or is on a compute pool that this key's role does not cover";
const BY_NAME = { watch: 'statements', statements: 'etl, nowhere, elsewhere, later' };

beforeEach(() => {
	const { apiKeyId, apiSecret, environmentId, region } = cloud.emulator.flinkApi;
	cloud.emulator.control.seed({
		computePools: [{ id: OTHER_POOL }],
		keys: [{ id: apiKeyId, secret: apiSecret, kind: 'flink', owner: 'u-4k9w7e', environmentId, cloud: 'aws', region, computePoolId: DEMO_POOL_ID }],
	});
	cloud.seed(living('elsewhere', 'RUNNING FAILED', { computePoolId: OTHER_POOL }));
});

describe('a trigger on names', () => {
	it('reports the changes of those that it sees, whatever it does not see', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED STOPPED'));
		const host = new TriggerHost(cloud.emulator, { ...BY_NAME, options: { includeExceptions: false } });
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		cloud.seed(living('later', 'PENDING'));
		expect(await host.told()).toEqual(['later ->PENDING']);
		await cloud.step();
		expect(await host.told()).toEqual(['etl FAILED>STOPPED']);
		expect(host.log).toEqual([]);
	});

	it('does not fail while it sees none of them', async () => {
		const host = new TriggerHost(cloud.emulator, { ...BY_NAME, options: { includeDeleted: true } });
		for (let poll = 0; poll < 3; poll++) expect(await host.poll()).toBeNull();
		cloud.seed(living('etl', 'RUNNING'));
		expect(await host.told()).toEqual(['etl ->RUNNING']);
	});

	it('fails where the key may see nothing at all, as without any role, and takes nothing for deleted', async () => {
		cloud.seed(living('etl', 'RUNNING ='));
		const host = new TriggerHost(cloud.emulator, { ...BY_NAME, options: { includeDeleted: true } });
		await host.poll();
		cloud.emulator.control.faults.add({ path: '*/statements*', fault: { kind: 'answer', status: 403, detail: 'Forbidden' } });
		await expect(host.poll()).rejects.toMatchObject({ message: 'Forbidden', description: expect.stringContaining('FlinkDeveloper') });
		cloud.emulator.control.faults.clear();
		expect(await host.poll()).toBeNull();
	});

	it.each<[string, { detail?: string; body?: 'html' }, RegExp]>([
		['the key is refused', { detail: 'invalid API key' }, /needs a Flink API key/],
		['a page comes in place of an answer', { body: 'html' }, /./],
	])('fails where %s, and loses nothing', async (_what, answer, message) => {
		cloud.seed(living('etl', 'RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, { ...BY_NAME, options: { includeExceptions: false, includeDeleted: true } });
		await host.poll();
		await cloud.step();
		cloud.emulator.control.faults.add({ path: '*/statements/etl', fault: { kind: 'answer', status: 403, ...answer } });
		await expect(host.poll()).rejects.toThrow(message);
		cloud.emulator.control.faults.clear();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
	});
});

describe('a deletion', () => {
	it.each([
		['by name', BY_NAME],
		['in the environment', {}],
		['on the compute pool', { watch: 'computePool', computePool: { __rl: true, mode: 'id', value: DEMO_POOL_ID } }],
		['by label', { watch: 'label', label: 'etl' }],
	])('of a statement that was seen is reported, once: watched %s', async (_what, target) => {
		const labels = { 'user.confluent.io/etl': 'true' };
		cloud.seed(living('etl', 'RUNNING GONE', { labels }));
		const host = new TriggerHost(cloud.emulator, { ...target, options: { includeDeleted: true } });
		await host.poll();
		await cloud.step();
		expect(await host.poll()).toEqual([expect.objectContaining({ event: 'deleted', name: 'etl', previousPhase: 'RUNNING', phase: 'DELETED' })]);
		expect(await host.poll()).toBeNull();
		cloud.seed(living('etl', 'PENDING', { labels }));
		expect(await host.told()).toEqual(['etl ->PENDING']);
	});

	it('is reported of a statement that went where the role does not reach', async () => {
		cloud.seed(living('etl', 'RUNNING'));
		const host = new TriggerHost(cloud.emulator, { options: { includeDeleted: true } });
		await host.poll();
		cloud.emulator.control.faults.add({ path: '*/statements/etl', fault: { kind: 'answer', status: 403, detail: 'Forbidden' } });
		cloud.emulator.control.faults.add({ path: '*/statements', times: 1, fault: { kind: 'answer', status: 503 } });
		const { apiKeyId, apiSecret, environmentId, region } = cloud.emulator.flinkApi;
		cloud.emulator.control.seed({ keys: [{ id: apiKeyId, secret: apiSecret, kind: 'flink', owner: 'u-4k9w7e', environmentId, cloud: 'aws', region, computePoolId: OTHER_POOL }] });
		expect(await host.told()).toEqual(['etl RUNNING>DELETED', 'elsewhere ->RUNNING']);
	});
});

it('a failure whose exceptions the key may not see is reported all the same', async () => {
	cloud.seed(living('etl', 'RUNNING FAILED'));
	const host = new TriggerHost(cloud.emulator, BY_NAME);
	await host.poll();
	await cloud.step();
	cloud.emulator.control.faults.add({ path: '*/exceptions', fault: { kind: 'answer', status: 403, detail: 'Forbidden' } });
	expect(await host.poll()).toEqual([expect.objectContaining({ name: 'etl', phase: 'FAILED', exceptions: [], exceptionsUnavailable: `Forbidden (it ${EITHER})` })]);
});

it('a run by hand that sees nothing says both possibilities', async () => {
	const host = new TriggerHost(cloud.emulator, BY_NAME);
	await expect(host.poll('manual')).rejects.toMatchObject({
		message: 'There is no statement to show as a sample',
		description: expect.stringMatching(/^No watched statement exists yet, or this key's role does not cover its compute pool\./),
	});
});
