import { living, useCloud } from './cloud';
import { networkTo, type Network } from './network';
import { TriggerHost, type Keeping } from './triggerHost';

const cloud = useCloud();
const LISTING = 'GET /statements?page_size=100&label_selector=user.confluent.io/hidden!=true';
let network: Network;

beforeEach(async () => {
	network = await networkTo(cloud.emulator.baseUrl);
});
afterEach(async () => {
	await network.close();
});

/** A trigger behind the network that answers may be altered in. */
function hostWith(parameters: object, keeping?: Keeping): TriggerHost {
	const host = new TriggerHost(cloud.emulator, { ...parameters }, keeping);
	host.credential = { ...host.credential, baseUrl: network.baseUrl };
	return host;
}

/** Alters the answer to requests for the listing, not to those for one statement. */
function alterListing(alter: (listing: { data: Array<{ name: string; status: object }> }) => object): void {
	network.alter = (body, path) => (path.includes('/statements?') ? JSON.stringify(alter(JSON.parse(body) as never)) : body);
}

const hide = (...names: string[]) => {
	alterListing((listing) => ({ ...listing, data: listing.data.filter(({ name }) => !names.includes(name)) }));
};

describe('a statement that the listing lacks', () => {
	it.each<Keeping>(['live', 'everyPoll', 'whenTold'])('is asked for before it is forgotten, and is not new when it is listed again (%s)', async (keeping) => {
		cloud.seed(living('etl', 'FAILED'), living('bi', 'RUNNING'));
		const host = hostWith({ options: { includeExceptions: false } }, keeping);
		await host.poll();
		hide('etl');
		cloud.requests();
		for (let poll = 0; poll < 4; poll++) expect(await host.poll()).toBeNull();
		expect(cloud.requests()).toEqual([LISTING, LISTING, 'GET /statements/etl', LISTING, LISTING, 'GET /statements/etl']);
		network.alter = (body) => body;
		expect(await host.poll()).toBeNull();
	});

	it('tells its change, if it has one when it is asked for', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED'), living('bi', 'RUNNING ='));
		const host = hostWith({ options: { includeExceptions: false } });
		await host.poll();
		hide('etl');
		await cloud.step();
		expect(await host.poll()).toBeNull();
		expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
		network.alter = (body) => body;
		expect(await host.poll()).toBeNull();
	});

	it('carries its exceptions, if it has failed when it is asked for', async () => {
		cloud.seed(living('etl', 'RUNNING FAILED', { exceptions: [{ name: 'E', message: 'm' }] }), living('bi', 'RUNNING ='));
		const host = hostWith({});
		await host.poll();
		hide('etl');
		await cloud.step();
		expect(await host.poll()).toBeNull();
		expect(await host.poll()).toEqual([expect.objectContaining({ name: 'etl', phase: 'FAILED', exceptions: [expect.objectContaining({ name: 'E' })] })]);
	});

	it('is not asked for where nothing of it could be told', async () => {
		cloud.seed(living('etl', 'RUNNING GONE'), living('bi', 'RUNNING ='));
		const host = hostWith({ options: { nameMatches: 'bi' } });
		await host.poll();
		await cloud.step();
		cloud.requests();
		for (let poll = 0; poll < 3; poll++) await host.poll();
		expect(cloud.requests()).toEqual([LISTING, LISTING, LISTING]);
	});

	it.each<[string, { status: number; detail?: string; body?: 'html' }]>([
		['the service has a problem', { status: 500 }],
		['the key is refused', { status: 403, detail: 'invalid API key' }],
		['a page comes in place of an answer', { status: 403, body: 'html' }],
	])('is kept as long as it cannot be asked for: %s', async (_what, answer) => {
		cloud.seed(living('etl', 'RUNNING'), living('bi', 'RUNNING'));
		const host = hostWith({});
		await host.poll();
		hide('etl');
		cloud.emulator.control.faults.add({ path: '*/statements/etl', fault: { kind: 'answer', ...answer } });
		for (let poll = 0; poll < 4; poll++) expect(await host.poll()).toBeNull();
		network.alter = (body) => body;
		expect(await host.poll()).toBeNull();
	});

	it('waits for a later poll where there are many, five at a time and a hundred a poll', async () => {
		const { control } = cloud.emulator;
		control.seed({ bulk: { count: 120, prefix: 'etl-', phase: 'RUNNING', steps: [{ phase: 'GONE', after: { ms: 60_000 } }] } });
		const host = hostWith({});
		await host.poll();
		await cloud.step();
		const gets: number[] = [];
		for (let poll = 0; poll < 4; poll++) {
			cloud.requests();
			await host.poll();
			gets.push(cloud.requests().filter((request) => request !== LISTING).length);
		}
		expect(gets).toEqual([0, 100, 20, 0]);
		expect(control.journal().counters.peakInFlight).toBeLessThanOrEqual(5);
	});
});

