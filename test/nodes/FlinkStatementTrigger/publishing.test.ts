import { living, useCloud } from './cloud';
import { TriggerHost, type Keeping } from './triggerHost';

const cloud = useCloud();
const KEEPINGS: Keeping[] = ['live', 'everyPoll', 'whenTold'];

/** Each way in which n8n keeps the state, with one, two and five silent polls before the workflow is published. */
const CASES = KEEPINGS.flatMap((keeping) => [1, 2, 5].map((silent): [Keeping, number] => [keeping, silent]));

async function pollSilently(host: TriggerHost, times: number): Promise<void> {
	for (let poll = 0; poll < times; poll++) expect(await host.poll()).toBeNull();
}

describe.each(CASES)('publishing, where n8n keeps the state %s, after %d silent polls,', (keeping, silent) => {
	it('with other phases tells nothing of what was not asked for before', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED RUNNING FAILED'), living('bi', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator, { phases: ['COMPLETED'] }, keeping);
		await host.poll();
		await cloud.step();
		await pollSilently(host, silent);
		host.publish({ phases: ['FAILED'] });
		await pollSilently(host, silent);
		await cloud.step();
		await cloud.step();
		expect(await host.told()).toEqual(['etl FAILED>FAILED']);
		expect(await host.poll()).toBeNull();
	});

	it('with other names tells nothing of the statements that were left out before', async () => {
		const host = new TriggerHost(cloud.emulator, { options: { nameMatches: 'etl-*' } }, keeping);
		await host.poll();
		cloud.seed(living('adhoc-1', 'RUNNING FAILED ='), living('adhoc-2', 'RUNNING = STOPPED'));
		await pollSilently(host, silent);
		await cloud.step();
		await pollSilently(host, silent);
		host.publish({});
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['adhoc-2 RUNNING>STOPPED']);
	});

	it('with the same settings forgets no phase that a statement was in', async () => {
		const host = new TriggerHost(cloud.emulator, { phases: ['FAILED'], options: { fromPhases: ['RUNNING'] } }, keeping);
		await host.poll();
		cloud.seed(living('etl', 'PENDING RUNNING FAILED'));
		await pollSilently(host, silent);
		await cloud.step();
		await pollSilently(host, silent);
		host.publish();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		host.publish();
		expect(await host.poll()).toBeNull();
	});

	it('repeats nothing that was told, and loses nothing that happens meanwhile', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'), living('bi', 'RUNNING = STOPPED'));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		await pollSilently(host, silent);
		host.publish({ phases: ['FAILED', 'STOPPED'] });
		await cloud.step();
		expect(await host.told()).toEqual(['bi RUNNING>STOPPED']);
		host.publish({});
		expect(await host.poll()).toBeNull();
	});
});

describe.each(KEEPINGS)('where n8n keeps the state %s', (keeping) => {
	it('other phases tell what happened while the workflow was not active', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, { phases: ['COMPLETED'] }, keeping);
		await host.poll();
		host.publish({ phases: ['FAILED'] });
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
	});

	it('an edit of what is watched takes effect at once', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'), living('bi', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		host.publish({ watch: 'statements', statements: 'etl' });
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>STOPPED']);
		expect(await host.poll()).toBeNull();
	});

	it('what is watched again after something else is learnt anew', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED RUNNING'), living('bi', 'RUNNING'));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		host.publish({ watch: 'statements', statements: 'bi' });
		expect(await host.poll()).toBeNull();
		await cloud.step();
		host.publish({});
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['etl FAILED>RUNNING']);
	});

	it('what happens between activation and the first poll by the clock is told', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
	});
});
