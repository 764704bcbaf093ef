import { asError } from '../../../language/asError';
import { DeadlineError } from '../errors/deadlineError';
import type { Scope } from './scope';
import { pause, remainingMs, throwIfCancelled } from './scope';

export interface Poll<T> {
	readonly read: () => Promise<T>;
	/** May throw to end the wait: a phase from which the wanted one cannot be reached. */
	readonly isDone: (value: T) => boolean | Promise<boolean>;
	/** Milliseconds until the next read, `elapsedMs` after the wait began. */
	readonly delayMs: (elapsedMs: number) => number;
	/**
	 * The error for a wait that ran out of time, which reports what was read last.
	 *
	 * @param cut the read that the end of the time cut short, where one was under way
	 */
	readonly timedOut: (last: T, waitedMs: number, cut: DeadlineError | undefined) => Error;
}

/**
 * Waits for a state of the server: reads until it is there. Not a retry; a read that fails ends the wait, its
 * own retries are behind it.
 *
 * @throws CancelledError, the error of `timedOut`, and whatever `read` and `isDone` throw
 */
export async function pollUntil<T>(scope: Scope, poll: Poll<T>): Promise<T> {
	const startedAt = scope.clock.now();
	const elapsed = () => scope.clock.now() - startedAt;
	let last: { readonly value: T } | undefined;
	for (;;) {
		throwIfCancelled(scope);
		try {
			last = { value: await poll.read() };
		} catch (error) {
			if (error instanceof DeadlineError && last !== undefined) throw poll.timedOut(last.value, elapsed(), error);
			throw asError(error);
		}
		if (await poll.isDone(last.value)) return last.value;
		if (remainingMs(scope) > 0) await pause(scope, poll.delayMs(elapsed()));
		// No request is sent any more once the time is over: what was read last is all there is to report.
		if (remainingMs(scope) <= 0) throw poll.timedOut(last.value, elapsed(), undefined);
	}
}

/**
 * When to look at a statement again, in milliseconds: often at first, since most queries are ready within
 * seconds, 28 times in the first ten seconds, then slower until it is every five seconds.
 */
export function statementPollDelay(elapsedMs: number): number {
	if (elapsedMs < 1_000) return Math.round(80 + elapsedMs * 0.35);
	if (elapsedMs < 10_000) return 390;
	return Math.min(5_000, Math.round(elapsedMs / 12));
}

/** When to look at a compute pool again, in milliseconds: provisioning takes from seconds to many minutes. */
export function computePoolPollDelay(elapsedMs: number): number {
	return Math.min(10_000, 500 + elapsedMs / 5);
}
