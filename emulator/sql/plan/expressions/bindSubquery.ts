import { comparable } from '../../functions/comparisons';
import type { Expr, SubqueryExpr } from '../../syntax/tree/ast';
import { validationError } from '../../text/sqlErrors';
import { BOOLEAN, NULL_TYPE, withNullable } from '../../types/flinkType';
import type { Bound } from '../../bound/bound';
import type { BoundQuery } from '../../bound/boundQuery';
import type { ExprContext } from '../context/exprContext';

/** A query inside an expression: one value, EXISTS, or the right side of IN. */
export function bindSubquery(expr: SubqueryExpr, context: ExprContext): Bound {
	const query = context.query(expr.query, context.scope);
	if (expr.form === 'exists') return { sql: `EXISTS (${query.sql})`, type: BOOLEAN(false) };
	if (expr.form === 'in') return bindIn(expr, query, context);
	const [column] = query.columns;
	if (query.columns.length !== 1 || column === undefined) {
		throw validationError(expr.at, "Cannot apply '$SCALAR_QUERY' to a query of more than one column");
	}
	return { sql: `(${query.sql})`, type: withNullable(column.type, true) };
}

/** The left side as the values that stand beside the query's columns: several for `(a, b) IN (…)`. */
function operands({ operand }: SubqueryExpr): readonly Expr[] {
	if (!operand) return [];
	return operand.kind === 'call' && operand.name === 'ROW' ? operand.args : [operand];
}

function bindIn(expr: SubqueryExpr, query: BoundQuery, context: ExprContext): Bound {
	const left = operands(expr).map((operand) => context.expression(operand, context));
	if (left.length !== query.columns.length) {
		throw validationError(
			expr.at,
			`Unequal number of entries in ROW expression: ${left.length} on the left, ${query.columns.length} in the query`,
		);
	}
	const sides = query.columns.map(({ type }, index) =>
		comparable(left[index] ?? NOTHING, { sql: `c${index}`, type }, context.session.zone),
	);
	const fitting = sides.filter((side) => side !== null);
	if (fitting.length < sides.length)
		throw validationError(expr.at, 'Values passed to IN operator must have compatible types');
	const nullable = [...left, ...query.columns].some(({ type }) => type.nullable);
	return { sql: inSql(fitting, `(${query.sql})`), type: BOOLEAN(nullable) };
}

const NOTHING: Bound = { sql: 'NULL', type: NULL_TYPE };

/** DuckDB holds rows equal whose fields are both NULL, so that rows are compared field by field. */
function inSql(sides: ReadonlyArray<readonly [string, string]>, from: string): string {
	const [only] = sides;
	if (only !== undefined && sides.length === 1) return `(${only[0]} IN (SELECT ${only[1]} FROM ${from}))`;
	const equal = sides.map(([left, right]) => `${left} = ${right}`).join(' AND ');
	const some = (condition: string) => `EXISTS (SELECT 1 FROM ${from} WHERE ${condition})`;
	return `(CASE WHEN ${some(equal)} THEN TRUE WHEN ${some(`(${equal}) IS NULL`)} THEN NULL ELSE FALSE END)`;
}
