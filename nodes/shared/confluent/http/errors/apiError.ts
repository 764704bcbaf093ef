import { asList, asRecord, isRecord } from '../../../language/guards';
import { withoutTokens } from '../../../language/redaction';
import { withoutSecrets } from '../../../language/withoutSecrets';
import type { ApiRequest, ApiResponse } from '../exchange/exchange';

/** What a person needs to know about an answer that was not a success. */
export interface ApiErrorFacts {
	/** HTTP status. */
	readonly status: number;
	/** The API's own words. Never empty: falls back to the status. */
	readonly detail: string;
	/** What the client found, where the API's own words do not say it. */
	readonly finding?: AnswerFinding | undefined;
	/** `X-Request-Id`, which Confluent's support asks for. */
	readonly requestId?: string | undefined;
	/** Machine-readable `errors[].code`, such as `resource_already_exists`. */
	readonly code?: string | undefined;
	/** Whether the body was HTML or plain text: a proxy's page, which speaks for the proxy and not for the API. */
	readonly isPage?: boolean;
	/** Response headers, names in lower case: the retry policy reads its hints from them. */
	readonly headers: Readonly<Record<string, string>>;
	readonly method: string;
	readonly path: string;
}

/** What the client finds in an answer and the API's own words do not say. */
export type AnswerFinding =
	/** A success whose body is not what was `expected`, such as `a list of statements`. */
	| { readonly reason: 'malformed'; readonly expected: string; readonly words: string | undefined }
	/** A refusal that hides from the key what was in `phase` when it was last seen. */
	| { readonly reason: 'outOfSight'; readonly phase: string }
	/** A redirect that is not followed: it names no other place. */
	| { readonly reason: 'redirectToNowhere' }
	/** A redirect to an origin that is not given the key, which is for another one. */
	| { readonly reason: 'redirectAway'; readonly origin: string; readonly own: string }
	/** More redirects than are followed; `origin` is where the last one leads, `inCircle` whether the request was sent to that address before. */
	| { readonly reason: 'redirectsEndless'; readonly count: number; readonly origin: string; readonly inCircle: boolean }
	/** A redirect of a request that is not sent again. */
	| { readonly reason: 'redirectOfChange'; readonly origin: string; readonly method: string };

/**
 * An answer of the API that was not a success, or a success whose body is not what the API promises.
 *
 * `errors[].id` is left out on purpose: a public report had to redact a credential that was in it.
 */
export class ApiError extends Error {
	readonly status: number;
	readonly detail: string;
	readonly finding: AnswerFinding | undefined;
	readonly requestId: string | undefined;
	readonly code: string | undefined;
	readonly isPage: boolean;
	readonly headers: Readonly<Record<string, string>>;
	readonly method: string;
	readonly path: string;

	constructor(facts: ApiErrorFacts) {
		super(facts.detail);
		this.name = 'ApiError';
		this.status = facts.status;
		this.detail = facts.detail;
		this.finding = facts.finding;
		this.requestId = facts.requestId;
		this.code = facts.code;
		this.isPage = facts.isPage ?? false;
		this.headers = facts.headers;
		this.method = facts.method;
		this.path = facts.path;
	}
}

/** Whether `error` is an answer of the API with this HTTP status. */
export function isApiError(error: unknown, status?: number): error is ApiError {
	return error instanceof ApiError && (status === undefined || error.status === status);
}

/**
 * Whether `error` is the API's answer that there is no such thing. A proxy that cannot reach the API may answer
 * with a 404 of its own, a page: that says nothing of the thing.
 */
export function isNotFound(error: unknown): error is ApiError {
	return isApiError(error, 404) && !error.isPage;
}

const BAD_KEY =
	/invalid\s+api[\s_-]*key|invalid_key|\bapi[\s_-]*key\b(?:\s+\S+)?\s+(?:is|was|has(?:\s+been)?)\s+(?:invalid|not\s+valid|expired|revoked|disabled|deleted|unknown)\b/i;

/** Whether the answer refuses the key itself: 401, or a 403 that says so, such as the control plane's `invalid API key`. */
export function isKeyRefused({ status, detail }: Pick<ApiError, 'status' | 'detail'>): boolean {
	return status === 401 || (status === 403 && BAD_KEY.test(detail));
}

/**
 * Whether `error` is the API's answer that the key may not see this thing, if there is one. A key whose role covers one
 * compute pool gets 403, and not 404, for a statement that is missing, deleted, or on another pool. A 403 that
 * refuses the key itself says nothing of the thing, nor does a proxy's page.
 */
export function isHiddenFrom(error: unknown): error is ApiError {
	return isApiError(error, 403) && !error.isPage && !isKeyRefused(error);
}

