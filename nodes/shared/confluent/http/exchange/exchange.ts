import type { JsonObject } from '../../../language/jsonValue';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Whether a request that failed may be sent again as it is.
 *
 * - `repeat`: always (GET, DELETE, and PUT guarded by a resource version).
 * - `afterRefusal`: only after a 429, which says that it was not carried out. After a failure that leaves open
 *   whether the server acted on it (timeout, dropped connection, 5xx) the caller has to find out (POST of a
 *   statement, whose name tells).
 * - `once`: never (POST of a compute pool, of which a second one would be a second pool).
 */
export type RepeatRule = 'repeat' | 'afterRefusal' | 'once';

export interface ApiRequest {
	readonly method: HttpMethod;
	/** Path on the credential's own host, beginning with `/`; its segments are already URL-encoded. */
	readonly path: string;
	/** Undefined values are left out. */
	readonly query?: Readonly<Record<string, string | number | undefined>>;
	readonly body?: JsonObject;
	readonly repeat: RepeatRule;
	/**
	 * Asked before the request is sent again after a failure that leaves open whether it was carried out. What it gives
	 * stands for the answer; undefined means to send it again. It may throw to end the repeats.
	 */
	readonly beforeRepeat?: () => Promise<ApiResponse | undefined>;
	/** Whether a cancellation does not cut it short, although it may be sent again: what it does has to be known. */
	readonly isLetFinish?: boolean;
	/** Milliseconds for this one exchange; `REQUEST_TIMEOUT_MS` when absent, cut to what the deadline leaves. */
	readonly timeoutMs?: number;
	/** What is in its body and must not be shown, should the answer quote it. */
	readonly secrets?: readonly string[];
}

export interface ApiResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON where the body is JSON, else its text; `undefined` for an empty body. */
	readonly body: unknown;
	/**
	 * Whether the text that was read for a member of the body has nothing in it that must not be shown, however it is read:
	 * then no text in the member has. No also where it is not known; absent where nobody looked.
	 *
	 * @param name of letters
	 */
	readonly isMemberClean?: (name: string) => boolean;
}

/** Milliseconds that one exchange may take: a results call once hung for 49 minutes on a staging system. */
export const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Sends one request to the credential's host, once, with the credential's header, following no redirect.
 * Resolves with any HTTP status. Rejects with a `TransportError` when there was no HTTP response.
 */
export type Transport = (request: TransportRequest, signal?: AbortSignal) => Promise<ApiResponse>;

export interface TransportRequest extends ApiRequest {
	readonly timeoutMs: number;
	/** Another host to send to than the credential's own: a host of Confluent Cloud that a redirect named. */
	readonly origin?: string;
}
