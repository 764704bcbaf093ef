import { SqlError } from '../../engine';
import type { OrderItem, Query } from '../../syntax/tree/ast';
import { direction } from '../expressions/bindOrder';
import type { Bound } from '../../bound/bound';
import type { BoundQuery } from '../../bound/boundQuery';
import type { QueryContext } from '../context/queryContext';

/** A sort key: what it means, or its position among the output columns. */
export interface Ordering {
	readonly item: OrderItem;
	readonly bound: Bound;
	readonly position?: number;
}

export type Tail = Pick<Query, 'orderBy' | 'limit' | 'offset'>;

function orderClause(ordering: readonly Ordering[], arrival: string | null): string {
	if (ordering.length === 0) return '';
	const keys = ordering.map(({ item, bound, position }) => `${position ?? bound.sql} ${direction(item)}`);
	return ` ORDER BY ${[...keys, ...(arrival === null ? [] : [arrival])].join(', ')}`;
}

function limitClause(tail: Tail): string {
	return (
		(tail.limit === null ? '' : ` LIMIT ${tail.limit}`) + (tail.offset === 0 ? '' : ` OFFSET ${tail.offset}`)
	);
}

const isTimeOrdered = ([first]: readonly Ordering[]): boolean =>
	first?.bound.column?.role?.part === 'rowtime' && !first.item.descending;

/**
 * Adds ORDER BY and LIMIT. Over a stream, sorting without a limit works along the time attribute only; a limit on
 * rows that are only ever added takes the first that come; every other limit is a Top-N, which withdraws rows.
 */
export function finishQuery(
	query: BoundQuery,
	ordering: readonly Ordering[],
	tail: Tail,
	context: QueryContext,
	arrival: string | null = null,
): BoundQuery {
	const limited = tail.limit !== null || tail.offset > 0;
	const order = orderClause(ordering, arrival);
	const unbounded = context.session.streaming && !query.nature.bounded;
	if (!unbounded) return { ...query, sql: query.sql + order + limitClause(tail) };
	const inOrder = ordering.length === 0 || (isTimeOrdered(ordering) && !query.nature.updating);
	if (!limited) {
		if (!inOrder) throw new SqlError('Sort on a non-time-attribute field is not supported.');
		return { ...query, sql: query.sql + order };
	}
	if (inOrder && !query.nature.updating && context.top) {
		return { ...query, sql: query.sql + order, slice: { offset: tail.offset, limit: tail.limit } };
	}
	const nature = { ...query.nature, updating: true, key: null, rank: null, retracting: true, linear: null };
	return { ...query, sql: query.sql + order + limitClause(tail), nature };
}
