import { MAX_POLL_MS } from '../../../nodes/shared/flink/watch/watch';
import { living, useCloud } from './cloud';
import { networkTo, type Network } from './network';
import { TriggerHost, type Keeping } from './triggerHost';

const cloud = useCloud();
const KEEPINGS: Keeping[] = ['live', 'everyPoll', 'whenTold'];
const CALM = { options: { includeExceptions: false } };
let open: Network | undefined;

afterEach(async () => {
	await open?.close();
	open = undefined;
});

/** Puts a network between the trigger and Confluent Cloud, in which requests can be held back. */
async function between(host: TriggerHost): Promise<Network> {
	open = await networkTo(cloud.emulator.baseUrl);
	host.credential = { ...host.credential, baseUrl: open.baseUrl };
	return open;
}

describe.each(KEEPINGS)('where n8n keeps the state %s', (keeping) => {
	it('every change is reported once', async () => {
		cloud.seed(living('etl', 'PENDING RUNNING DEGRADED RUNNING FAILING FAILED PENDING RUNNING STOPPING STOPPED'));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		const told: string[] = [];
		for (let step = 0; step < 9; step++) {
			await cloud.step();
			told.push(...(await host.told()), ...(await host.told()));
		}
		expect(told).toEqual(['PENDING>RUNNING', 'RUNNING>DEGRADED', 'DEGRADED>RUNNING', 'RUNNING>FAILING', 'FAILING>FAILED', 'FAILED>PENDING', 'PENDING>RUNNING', 'RUNNING>STOPPING', 'STOPPING>STOPPED'].map((change) => `etl ${change}`));
	});

	it('every failure is reported once where nothing else is asked for', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED = RUNNING = FAILED = PENDING RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, { phases: ['FAILED'] }, keeping);
		await host.poll();
		const told: string[] = [];
		for (let step = 0; step < 9; step++) {
			await cloud.step();
			told.push(...(await host.told()));
		}
		expect(told).toEqual(['etl RUNNING>FAILED', 'etl RUNNING>FAILED', 'etl RUNNING>FAILED']);
	});

	it('a phase that comes and goes is told each time, although what lies between is not asked for', async () => {
		cloud.seed(living('etl', 'RUNNING DEGRADED RUNNING DEGRADED'));
		const host = new TriggerHost(cloud.emulator, { phases: ['DEGRADED'] }, keeping);
		await host.poll();
		const told: string[] = [];
		for (let step = 0; step < 3; step++) {
			await cloud.step();
			told.push(...(await host.told()));
		}
		expect(told).toEqual(['etl RUNNING>DEGRADED', 'etl RUNNING>DEGRADED']);
	});

	it('a new statement is not forgotten while it is of no interest', async () => {
		const host = new TriggerHost(cloud.emulator, { phases: ['FAILED'], options: { includeNew: false, fromPhases: ['RUNNING'] } }, keeping);
		await host.poll();
		cloud.seed(living('etl', 'PENDING RUNNING FAILED'));
		const told: string[] = [];
		for (let step = 0; step < 3; step++) {
			told.push(...(await host.told()));
			await cloud.step();
		}
		expect([...told, ...(await host.told())]).toEqual(['etl RUNNING>FAILED']);
	});
});

