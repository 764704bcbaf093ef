import type { Bound } from '../bound/bound';
import type { PlanSession } from '../bound/session';
import type { CallExpr, JsonBehaviour } from '../syntax/tree/ast';
import type { FlinkType } from '../types/flinkType';

/** A call whose arguments are bound; keywords such as time units arrive as `symbols`, in order. */
export interface BoundCall {
	readonly expr: CallExpr;
	readonly args: readonly Bound[];
	readonly symbols: readonly string[];
	readonly session: PlanSession;
	/**
	 * `name(argument)` of DuckDB with the DISTINCT, ORDER BY, FILTER and OVER of this call. `where` is a condition on
	 * the rows besides the call's own.
	 */
	apply(name: string, argument: string, where?: string): string;
	/** What a JSON function gives ON EMPTY or ON ERROR: a value, or the word; NULL where nothing is said. */
	behaviour(when: 'onEmpty' | 'onError'): Bound | JsonBehaviour;
	/** An aggregate over all rows may find none, which makes its result nullable. */
	readonly maybeEmpty: boolean;
}

export interface FlinkFunction {
	readonly kind: 'scalar' | 'aggregate' | 'window';
	/** The type and SQL of a call, or null where the arguments do not fit. The type says whether it is nullable. */
	bind(call: BoundCall): { sql: string; type: FlinkType } | null;
}

export type FunctionTable = Readonly<Record<string, FlinkFunction>>;
