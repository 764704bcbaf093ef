import fc from 'fast-check';

import { decodeToken, encodeToken, nextLink, pageOf, type Page } from '../../api/pagination';

const KEY = fc.stringMatching(/^[ -~]{0,60}$/);

const STYLES = ['urlSafe', 'padded'] as const;

it.each([
	['stands in a URL as it is', 'urlSafe', false],
	['always needs escaping where the padded form is wanted', 'padded', true],
] as const)('a token gives its key back and %s', (_, tokens, needsEscaping) => {
	fc.assert(
		fc.property(KEY, (key) => {
			const token = encodeToken(key, tokens);
			expect(decodeToken(token, tokens)).toBe(key);
			expect(encodeURIComponent(token) !== token).toBe(needsEscaping);
		}),
	);
});

it.each(STYLES)('what is no token is none: %s', (tokens) => {
	fc.assert(fc.property(fc.string(), (text) => expect(decodeToken(text, tokens)).toBeNull()));
});

it('a token of the other style is none', () => {
	fc.assert(
		fc.property(KEY, (key) => {
			expect(decodeToken(encodeToken(key, 'padded'), 'urlSafe')).toBeNull();
			expect(decodeToken(encodeToken(key, 'urlSafe'), 'padded')).toBeNull();
		}),
	);
});

it('pages hold every entry once, in order', () => {
	fc.assert(
		fc.property(fc.uniqueArray(KEY), fc.integer({ min: 1, max: 7 }), (keys, size) => {
			const seen: string[] = [];
			let after: string | null = null;
			do {
				const page: Page<string> = pageOf(keys, { size, after, tokens: 'urlSafe' }, (key) => key);
				seen.push(...page.entries);
				after = page.nextToken === null ? null : decodeToken(page.nextToken, 'urlSafe');
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
