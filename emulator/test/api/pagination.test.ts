import fc from 'fast-check';

import { decodeToken, encodeToken, nextLink, pageOf, type Page } from '../../api/pagination';

const KEY = fc.stringMatching(/^[ -~]{0,60}$/);

it('a token gives its key back and always needs escaping in a URL', () => {
	fc.assert(
		fc.property(KEY, (key) => {
			const token = encodeToken(key);
			expect(decodeToken(token)).toBe(key);
			expect(encodeURIComponent(token)).not.toBe(token);
		}),
	);
});

it('what is no token is none', () => {
	fc.assert(fc.property(fc.string(), (text) => expect(decodeToken(text)).toBeNull()));
});

it('pages hold every entry once, in order', () => {
	fc.assert(
		fc.property(fc.uniqueArray(KEY), fc.integer({ min: 1, max: 7 }), (keys, size) => {
			const seen: string[] = [];
			let after: string | null = null;
			do {
				const page: Page<string> = pageOf(keys, { size, after }, (key) => key);
				seen.push(...page.entries);
				after = page.nextToken === null ? null : decodeToken(page.nextToken);
			} while (after !== null);
			expect(seen).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)));
		}),
	);
});

it('next keeps filters, replaces the token, and does not end with it', () => {
	const query = new URLSearchParams([
		['page_token', 'old'],
		['environment', 'env-a'],
		['display_name', 'a'],
	]);
	const next = new URL(nextLink('http://host', '/list', query, 'a+b='));
	expect([...next.searchParams]).toEqual([
		['page_token', 'a+b='],
		['page_size', '10'],
		['environment', 'env-a'],
		['display_name', 'a'],
	]);
});
