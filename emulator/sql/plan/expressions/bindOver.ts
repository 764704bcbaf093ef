import { validationError } from '../../text/sqlErrors';
import type { FrameBound, WindowSpec } from '../../syntax/tree/ast';
import { orderSql } from './bindOrder';
import type { ExprContext } from '../context/exprContext';

/** A window with what it takes over from the WINDOW clause. */
export function resolveWindow(spec: WindowSpec, context: Pick<ExprContext, 'namedWindows'>): WindowSpec {
	if (spec.base === null) return spec;
	const base = context.namedWindows.get(spec.base.name);
	if (!base) throw validationError(spec.base.at, `Window '${spec.base.name}' not found`);
	return {
		base: null,
		partitionBy: spec.partitionBy.length > 0 ? spec.partitionBy : base.partitionBy,
		orderBy: spec.orderBy.length > 0 ? spec.orderBy : base.orderBy,
		frame: spec.frame ?? base.frame,
	};
}

function boundSql(bound: FrameBound, context: ExprContext): string {
	return bound.distance ? `${context.expression(bound.distance, context).sql} ${bound.kind}` : bound.kind;
}

/** ` OVER (…)`; numbers go to rows that are alike in the order in which they came. */
export function overSql(written: WindowSpec, context: ExprContext, isNumbering = false): string {
	const spec = resolveWindow(written, context);
	context.onOver(spec);
	const [only, ...others] = context.scope.relations;
	const tieBreaker = isNumbering && only?.arrival !== undefined && others.length === 0 ? `, ${only.arrival}` : '';
	const parts = [];
	if (spec.partitionBy.length > 0) {
		parts.push(
			`PARTITION BY ${spec.partitionBy.map((expr) => context.expression(expr, context).sql).join(', ')}`,
		);
	}
	if (spec.orderBy.length > 0) parts.push(`ORDER BY ${orderSql(spec.orderBy, context)}${tieBreaker}`);
	if (spec.frame) {
		const { unit, from, to } = spec.frame;
		parts.push(`${unit} BETWEEN ${boundSql(from, context)} AND ${boundSql(to, context)}`);
	}
	return ` OVER (${parts.join(' ')})`;
}