/** The same refusal as of something that was seen before, in `phase`. */
export function outOfSight(refusal: ApiError, phase: string): ApiError {
	const { status, detail, requestId, code, isPage, headers, method, path } = refusal;
	return new ApiError({ status, detail, requestId, code, isPage, headers, method, path, finding: { reason: 'outOfSight', phase } });
}

/** The error that an answer stands for, whatever shape its body has. */
export function apiErrorFrom(request: Pick<ApiRequest, 'method' | 'path' | 'secrets'>, response: ApiResponse): ApiError {
	return new ApiError({
		status: response.status,
		detail: wordsIn(request, response) ?? `HTTP status ${response.status}`,
		requestId: response.headers['x-request-id'],
		code: errorCode(response.body),
		isPage: typeof response.body === 'string',
		headers: response.headers,
		method: request.method,
		path: request.path,
	});
}

/**
 * Thrown by guards: the answer was a success, its body is not what the API promises.
 *
 * A body such as `{"error":{"code":404}}` has been seen with HTTP 200: there the status in it counts.
 */
export function malformedBody(request: Pick<ApiRequest, 'method' | 'path' | 'secrets'>, response: ApiResponse, expected: string): ApiError {
	const words = wordsIn(request, response);
	const status = statusInBody(response.body) ?? response.status;
	return new ApiError({
		status,
		detail: words ?? `HTTP status ${status}`,
		finding: { reason: 'malformed', expected, words },
		requestId: response.headers['x-request-id'],
		headers: response.headers,
		method: request.method,
		path: request.path,
	});
}

/** The API's own words, without what the request had in it that must not be shown. */
function wordsIn({ secrets = [] }: Pick<ApiRequest, 'secrets'>, { body }: ApiResponse): string | undefined {
	const words = errorDetail(body);
	return words === undefined ? undefined : withoutSecrets(words, secrets);
}

/**
 * The API's own words in any body a client meets: `errors[].detail`, then `errors[].title`, `message`,
 * `error.message`, and text with its tags removed. Undefined where the body says nothing.
 */
export function errorDetail(body: unknown): string | undefined {
	if (typeof body === 'string') return plainText(body);
	if (!isRecord(body)) return undefined;
	return fromErrorList(body['errors']) ?? nonEmpty(body['message']) ?? fromErrorObject(body['error']) ?? nonEmpty(body['detail']);
}

const DETAIL_LIMIT = 4000;

function fromErrorList(errors: unknown): string | undefined {
	if (!Array.isArray(errors)) return undefined;
	const texts = (key: string) => errors.flatMap((entry) => (isRecord(entry) ? (nonEmpty(entry[key]) ?? []) : []));
	const details = texts('detail');
	const words = details.length > 0 ? details : texts('title');
	return words.length > 0 ? words.join('; ') : undefined;
}

function fromErrorObject(error: unknown): string | undefined {
	if (typeof error === 'string') return nonEmpty(error);
	if (!isRecord(error)) return undefined;
	const code = error['code'];
	return nonEmpty(error['message']) ?? (typeof code === 'number' || typeof code === 'string' ? `Error code ${code}` : undefined);
}

/** What the objects and lists of both planes have at least one of; a body of an error has none. */
const CONTENT = ['spec', 'data', 'results'];

/** Whether a body is nothing but an error: such have been seen with HTTP 200. */
export function isErrorBody(body: unknown): boolean {
	return isRecord(body) && !CONTENT.some((key) => key in body) && errorDetail(body) !== undefined;
}

/** The HTTP status that an error object in the body speaks of, where it is one of an error. */
function statusInBody(body: unknown): number | undefined {
	if (!isRecord(body)) return undefined;
	const codes = [asRecord(body['error'])['code'], asRecord(asList(body['errors'])[0])['status']].map(Number);
	return codes.find((code) => Number.isInteger(code) && code >= 400 && code <= 599);
}

function errorCode(body: unknown): string | undefined {
	if (!isRecord(body) || !Array.isArray(body['errors'])) return undefined;
	const first: unknown = body['errors'][0];
	return isRecord(first) ? nonEmpty(first['code']) : undefined;
}

function nonEmpty(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? withoutTokens(value.trim()).slice(0, DETAIL_LIMIT) : undefined;
}

/**
 * Proxies answer with HTML pages and plain text: scripts, styles, comments and tags go, the words stay. What is
 * never closed ends with the page, so that no page is scanned twice.
 */
function plainText(text: string): string | undefined {
	const withoutTags = text
		.slice(0, 100_000)
		.replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
		.replace(/<(script|style|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
		.replace(/<[^<>]*>/g, ' ');
	return nonEmpty(withoutTags.replace(/\s+/g, ' '));
}
