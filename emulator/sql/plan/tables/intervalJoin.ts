import type { Expr, JoinedTable } from '../../syntax/tree/ast';
import { conjuncts } from '../../syntax/tree/traverse';
import { isLocalZoned } from '../../types/typeFamily';
import { bindExpression } from '../expressions/bindExpression';
import type { ExprContext } from '../context/exprContext';
import type { Relation, RelationColumn } from '../../bound/relation';

/** A time attribute, moved by microseconds. */
interface Moment {
	readonly column: RelationColumn;
	readonly offset: bigint;
}

/** Conditions of the form `a <= b`, or `a < b`, among those that have to hold together. */
function inequalities(on: Expr): ReadonlyArray<readonly [lesser: Expr, greater: Expr]> {
	return conjuncts(on).flatMap((expr): Array<readonly [Expr, Expr]> => {
		if (expr.kind !== 'call') return [];
		const [left, right, upper] = expr.args;
		if (!left || !right) return [];
		if (expr.name === 'BETWEEN' && upper)
			return [
				[right, left],
				[left, upper],
			];
		if (['<=', '<'].includes(expr.name)) return [[left, right]];
		return ['>=', '>'].includes(expr.name) ? [[right, left]] : [];
	});
}

function momentOf(expr: Expr, context: ExprContext): Moment | null {
	if (expr.kind === 'column') {
		const { column } = bindExpression(expr, context);
		return column?.role?.part === 'rowtime' ? { column, offset: 0n } : null;
	}
	if (expr.kind !== 'call' || (expr.name !== '+' && expr.name !== '-')) return null;
	const [base, distance] = expr.args;
	const moment = base ? momentOf(base, context) : null;
	if (!moment || distance?.kind !== 'literal' || distance.type.type !== 'INTERVAL_DAY_TIME') return null;
	const micros = BigInt(distance.value ?? '0');
	return { ...moment, offset: moment.offset + (expr.name === '+' ? micros : -micros) };
}

const isOf = (relations: readonly Relation[], { column }: Moment): boolean =>
	relations.some((relation) => relation.columns.includes(column));

/** That a row without a match has none to come: the other side is complete beyond the last moment of a match. */
function settled(row: Moment, other: Moment): string {
	const last = `${row.column.sql} + to_microseconds(${row.offset - other.offset})`;
	return `(${other.column.sql} IS NOT NULL OR ${last} < ${other.column.role?.watermark ?? 'NULL'})`;
}

/**
 * The conditions that hold back the rows without a match of an outer join whose sides' times lie within bounds of one
 * another; null for every other join. Such a join withdraws nothing.
 */
export function intervalJoin(
	join: JoinedTable,
	left: readonly Relation[],
	right: readonly Relation[],
	context: ExprContext,
): readonly string[] | null {
	const pairs = (join.on ? inequalities(join.on) : []).flatMap(([lesser, greater]) => {
		const [low, high] = [momentOf(lesser, context), momentOf(greater, context)];
		const comparable = low && high && isLocalZoned(low.column.type) === isLocalZoned(high.column.type);
		return comparable ? [{ low, high }] : [];
	});
	const rightEnds = pairs.find(({ low, high }) => isOf(right, low) && isOf(left, high));
	const leftEnds = pairs.find(({ low, high }) => isOf(left, low) && isOf(right, high));
	if (!rightEnds || !leftEnds) return null;
	return [
		...(join.type === 'LEFT' || join.type === 'FULL' ? [settled(rightEnds.high, rightEnds.low)] : []),
		...(join.type === 'RIGHT' || join.type === 'FULL' ? [settled(leftEnds.high, leftEnds.low)] : []),
	];
}
