import { anyNullable, type Bound } from '../bound/bound';
import { castSql } from '../types/castSql';
import { commonType } from '../types/commonType';
import { BOOLEAN, withNullable } from '../types/flinkType';
import { duckType } from '../types/duckType';
import { familyOf, isTemporal, type TypeFamily } from '../types/typeFamily';
import type { FlinkFunction, FunctionTable } from './functionTypes';

/** Both sides as values that DuckDB compares the way Flink does; null where Flink has no comparison. */
export function comparable(left: Bound, right: Bound, zone: string): [string, string] | null {
	const families = [familyOf(left.type), familyOf(right.type)];
	// A string constant beside a time is read as that time.
	for (const [text, other] of [
		[left, right],
		[right, left],
	] as const) {
		if (text.literal && familyOf(text.type) === 'CHARACTER' && isTemporal(other.type)) {
			const parsed = castSql(text.sql, text.type, withNullable(other.type, true), zone);
			return text === left ? [parsed, right.sql] : [left.sql, parsed];
		}
	}
	const common = commonType([left.type, right.type]);
	if (common === null) return null;
	if (families[0] === families[1] && families[0] === 'NUMERIC') return [left.sql, right.sql];
	return [castSql(left.sql, left.type, common, zone), castSql(right.sql, right.type, common, zone)];
}

const comparison: FlinkFunction = {
	kind: 'scalar',
	bind({ args, expr, session }) {
		const [left, right] = args;
		const sides = left && right ? comparable(left, right, session.zone) : null;
		return sides && { sql: `(${sides[0]} ${expr.name} ${sides[1]})`, type: BOOLEAN(anyNullable(args)) };
	},
};

/** SYMMETRIC takes the bounds in either order. */
const between = (symmetric: boolean): FlinkFunction => ({
	kind: 'scalar',
	bind({ args, session }) {
		const [value, low, high] = args;
		const lower = value && low ? comparable(value, low, session.zone) : null;
		const upper = value && high ? comparable(value, high, session.zone) : null;
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

/** Flink casts the items of a list to the type of the value; of a text with a number, only NULL comes through that. */
function asItemOf(value: Bound, item: Bound): Bound {
	const isNullText = item.literal?.value === null && familyOf(item.type) === 'CHARACTER';
	if (!isNullText || !WITH_TEXT.includes(familyOf(value.type))) return item;
	return { sql: `CAST(NULL AS ${duckType(value.type)})`, type: withNullable(value.type, true) };
}

const inList: FlinkFunction = {
	kind: 'scalar',
	bind({ args, session }) {
		const [value, ...items] = args;
		const tests = value ? items.map((item) => comparable(value, asItemOf(value, item), session.zone)) : [];
		const equalities = tests.map((sides) => sides && `(${sides[0]} = ${sides[1]})`);
		if (equalities.includes(null)) return null;
		return { sql: `(${equalities.join(' OR ')})`, type: BOOLEAN(anyNullable(args)) };
	},
};

/** Operators that compare values, under the names that the parser gives them. */
export const COMPARISONS: FunctionTable = {
	...Object.fromEntries(['=', '<>', '<', '<=', '>', '>='].map((sign) => [sign, comparison])),
	BETWEEN: between(false),
	'BETWEEN SYMMETRIC': between(true),
	IN: inList,
	'IS DISTINCT FROM': distinct,
};
