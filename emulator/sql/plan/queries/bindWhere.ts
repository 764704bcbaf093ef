import type { Query, Select } from '../../syntax/tree/ast';
import { conjuncts } from '../../syntax/tree/traverse';
import { bindCondition } from '../expressions/bindCondition';
import type { ExprContext } from '../context/exprContext';
import { expressionContext } from '../expressions/expressionContext';
import type { QueryContext } from '../context/queryContext';
import { withSemiJoins, withSubqueries, type Nature } from '../../bound/relation';

/** The condition of WHERE, none where there is no WHERE, and the nature of the rows that it lets through. */
export function bindWhere(
	{ where }: Select,
	input: Nature,
	plain: ExprContext,
	context: QueryContext,
): { readonly conditions: readonly string[]; readonly nature: Nature } {
	if (!where) return { conditions: [], nature: input };
	const semiJoins = expressionContext(plain.scope, context);
	const semiJoined = new Set<Query>();
	for (const condition of conjuncts(where)) {
		if (condition.kind === 'subquery' && condition.form !== 'scalar') semiJoined.add(condition.query);
	}
	const query: ExprContext['query'] = (inner, outer) =>
		(semiJoined.has(inner) ? semiJoins : plain).query(inner, outer);
	const { sql } = bindCondition(where, { ...plain, query }, 'WHERE');
	const nature = withSubqueries(withSemiJoins(input, semiJoins.natures()), plain.natures());
	return { conditions: [sql], nature };
}
