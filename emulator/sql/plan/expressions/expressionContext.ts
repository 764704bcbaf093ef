import type { Query } from '../../syntax/tree/ast';
import { bindExpression } from './bindExpression';
import type { BoundQuery } from '../../bound/boundQuery';
import type { ExprContext } from '../context/exprContext';
import type { QueryContext } from '../context/queryContext';
import type { Scope } from '../context/scope';

/** A query without its places in the text: what is equal here means the same in the same scope. */
const shapeOf = (query: Query): string =>
	JSON.stringify(query, (name, value: unknown) => (name === 'at' ? undefined : value));

/** The context of an expression without aggregates and windows; callers open up what their clause allows. */
export function expressionContext(scope: Scope, context: QueryContext): ExprContext {
	// The same subquery in SELECT and GROUP BY has to give the same SQL, table names included.
	const subqueries = new Map<string, BoundQuery>();
	return {
		session: context.session,
		scope,
		aggregates: 'forbidden',
		windows: 'forbidden',
		maybeEmpty: false,
		namedWindows: new Map(),
		expression: bindExpression,
		query(query, outer) {
			const shape = shapeOf(query);
			const inner = { ...context, outer, lateral: [], top: false };
			const bound = subqueries.get(shape) ?? context.bindQuery(query, inner);
			subqueries.set(shape, bound);
			return bound;
		},
		natures: () => [...subqueries.values()].map(({ nature }) => nature),
		onOver: () => undefined,
	};
}
