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
	/** Rows to skip and to give of an unbounded, insert-only result; carried out as the rows come, not by the SQL. */
	readonly slice: { readonly offset: number; readonly limit: number | null } | null;
}
