/** What an answer says of the moment, in epoch milliseconds; null where the service gives none. */
export interface StatementTimes {
	/** `status.end_time` */
	readonly endedAt: number | null;
	/** `metadata.updated_at` */
	readonly updatedAt: number | null;
}

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

/**
 * The mark of a statement in `phase`. Only FAILED and STOPPED have one: COMPLETED is never left, the others do not last.
 *
 * `status.end_time` moves when the statement ends again, and with nothing else. Where an answer lacks it, what is
 * left for a FAILED statement is `metadata.updated_at`, which moves with every write. A STOPPED one gets no such
 * second-best mark: the service still adds its Kafka offsets.
 */
export function markOf(phase: string, { endedAt, updatedAt }: StatementTimes): Mark | null {
	if (phase !== 'FAILED' && phase !== 'STOPPED') return null;
	if (endedAt !== null) return { source: 'ended', at: endedAt };
	return phase === 'FAILED' && updatedAt !== null ? { source: 'updated', at: updatedAt } : null;
}

/**
 * Whether two sightings of the same phase are two stays in it. `updated` marks count only across a gap in memory:
 * as long as every poll is remembered, a mere write must not be reported as a failure.
 */
export function movedOn(before: Mark | null, now: Mark | null, unbroken: boolean): boolean {
	if (before === null || now === null || before.source !== now.source) return false;
	if (now.source === 'updated' && unbroken) return false;
	return now.at > before.at;
}
