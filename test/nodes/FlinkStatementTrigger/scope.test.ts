import { living, useCloud } from './cloud';
import { TriggerHost } from './triggerHost';

const cloud = useCloud();
const POOL = 'lfcp-watch1';
const VISIBLE = 'user.confluent.io/hidden!=true';
const LISTING = `GET /statements?page_size=100&label_selector=${VISIBLE}`;
const isNextPage = new RegExp(`^${LISTING.replace('?', '\\?')}&page_token=.`);

describe('what is watched', () => {
	beforeEach(() => {
		cloud.emulator.control.seed({ computePools: [{ id: POOL }, { id: 'lfcp-other2' }] });
	});

	it('is a listing of every hundred statements', async () => {
		cloud.emulator.control.seed({ bulk: { count: 250, prefix: 'etl-', phase: 'RUNNING' } });
		await new TriggerHost(cloud.emulator).poll();
		expect(cloud.requests()).toEqual([
			LISTING,
			expect.stringMatching(isNextPage),
			expect.stringMatching(isNextPage),
		]);
	});

	it('is filtered by the service for a pool', async () => {
		cloud.seed(living('in', 'RUNNING FAILED', { computePoolId: POOL }), living('out', 'RUNNING FAILED', { computePoolId: 'lfcp-other2' }));
		const host = new TriggerHost(cloud.emulator, { watch: 'computePool', computePool: { __rl: true, mode: 'id', value: POOL }, options: { includeExceptions: false } });
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['in RUNNING>FAILED']);
		expect(new Set(cloud.requests())).toEqual(new Set([`GET /statements?page_size=100&spec.compute_pool_id=${POOL}&label_selector=${VISIBLE}`]));
	});

	it('is filtered by the service for labels', async () => {
		const labels = { 'user.confluent.io/etl': 'true', 'user.confluent.io/nightly': 'true' };
		cloud.seed(living('in', 'RUNNING STOPPED', { labels }), living('out', 'RUNNING STOPPED', { labels: { 'user.confluent.io/etl': 'true' } }));
		const host = new TriggerHost(cloud.emulator, { watch: 'label', label: 'etl, nightly' });
		await host.poll();
		await cloud.step();
		expect(await host.told()).toEqual(['in RUNNING>STOPPED']);
		expect(new Set(cloud.requests())).toEqual(new Set([`GET /statements?page_size=100&label_selector=user.confluent.io/etl=true,user.confluent.io/nightly=true,${VISIBLE}`]));
	});

	it('is one GET for each name and never a listing', async () => {
		cloud.seed(living('a', 'RUNNING STOPPED GONE'), living('b', 'RUNNING'), living('other', 'RUNNING STOPPED'));
		const host = new TriggerHost(cloud.emulator, { watch: 'statements', statements: 'b, a, not-yet', options: { includeDeleted: true } });
		await host.poll();
		const gets = ['GET /statements/a', 'GET /statements/b', 'GET /statements/not-yet'];
		expect(cloud.requests().sort()).toEqual(gets);
		await cloud.step();
		expect(await host.told()).toEqual(['a RUNNING>STOPPED']);
		await cloud.step();
		cloud.seed(living('not-yet', 'PENDING'));
		cloud.requests();
		expect(await host.told()).toEqual(['a STOPPED>DELETED', 'not-yet ->PENDING']);
		expect(cloud.requests().sort()).toEqual(gets);
	});

	it('is left by a statement that a resume moved to another pool: that is no deletion', async () => {
		const { control } = cloud.emulator;
		cloud.seed(living('etl', 'STOPPED', { computePoolId: POOL }));
		const host = new TriggerHost(cloud.emulator, { watch: 'computePool', computePool: { __rl: true, mode: 'list', value: POOL }, options: { includeDeleted: true } });
		await host.poll();
		await resume('etl', 'lfcp-other2');
		expect(await host.poll()).toBeNull();
		expect((await control.statements()).map(({ name }) => name)).toEqual(['etl']);
		cloud.requests();
		expect(await host.poll()).toBeNull();
		expect(cloud.requests()).toHaveLength(1);
	});

	it('reads exceptions only for what is told, at most five at a time', async () => {
		const { control } = cloud.emulator;
		const failing = Array.from({ length: 12 }, (_, index) => living(`etl-${index}`, 'RUNNING FAILED'));
		cloud.seed(...failing, living('bi', 'RUNNING FAILED'), living('etl-x', 'RUNNING COMPLETED'));
		const host = new TriggerHost(cloud.emulator, { options: { nameMatches: 'etl-*' } });
		await host.poll();
		await cloud.step();
		cloud.requests();
		control.faults.add({ path: '*/exceptions', fault: { kind: 'latency', ms: 30 } });
		expect(await host.told()).toHaveLength(13);
		expect(control.journal().counters.peakInFlight).toBe(5);
		expect(cloud.requests().filter((request) => request.endsWith('/exceptions')).sort()).toEqual(failing.map(({ name }) => `GET /statements/${name}/exceptions`).sort());
	});
});

