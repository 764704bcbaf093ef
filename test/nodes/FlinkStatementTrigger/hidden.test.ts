import { living, useCloud } from './cloud';
import { networkTo, type Network } from './network';
import { TriggerHost } from './triggerHost';

const cloud = useCloud();
const POOL = 'lfcp-watch1';
const HIDDEN = { 'user.confluent.io/hidden': 'true' };
const ETL = { 'user.confluent.io/etl': 'true' };

let network: Network;

beforeEach(async () => {
	cloud.emulator.control.seed({ computePools: [{ id: POOL }] });
	network = await networkTo(cloud.emulator.baseUrl);
});
afterEach(async () => {
	await network.close();
});

function hostWith(parameters: object): TriggerHost {
	const host = new TriggerHost(cloud.emulator, { ...parameters });
	host.credential = { ...host.credential, baseUrl: network.baseUrl };
	return host;
}

const options = { includeExceptions: false, includeDeleted: true };

describe('statements that are hidden', () => {
	it.each<[string, object]>([
		['of the environment', {}],
		['of a compute pool', { watch: 'computePool', computePool: { __rl: true, mode: 'id', value: POOL } }],
		['with a label', { watch: 'label', label: 'etl' }],
	])('are left out, unless they are wanted: %s', async (_target, parameters) => {
		cloud.seed(living('seen', 'RUNNING FAILED', { computePoolId: POOL, labels: ETL }), living('unseen', 'RUNNING FAILED', { computePoolId: POOL, labels: { ...ETL, ...HIDDEN } }));
		const [without, all] = [hostWith({ ...parameters, options }), hostWith({ ...parameters, options: { ...options, includeHidden: true } })];
		for (const host of [without, all]) await host.poll();
		await cloud.step();
		expect(await without.told()).toEqual(['seen RUNNING>FAILED']);
		expect(await all.told()).toEqual(['seen RUNNING>FAILED', 'unseen RUNNING>FAILED']);
		expect((await without.poll('manual'))?.map(({ name }) => name)).toEqual(['seen']);
	});

	it('are watched by their name, and by the label that hides them', async () => {
		cloud.seed(living('unseen', 'RUNNING FAILED', { labels: HIDDEN }));
		const hosts = [hostWith({ watch: 'statements', statements: 'unseen', options }), hostWith({ watch: 'label', label: 'hidden', options })];
		for (const host of hosts) await host.poll();
		await cloud.step();
		for (const host of hosts) expect(await host.told()).toEqual(['unseen RUNNING>FAILED']);
	});

	it('are left out where the service takes no notice of the selector', async () => {
		cloud.seed(living('seen', 'RUNNING FAILED'), living('unseen', 'RUNNING FAILED'));
		network.alter = (body, path) => {
			if (!path.includes('/statements?')) return body;
			const listing = JSON.parse(body) as { data: Array<{ name: string; metadata: object }> };
			return JSON.stringify({ ...listing, data: listing.data.map((each) => (each.name === 'unseen' ? { ...each, metadata: { ...each.metadata, labels: HIDDEN } } : each)) });
		};
		const host = hostWith({ options });
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['seen RUNNING>FAILED']);
	});
});

describe('a watched statement that somebody hides', () => {
	/** What the service answers once the statement etl is hidden. */
	const hide = () => {
		network.alter = (body, path) => {
			const answer = JSON.parse(body) as { data?: Array<{ name: string }>; metadata?: object };
			if (path.includes('/statements?')) return JSON.stringify({ ...answer, data: answer.data?.filter(({ name }) => name !== 'etl') });
			return JSON.stringify({ ...answer, metadata: { ...answer.metadata, labels: HIDDEN } });
		};
	};

	it.each([true, false])('is not deleted, nor reported any more (deletions asked for: %s)', async (includeDeleted) => {
		cloud.seed(living('etl', 'RUNNING FAILED'), living('bi', 'RUNNING ='));
		const host = hostWith({ options: { ...options, includeDeleted } });
		await host.poll();
		hide();
		expect(await host.poll()).toBeNull();
		await cloud.step();
		for (let poll = 0; poll < 3; poll++) expect(await host.poll()).toBeNull();
	});

	it('goes on to be reported where hidden ones are wanted', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'), living('bi', 'RUNNING ='));
		const host = hostWith({ options: { ...options, includeHidden: true } });
		await host.poll();
		hide();
		await cloud.step();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
	});

	it('is new among what is watched once it is shown again', async () => {
		cloud.seed(living('etl', 'RUNNING ='), living('bi', 'RUNNING ='));
		const host = hostWith({ options });
		await host.poll();
		hide();
		expect(await host.poll()).toBeNull();
		network.alter = (body) => body;
		expect(await host.told()).toEqual(['etl ->RUNNING']);
	});
});

it.each([true, false])('whether they are wanted is a part of what is watched: a trigger that is edited learns anew (wanted before: %s)', async (includeHidden) => {
	cloud.seed(living('seen', 'RUNNING ='), living('unseen', 'RUNNING =', { labels: HIDDEN }));
	const host = hostWith({ options: { ...options, includeHidden } });
	await host.poll();
	host.publish({ options: { ...options, includeHidden: !includeHidden } });
	for (let poll = 0; poll < 3; poll++) expect(await host.poll()).toBeNull();
});
