import { NodeOperationError } from 'n8n-workflow';
import { living, useCloud } from './cloud';
import { TriggerHost } from './triggerHost';

const cloud = useCloud();

const DAY_MS = 24 * 3_600_000;

/** Statements of seven days, the one of today in the middle of the alphabet. */
function seedWeek(phase: string): void {
	const now = cloud.emulator.control.clock.now();
	const names = ['d-today', 'a-1-day-ago', 'g-2-days-ago', 'b-3-days-ago', 'f-4-days-ago', 'c-5-days-ago', 'e-6-days-ago'];
	cloud.seed(...names.map((name, age) => living(name, phase, { createdAt: now - age * DAY_MS })));
}

describe('a run by hand', () => {
	it('returns the newest statements that match, in the shape of changes', async () => {
		seedWeek('RUNNING');
		cloud.seed(living('failed-one', 'FAILED', { exceptions: [{ name: 'E', message: 'm' }] }));
		const host = new TriggerHost(cloud.emulator, { phases: ['RUNNING'], options: { nameMatches: '*-ago', fromPhases: ['PENDING'], includeNew: false } });
		const items = (await host.poll('manual')) ?? [];
		expect(items.map((item) => item.name)).toEqual(['a-1-day-ago', 'g-2-days-ago', 'b-3-days-ago', 'f-4-days-ago', 'c-5-days-ago']);
		const real = await realItem();
		expect(items[0]).toMatchObject({ event: 'phaseChanged', phase: 'RUNNING', previousPhase: null });
		expect(Object.keys(items[0] ?? {})).toEqual(Object.keys(real ?? {}));
	});

	it('adds the exceptions of failures', async () => {
		cloud.seed(living('etl', 'FAILED', { exceptions: [{ name: 'E', message: 'm' }] }));
		const [item] = (await new TriggerHost(cloud.emulator).poll('manual')) ?? [];
		expect(item).toMatchObject({ name: 'etl', exceptions: [{ name: 'E', message: 'm' }] });
	});

	it('shows the others, and says so, where the exceptions of one cannot be read', async () => {
		cloud.seed(living('etl', 'FAILED', { exceptions: [{ name: 'E', message: 'm' }] }), living('bi', 'FAILED'));
		cloud.emulator.control.faults.add({ path: '*/bi/exceptions', fault: { kind: 'answer', status: 500, detail: 'Broken' } });
		const host = new TriggerHost(cloud.emulator);
		const items = (await host.poll('manual')) ?? [];
		expect(items).toHaveLength(2);
		expect(items.find(({ name }) => name === 'etl')).toMatchObject({ exceptions: [{ name: 'E', message: 'm' }] });
		expect(items.find(({ name }) => name === 'bi')).toMatchObject({ exceptions: [], exceptionsUnavailable: 'Broken' });
		expect(host.log.map(({ message }) => message)).toEqual(['The poll could not read the exceptions of statement bi: Broken']);
	});

	it('changes no state: what it showed is reported as if it had not', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, {}, 'live');
		expect(await host.poll('manual')).toHaveLength(1);
		// n8n saves nothing of a manual run, but what it wrote in memory would show, and be saved by a later poll.
		expect(host.memory).toBeUndefined();
		await host.poll();
		const before = host.memory;
		expect(before).toMatchObject({ v: 1 });
		await cloud.step();
		expect(await host.poll('manual')).toHaveLength(1);
		expect(host.memory).toEqual(before);
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		expect(host.memory).not.toEqual(before);
	});

	it.each<[string, object, string, RegExp]>([
		['there are none', { watch: 'statements', statements: 'none' }, 'There is no statement to show as a sample', /Submit a statement/],
		['none matches', { phases: ['FAILED'] }, 'None of the 7 watched statements matches', /starts when one does/],
	])('says so where %s', async (_, parameters, message, advice) => {
		seedWeek('RUNNING');
		const run = new TriggerHost(cloud.emulator, { ...parameters }).poll('manual');
		await expect(run).rejects.toBeInstanceOf(NodeOperationError);
		await expect(run).rejects.toMatchObject({ message, description: expect.stringMatching(advice) });
	});
});

async function realItem(): Promise<object | undefined> {
	cloud.seed(living('real', 'PENDING RUNNING'));
	const host = new TriggerHost(cloud.emulator, { watch: 'statements', statements: 'real' });
	await host.poll();
	await cloud.step();
	return (await host.poll())?.[0];
}