describe('after a restart', () => {
	it.each(KEEPINGS)('what happened in between is told (%s)', async (keeping) => {
		cloud.seed(living('etl', 'RUNNING FAILED'), living('bi', 'RUNNING = ='));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		await host.poll();
		host.restart();
		await cloud.step();
		cloud.seed(living('new', 'COMPLETED'));
		expect(await host.told()).toEqual(['etl RUNNING>FAILED', 'new ->COMPLETED']);
		expect(await host.poll()).toBeNull();
	});

	it.each(KEEPINGS)('a second failure is told although only the first one was saved (%s)', async (keeping) => {
		cloud.seed(living('etl', 'RUNNING FAILED RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, { phases: ['FAILED'] }, keeping);
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		await cloud.step();
		expect(await host.poll()).toBeNull();
		host.restart();
		await cloud.step();
		expect(await host.told()).toHaveLength(1);
		expect(await host.poll()).toBeNull();
	});

	it.each(KEEPINGS)('a failure that was told is not told again, whatever was written to the statement (%s)', async (keeping) => {
		cloud.seed(living('etl', 'RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		await cloud.step();
		expect(await host.told()).toHaveLength(1);
		await stop('etl');
		host.restart();
		expect(await host.poll()).toBeNull();
	});
});

describe('after a restart, with From Phases', () => {
	const PARAMETERS = { phases: ['FAILED'], options: { fromPhases: ['RUNNING'], includeExceptions: false } };

	it.each<[Keeping, string]>([
		['live', 'etl ->FAILED'],
		['whenTold', 'etl ->FAILED'],
		['everyPoll', 'etl RUNNING>FAILED'],
	])('a statement that n8n did not keep is told, since what it was is not known (%s)', async (keeping, told) => {
		const host = new TriggerHost(cloud.emulator, PARAMETERS, keeping);
		await host.poll();
		cloud.seed(living('etl', 'PENDING RUNNING FAILED'));
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.poll()).toBeNull();
		host.restart();
		await cloud.step();
		expect(await host.told()).toEqual([told]);
		expect(await host.poll()).toBeNull();
	});

	it('a statement that is new to polls that remember all is told no more than before', async () => {
		const host = new TriggerHost(cloud.emulator, PARAMETERS);
		await host.poll();
		host.restart();
		await host.poll();
		cloud.seed(living('etl', 'FAILED'));
		expect(await host.poll()).toBeNull();
	});
});

describe('polls that overlap', () => {
	it.each(KEEPINGS)('tell a change once between them (%s)', async (keeping) => {
		cloud.seed(living('etl', 'RUNNING FAILED', { exceptions: [{ name: 'E', message: 'm' }] }));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		await cloud.step();
		const { faults } = cloud.emulator.control;
		faults.add({ fault: { kind: 'latency', ms: 30 } });
		const told = await Promise.all([host.told(), host.told(), host.told()]);
		expect(told.flat()).toEqual(['etl RUNNING>FAILED']);
		expect(await host.poll()).toBeNull();
	});

	it('read the exceptions of a failure once between them', async () => {
		const names = Array.from({ length: 12 }, (_, index) => `etl-${index}`);
		cloud.seed(...names.map((name) => living(name, 'RUNNING FAILED', { exceptions: [{ name: 'E', message: 'm' }] })));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		const network = await between(host);
		cloud.requests();
		const reading = network.holdRequests(1, '/exceptions');
		const first = host.told();
		await reading.sent;
		expect([await host.told(), await host.told()]).toEqual([[], []]);
		reading.release();
		expect((await first).sort()).toEqual(names.map((name) => `${name} RUNNING>FAILED`).sort());
		expect(await host.poll()).toBeNull();
		expect(cloud.requests().filter((request) => request.includes('/exceptions'))).toHaveLength(names.length);
	});

	it('send nothing while another one runs, not even to look', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED STOPPED', { exceptions: [{ name: 'E', message: 'm' }] }));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		const network = await between(host);
		const reading = network.holdRequests(1, '/exceptions');
		const slow = host.told();
		await reading.sent;
		await cloud.step();
		cloud.requests();
		expect(await host.told()).toEqual([]);
		expect(cloud.requests()).toEqual([]);
		reading.release();
		expect(await slow).toEqual(['etl RUNNING>FAILED']);
		expect(await host.told()).toEqual(['etl FAILED>STOPPED']);
	});

	it.each(KEEPINGS)('do not overtake a slow one: the next poll tells what came after (%s)', async (keeping) => {
		cloud.seed(living('etl', 'PENDING RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator, CALM, keeping);
		await host.poll();
		await cloud.step();
		const network = await between(host);
		const held = network.holdNext();
		const slow = host.told();
		await held.made;
		await cloud.step();
		expect(await host.told()).toEqual([]);
		held.release();
		expect(await slow).toEqual(['etl PENDING>RUNNING']);
		expect(await host.told()).toEqual(['etl RUNNING>STOPPED']);
		expect(await host.poll()).toBeNull();
	});

	it('are not held up by a run by hand, nor hold one up', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator, CALM);
		await host.poll();
		await cloud.step();
		const network = await between(host);
		const held = network.holdNext();
		const byHand = host.poll('manual');
		await held.made;
		const heldToo = network.holdNext();
		const slow = host.told();
		await heldToo.made;
		expect(await host.poll('manual')).toHaveLength(1);
		heldToo.release();
		expect(await slow).toEqual(['etl RUNNING>STOPPED']);
		held.release();
		expect(await byHand).toHaveLength(1);
	});
});

describe('a poll that hangs', () => {
	/** What n8n's durable scheduler gives a poll. */
	const BUDGET_MS = 36_000;
	const now = Date.now.bind(Date);

	afterEach(() => jest.restoreAllMocks());

	it.each(KEEPINGS.flatMap((keeping) => [BUDGET_MS + 1, -MAX_POLL_MS - 1_000].map((ms): [Keeping, number] => [keeping, ms])))('loses its turn once its time is over, and leaves nothing when it wakes (%s, the clock going %d ms)', async (keeping, ms) => {
		cloud.seed(living('etl', 'PENDING RUNNING STOPPED RUNNING'));
		const host = new TriggerHost(cloud.emulator, CALM, keeping);
		host.budgetMs = BUDGET_MS;
		await host.poll();
		await cloud.step();
		const network = await between(host);
		const held = network.holdNext();
		const hung = host.told();
		await held.made;
		await cloud.step();
		jest.spyOn(Date, 'now').mockImplementation(() => now() + ms);
		expect(await host.told()).toEqual(['etl PENDING>STOPPED']);
		const kept = [host.stored, host.memory];
		held.release();
		expect(await hung).toEqual([]);
		expect([host.stored, host.memory]).toEqual(kept);
		await cloud.step();
		expect(await host.told()).toEqual(['etl STOPPED>RUNNING']);
	});
});

describe('a stored state that nobody can read', () => {
	it.each(['{"v":99}', '"text"', '[]', '{"v":1,"scope":"x","startedAt":1,"statements":"???"}'])('%s starts anew, with a warning', async (broken) => {
		cloud.seed(living('etl', 'RUNNING STOPPED RUNNING'));
		const host = new TriggerHost(cloud.emulator, {}, 'everyPoll');
		host.stored = `{"node:Flink Statement Trigger":{"watch":${broken}}}`;
		expect(await host.poll()).toBeNull();
		expect(host.log).toEqual([{ level: 'warn', message: expect.stringContaining('cannot be read. It starts afresh') }]);
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>STOPPED']);
		expect(host.log).toHaveLength(1);
	});
});

describe('what is stored', () => {
	it('is at most 80 bytes a statement, and goes with the statements', async () => {
		const { control } = cloud.emulator;
		control.seed({ bulk: { count: 300, prefix: 'n8n-nightly-orders-2026-03-01-a1b2c3', phase: 'RUNNING', steps: [{ phase: 'FAILED', after: { ms: 60_000 } }, { phase: 'GONE', after: { ms: 60_000 } }] } });
		const host = new TriggerHost(cloud.emulator, { options: { includeExceptions: false } }, 'everyPoll');
		await host.poll();
		await cloud.step();
		await host.poll();
		expect(JSON.stringify(host.state).length / 300).toBeLessThanOrEqual(80);
		await cloud.step();
		// The second listing without them makes them asked for, a hundred a poll.
		for (let poll = 0; poll < 4; poll++) await host.poll();
		expect(JSON.stringify(host.state).length).toBeLessThanOrEqual(130);
	});
});

async function stop(name: string): Promise<void> {
	const { baseUrl, flinkApi } = cloud.emulator;
	const authorization = `Basic ${Buffer.from(`${flinkApi.apiKeyId}:${flinkApi.apiSecret}`).toString('base64')}`;
	const url = `${baseUrl}/sql/v1/organizations/${flinkApi.organizationId}/environments/${flinkApi.environmentId}/statements/${name}`;
	const statement = (await (await fetch(url, { headers: { authorization } })).json()) as { spec: object };
	const body = JSON.stringify({ ...statement, spec: { ...statement.spec, stopped: true } });
	const response = await fetch(url, { method: 'PUT', headers: { authorization, 'content-type': 'application/json' }, body });
	if (!response.ok) throw new Error(await response.text());
}
