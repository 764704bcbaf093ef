import { ApiError } from '../errors/apiError';
import type { Failure } from '../errors/deadlineError';
import { isCancelledRequest, isTooLarge } from '../errors/transportError';
import type { RepeatRule } from '../exchange/exchange';
import { hintedWaitMs } from './retryAfter';

/** Sendings of one request at most, those that were refused with 429 not counted. */
export const MAX_ATTEMPTS = 8;

const FIRST_BACKOFF_MS = 300;
const LONGEST_BACKOFF_MS = 8_000;
/** After as many refusals of the same request its own waits grow, whatever hint the answers carry. */
const PATIENT_REFUSALS = 5;
const FIRST_REFUSAL_WAIT_MS = 1_000;
const LONGEST_REFUSAL_WAIT_MS = 30_000;
/** An answer that says "at once" over and over must not be taken at its word. */
const SHORTEST_PAUSE_MS = 100;

/** How often one request has failed so far, the failure that is being decided on included. */
export interface Tally {
	/** Answers 429: the service did not carry the request out. */
	readonly refusals: number;
	/** Everything else. */
	readonly failures: number;
}

/** What follows from a failure. All times in milliseconds. */
export interface Decision {
	readonly again: boolean;
	/** This request's own wait. */
	readonly waitMs: number;
	/** Nothing is sent to the host for so long, whoever asks. */
	readonly pauseHostMs: number;
	/** Whether somebody else must be using the limits that this process kept. */
	readonly slowDown: boolean;
}

const GIVE_UP: Decision = { again: false, waitMs: 0, pauseHostMs: 0, slowDown: false };

/**
 * What to do about a failure.
 *
 * - 429, which says that the request was not carried out: again, for every rule but `once`, until the deadline.
 *   A hint pauses the whole host; without one only this request waits (a proxy's page says nothing of others).
 * - 500, 502, 503, 504, a success whose body cannot be read, no answer: again for `repeat` only, jittered, at
 *   most `MAX_ATTEMPTS` times. A 503 with a hint pauses the host.
 * - Everything else, among it an answer that is too large, 408 (a result window that closed) and 409: never.
 *
 * @param random from 0 (inclusive) to 1 (exclusive)
 */
export function decide(failure: Failure, rule: RepeatRule, tally: Tally, now: number, random: number): Decision {
	if (failure instanceof ApiError && failure.status === 429) return afterRefusal(failure, rule, tally, now, random);
	if (!isTransient(failure)) return GIVE_UP;
	const hint = failure instanceof ApiError && failure.status === 503 ? hintedWaitMs(failure.headers, now) : undefined;
	return {
		again: rule === 'repeat' && tally.failures < MAX_ATTEMPTS,
		waitMs: backoffMs(tally.failures, FIRST_BACKOFF_MS, LONGEST_BACKOFF_MS, random),
		pauseHostMs: hint ?? 0,
		slowDown: false,
	};
}

function afterRefusal(failure: ApiError, rule: RepeatRule, { refusals }: Tally, now: number, random: number): Decision {
	const hint = hintedWaitMs(failure.headers, now);
	const growsFrom = hint === undefined ? 0 : PATIENT_REFUSALS;
	return {
		again: rule !== 'once',
		waitMs: backoffMs(refusals - growsFrom, FIRST_REFUSAL_WAIT_MS, LONGEST_REFUSAL_WAIT_MS, random),
		pauseHostMs: hint === undefined ? 0 : Math.max(hint, SHORTEST_PAUSE_MS),
		slowDown: hint !== undefined,
	};
}

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([500, 502, 503, 504]);

function isTransient(failure: Failure): boolean {
	if (failure instanceof ApiError) return TRANSIENT_STATUSES.has(failure.status) || failure.status < 300;
	return !isCancelledRequest(failure) && !isTooLarge(failure);
}

/** Doubles from the first failure on, and is spread over its upper half so that items do not come back in step. */
function backoffMs(failures: number, firstMs: number, longestMs: number, random: number): number {
	if (failures <= 0) return 0;
	return Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20)) * (0.5 + random / 2);
}
