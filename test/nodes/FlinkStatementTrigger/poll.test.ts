import { living, useCloud } from './cloud';
import { TriggerHost } from './triggerHost';

const cloud = useCloud();

describe('what is told', () => {
	it('is nothing at first, then each change once', async () => {
		cloud.seed(living('etl', 'PENDING RUNNING = COMPLETED'), living('bi', 'RUNNING = = ='));
		const host = new TriggerHost(cloud.emulator);
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['etl PENDING>RUNNING']);
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>COMPLETED']);
		expect(await host.poll()).toBeNull();
	});

	it('is what was last seen where phases passed between two polls', async () => {
		cloud.seed(living('etl', 'PENDING RUNNING COMPLETED'));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		await cloud.step();
		expect(await host.told()).toEqual(['etl PENDING>COMPLETED']);
	});

	it('is only what an expression asks for', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'), living('bi', 'RUNNING COMPLETED'), living('ml', 'PENDING COMPLETED'));
		const host = new TriggerHost(cloud.emulator, { phases: '={{ "COMPLETED, FAILED" }}', options: { fromPhases: '={{ ["RUNNING"] }}' } });
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['bi RUNNING>COMPLETED']);
	});

	it('is nothing where only the resource version changes', async () => {
		cloud.seed(living('etl', 'RUNNING'), living('done', 'FAILED'));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		const before = await versions();
		await cloud.step();
		await cloud.step();
		expect(await versions()).not.toEqual(before);
		expect(await host.poll()).toBeNull();
	});

	it('is a new statement, a second failure, and a name used again', async () => {
		cloud.seed(living('etl', 'FAILED RUNNING FAILED GONE'));
		const host = new TriggerHost(cloud.emulator, { options: { includeDeleted: true } });
		await host.poll();
		cloud.seed(living('new', 'PENDING'));
		expect(await host.told()).toEqual(['new ->PENDING']);
		await cloud.step();
		await cloud.step();
		expect(await host.told()).toContain('etl FAILED>FAILED');
		await cloud.step();
		cloud.seed(living('etl', 'RUNNING'));
		expect(await host.told()).toEqual(['etl FAILED>DELETED', 'etl ->RUNNING']);
		expect(await host.poll()).toBeNull();
	});

	it('is a deletion where it was asked for, confirmed by the name', async () => {
		cloud.seed(living('a', 'RUNNING GONE'), living('b', 'RUNNING GONE'));
		const [asked, notAsked] = [new TriggerHost(cloud.emulator, { options: { includeDeleted: true } }), new TriggerHost(cloud.emulator)];
		await asked.poll();
		await notAsked.poll();
		await cloud.step();
		cloud.requests();
		expect(await asked.told()).toEqual(['a RUNNING>DELETED', 'b RUNNING>DELETED']);
		expect(cloud.requests().sort()).toEqual(['GET /statements/a', 'GET /statements/b', 'GET /statements?page_size=100&label_selector=user.confluent.io/hidden!=true']);
		expect(await notAsked.poll()).toBeNull();
		expect(cloud.requests()).toEqual(['GET /statements?page_size=100&label_selector=user.confluent.io/hidden!=true']);
		expect(await asked.poll()).toBeNull();
	});

	it('waits with a deletion that cannot be confirmed, and tells the rest', async () => {
		cloud.seed(living('a', 'RUNNING GONE'), living('b', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator, { options: { includeDeleted: true } });
		await host.poll();
		await cloud.step();
		cloud.emulator.control.faults.add({ path: '*/statements/a', fault: { kind: 'answer', status: 500, detail: 'Broken' } });
		expect(await host.told()).toEqual(['b RUNNING>STOPPED']);
		expect(host.log.map(({ message }) => message)).toEqual(['The poll could not look up statement a: Broken']);
		expect(await host.poll()).toBeNull();
		cloud.emulator.control.faults.clear();
		expect(await host.told()).toEqual(['a RUNNING>DELETED']);
	});
});

