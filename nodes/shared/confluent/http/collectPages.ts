import { asRecord } from '../../language/guards';
import { malformedBody } from './errors/apiError';
import { ListingError } from './errors/listingError';
import type { ApiRequest, ApiResponse } from './exchange/exchange';
import type { Scope } from './scope/scope';
import { remainingMs } from './scope/scope';

export interface Page<T> {
	readonly items: readonly T[];
	/** Undefined on the last page. */
	readonly nextToken: string | undefined;
}

export interface Collected<T> {
	readonly items: T[];
	/** Whether `limit` ended the collection although the server had more. */
	readonly truncated: boolean;
}

/** Pages of one listing at most: an environment holds about 50,000 statements, 500 pages. */
export const MAX_PAGES = 5_000;

/** The largest page that the listings of both planes give. */
export const PAGE_SIZE = 100;

/**
 * Reads page after page until the last one, or until `limit` items are there.
 *
 * @param what is listed, such as `statements`
 * @throws ListingError when the deadline passes between pages, when the server repeats a page token (it would
 * never end), or after `MAX_PAGES`: a part of a listing is never passed off as the whole.
 */
export async function collectPages<T>(
	scope: Scope,
	what: string,
	fetchPage: (token: string | undefined) => Promise<Page<T>>,
	limit = Number.POSITIVE_INFINITY,
): Promise<Collected<T>> {
	const items: T[] = [];
	const seen = new Set<string>();
	let token: string | undefined;
	for (let pages = 0; pages < MAX_PAGES; pages++) {
		if (pages > 0 && remainingMs(scope) <= 0) throw new ListingError({ reason: 'listingTimedOut', what, count: items.length });
		const page = await fetchPage(token);
		for (const item of page.items) items.push(item);
		token = page.nextToken;
		if (items.length >= limit) return cut(items, limit, token);
		if (token === undefined) return { items, truncated: false };
		if (seen.has(token)) throw new ListingError({ reason: 'listingInCircle', what });
		seen.add(token);
	}
	throw new ListingError({ reason: 'listingEndless', what, pages: MAX_PAGES });
}

function cut<T>(items: T[], limit: number, token: string | undefined): Collected<T> {
	return { items: items.slice(0, limit), truncated: items.length > limit || token !== undefined };
}

/**
 * The token of the next page, from `metadata.next`: a full URL or a path with a `page_token`, which is decoded, or the
 * bare token. Undefined where there is no next page: `next` is empty, null or absent. Only the token is taken: the next
 * request goes to the credential's own host whatever host the URL names.
 *
 * @throws ApiError for a `next` that no token can be read from: a part of a listing or a result must not pass for the whole
 */
export function nextPageToken(request: Pick<ApiRequest, 'method' | 'path'>, response: ApiResponse): string | undefined {
	const next = asRecord(asRecord(response.body)['metadata'])['next'] ?? '';
	if (next === '') return undefined;
	const token = typeof next === 'string' ? tokenIn(next) : '';
	if (token === '') throw malformedBody(request, response, 'a page whose metadata.next has a page token');
	return token;
}

/** What a token may be made of, base64 included; white space, colons and a slash in front are those of text and URLs. */
const BARE_TOKEN = /^(?!\/)[^\s:?#<>{}"]+$/;

/** Empty where there is none. */
function tokenIn(next: string): string {
	if (BARE_TOKEN.test(next)) return next;
	return searchParams(next).get('page_token') ?? '';
}

function searchParams(url: string): URLSearchParams {
	const fragmentStart = url.indexOf('#');
	const address = fragmentStart === -1 ? url : url.slice(0, fragmentStart);
	const queryStart = address.indexOf('?');
	return new URLSearchParams(queryStart === -1 ? '' : address.slice(queryStart + 1));
}
