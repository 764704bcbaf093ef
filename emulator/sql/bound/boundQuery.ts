import type { FlinkType } from '../types/flinkType';
import type { Nature, TimeRole } from './relation';

export interface OutputColumn {
	readonly name: string;
	readonly type: FlinkType;
	readonly role: TimeRole | null;
}

/** A query as DuckDB SQL whose columns are `c0`, `c1`, …, with the names and types that Flink gives them. */
export interface BoundQuery {
	readonly sql: string;
	readonly columns: readonly OutputColumn[];
	readonly nature: Nature;
	/** A further column says whether HAVING lets the row through: a change of a row that it does not is not given. */
	readonly isWatched?: boolean;
	/** A query that has a row once an aggregate over all rows has any to begin with; before, a stream gives nothing. */
	readonly input?: string;
	/** Rows to skip and to give of an unbounded, insert-only result; carried out as the rows come, not by the SQL. */
	readonly slice: { readonly offset: number; readonly limit: number | null } | null;
}
