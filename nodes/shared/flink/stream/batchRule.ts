/** When rows that have come start an execution. */
export interface BatchRule {
	/** Rows of one execution at most; as many go at once. */
	readonly size: number;
	/** How long fewer rows wait for more, in milliseconds; undefined where they do not wait. */
	readonly waitMs: number | undefined;
}

/** What to do with the rows that wait: hand so many over, or see again after a while. */
export type BatchStep = { readonly take: number } | { readonly waitMs: number };

/** @param oldestMs how long the first of the rows has waited, in milliseconds */
export function batchStep({ size, waitMs = 0 }: BatchRule, rows: number, oldestMs: number): BatchStep {
	if (rows >= size) return { take: size };
	return rows > 0 && oldestMs >= waitMs ? { take: rows } : { waitMs: Math.max(0, waitMs - oldestMs) };
}

/**
 * Whether the next page may be asked for: as long as no full batch waits or is worked on. So a slow workflow slows the
 * reading, and what is in memory is never more than a batch and a page.
 */
export function mayReadOn({ size }: BatchRule, openRows: number): boolean {
	return openRows < size;
}