describe('edits', () => {
	const statements = () => [living('etl', 'RUNNING FAILED RUNNING FAILED'), living('bi', 'RUNNING STOPPED')];

	it.each<[string, (host: TriggerHost) => void]>([
		['names', (host) => host.publish({ watch: 'statements', statements: 'etl,bi' })],
		['label', (host) => host.publish({ watch: 'label', label: 'etl' })],
		['compute pool', (host) => host.publish({ watch: 'computePool', computePool: { __rl: true, mode: 'id', value: 'lfcp-7d3k9w' } })],
		['environment', (host) => (host.credential = { ...host.credential, environmentId: 'env-other1' })],
		['region', (host) => (host.credential = { ...host.credential, region: 'us-west-2' })],
	])('of the %s start anew, silently', async (_, edit) => {
		const labels = { 'user.confluent.io/etl': 'true' };
		cloud.emulator.control.seed({ environments: [{ id: 'env-other1', displayName: 'other' }], keys: [otherKey()] });
		cloud.seed(...statements().map((each) => ({ ...each, labels })), living('elsewhere', 'FAILED', { environmentId: 'env-other1' }));
		const host = new TriggerHost(cloud.emulator);
		host.credential = { ...host.credential, apiKeyId: 'OTHERKEY' };
		await host.poll();
		host.publish();
		edit(host);
		await cloud.step();
		expect(await host.poll()).toBeNull();
		cloud.seed(living('new', 'PENDING', { labels, environmentId: String(host.credential.environmentId) }));
		const isNamed = host.parameters.watch === 'statements';
		expect(await host.told()).toEqual(isNamed ? [] : ['new ->PENDING']);
	});

	it('of the key go on: a rotated key loses no change', async () => {
		cloud.emulator.control.seed({ keys: [otherKey()] });
		cloud.seed(...statements());
		const host = new TriggerHost(cloud.emulator);
		await host.poll();
		host.credential = { ...host.credential, apiKeyId: 'OTHERKEY' };
		await cloud.step();
		expect(await host.told()).toEqual(['bi RUNNING>STOPPED', 'etl RUNNING>FAILED']);
		expect(await host.poll()).toBeNull();
	});
});

function otherKey() {
	return { id: 'OTHERKEY', secret: cloud.emulator.flinkApi.apiSecret, kind: 'global' as const, owner: 'u-4k9w7e' };
}

async function resume(name: string, computePoolId: string): Promise<void> {
	const { baseUrl, flinkApi } = cloud.emulator;
	const authorization = `Basic ${Buffer.from(`${flinkApi.apiKeyId}:${flinkApi.apiSecret}`).toString('base64')}`;
	const url = `${baseUrl}/sql/v1/organizations/${flinkApi.organizationId}/environments/${flinkApi.environmentId}/statements/${name}`;
	const statement = (await (await fetch(url, { headers: { authorization } })).json()) as { spec: object };
	const body = JSON.stringify({ ...statement, spec: { ...statement.spec, stopped: false, compute_pool_id: computePoolId } });
	const response = await fetch(url, { method: 'PUT', headers: { authorization, 'content-type': 'application/json' }, body });
	if (!response.ok) throw new Error(await response.text());
}
