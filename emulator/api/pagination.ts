import { ApiFailure } from '../http/errors';
import type { PageTokens } from '../state/options';

const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 10;
const MAX_TOKEN = 255;

export interface PageRequest {
	readonly tokens: PageTokens;
	readonly size: number;
	/** Where the page before ended: the key of its last entry. */
	readonly after: string | null;
}

export interface Page<T> {
	readonly entries: readonly T[];
	/** Token of the next page; null on the last one. */
	readonly nextToken: string | null;
}

/** `page_size` (10 when absent, at most 100) and `page_token` of a list. @throws ApiFailure 400 */
export function readPageRequest(query: URLSearchParams, tokens: PageTokens): PageRequest {
	return { tokens, size: readPageSize(query.get('page_size')), after: readToken(query.get('page_token'), tokens) };
}

function readPageSize(text: string | null): number {
	if (text === null) return DEFAULT_PAGE_SIZE;
	const size = /^\d+$/.test(text) ? Number(text) : NaN;
	if (size >= 1 && size <= MAX_PAGE_SIZE) return size;
	throw new ApiFailure(400, `page_size must be between 1 and ${MAX_PAGE_SIZE}`, {
		source: { parameter: 'page_size' },
	});
}

function readToken(text: string | null, tokens: PageTokens): string | null {
	if (text === null) return null;
	const key = text.length > MAX_TOKEN ? null : decodeToken(text, tokens);
	if (key === null) throw new ApiFailure(400, 'Invalid page_token', { source: { parameter: 'page_token' } });
	return key;
}

/** Takes entries until the page is full; one more tells whether there is a next page. */
export function takePage<T>(
	candidates: Iterable<T>,
	{ size, tokens }: PageRequest,
	keyOf: (entry: T) => string,
): Page<T> {
	const entries: T[] = [];
	for (const candidate of candidates) {
		if (entries.length === size) {
			const last = entries.at(-1);
			return { entries, nextToken: last === undefined ? null : encodeToken(keyOf(last), tokens) };
		}
		entries.push(candidate);
	}
	return { entries, nextToken: null };
}

/** A page of a short list, ordered by `keyOf`. */
export function pageOf<T>(all: readonly T[], request: PageRequest, keyOf: (entry: T) => string): Page<T> {
	const { after } = request;
	const rest = [...all]
		.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
		.filter((entry) => after === null || keyOf(entry) > after);
	return takePage(rest, request, keyOf);
}

/** Padded base64 is there on purpose: who forgets to decode the token of a URL then sends `%3D` back as text. */
export function encodeToken(key: string, tokens: PageTokens): string {
	const text = JSON.stringify(key);
	if (tokens === 'urlSafe') return Buffer.from(text).toString('base64url');
	return Buffer.from(text.padEnd(text.length + ((4 - (text.length % 3)) % 3 || 1))).toString('base64');
}

/** Null for what `encodeToken` has not made. */
export function decodeToken(token: string, tokens: PageTokens): string | null {
	try {
		const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
		return typeof value === 'string' && encodeToken(value, tokens) === token ? value : null;
	} catch {
		return null;
	}
}

/** `metadata.next`: a full URL with the same filters. The token does not stand last, so that cutting it off the end fails. */
export function nextLink(origin: string, path: string, query: URLSearchParams, token: string): string {
	const next = new URLSearchParams({ page_token: token });
	const size = query.get('page_size') ?? String(DEFAULT_PAGE_SIZE);
	next.set('page_size', size);
	for (const [name, value] of query) if (!next.has(name) && name !== 'page_token') next.append(name, value);
	return `${origin}${path}?${next.toString()}`;
}
