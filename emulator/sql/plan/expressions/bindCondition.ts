import type { Expr } from '../../syntax/tree/ast';
import { validationError } from '../../text/sqlErrors';
import { familyOf } from '../../types/typeFamily';
import type { Bound } from '../../bound/bound';
import type { ExprContext } from '../context/exprContext';

/** An expression that has to be true or false. */
export function bindCondition(expr: Expr, context: ExprContext, clause: string): Bound {
	const bound = context.expression(expr, context);
	if (familyOf(bound.type) === 'BOOLEAN' || bound.type.type === 'NULL') return bound;
	throw validationError(expr.at, `${clause} clause must be a condition`);
}
