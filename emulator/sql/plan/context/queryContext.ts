import type { CommonTable, Query } from '../../syntax/tree/ast';
import type { BoundQuery } from '../../bound/boundQuery';
import type { Relation } from '../../bound/relation';
import type { Scope } from './scope';
import type { PlanSession } from '../../bound/session';

export interface VisibleCte {
	readonly cte: CommonTable;
	/** What the common table itself sees. */
	readonly ctes: ReadonlyMap<string, VisibleCte>;
}

/** What a query can refer to besides its own tables. */
export interface QueryContext {
	readonly session: PlanSession;
	readonly ctes: ReadonlyMap<string, VisibleCte>;
	/** Columns of the queries around, for correlated subqueries. */
	readonly outer: Scope | null;
	/** Tables to the left in the same FROM, which UNNEST and LATERAL see. */
	readonly lateral: readonly Relation[];
	/** Whether this is the statement's own query, whose LIMIT is carried out as the rows come. */
	readonly top: boolean;
	/** Binds a query inside of this one. Handed in: queries consist of tables and expressions, which contain queries. */
	bindQuery(query: Query, context: QueryContext): BoundQuery;
}

/** For a query in the catalog, which sees nothing of the query that names it. */
export function contextApart(context: QueryContext, session: PlanSession): QueryContext {
	return { ...context, session, ctes: new Map(), outer: null, lateral: [], top: false };
}
