/** Where the rows of a table lie in DuckDB, and how far they go. */
export interface TableStorage {
	/** Rows are added only (`append`), replaced by key (`upsert`), or withdrawn one by one (`retract`). */
	readonly changelog: 'append' | 'upsert' | 'retract';
	/**
	 * A SELECT (no alias, no parentheses) of the columns in storage, `rowtime` and `seq`. The variable `now` bounds
	 * generated rows; `afterVariable`, where it is set, leaves out the rows up to that `seq`.
	 */
	rows(afterVariable: string): string;
	/** As `rows`, but every version of a row, valid from `valid_from` to before `valid_to`; null where none are kept. */
	versions(): string | null;
	/** Makes sure that the rows up to `now` (epoch milliseconds) are there. */
	prepare(now: number): Promise<void>;
	/** A number that differs whenever the rows at `now` may differ. */
	version(now: number): number;
	/** The highest `seq` among the rows at `now`. */
	position(now: number): number;
}
