import { living, useCloud } from './cloud';
import { TriggerHost, type Keeping } from './triggerHost';

const cloud = useCloud();

const LISTING = 'GET /statements?page_size=100&label_selector=user.confluent.io/hidden!=true';
/** Names that no URL can have in its path: asked for by them, the service would answer for something else. */
const UNADDRESSABLE = ['.', '..', '', '\ud800', 'etl-\udc00'];
const STRANGE = ['a/b', '%2e%2e', 'ä 😀?#', '\n', '..\\..'];
const ALL = [...UNADDRESSABLE, ...STRANGE, 'etl'];

const requests = () => [...new Set(cloud.requests())].sort();

describe.each<Keeping>(['live', 'everyPoll', 'whenTold'])('names that an answer may hold, kept %s', (keeping) => {
	it('stop no trigger: all changes are reported, and nothing but the statements is asked for', async () => {
		cloud.seed(...ALL.map((name) => living(name, 'RUNNING FAILED STOPPED')));
		const host = new TriggerHost(cloud.emulator, {}, keeping);
		expect(await host.poll()).toBeNull();
		await cloud.step();
		cloud.requests();
		const failed = (await host.poll()) ?? [];
		expect(failed.map(({ name }) => name).sort()).toEqual([...ALL].sort());
		const unread = failed.filter((item) => 'exceptionsUnavailable' in item).map(({ name }) => name);
		expect(unread.sort()).toEqual([...UNADDRESSABLE].sort());
		const read = ALL.filter((name) => !UNADDRESSABLE.includes(name));
		expect(requests()).toEqual([LISTING, ...read.map((name) => `GET /statements/${encodeURIComponent(name)}/exceptions`)].sort());
		await cloud.step();
		expect(await host.poll()).toHaveLength(ALL.length);
		expect(await host.poll()).toBeNull();
	});

	it('hold up no deletion of another statement, and are forgotten when they are no longer listed', async () => {
		cloud.seed(...ALL.map((name) => living(name, 'RUNNING GONE')), living('stays', 'RUNNING'));
		const host = new TriggerHost(cloud.emulator, { options: { includeDeleted: true } }, keeping);
		await host.poll();
		await cloud.step();
		cloud.requests();
		const deleted = (await host.poll()) ?? [];
		const askable = ALL.filter((name) => !UNADDRESSABLE.includes(name));
		expect(deleted.map(({ event, name }) => `${String(event)} ${String(name)}`).sort()).toEqual(askable.map((name) => `deleted ${name}`).sort());
		expect(requests()).toEqual([LISTING, ...askable.map((name) => `GET /statements/${encodeURIComponent(name)}`)].sort());
		for (let poll = 0; poll < 3; poll++) expect(await host.poll()).toBeNull();
		expect(requests()).toEqual([LISTING]);
		expect(host.log).toEqual([]);
	});
});

it('what a user enters is checked before anything is sent', async () => {
	for (const name of UNADDRESSABLE.filter((each) => each !== '')) {
		const host = new TriggerHost(cloud.emulator, { watch: 'statements', statements: `etl, ${name}` });
		await expect(host.poll()).rejects.toThrow('is not valid');
	}
	expect(cloud.requests()).toEqual([]);
});

it('a label that is cut in half is refused: another one would be asked for in its place', async () => {
	const host = new TriggerHost(cloud.emulator, { watch: 'label', label: 'etl\ud800' });
	await expect(host.poll()).rejects.toThrow('which cannot be a label');
	expect(cloud.requests()).toEqual([]);
});
