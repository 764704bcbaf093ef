import { asError } from '../../../language/asError';
import { CancelledError } from '../errors/cancelledError';
import { ApiError } from '../errors/apiError';
import { DeadlineError, isFailure, type Failure } from '../errors/deadlineError';
import { isCancelledRequest } from '../errors/transportError';
import type { RepeatRule } from '../exchange/exchange';
import type { RateLimiter } from '../pacing/rateLimiter';
import { pause, remainingMs, type Scope } from '../scope/scope';
import { decide, type Decision, type Tally } from './retryPolicy';

/** The part of a rate limiter that hears of refusals. */
export type HostPauses = Pick<RateLimiter, 'pause' | 'slowDown'>;

/**
 * Makes attempts until one succeeds or `decide` ends it, within the scope's deadline.
 *
 * @param attempt receives whether it is a repeat
 * @throws the last failure; DeadlineError with the last failure; CancelledError
 */
export async function withRetry<T>(
	scope: Scope,
	rule: RepeatRule,
	host: HostPauses,
	attempt: (again: boolean) => Promise<T>,
): Promise<T> {
	let last: Failure | undefined;
	let tally: Tally = { refusals: 0, failures: 0 };
	for (;;) {
		try {
			return await attempt(last !== undefined);
		} catch (error) {
			if (error instanceof DeadlineError && last !== undefined) throw error.after(last);
			if (!isFailure(error)) throw asError(error);
			last = error;
		}
		if (isCancelledRequest(last)) throw new CancelledError();
		tally = counted(tally, last);
		const decision = decide(last, rule, tally, scope.clock.now(), scope.random());
		tellHost(host, decision);
		if (!decision.again) throw last;
		await waitAsDecided(scope, decision, last);
	}
}

function counted({ refusals, failures }: Tally, failure: Failure): Tally {
	const isRefusal = failure instanceof ApiError && failure.status === 429;
	return isRefusal ? { refusals: refusals + 1, failures } : { refusals, failures: failures + 1 };
}

function tellHost(host: HostPauses, { pauseHostMs, slowDown }: Decision): void {
	if (slowDown) host.slowDown(pauseHostMs);
	else if (pauseHostMs > 0) host.pause(pauseHostMs);
}

/** The host's pause is waited for with the next turn; but where it lasts beyond the deadline, that is clear now. */
async function waitAsDecided(scope: Scope, { waitMs, pauseHostMs }: Decision, last: Failure): Promise<void> {
	const left = remainingMs(scope);
	if (Math.max(waitMs, pauseHostMs) >= left) throw outOfTime(last);
	if (waitMs > 0) await pause(scope, waitMs);
}

function outOfTime(last: Failure): DeadlineError {
	const isRefusal = last instanceof ApiError && last.status === 429;
	return new DeadlineError({ doing: isRefusal ? 'awaitingRateLimit' : 'repeating' }, last);
}
