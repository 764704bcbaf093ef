import type { Expr, Query, WindowSpec } from '../../syntax/tree/ast';
import type { Bound } from '../../bound/bound';
import type { BoundQuery } from '../../bound/boundQuery';
import type { Nature } from '../../bound/relation';
import type { Scope } from './scope';
import type { PlanSession } from '../../bound/session';

/** What an expression may contain where it stands, and what is learned on the way. */
export interface ExprContext {
	readonly session: PlanSession;
	readonly scope: Scope;
	readonly aggregates: 'forbidden' | 'allowed' | 'inside';
	readonly windows: 'forbidden' | 'allowed';
	/** True for aggregates over a whole table, which may find no row. */
	readonly maybeEmpty: boolean;
	/** Entries of the WINDOW clause. */
	readonly namedWindows: ReadonlyMap<string, WindowSpec>;
	/** Binds an expression inside of the expression. Handed in: calls, windows and subqueries contain expressions. */
	expression(expr: Expr, context: ExprContext): Bound;
	/** Binds a query inside the expression; the scope is what its outer columns refer to. */
	query(query: Query, outer: Scope): BoundQuery;
	/** Natures of the queries that `query` has bound so far. */
	natures(): readonly Nature[];
	/** Told of every window that is used. */
	onOver(spec: WindowSpec): void;
}
