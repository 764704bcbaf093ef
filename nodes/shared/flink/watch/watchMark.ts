import type { SeenStatement } from './watch';

/**
 * When a statement came into the phase it is in, by the server's clock: what tells a statement that is still
 * FAILED from one that was resumed and has FAILED again, although nobody remembers the RUNNING in between.
 */
export interface Mark {
	/** Where the time comes from: times of different origin say nothing about each other. */
	readonly source: 'ended' | 'updated';
	/** Epoch milliseconds. */
	readonly at: number;
}

/** Final phases that a resume leaves; COMPLETED is never left, and the others do not last. */
const RESUMABLE_PHASES: ReadonlySet<string> = new Set(['FAILED', 'STOPPED']);

/**
 * The mark of a statement in `phase`; null in phases that need none.
 *
 * `status.end_time` is "the date and time at which the statement reached its final terminal state": it moves
 * when the statement ends again, and with nothing else. It is in early access, so not every answer has it. What
 * is left for a FAILED statement then is `metadata.updated_at`, which moves whenever the object is written, as
 * `resource_version` does. A STOPPED statement gets no such second-best mark, because the service still adds
 * its Kafka offsets after it has stopped.
 */
export function markOf(phase: string, { endedAt, updatedAt }: Pick<SeenStatement, 'endedAt' | 'updatedAt'>): Mark | null {
	if (!RESUMABLE_PHASES.has(phase)) return null;
	if (endedAt !== null) return { source: 'ended', at: endedAt };
	return phase === 'FAILED' && updatedAt !== null ? { source: 'updated', at: updatedAt } : null;
}

/**
 * Whether two sightings of the same phase are two stays in it.
 *
 * `updated` marks count only across a gap in memory (`unbroken` false). As long as every poll is remembered, a mere
 * write of the object must not be reported as a failure.
 */
export function movedOn(before: Mark | null, now: Mark | null, unbroken: boolean): boolean {
	if (before === null || now === null || before.source !== now.source) return false;
	if (now.source === 'updated' && unbroken) return false;
	return now.at > before.at;
}