describe('the item', () => {
	const failing = living('etl', 'RUNNING FAILED', { exceptions: [{ name: 'java.lang.Exception', message: 'No space left' }], labels: { 'user.confluent.io/nightly': 'true' } });

	it('has all there is to know of a failure', async () => {
		cloud.seed(failing);
		const host = new TriggerHost(cloud.emulator, { options: { moreFields: ['uid', 'labels'] } });
		await host.poll();
		await cloud.step();
		const before = Date.now();
		const [item] = (await host.poll()) ?? [];
		const { uid } = (await cloud.emulator.control.statements())[0]!;
		expect(item).toEqual({
			event: 'phaseChanged',
			name: 'etl',
			uid,
			phase: 'FAILED',
			previousPhase: 'RUNNING',
			observedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			eventKey: `${uid}/FAILED/${cloud.emulator.control.clock.now()}`,
			statement: expect.objectContaining({ name: 'etl', detail: 'The job failed.', labels: ['nightly'], uid }),
			exceptions: [{ name: 'java.lang.Exception', message: 'No space left', timestamp: expect.any(String) }],
		});
		expect(Date.parse(String(item?.observedAt))).toBeGreaterThanOrEqual(before);
		expect(Date.parse(String(item?.observedAt))).toBeLessThanOrEqual(Date.now());
	});

	it('has the statement as it came where it is not to be simplified', async () => {
		cloud.seed(failing);
		const host = new TriggerHost(cloud.emulator, { options: { simplify: false, includeExceptions: false } });
		await host.poll();
		await cloud.step();
		const [item] = (await host.poll()) ?? [];
		expect(item?.statement).toMatchObject({ api_version: 'sql/v1', kind: 'Statement', name: 'etl', status: { phase: 'FAILED' } });
		expect(item).not.toHaveProperty('exceptions');
	});

	it('has the ten usual fields of a statement, and those that were asked for', async () => {
		cloud.seed(living('etl', 'RUNNING STOPPED'));
		const usual = new TriggerHost(cloud.emulator);
		const more = new TriggerHost(cloud.emulator, { options: { moreFields: ['endedAt', 'stopped'] } });
		for (const host of [usual, more]) await host.poll();
		await cloud.step();
		const fields = async (host: TriggerHost) => Object.keys((await host.poll())?.[0]?.statement ?? {});
		expect(await fields(usual)).toHaveLength(10);
		expect((await fields(more)).slice(10)).toEqual(['stopped', 'endedAt']);
	});

	it('has no statement where that is gone', async () => {
		cloud.seed(living('etl', 'STOPPED GONE'));
		const host = new TriggerHost(cloud.emulator, { options: { includeDeleted: true } });
		await host.poll();
		const { uid } = (await cloud.emulator.control.statements())[0]!;
		await cloud.step();
		expect(await host.poll()).toEqual([
			{ event: 'deleted', name: 'etl', uid, phase: 'DELETED', previousPhase: 'STOPPED', observedAt: expect.any(String), eventKey: `${uid}/DELETED`, statement: null },
		]);
	});

	it('says in one line of the log that those of many statements cannot be read', async () => {
		cloud.seed(...Array.from({ length: 7 }, (_, index) => living(`etl-${index}`, 'RUNNING FAILED')));
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		cloud.emulator.control.faults.add({ path: '*/exceptions', fault: { kind: 'answer', status: 403, detail: 'Not yours' } });
		expect(await host.poll()).toHaveLength(7);
		expect(host.log).toEqual([{ level: 'warn', message: expect.stringMatching(/^The poll could not read the exceptions of 7 statements, such as etl-\d: Not yours/) }]);
	});

	it('says so where the exceptions cannot be read: the failure is reported all the same', async () => {
		cloud.seed(failing);
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		await cloud.step();
		cloud.emulator.control.faults.add({ path: '*/exceptions', fault: { kind: 'answer', status: 503, detail: 'Not now' } });
		expect(await host.poll()).toEqual([expect.objectContaining({ name: 'etl', phase: 'FAILED', exceptions: [], exceptionsUnavailable: 'Not now' })]);
		cloud.emulator.control.faults.clear();
		expect(await host.poll()).toBeNull();
	});

	it('has the same key where the same change is told twice, and another for another stay in the phase', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, { phases: ['FAILED'] }, 'everyPoll');
		await host.poll();
		await host.poll();
		const saved = host.stored;
		await cloud.step();
		const [first] = (await host.poll()) ?? [];
		host.stored = saved;
		host.restart();
		const [again] = (await host.poll()) ?? [];
		await cloud.step();
		await cloud.step();
		const [second] = (await host.poll()) ?? [];
		expect(again?.eventKey).toBe(first?.eventKey);
		expect(second?.eventKey).not.toBe(first?.eventKey);
	});
});

describe('filters', () => {
	it('hold back what was not asked for, and do not tell it later as something else', async () => {
		cloud.seed(living('etl', 'PENDING RUNNING FAILED'), living('bi', 'PENDING RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, { phases: ['FAILED'], options: { nameMatches: 'etl*' } });
		await host.poll();
		await cloud.step();
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
	});

	it('look at the phase that was left', async () => {
		cloud.seed(living('bad-sql', 'PENDING FAILED'), living('job', 'RUNNING FAILED'));
		const host = new TriggerHost(cloud.emulator, { options: { fromPhases: ['RUNNING'] } });
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['job RUNNING>FAILED']);
	});

	it('may leave out new statements, but not what becomes of them', async () => {
		const host = new TriggerHost(cloud.emulator, { options: { includeNew: false } });
		await host.poll();
		cloud.seed(living('etl', 'RUNNING FAILED'));
		expect(await host.poll()).toBeNull();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
	});
});

async function versions(): Promise<unknown[]> {
	const { baseUrl, flinkApi } = cloud.emulator;
	const authorization = `Basic ${Buffer.from(`${flinkApi.apiKeyId}:${flinkApi.apiSecret}`).toString('base64')}`;
	const path = `/sql/v1/organizations/${flinkApi.organizationId}/environments/${flinkApi.environmentId}/statements`;
	const response = await fetch(baseUrl + path, { headers: { authorization } });
	const { data } = (await response.json()) as { data: Array<{ metadata: { resource_version: string } }> };
	return data.map((statement) => statement.metadata.resource_version);
}
