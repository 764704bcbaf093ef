import type { ScanStart } from './scanStart';

/**
 * Variables that let the rows of a table be read as they were: the highest `seq` of what has been added, and of what
 * has been withdrawn. Unset, everything has happened.
 */
export const UP_TO = 'up_to';
export const GONE = 'gone';

/** A change of a table by its number, and whether it withdraws a row. */
export interface TableChange {
	readonly seq: number;
	readonly withdraws: boolean;
}

/** Where the rows of a table lie in DuckDB, and how far they go. */
export interface TableStorage {
	/** Rows are added only (`append`), replaced by key (`upsert`), or withdrawn one by one (`retract`). */
	readonly changelog: 'append' | 'upsert' | 'retract';
	/**
	 * A SELECT (no alias, no parentheses) of the columns in storage, `rowtime` and `seq`. The variable `now` bounds
	 * generated rows; `afterVariable`, where it is set, leaves out the rows up to that `seq`.
	 */
	rows(afterVariable: string): string;
	/**
	 * As `rows`, but every version of a row, valid from `valid_from` to before `valid_to` by the table's time, a column
	 * in storage; null where none are kept.
	 */
	versions(time: string): string | null;
	/** Makes sure that the rows up to `now` (epoch milliseconds) are there. */
	prepare(now: number): Promise<void>;
	/** A number that differs whenever the rows at `now` may differ. */
	version(now: number): number;
	/** The highest `seq` among the rows at `now`. */
	position(now: number): number;
	/**
	 * Each change after one and up to `now`, oldest first; null where the changes cannot be looked at one by one with
	 * `UP_TO` and `GONE`.
	 */
	changesAfter(seq: number, now: number): Promise<readonly TableChange[]> | null;
	/**
	 * The highest `seq` among the records before a start, -1 where there are none.
	 * Throws `SqlError` for an offset that no record of the table has.
	 */
	positionBefore(start: ScanStart, now: number): Promise<number>;
	/** How many records there are up to a `seq`: the offset of the next one. Null for a table that is gone. */
	recordsUpTo(seq: number): Promise<number | null>;
	/** The `seq` of the first record after another, null where there is none. */
	following(seq: number): Promise<number | null>;
}
