import { notSupported, validationError } from '../../text/sqlErrors';
import { castSql, isCastable } from '../../types/castSql';
import { commonType } from '../../types/commonType';
import { duckType } from '../../types/duckType';
import { varchar, withNullable, type FlinkType } from '../../types/flinkType';
import { isCharacter } from '../../types/typeFamily';
import { formatType } from '../../types/formatType';
import type { CaseExpr, CastExpr, Expr } from '../../syntax/tree/ast';
import { bindCall } from './bindCall';
import { bindCondition } from './bindCondition';
import { bindSubquery } from './bindSubquery';
import type { Bound } from '../../bound/bound';
import { raised } from '../../functions/raised';
import type { ExprContext } from '../context/exprContext';
import { literalSql } from '../../bound/literalSql';
import { fieldOf } from '../context/scope';

/** Gives an expression its type and its DuckDB SQL. Throws `SqlError` where it means nothing. */
export function bindExpression(expr: Expr, context: ExprContext): Bound {
	switch (expr.kind) {
		case 'literal':
			return { sql: literalSql(expr), type: expr.type, literal: expr, isConstant: true };
		case 'column':
			return context.scope.resolve(expr);
		case 'call':
			return bindCall(expr, context);
		case 'cast':
			return bindCast(expr, context);
		case 'case':
			return bindCase(expr, context);
		case 'field':
			return fieldOf(bindExpression(expr.operand, context), expr.field);
		case 'subquery':
			return bindSubquery(expr, context);
		default:
			throw validationError(expr.at, `Unknown field '${expr.kind === 'star' ? '*' : expr.name}'`);
	}
}

/** `cast('…' as decimal(4,2))`: DuckDB would round what does not fit, as Flink does. */
function bindCast(expr: CastExpr, context: ExprContext): Bound {
	const operand = bindExpression(expr.operand, context);
	const type = withNullable(expr.type, operand.type.nullable || expr.safe);
	if (!isCastable(operand.type, expr.type)) {
		throw validationError(
			expr.at,
			`Cast function cannot convert value of type ${formatType(operand.type)} to type ${formatType(expr.type)}`,
		);
	}
	refuseNanoseconds(operand, type);
	const sql = castSql(operand.sql, operand.type, type, context.session.zone);
	const isConstant = operand.isConstant === true;
	if (operand.literal?.value === null) return { sql, type, literal: { ...operand.literal, type }, isConstant };
	if (expr.safe) return { sql: `TRY(${sql})`, type, isConstant };
	// Flink writes a constant FLOAT down in its own digits, and reads those as a DOUBLE.
	if (isConstant && operand.type.type === 'FLOAT' && type.type === 'DOUBLE')
		return { sql: `CAST(${castSql(operand.sql, operand.type, varchar(), context.session.zone)} AS DOUBLE)`, type, isConstant };
	if (isConstant && (operand.type.type === 'DOUBLE' || isCharacter(operand.type)) && type.type === 'FLOAT')
		return { sql: `CASE WHEN ${isCharacter(operand.type) ? `NOT isfinite(${sql})` : `isnan(${sql})`} THEN ${raised('java.lang.NumberFormatException: Infinite or NaN')} ELSE ${sql} END`, type, isConstant };
	return { sql: operand.column && sql === operand.sql ? `CAST(${sql} AS ${duckType(type)})` : sql, type, isConstant, cast: { operand, type } };
}

/** DuckDB's timestamps end with the microsecond. */
function refuseNanoseconds({ literal }: Bound, { type, precision = 6 }: FlinkType): void {
	const isCut = type.startsWith('TIMESTAMP') && precision > 6 && /\.\d{6}\d*[1-9]/.test(literal?.value ?? '');
	if (isCut) throw notSupported('A timestamp with more than six digits after the second');
}

function bindCase(expr: CaseExpr, context: ExprContext): Bound {
	const whens = expr.whens.map(({ when, then }) => ({
		when: bindCondition(when, context, 'WHEN'),
		then: bindExpression(then, context),
	}));
	const otherwise = expr.otherwise ? bindExpression(expr.otherwise, context) : null;
	const results = [...whens.map(({ then }) => then), ...(otherwise ? [otherwise] : [])];
	const common = commonType(results.map((result) => result.type));
	if (common === null)
		throw validationError(expr.at, 'Illegal mixing of types in CASE or COALESCE statement');
	const cast = (result: Bound) => castSql(result.sql, result.type, common, context.session.zone);
	const branches = whens.map(({ when, then }) => `WHEN ${when.sql} THEN ${cast(then)}`).join(' ');
	const sql = `CASE ${branches}${otherwise ? ` ELSE ${cast(otherwise)}` : ''} END`;
	return { sql, type: withNullable(common, common.nullable || otherwise === null) };
}
