import fc from 'fast-check';
import { collectPages, MAX_PAGES, nextPageToken, type Page } from '../../../nodes/shared/confluent/http/collectPages';
import type { ApiResponse } from '../../../nodes/shared/confluent/http/exchange/exchange';
import type { Scope } from '../../../nodes/shared/confluent/http/scope/scope';
import { VirtualTime } from '../virtualTime';

function listing<T>(pages: ReadonlyArray<readonly T[]>, pageMs = 0) {
	const time = new VirtualTime();
	const scope: Scope = { clock: time, deadline: time.now() + 60_000, random: () => 0.5, owner: {} };
	const asked: Array<string | undefined> = [];
	const fetchPage = async (token: string | undefined): Promise<Page<T>> => {
		asked.push(token);
		if (pageMs > 0) await time.sleep(pageMs);
		const index = token === undefined ? 0 : Number(token);
		return { items: pages[index] ?? [], nextToken: index + 1 < pages.length ? String(index + 1) : undefined };
	};
	return { scope, asked, fetchPage, time };
}

const REQUEST = { method: 'GET', path: '/x' } as const;

const metadata = (next: unknown): ApiResponse => ({ status: 200, headers: {}, body: { metadata: { next }, data: [] } });

describe('nextPageToken', () => {
	it.each<[string, unknown, string | undefined]>([
		['a full URL', 'https://flink.us-east-1.aws.confluent.cloud/sql/v1/x?page_token=abc', 'abc'],
		['another host: only the token is taken', 'https://evil.example/?page_token=abc', 'abc'],
		['an encoded token, decoded', 'https://h/x?page_token=a%2Bb%2F%3D%3D%26c', 'a+b/==&c'],
		['a token among other parameters', 'https://h/x?page_size=100&page_token=abc&environment=env-1', 'abc'],
		['a parameter whose name ends alike', 'https://h/x?my_page_token=no&page_token=yes', 'yes'],
		['a fragment, left out', 'https://h/x?page_token=abc#page_token=no', 'abc'],
		['a path alone', '/x?page_token=abc', 'abc'],
		['a bare token', 'UvmDWOB1iwfAIBPj6EYb', 'UvmDWOB1iwfAIBPj6EYb'],
		['a bare token in base64', 'a+b/c%2B==', 'a+b/c%2B=='],
		['an empty text', '', undefined],
		['null', null, undefined],
		['absent', undefined, undefined],
	])('reads %s', (_case, next, expected) => {
		expect(nextPageToken(REQUEST, metadata(next))).toBe(expected);
	});

	it.each<[string, unknown]>([
		['an empty token', 'https://h/x?page_token='],
		['a URL without a token', 'https://h/x?page_size=10'],
		['a URL without a query', 'https://h/x'],
		['a path', '/sql/v1/statements'],
		['a token in the fragment', 'https://h/x#page_token=abc'],
		['text', 'the end'],
		['a page', '<html>next</html>'],
		['white space', ' '],
		['a number', 5],
		['a flag', false],
		['an object', { page_token: 'abc' }],
		['a list', ['abc']],
	])('takes %s for a malformed answer, and never for the end', (_case, next) => {
		expect(() => nextPageToken(REQUEST, metadata(next))).toThrow(
			expect.objectContaining({ finding: { reason: 'malformed', expected: 'a page whose metadata.next has a page token', words: undefined } }),
		);
	});

	it.each([{ body: undefined }, { body: { metadata: null } }, { body: {} }, { body: 'text' }])('ends with %j', ({ body }) => {
		expect(nextPageToken(REQUEST, { status: 200, headers: {}, body })).toBeUndefined();
	});

	it('reads back any token that a URL can carry', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (token) => {
				const next = new URL('https://h/x');
				next.searchParams.set('page_token', token);
				expect(nextPageToken(REQUEST, metadata(next.href))).toBe(new URL(next.href).searchParams.get('page_token'));
			}),
		);
	});
});

describe('collectPages', () => {
	it('asks with the token of the page before, until there is none', async () => {
		const { scope, asked, fetchPage } = listing([[1, 2], [3], [], [4]]);
		expect(await collectPages(scope, 'things', fetchPage)).toEqual({ items: [1, 2, 3, 4], truncated: false });
		expect(asked).toEqual([undefined, '1', '2', '3']);
	});

	it.each<[string, number, unknown]>([
		['below the first page', 1, { items: [1], truncated: true, pages: 1 }],
		['at the end of a page', 2, { items: [1, 2], truncated: true, pages: 1 }],
		['within a later page', 3, { items: [1, 2, 3], truncated: true, pages: 2 }],
		['at the end', 4, { items: [1, 2, 3, 4], truncated: false, pages: 2 }],
		['beyond the end', 9, { items: [1, 2, 3, 4], truncated: false, pages: 2 }],
	])('stops at a limit %s', async (_case, limit, expected) => {
		const { scope, asked, fetchPage } = listing([[1, 2], [3, 4]]);
		expect({ ...(await collectPages(scope, 'things', fetchPage, limit)), pages: asked.length }).toEqual(expected);
	});

	it('refuses to go in a circle', async () => {
		const { scope } = listing([]);
		const fetchPage = async (token: string | undefined) => ({ items: [token], nextToken: token === 'b' ? 'a' : token === 'a' ? 'b' : 'a' });
		await expect(collectPages(scope, 'things', fetchPage)).rejects.toMatchObject({ facts: { reason: 'listingInCircle', what: 'things' } });
	});

	it('ends after a number of pages that no listing has', async () => {
		const { scope } = listing([]);
		let page = 0;
		const endless = collectPages(scope, 'things', async () => ({ items: [], nextToken: String(page++) }));
		await expect(endless).rejects.toMatchObject({ facts: { reason: 'listingEndless', what: 'things', pages: MAX_PAGES } });
		expect(page).toBe(MAX_PAGES);
	});

	it('never passes off a part for the whole when the time is over', async () => {
		const { scope, fetchPage, time, asked } = listing([[1], [2], [3]], 31_000);
		await expect(time.run(collectPages(scope, 'things', fetchPage))).rejects.toMatchObject({
			facts: { reason: 'listingTimedOut', what: 'things', count: 2 },
		});
		expect(asked).toHaveLength(2);
	});

	it('gives the whole where its last page came in with the deadline', async () => {
		const { scope, fetchPage, time } = listing([[1], [2]], 31_000);
		expect((await time.run(collectPages(scope, 'things', fetchPage))).items).toEqual([1, 2]);
	});

	it('gives the first items of any pages, and says whether there were more', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.array(fc.integer(), { maxLength: 5 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 30 }), async (pages, limit) => {
				const { scope, fetchPage } = listing(pages);
				const all = pages.flat();
				const { items, truncated } = await collectPages(scope, 'things', fetchPage, limit);
				expect(items).toEqual(all.slice(0, limit));
				if (items.length < all.length) expect(truncated).toBe(true);
			}),
		);
	});
});
