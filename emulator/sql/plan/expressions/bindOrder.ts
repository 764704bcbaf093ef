import type { OrderItem } from '../../syntax/tree/ast';
import type { ExprContext } from '../context/exprContext';

/** NULL is the least value in Flink: first when ascending, last when descending. */
export function direction(item: OrderItem): string {
	const nullsFirst = item.nullsFirst ?? !item.descending;
	return `${item.descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
}

/** The ORDER BY of an aggregate or a window. */
export function orderSql(items: readonly OrderItem[], context: ExprContext): string {
	return items.map((item) => `${context.expression(item.expr, context).sql} ${direction(item)}`).join(', ');
}
