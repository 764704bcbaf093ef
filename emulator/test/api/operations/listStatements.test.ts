import { at, list, namesOf, Session } from '../../session';

let session: Session;

beforeAll(async () => (session = await Session.start()));
afterAll(() => session.close());
beforeEach(() => session.control.reset());

/** Follows `metadata.next` as a browser would, to the end. */
async function allPages(query: string): Promise<{ pages: unknown[][]; urls: string[] }> {
	const pages: unknown[][] = [];
	const urls: string[] = [];
	let path = `${session.statements}?${query}`;
	for (let turn = 0; turn < 50; turn++) {
		const answer = await session.get(path);
		pages.push(namesOf(answer));
		const next = String(at(answer.body, 'metadata', 'next'));
		if (next === '') return { pages, urls };
		urls.push(next);
		path = next.slice(session.emulator.baseUrl.length);
	}
	throw new Error('the pages do not end');
}

it('an empty environment is an empty page with an empty next', async () => {
	const { status, body } = await session.get(session.statements);
	expect(status).toBe(200);
	expect(body).toMatchObject({ kind: 'StatementList', data: [], metadata: { next: '' } });
});

it.each([
	['', [10, 10, 5]],
	['page_size=10', [10, 10, 5]],
	['page_size=25', [25]],
	['page_size=24', [24, 1]],
	['page_size=100', [25]],
	['page_size=7', [7, 7, 7, 4]],
])('25 statements with %j come in pages of %j', async (query, sizes) => {
	session.control.seed({ bulk: { count: 25, prefix: 's-' } });
	const { pages, urls } = await allPages(query);
	expect(pages.map((page) => page.length)).toEqual(sizes);
	expect(new Set(pages.flat()).size).toBe(25);
	expect(urls.every((url) => url.startsWith(`${session.emulator.baseUrl}${session.statements}?`))).toBe(true);
});

it.each(['0', '101', '-1', '1.5', 'ten', ''])('page_size=%s is refused', async (size) => {
	expect((await session.get(`${session.statements}?page_size=${size}`)).status).toBe(400);
});

it.each(['nonsense', 'ImEiIA', '%ZZ', 'a'.repeat(256)])('page_token=%s is refused', async (token) => {
	expect((await session.get(`${session.statements}?page_token=${token}`)).status).toBe(400);
});

it('a padded token has to be decoded, and does not stand at the end of the URL', async () => {
	session.control.configure({ pageTokens: 'padded' });
	session.control.seed({ bulk: { count: 3, prefix: 's-' } });
	const next = new URL(
		String(at((await session.get(`${session.statements}?page_size=1`)).body, 'metadata', 'next')),
	);
	expect(next.search).toMatch(/page_token=[^&]*%3D&/);
	const raw = /page_token=([^&]*)/.exec(next.search)?.[1] ?? '';
	expect((await session.get(`${session.statements}?page_token=${encodeURIComponent(raw)}`)).status).toBe(400);
	const decoded = next.searchParams.get('page_token') ?? '';
	expect((await session.get(`${session.statements}?page_token=${encodeURIComponent(decoded)}`)).status).toBe(
		200,
	);
});

it('the filters go along with next', async () => {
	session.control.seed({ bulk: { count: 3, prefix: 's-', labels: { 'user.confluent.io/a': 'true' } } });
	const selector = encodeURIComponent('user.confluent.io/a=true');
	const { pages, urls } = await allPages(`page_size=2&label_selector=${selector}`);
	expect(pages.flat()).toHaveLength(3);
	expect(new URL(urls[0] ?? '').searchParams.get('label_selector')).toBe('user.confluent.io/a=true');
});

it('what is added or deleted between two pages neither repeats nor hides what stays', async () => {
	session.control.seed({ bulk: { count: 6, prefix: 's-' } });
	const first = await session.get(`${session.statements}?page_size=3`);
	await session.call('DELETE', `${session.statements}/s-00002`);
	await session.phase('s-00002');
	await session.submit('a-new-one');
	const next = String(at(first.body, 'metadata', 'next')).slice(session.emulator.baseUrl.length);
	expect(namesOf(first)).toEqual(['s-00000', 's-00001', 's-00002']);
	expect(namesOf(await session.get(next))).toEqual(['s-00003', 's-00004', 's-00005']);
});

describe('filters', () => {
	beforeEach(() => {
		session.control.seed({
			computePools: [{ id: 'lfcp-second' }],
			statements: [
				{ name: 'c', labels: { 'user.confluent.io/team': 'true', 'user.confluent.io/night': 'true' } },
				{ name: 'b', labels: { 'user.confluent.io/team': 'true' }, computePoolId: 'lfcp-second' },
				{ name: 'a' },
				{ name: 'Ba'.toLowerCase() },
			],
		});
	});

	it.each([
		['', ['a', 'b', 'ba', 'c']],
		['spec.compute_pool_id=lfcp-second', ['b']],
		['spec.compute_pool_id=lfcp-nowhere', []],
		['label_selector=user.confluent.io/team=true', ['b', 'c']],
		['label_selector=user.confluent.io/team=true,user.confluent.io/night=true', ['c']],
		['label_selector=user.confluent.io/team=false', []],
		['label_selector=user.confluent.io/team!=true', ['a', 'ba']],
		['label_selector=user.confluent.io/team!=false', ['a', 'b', 'ba', 'c']],
		['label_selector=user.confluent.io/hidden!=true', ['a', 'b', 'ba', 'c']],
		['label_selector=user.confluent.io/team=true,user.confluent.io/night!=true', ['b']],
		['label_selector=user.confluent.io/night!=true, user.confluent.io/team=true', ['b']],
		['label_selector=user.confluent.io/team=true&spec.compute_pool_id=lfcp-second', ['b']],
		['time_ordered=true', ['ba', 'a', 'b', 'c']],
		['time_ordered=true&statement_name_search_query=b', ['ba', 'b']],
		['statement_name_search_query=b', ['a', 'b', 'ba', 'c']],
		['status.phase=FAILED', ['a', 'b', 'ba', 'c']],
	])('%s gives %j', async (query, names) => {
		expect(namesOf(await session.get(`${session.statements}?${query.replaceAll('/', '%2F')}`))).toEqual(
			names,
		);
	});

	it('pages newest first too', async () => {
		const { pages } = await allPages('time_ordered=true&page_size=1');
		expect(pages).toEqual([['ba'], ['a'], ['b'], ['c']]);
	});

	it.each(['team', '=true', 'a=b=c', '!=true', 'a!=b!=c', 'a!=b=c', 'a!', '!a'])('the selector %j is refused', async (selector) => {
		const path = `${session.statements}?label_selector=${encodeURIComponent(selector)}`;
		expect((await session.get(path)).status).toBe(400);
	});
});

it('gives whole statements', async () => {
	await session.submit('whole');
	const one = (await session.get(`${session.statements}/whole`)).body;
	expect(list(at((await session.get(session.statements)).body, 'data'))).toEqual([one]);
});

it('links lead elsewhere where the service would', async () => {
	session.control.configure({ linkOrigin: 'https://flink.us-east-1.aws.confluent.cloud' });
	session.control.seed({ bulk: { count: 2, prefix: 's-' } });
	const answer = await session.get(`${session.statements}?page_size=1`);
	expect(at(answer.body, 'metadata', 'next')).toMatch(
		/^https:\/\/flink\.us-east-1\.aws\.confluent\.cloud\/sql\/v1\//,
	);
});
