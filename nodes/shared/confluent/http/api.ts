import { asError } from '../../language/asError';
import { isRecord } from '../../language/guards';
import { release } from '../../language/release';
import { checkQuery } from './address';
import { apiErrorFrom, isErrorBody, malformedBody } from './errors/apiError';
import { DeadlineError } from './errors/deadlineError';
import { isTimeout, TransportError } from './errors/transportError';
import { isUnclearFailure } from './errors/unclearOutcome';
import { REQUEST_TIMEOUT_MS, type ApiRequest, type ApiResponse, type Transport, type TransportRequest } from './exchange/exchange';
import type { RateLimiter } from './pacing/rateLimiter';
import { addressOf, isRedirect, MAX_REDIRECTS, redirected, redirectsEndless } from './redirect';
import { withRetry } from './retry/withRetry';
import { remainingMs, type Scope } from './scope/scope';

/**
 * The way from the API client to the network: paced by the host's rate limiter, repeated where `repeat` allows.
 * Resolves with 2xx responses only; anything else is thrown as an `ApiError` or `TransportError`, and what no URL
 * can say as an `AddressError`, before anything is sent.
 */
export interface Api {
	readonly scope: Scope;
	send(request: ApiRequest): Promise<ApiResponse>;
}

export interface ApiParts {
	/** The credential's own host, such as `https://flink.us-east-1.aws.confluent.cloud`. */
	readonly origin: string;
	readonly transport: Transport;
	/** The one that the process has for `origin`. */
	readonly limiter: RateLimiter;
	readonly scope: Scope;
}

/**
 * The client's way to the network: every sending waits for its turn, has a timeout, and is repeated as far as
 * the request's rule and the deadline allow.
 */
export function createApi(parts: ApiParts): Api {
	const { limiter, scope } = parts;
	return {
		scope,
		send: async (request) => {
			checkQuery(request);
			const attempt = attemptsOf(parts, request);
			return await withRetry(scope, request.repeat, limiter, attempt);
		},
	};
}

/** The attempts of one request: each asks first whether one before it, whose outcome is open, did the work. */
function attemptsOf(parts: ApiParts, request: ApiRequest): (again: boolean) => Promise<ApiResponse> {
	let isOpen = false;
	return async (again) => {
		const settled = isOpen ? await request.beforeRepeat?.() : undefined;
		if (settled !== undefined) return settled;
		try {
			return await followRedirects(parts, request, again);
		} catch (error) {
			isOpen ||= isUnclearFailure(error);
			throw asError(error);
		}
	};
}

async function followRedirects(parts: ApiParts, request: ApiRequest, again: boolean): Promise<ApiResponse> {
	let next: ApiRequest & { readonly origin?: string } = request;
	let response = await exchange(parts, next, again);
	const addresses = [addressOf(next, parts.origin)];
	while (isRedirect(response)) {
		const origin = next.origin ?? parts.origin;
		if (addresses.length > MAX_REDIRECTS) throw redirectsEndless(next, response, origin, addresses);
		const followed = redirected(next, response, origin);
		next = followed;
		addresses.push(addressOf(followed, followed.origin));
		response = await exchange(parts, next, true);
	}
	if (response.status < 200 || response.status > 299) throw apiErrorFrom(request, response);
	if (isUnreadable(request, response)) throw malformedBody(request, response, 'JSON');
	return response;
}

/**
 * A proxy's page, a cut answer, or an error object with a status of success. What is read has a JSON object in it;
 * what was changed may be answered with nothing, but not with a page. A POST is left to its caller, who can find out
 * what became of it.
 */
function isUnreadable({ method, repeat }: ApiRequest, { body }: ApiResponse): boolean {
	if (method === 'GET') return !isRecord(body) || isErrorBody(body);
	return repeat === 'repeat' && (typeof body === 'string' || isErrorBody(body));
}

/** One sending. Resolves with any HTTP status. */
async function exchange(parts: ApiParts, request: ApiRequest, again: boolean): Promise<ApiResponse> {
	const { limiter, scope } = parts;
	const turn = await limiter.turn(scope, again);
	const ownTimeoutMs = request.timeoutMs ?? REQUEST_TIMEOUT_MS;
	const leftMs = remainingMs(scope);
	const timed = { ...request, timeoutMs: Math.max(1, Math.floor(Math.min(ownTimeoutMs, leftMs))) };
	try {
		return await sendInTime(parts, timed);
	} catch (error) {
		// Not by the clock as it stands now: a timer may fire a millisecond early.
		const isLast = leftMs <= ownTimeoutMs;
		throw (isLast ? pastDeadline(error, timed, parts.origin) : undefined) ?? asError(error);
	} finally {
		turn.done();
	}
}

/**
 * Ends an exchange when its time is over, from the first byte to the last: the request helper's own timeout begins
 * anew with every byte that comes.
 *
 * A cancellation cuts short only what may be sent again. A POST that was cut short would leave open whether
 * something was created, and with a cancellation nobody would look.
 */
async function sendInTime({ transport, scope, origin }: ApiParts, request: TransportRequest): Promise<ApiResponse> {
	const answered = new AbortController();
	const cut = new AbortController();
	if (isCutShort(request)) abortWith(scope.signal, cut, answered.signal);
	const expiry = scope.clock.sleep(request.timeoutMs, answered.signal).then(() => {
		cut.abort();
		throw new TransportError({ reason: 'noAnswerInTime', host: hostOf(request, origin) });
	});
	try {
		return await Promise.race([transport(request, cut.signal), expiry]);
	} finally {
		release(answered);
	}
}

function isCutShort({ repeat, method, isLetFinish = false }: TransportRequest): boolean {
	return !isLetFinish && (repeat === 'repeat' || method === 'GET');
}

/** Aborts `target` when `signal` is aborted, until `until` is. */
function abortWith(signal: AbortSignal | undefined, target: AbortController, until: AbortSignal): void {
	if (signal?.aborted) target.abort();
	signal?.addEventListener('abort', () => target.abort(), { once: true, signal: until });
}

/** Milliseconds without an answer that say something about the host. Less is how a request ends that was begun just before the deadline. */
const TELLING_SILENCE_MS = 5_000;

/** A timeout at the end of the item's time is reported as that, but the caller of a POST has to know that it may have acted. */
function pastDeadline(error: unknown, request: TransportRequest, origin: string): DeadlineError | undefined {
	if (!isTimeout(error) || request.method === 'POST') return undefined;
	const isTelling = request.timeoutMs >= TELLING_SILENCE_MS;
	return new DeadlineError({ doing: 'awaitingAnswer', host: hostOf(request, origin) }, isTelling ? error : undefined);
}

function hostOf(request: Pick<TransportRequest, 'origin'>, origin: string): string {
	return new URL(request.origin ?? origin).host;
}
