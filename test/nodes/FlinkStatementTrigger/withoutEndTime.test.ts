import { MAX_POLL_MS } from '../../../nodes/shared/flink/watch/watch';
import { living, useCloud } from './cloud';
import { networkTo, type Network } from './network';
import { TriggerHost, type Keeping } from './triggerHost';

/*
 * `status.end_time` is in early access: a service may not give it. What holds without it, and what does not: the
 * docs page says both.
 */

const cloud = useCloud();
const KEEPINGS: Keeping[] = ['live', 'everyPoll', 'whenTold'];
let network: Network;

beforeEach(async () => {
	network = await networkTo(cloud.emulator.baseUrl);
	network.alter = (body) => JSON.stringify(JSON.parse(body), (key, value: unknown) => (key === 'end_time' ? undefined : value));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await network.close();
});

function hostFor(keeping: Keeping, ...phases: string[]): TriggerHost {
	const host = new TriggerHost(cloud.emulator, { phases, options: { includeExceptions: false } }, keeping);
	host.credential = { ...host.credential, baseUrl: network.baseUrl };
	return host;
}

/** Another poll, or the activation before it: after this each engine has what it ever stores. */
async function activate(host: TriggerHost): Promise<void> {
	await host.poll();
	await host.poll();
}

describe.each(KEEPINGS)('where the service gives no end_time and n8n keeps the state %s', (keeping) => {
	it('every end that a poll sees is reported once', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED = RUNNING FAILED RUNNING STOPPED RUNNING STOPPED RUNNING COMPLETED'));
		const host = hostFor(keeping, 'FAILED', 'STOPPED', 'COMPLETED');
		await activate(host);
		const told: string[] = [];
		for (let step = 0; step < 11; step++) {
			await cloud.step();
			told.push(...(await host.told()), ...(await host.told()));
		}
		expect(told).toEqual(['FAILED', 'FAILED', 'STOPPED', 'STOPPED', 'COMPLETED'].map((phase) => `etl RUNNING>${phase}`));
	});

	it('a second failure is told after a restart, although the RUNNING between them was not stored', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED RUNNING FAILED'));
		const host = hostFor(keeping, 'FAILED');
		await activate(host);
		await cloud.step();
		expect(await host.told()).toHaveLength(1);
		await cloud.step();
		expect(await host.poll()).toBeNull();
		host.restart();
		await cloud.step();
		expect(await host.told()).toHaveLength(1);
		expect(await host.poll()).toBeNull();
	});

	it('a second failure is told after polls that failed', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED RUNNING FAILED'));
		const host = hostFor(keeping, 'FAILED');
		await activate(host);
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		const { faults } = cloud.emulator.control;
		faults.add({ fault: { kind: 'answer', status: 500 } });
		await cloud.step();
		await expect(host.poll()).rejects.toThrow();
		await cloud.step();
		faults.clear();
		expect(await host.told()).toEqual(['etl FAILED>FAILED']);
		expect(await host.poll()).toBeNull();
	});

	it('a write to a failed statement is no failure, unless n8n was restarted meanwhile', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'));
		const host = hostFor(keeping, 'FAILED');
		await activate(host);
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		touch(60_000);
		expect(await host.poll()).toBeNull();
		host.publish();
		expect(await host.poll()).toBeNull();
		host.restart();
		touch(120_000);
		expect(await host.told()).toEqual(['etl FAILED>FAILED']);
	});

	it('a poll that hung and fails when it wakes is no gap between those that overtook it', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'));
		const host = hostFor(keeping, 'FAILED');
		await activate(host);
		await cloud.step();
		const held = network.holdNext();
		const hung = host.poll();
		await held.made;
		const now = Date.now.bind(Date);
		jest.spyOn(Date, 'now').mockImplementation(() => now() + MAX_POLL_MS + 1_000);
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		network.alter = () => 'no JSON';
		held.release();
		await expect(hung).rejects.toThrow();
		touch(60_000);
		expect(await host.poll()).toBeNull();
	});

	it('a second failure between two polls is not seen', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED RUNNING FAILED'));
		const host = hostFor(keeping, 'FAILED');
		await activate(host);
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		await cloud.step();
		await cloud.step();
		expect(await host.poll()).toBeNull();
	});
});

it.each<[Keeping, string[]]>([
	['live', []],
	['whenTold', []],
	['everyPoll', ['etl RUNNING>STOPPED']],
])('without end_time a second stop is told after a restart only where n8n stored the RUNNING before it (%s)', async (keeping, expected) => {
	cloud.seed(living('etl', 'RUNNING STOPPED RUNNING STOPPED'));
	const host = hostFor(keeping, 'STOPPED');
	await activate(host);
	await cloud.step();
	expect(await host.told()).toEqual(['etl RUNNING>STOPPED']);
	await cloud.step();
	expect(await host.poll()).toBeNull();
	host.restart();
	await cloud.step();
	expect(await host.told()).toEqual(expected);
});

/** Every statement has been written to, so many milliseconds after it ended. */
function touch(laterMs: number): void {
	network.alter = (body) =>
		JSON.stringify(JSON.parse(body), (key, value: unknown) => {
			if (key === 'end_time') return undefined;
			return key === 'updated_at' ? new Date(Date.parse(String(value)) + laterMs).toISOString() : value;
		});
}
