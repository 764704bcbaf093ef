import type { Expr } from './ast';

/** The expressions that an expression is made of; what stands in subqueries and windows is left out. */
export function childrenOf(expr: Expr): readonly Expr[] {
	switch (expr.kind) {
		case 'call':
			return expr.args;
		case 'cast':
		case 'field':
			return [expr.operand];
		case 'case': {
			const branches = expr.whens.flatMap(({ when, then }) => [when, then]);
			return expr.otherwise ? [...branches, expr.otherwise] : branches;
		}
		default:
			return [];
	}
}

/** The conditions that have to hold together for an expression to be true: the sides of its outermost ANDs. */
export function conjuncts(expr: Expr): readonly Expr[] {
	return expr.kind === 'call' && expr.name === 'AND' ? expr.args.flatMap(conjuncts) : [expr];
}

/** Whether a column's name stands in an expression. */
export function mentions(expr: Expr, column: string): boolean {
	if (expr.kind === 'column') return expr.path.some(({ name }) => name === column);
	return childrenOf(expr).some((child) => mentions(child, column));
}
