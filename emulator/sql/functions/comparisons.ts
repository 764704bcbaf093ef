import { anyNullable, type Bound } from '../bound/bound';
import { SqlError } from '../engine';
import { castSql } from '../types/castSql';
import { commonType } from '../types/commonType';
import { BOOLEAN, withNullable, type FlinkType } from '../types/flinkType';
import { duckType } from '../types/duckType';
import { familyOf, isCharacter, isInterval, isNumeric, isTemporal, type TypeFamily } from '../types/typeFamily';
import type { FlinkFunction, FunctionTable } from './functionTypes';

const EQUALITIES = new Set(['=', '<>', 'IN', 'NULLIF', 'IS DISTINCT FROM']);
/** Values that are equal or not, and never less than one another. */
const WITHOUT_ORDER = new Set(['ARRAY', 'MAP', 'MULTISET', 'ROW']);
const isNumberOrTime = (type: FlinkType): boolean => isNumeric(type) || isTemporal(type);

/**
 * Both sides as values that DuckDB compares the way Flink does; null where Flink has no comparison. Text beside a time
 * is read as that time, and beside a number as a number where the two are put in order; their equality Flink refuses.
 */
export function comparable(left: Bound, right: Bound, zone: string, operator = '='): [string, string] | null {
	const [a, b] = [familyOf(left.type), familyOf(right.type)];
	for (const [text, other] of [
		[left, right],
		[right, left],
	] as const) {
		if (!isCharacter(text.type) || !isNumberOrTime(other.type)) continue;
		if (isNumeric(other.type) && EQUALITIES.has(operator))
			throw new SqlError(`implicit type conversion between ${other.type.type} and ${text.type.type} is not supported now`);
		const parsed = castSql(text.sql, text.type, withNullable(other.type, true), zone);
		return text === left ? [parsed, right.sql] : [left.sql, parsed];
	}
	if (a !== b && [a, b].includes('CHARACTER') && [a, b].some((family) => family === 'BOOLEAN' || family.startsWith('INTERVAL')))
		throw new SqlError(`A comparison of ${left.type.type} with ${right.type.type} is not supported by this emulator.`);
	const common = commonType([left.type, right.type]);
	if (common === null) return null;
	if (a === b && a === 'NUMERIC') return [left.sql, right.sql];
	return [castSql(left.sql, left.type, common, zone), castSql(right.sql, right.type, common, zone)];
}

const comparison: FlinkFunction = {
	kind: 'scalar',
	bind({ args, expr, session }) {
		const [left, right] = args;
		if (left && right && !EQUALITIES.has(expr.name) && [left, right].some(({ type }) => WITHOUT_ORDER.has(familyOf(type)))) return null;
		const sides = left && right ? comparable(left, right, session.zone, expr.name) : null;
		return sides && { sql: `(${sides[0]} ${expr.name} ${sides[1]})`, type: BOOLEAN(anyNullable(args)) };
	},
};

/** SYMMETRIC takes the bounds in either order. */
const between = (symmetric: boolean): FlinkFunction => ({
	kind: 'scalar',
	bind({ args, session }) {
		const [value, low, high] = args;
		const lower = value && low ? comparable(value, low, session.zone, '>=') : null;
		const upper = value && high ? comparable(value, high, session.zone, '<=') : null;
		if (!lower || !upper) return null;
		const inOrder = `(${lower[0]} >= ${lower[1]} AND ${upper[0]} <= ${upper[1]})`;
		const reversed = `(${upper[0]} >= ${upper[1]} AND ${lower[0]} <= ${lower[1]})`;
		return { sql: symmetric ? `(${inOrder} OR ${reversed})` : inOrder, type: BOOLEAN(anyNullable(args)) };
	},
});

const distinct: FlinkFunction = {
	kind: 'scalar',
	bind({ args: [left, right], session }) {
		const sides = left && right ? comparable(left, right, session.zone) : null;
		return sides && { sql: `(${sides[0]} IS DISTINCT FROM ${sides[1]})`, type: BOOLEAN(false) };
	},
};

/** What Flink's validator lets a text be compared with. */
const WITH_TEXT: readonly TypeFamily[] = ['NUMERIC', 'BOOLEAN', 'DATE', 'TIME', 'TIMESTAMP', 'INTERVAL_YEAR_MONTH', 'INTERVAL_DAY_TIME'];

/** Flink casts the items of a list to the type of the value: a text is read as the number, while with `=` it is refused. */
function asItemOf(value: Bound, item: Bound, zone: string): Bound {
	if (familyOf(item.type) !== 'CHARACTER' || !WITH_TEXT.includes(familyOf(value.type))) return item;
	const type = withNullable(value.type, true);
	if (item.literal?.value === null) return { sql: `CAST(NULL AS ${duckType(value.type)})`, type };
	return familyOf(value.type) === 'NUMERIC' ? { sql: castSql(item.sql, item.type, type, zone), type } : item;
}

const inList: FlinkFunction = {
	kind: 'scalar',
	bind({ args, session }) {
		const [value, ...items] = args;
		const tests = value ? items.map((item) => comparable(value, asItemOf(value, item, session.zone), session.zone)) : [];
		const equalities = tests.map((sides) => sides && `(${sides[0]} = ${sides[1]})`);
		if (equalities.includes(null)) return null;
		return { sql: `(${equalities.join(' OR ')})`, type: BOOLEAN(anyNullable(args)) };
	},
};

/** Both ends of a period as moments, the earlier one first; null where it is none. */
function periodOf(start: Bound, end: Bound): [string, string] | null {
	if (!isTemporal(start.type)) return null;
	const to = isInterval(end.type) ? `CAST(${start.sql} + ${end.sql} AS ${duckType(start.type)})` : end.sql;
	if (!isInterval(end.type) && familyOf(end.type) !== familyOf(start.type)) return null;
	return [`least(${start.sql}, ${to})`, `greatest(${start.sql}, ${to})`];
}

/** Periods that touch overlap. */
const overlaps: FlinkFunction = {
	kind: 'scalar',
	bind({ args }) {
		const [start, end, otherStart, otherEnd] = args;
		if (!start || !end || !otherStart || !otherEnd || familyOf(start.type) !== familyOf(otherStart.type)) return null;
		const [first, second] = [periodOf(start, end), periodOf(otherStart, otherEnd)];
		if (!first || !second) return null;
		const isKnown = args.map((arg) => `${arg.sql} IS NOT NULL`).join(' AND ');
		const sql = `CASE WHEN ${isKnown} THEN ${first[1]} >= ${second[0]} AND ${second[1]} >= ${first[0]} END`;
		return { sql, type: BOOLEAN(anyNullable(args)) };
	},
};

/** Operators that compare values, under the names that the parser gives them. */
export const COMPARISONS: FunctionTable = {
	...Object.fromEntries(['=', '<>', '<', '<=', '>', '>='].map((sign) => [sign, comparison])),
	BETWEEN: between(false),
	'BETWEEN SYMMETRIC': between(true),
	IN: inList,
	'IS DISTINCT FROM': distinct,
	OVERLAPS: overlaps,
};
