import { asError } from '../flink/asError';
import { CancelledError } from './advisedError';
import type { Scope } from './http';

/** Milliseconds until the deadline; zero or less once it has passed. */
export function remainingMs(scope: Scope): number {
	return scope.deadline - scope.clock.now();
}

/** Throws `CancelledError` once the execution was cancelled. */
export function throwIfCancelled(scope: Scope): void {
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
