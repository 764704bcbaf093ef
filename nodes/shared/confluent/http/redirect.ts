import { ApiError, apiErrorFrom, type AnswerFinding } from './errors/apiError';
import type { ApiRequest, ApiResponse } from './exchange/exchange';
import { mayReceiveKey } from './keyHosts';

/** Redirects of one request that are followed at most. */
export const MAX_REDIRECTS = 5;

/** The statuses that send a client elsewhere. */
export const REDIRECT_STATUSES: readonly number[] = [301, 302, 303, 307, 308];

/** Whether the answer sends the client elsewhere. */
export function isRedirect(response: ApiResponse): boolean {
	return REDIRECT_STATUSES.includes(response.status);
}

/**
 * The request to send instead, where a redirect may be followed with the credential's header: to the same
 * origin, or between hosts of Confluent Cloud, whose gateway may send a client to another of its hosts.
 *
 * @param origin where `request` was sent, such as `https://flink.us-east-1.aws.confluent.cloud`
 * @throws ApiError that names the other host
 */
export function redirected(request: ApiRequest, response: ApiResponse, origin: string): ApiRequest & { readonly origin: string } {
	const target = targetOf(response, origin + request.path);
	if (target === undefined) throw notFollowed(request, response, { reason: 'redirectToNowhere' });
	if (!mayReceiveKey(target, new URL(origin))) {
		throw notFollowed(request, response, { reason: 'redirectAway', origin: target.origin, own: origin });
	}
	if (!keepsMeaning(request, response)) {
		throw notFollowed(request, response, { reason: 'redirectOfChange', origin: target.origin, method: request.method });
	}
	// The query is in the location. A path that begins with two slashes would name another host.
	return { ...request, query: {}, path: target.pathname.replace(/^\/+/, '/') + target.search, origin: target.origin };
}

/**
 * The error for a redirect that comes after as many as are followed.
 *
 * @param addresses all that the request was sent to, as `addressOf` has them
 * @throws ApiError where it leads nowhere, or away
 */
export function redirectsEndless(request: ApiRequest, response: ApiResponse, origin: string, addresses: readonly string[]): ApiError {
	const next = redirected(request, response, origin);
	const inCircle = addresses.includes(addressOf(next, next.origin));
	return notFollowed(request, response, { reason: 'redirectsEndless', count: addresses.length - 1, origin: next.origin, inCircle });
}

/** Where a request is sent, its query included. */
export function addressOf({ path, query = {} }: Pick<ApiRequest, 'path' | 'query'>, origin: string): string {
	const url = new URL(path, origin);
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined) url.searchParams.set(name, String(value));
	}
	return url.href;
}

function targetOf(response: ApiResponse, base: string): URL | undefined {
	const location = response.headers['location'];
	return location !== undefined && location !== '' && URL.canParse(location, base) ? new URL(location, base) : undefined;
}

/** 307 and 308 keep method and body; 301, 302 and 303 turn everything into a GET, so only a GET survives them. */
function keepsMeaning(request: ApiRequest, response: ApiResponse): boolean {
	if (request.repeat === 'once' && request.method !== 'GET') return false;
	return request.method === 'GET' || response.status === 307 || response.status === 308;
}

function notFollowed(request: ApiRequest, response: ApiResponse, finding: AnswerFinding): ApiError {
	const { status, requestId, headers, method, path } = apiErrorFrom(request, response);
	// Not what a page says, and not the location, which may have a secret in it.
	return new ApiError({ status, requestId, headers, method, path, detail: `HTTP status ${status}`, finding });
}
