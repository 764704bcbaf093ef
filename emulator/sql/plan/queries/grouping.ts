import { validationError } from '../../text/sqlErrors';
import { functionNamed } from '../../functions/registry';
import { childrenOf } from '../../syntax/tree/traverse';
import type { Expr, Grouping } from '../../syntax/tree/ast';
import { bindExpression } from '../expressions/bindExpression';
import type { Bound } from '../../bound/bound';
import type { ExprContext } from '../context/exprContext';

export interface GroupClause {
	/** ` GROUP BY …`, or empty for an aggregate over all rows. */
	readonly sql: string;
	readonly keys: readonly Bound[];
	/** No grouping sets: the keys identify a row of the result. */
	readonly isPlain: boolean;
}

export function bindGrouping(groupings: readonly Grouping[], context: ExprContext): GroupClause {
	const keys: Bound[] = [];
	const bindSet = (set: readonly Expr[]): string[] =>
		set.map((expr) => {
			const bound = bindExpression(expr, context);
			if (!keys.some((key) => key.sql === bound.sql)) keys.push(bound);
			return bound.sql;
		});
	const parts = groupings.map((grouping) => {
		const sets = grouping.sets.map(bindSet);
		if (grouping.kind === 'SIMPLE') return sets.flat().join(', ');
		const list = sets.map((set) => `(${set.join(', ')})`).join(', ');
		return grouping.kind === 'SETS' ? `GROUPING SETS (${list})` : `${grouping.kind} (${list})`;
	});
	return {
		sql: ` GROUP BY ${parts.join(', ')}`,
		keys,
		isPlain: groupings.every(({ kind }) => kind === 'SIMPLE'),
	};
}

/** Refuses columns that are neither group keys nor inside an aggregate. */
export function checkGrouped(expr: Expr, keys: ReadonlySet<string>, context: ExprContext): void {
	if (expr.kind === 'literal' || expr.kind === 'symbol' || expr.kind === 'star' || expr.kind === 'subquery')
		return;
	const bound = bindExpression(expr, context);
	if (keys.has(bound.sql)) return;
	if (expr.kind === 'column') {
		if (context.scope.aliases.has(expr.path[0]?.name ?? '')) return;
		const name = expr.path.map((part) => part.name).join('.');
		throw validationError(expr.at, `Expression '${name}' is not being grouped`);
	}
	if (expr.kind === 'call' && functionNamed(expr.name)?.kind === 'aggregate' && !expr.over) return;
	for (const child of childrenOf(expr)) checkGrouped(child, keys, context);
}
