/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

import { checkQuery, isPathSegment, pathOf } from '../../../nodes/shared/confluent/http/address';
import { AddressError } from '../../../nodes/shared/confluent/http/errors/addressError';
import { typescriptFiles } from '../../docs/sourceTexts';
import { PACKAGE_ROOT } from '../../host/package';

const ORIGIN = 'https://flink.us-east-1.aws.confluent.cloud';

/** Any text at all, with what URLs give a meaning to more often than chance would. */
const text = fc.oneof(
	fc.string({ unit: fc.oneof(fc.constantFrom('.', '/', '\\', '%', '2e', '2E', '?', '#', '@', ':', ' ', '\n', '\0', '\ud800', '\udc00', '😀'), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 8 }),
	fc.string({ unit: 'binary' }),
);

describe('pathOf', () => {
	it('leads to what its segments name, or nowhere', () => {
		fc.assert(
			fc.property(text, text, (first, second) => {
				let made: string;
				try {
					made = pathOf('statements', first, second, 'results');
				} catch (error) {
					expect(error).toBeInstanceOf(AddressError);
					expect(isPathSegment(first) && isPathSegment(second)).toBe(false);
					return;
				}
				const url = new URL(made, ORIGIN);
				expect([url.origin, url.pathname, url.search, url.hash]).toEqual([ORIGIN, made, '', '']);
				expect(url.pathname.split('/').slice(1).map(decodeURIComponent)).toEqual(['statements', first, second, 'results']);
			}),
			{ numRuns: 5_000 },
		);
	});

	it.each(['', '.', '..', '\ud800', '\udc00', 'etl-\ud83d', '\ude00\ud83d'])('makes none with %j', (segment) => {
		expect(isPathSegment(segment)).toBe(false);
		expect(() => pathOf('statements', segment)).toThrow(AddressError);
	});

	it.each([
		['a/b', '/s/a%2Fb'],
		['...', '/s/...'],
		['%2e%2e', '/s/%252e%252e'],
		['..\\..', '/s/..%5C..'],
		['😀 é', '/s/%F0%9F%98%80%20%C3%A9'],
		['a?b#c', '/s/a%3Fb%23c'],
	])('escapes %j', (segment, expected) => {
		expect(pathOf('s', segment)).toBe(expected);
	});
});

describe('checkQuery', () => {
	it.each(['\ud800', 'etl\udc00'])('refuses %j, in whose place a URL would have another character', (value) => {
		expect(() => checkQuery({ query: { page_size: 1, label_selector: value } })).toThrow(AddressError);
	});

	it.each([{}, { query: {} }, { query: { page_token: undefined, page_size: 100, label_selector: '..😀 /?&=' } }])('lets %j through', (request) => {
		expect(() => checkQuery(request)).not.toThrow();
	});
});

it('is the one place where text is escaped for a URL; the entries of a watch are stored in a like way', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) => typescriptFiles(path.join(PACKAGE_ROOT, folder)));
	const escaping = sources.filter((file) => /\bencodeURI|\bescape\(/.test(readFileSync(file, 'utf8')));
	expect(escaping.map((file) => path.relative(PACKAGE_ROOT, file)).sort()).toEqual(['nodes/shared/confluent/http/address.ts', 'nodes/shared/flink/watch/watchEntry.ts']);
});