it.each([
	[1, true],
	[1, false],
	[2, false],
])('a statement whose label is put back after %d polls (deletions asked for: %s) is new again once that was noticed, with the key of its end', async (polls, includeDeleted) => {
	const labels = { 'user.confluent.io/etl': 'true' };
	cloud.seed(living('etl', 'RUNNING FAILED', { labels }), living('bi', 'RUNNING =', { labels }));
	const host = hostWith({ watch: 'label', label: 'etl', options: { includeExceptions: false, includeDeleted } });
	await host.poll();
	await cloud.step();
	const [told] = (await host.poll()) ?? [];
	network.alter = (body, path) => withoutLabels(JSON.parse(body) as never, path);
	for (let poll = 0; poll < polls; poll++) expect(await host.poll()).toBeNull();
	network.alter = (body) => body;
	const isNoticed = polls === 2 || includeDeleted;
	expect(await host.poll()).toEqual(isNoticed ? [expect.objectContaining({ event: 'created', name: 'etl', phase: 'FAILED', eventKey: told?.['eventKey'] })] : null);
});

describe("a proxy's page with status 404", () => {
	const proxyPage = () => {
		cloud.emulator.control.faults.add({ path: '*/statements/*', fault: { kind: 'answer', status: 404, body: 'html', detail: 'default backend - 404' } });
	};

	it('is no deletion of a named statement: the poll fails, and the next one goes on', async () => {
		cloud.seed(living('etl', 'FAILED'), living('bi', 'RUNNING'));
		const host = hostWith({ watch: 'statements', statements: 'etl, bi', options: { includeDeleted: true, includeExceptions: false } });
		await host.poll();
		proxyPage();
		await expect(host.poll()).rejects.toMatchObject({ httpCode: '404' });
		await expect(host.poll()).rejects.toMatchObject({ httpCode: '404' });
		cloud.emulator.control.faults.clear();
		expect(await host.poll()).toBeNull();
	});

	it('confirms no deletion that a listing suggests', async () => {
		cloud.seed(living('etl', 'RUNNING'), living('bi', 'RUNNING'));
		const host = hostWith({ options: { includeDeleted: true } });
		await host.poll();
		hide('etl');
		proxyPage();
		expect(await host.poll()).toBeNull();
		cloud.emulator.control.faults.clear();
		expect(await host.poll()).toBeNull();
	});
});

/** The answer once somebody has taken the labels off the statement etl. */
function withoutLabels(answer: { data?: Array<{ name: string }>; metadata?: object }, path: string): string {
	if (path.includes('/statements?')) return JSON.stringify({ ...answer, data: answer.data?.filter(({ name }) => name !== 'etl') });
	return JSON.stringify({ ...answer, metadata: { ...answer.metadata, labels: {} } });
}

it('a statement that is listed without its phase for once has not changed', async () => {
	cloud.seed(living('etl', 'RUNNING FAILED'));
	const host = hostWith({ options: { includeDeleted: true, includeExceptions: false } });
	await host.poll();
	alterListing((listing) => ({ ...listing, data: listing.data.map((each) => ({ ...each, status: {} })) }));
	expect(await host.poll()).toBeNull();
	expect(await host.poll()).toBeNull();
	await cloud.step();
	network.alter = (body) => body;
	expect(await host.told()).toEqual(['etl RUNNING>FAILED']);
});
