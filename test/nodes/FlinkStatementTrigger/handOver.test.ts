import { PollContext } from 'n8n-core';
import { living, useCloud } from './cloud';
import { networkTo } from './network';
import { TriggerHost } from './triggerHost';

/*
 * A poll that hangs can lose its turn at each `await`. So it reads the stored state, decides by it, and writes the
 * new one in one breath: nothing is awaited between `conclude` and `handOver`.
 */

const cloud = useCloud();

afterEach(() => jest.restoreAllMocks());

/** Numbers the accesses to the stored state by breath: whatever runs without an `await` in between is one. */
function breathsOfAccesses(): number[] {
	const accesses: number[] = [];
	let breath = 0;
	const original = PollContext.prototype.getWorkflowStaticData;
	jest.spyOn(PollContext.prototype, 'getWorkflowStaticData').mockImplementation(function (this: PollContext, type) {
		const now = breath;
		accesses.push(now);
		queueMicrotask(() => (breath = now + 1));
		return original.call(this, type);
	});
	return accesses;
}

it.each<[string, string, boolean, string[]]>([
	['without asking for more', 'RUNNING STOPPED', false, ['etl RUNNING>STOPPED']],
	['after it has read exceptions', 'RUNNING FAILED', false, ['etl RUNNING>FAILED']],
	['after it has found a statement that was not listed', 'RUNNING = FAILED', true, ['etl RUNNING>FAILED']],
])('reads and writes the stored state in one breath %s', async (_, phases, isHidden, told) => {
	cloud.seed(living('etl', phases), living('bi', 'RUNNING ='));
	const host = new TriggerHost(cloud.emulator);
	await host.poll();
	await cloud.step();
	const network = await networkTo(cloud.emulator.baseUrl);
	try {
		if (isHidden) {
			host.credential = { ...host.credential, baseUrl: network.baseUrl };
			network.alter = (body, path) => (path.includes('/statements?') ? withoutEtl(JSON.parse(body) as never) : body);
			expect(await host.told()).toEqual([]);
			await cloud.step();
		}
		const accesses = breathsOfAccesses();
		expect(await host.told()).toEqual(told);
		expect(accesses.length).toBeGreaterThanOrEqual(2);
		expect(accesses.at(-1)).toBe(accesses.at(-2));
	} finally {
		await network.close();
	}
});

function withoutEtl(listing: { readonly data: ReadonlyArray<{ readonly name: string }> }): string {
	return JSON.stringify({ ...listing, data: listing.data.filter(({ name }) => name !== 'etl') });
}
