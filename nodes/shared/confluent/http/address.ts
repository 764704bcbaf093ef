import { AddressError } from './errors/addressError';
import type { ApiRequest } from './exchange/exchange';

/** URL parsers take these for "here" and "one up", escaped too, and without text the path ends before its segment. */
const LOST_SEGMENTS: ReadonlySet<string> = new Set(['', '.', '..']);

/** Half of a character, as is left where text was cut: UTF-8 has no bytes for it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Whether `text` can be one segment of a URL's path, and mean there what it is. Names in answers of the service are
 * any text.
 */
export function isPathSegment(text: string): boolean {
	return !LOST_SEGMENTS.has(text) && !LONE_SURROGATE.test(text);
}

/**
 * The path with these segments, such as `/fcpm/v2/compute-pools/lfcp-1`. All paths of requests are made here, so
 * that whatever text is in them, they lead to what it names or nowhere.
 *
 * @throws AddressError for a segment that no URL can have
 */
export function pathOf(...segments: readonly string[]): string {
	return segments.map((segment) => `/${escapedSegment(segment)}`).join('');
}

function escapedSegment(text: string): string {
	if (!isPathSegment(text)) throw new AddressError({ reason: 'notInPath', text });
	return encodeURIComponent(text);
}

/**
 * Checks what a request asks for beside its path. A URL would get another character in place of half of one: the
 * service would be asked for something else, such as another label.
 *
 * @throws AddressError that names the parameter
 */
export function checkQuery({ query = {} }: Pick<ApiRequest, 'query'>): void {
	for (const [parameter, value] of Object.entries(query)) {
		const text = String(value);
		if (LONE_SURROGATE.test(text)) throw new AddressError({ reason: 'notInQuery', parameter, text });
	}
}
