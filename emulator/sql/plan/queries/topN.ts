import type { Expr, Select } from '../../syntax/tree/ast';
import { conjuncts } from '../../syntax/tree/traverse';
import { bindExpression } from '../expressions/bindExpression';
import type { BoundItem } from './boundItem';
import type { ExprContext } from '../context/exprContext';
import type { Nature } from '../../bound/relation';

/** A column that numbers the rows of a partition. */
export type Rank = NonNullable<Nature['rank']>;

/** Finds `ROW_NUMBER() OVER (PARTITION BY …)` in a select list whose partition columns are selected too. */
export function rankOf(items: readonly BoundItem[], input: Nature, context: ExprContext): Rank | null {
	for (const [column, { item }] of items.entries()) {
		const expr = item?.expr;
		if (expr?.kind !== 'call' || expr.name !== 'ROW_NUMBER' || !expr.over) continue;
		const partition = expr.over.partitionBy.map((key) => {
			const { sql } = bindExpression(key, context);
			return items.findIndex(({ bound }) => bound.sql === sql);
		});
		return partition.includes(-1) ? null : { column, partition, updating: input.updating };
	}
	return null;
}

const wholeNumber = (expr: Expr | undefined): number | null =>
	expr?.kind === 'literal' && expr.type.type === 'INTEGER' ? Number(expr.value) : null;

/** The greatest rank that a condition lets through, if it is one on the rank: `rn = 1`, `rn <= 3`, `3 >= rn`. */
function greatestRank(condition: Expr, isRank: (expr: Expr) => boolean): number | null {
	if (condition.kind !== 'call') return null;
	const [left, right, upper] = condition.args;
	if (!left || !right) return null;
	if (condition.name === 'BETWEEN') return isRank(left) ? wholeNumber(upper) : null;
	const [name, other] = isRank(left) ? [condition.name, right] : [mirrored(condition.name), left];
	const bound = isRank(left) || isRank(right) ? wholeNumber(other) : null;
	if (bound === null) return null;
	if (name === '=') return bound === 1 ? 1 : null;
	if (name === '<=') return bound;
	return name === '<' ? bound - 1 : null;
}

const mirrored = (name: string): string => ({ '>=': '<=', '>': '<', '=': '=' })[name] ?? '';

/**
 * What identifies a row of a Top-N: `WHERE rn = 1` leaves one row for each partition, `WHERE rn <= n` one for each
 * partition and rank. Null where no condition bounds the rank.
 */
export function topNKey(
	{ where }: Select,
	rank: Rank,
	rankSql: string,
	context: ExprContext,
): readonly number[] | null {
	const isRank = (expr: Expr): boolean =>
		expr.kind === 'column' && bindExpression(expr, context).sql === rankSql;
	const limits = where ? conjuncts(where).map((condition) => greatestRank(condition, isRank)) : [];
	const limit = limits.find((candidate) => candidate !== null);
	if (limit === undefined || limit === null) return null;
	return limit === 1 ? rank.partition : [...rank.partition, rank.column];
}
