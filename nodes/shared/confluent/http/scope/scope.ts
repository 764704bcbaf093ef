import { asError } from '../../../language/asError';
import { CancelledError } from '../errors/cancelledError';

/** Wall clock and waiting, injected so that nothing in the client depends on real time. */
export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
	/**
	 * Milliseconds since some moment, counted by a clock that nobody sets. Where a clock has none, `SteadyTime` makes
	 * do with `now`, which it keeps from going back.
	 */
	steady?(): number;
	/** Resolves after `ms` milliseconds; rejects as soon as `signal` is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What bounds the work done for one item: its deadline, its cancellation, and who it is done for. */
export interface Scope {
	readonly clock: Clock;
	/** Epoch milliseconds after which nothing more is begun. */
	readonly deadline: number;
	/** Aborted when the n8n execution is cancelled. */
	readonly signal?: AbortSignal | undefined;
	/** From 0 (inclusive) to 1 (exclusive), for jitter and generated names. */
	readonly random: () => number;
	/** The execution this work belongs to; the rate limiter shares its slots fairly between owners. */
	readonly owner: object;
}

/** Milliseconds until the deadline; zero or less once it has passed. */
export function remainingMs(scope: Scope): number {
	return scope.deadline - scope.clock.now();
}

/** Throws `CancelledError` once the execution was cancelled. */
export function throwIfCancelled(scope: Pick<Scope, 'signal'>): void {
	if (scope.signal?.aborted) throw new CancelledError();
}

/**
 * Waits `ms` milliseconds, but not past the deadline, and ends at once when the execution is cancelled.
 *
 * The signal is asked again afterwards: older n8n versions sleep without looking at it.
 *
 * @throws CancelledError
 */
export async function pause(scope: Scope, ms: number): Promise<void> {
	throwIfCancelled(scope);
	const wait = Math.max(0, Math.min(ms, remainingMs(scope)));
	try {
		await scope.clock.sleep(wait, scope.signal);
	} catch (error) {
		throwIfCancelled(scope);
		throw asError(error);
	}
	throwIfCancelled(scope);
}
