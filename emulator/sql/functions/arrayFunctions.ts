import { castSql } from '../types/castSql';
import { commonType } from '../types/commonType';
import { arrayOf, BOOLEAN, elementOf, INTEGER, NULL_TYPE, varchar } from '../types/flinkType';
import { SqlError } from '../engine';
import { duckType } from '../types/duckType';
import { isImplicitlyCastable } from '../types/implicitCast';
import { familyOf } from '../types/typeFamily';
import { gives, likeFirst, named, scalar, type ResultType } from './define';
import type { FlinkFunction, FunctionTable } from './functionTypes';

const integer = gives(() => INTEGER());
const element: ResultType = (args) => elementOf(args[0]?.type ?? NULL_TYPE);

/** A function of an array and a value of its element type. */
function withElement(result: ResultType, toSql: (list: string, element: string) => string): FlinkFunction {
	const fitting = scalar('ARRAY, ANY', result, ([list], call) => {
		const [array, value] = call.args;
		const type = elementOf(array?.type ?? NULL_TYPE);
		return toSql(String(list), value ? castSql(value.sql, value.type, type, call.session.zone) : 'NULL');
	});
	return {
		kind: 'scalar',
		bind(call) {
			const [array, value] = call.args;
			const isElement = array && value && isImplicitlyCastable(value.type, elementOf(array.type));
			return isElement ? fitting.bind(call) : null;
		},
	};
}

/** A function of arrays that share their type. */
function ofArrays(minimum: number, toSql: (lists: readonly string[]) => string): FlinkFunction {
	return {
		kind: 'scalar',
		bind({ args, session }) {
			const type = commonType(args.map((arg) => arg.type));
			if (!type || familyOf(type) !== 'ARRAY' || args.length < minimum) return null;
			const isMixed = args.some((arg) => elementOf(arg.type).nullable && duckType(arg.type) !== duckType(type));
			if (isMixed) throw new SqlError('NULLs in arrays of different types are not supported by this emulator.');
			return { sql: toSql(args.map((arg) => castSql(arg.sql, arg.type, type, session.zone))), type };
		},
	};
}

/** NULL comes first in ascending and last in descending order, unless it is said otherwise. */
function sorted(list: string, ascending: string, nullsFirst: string): string {
	const sort = (order: string, nulls: string) => `list_sort(${list}, '${order}', 'NULLS ${nulls}')`;
	const either = (order: string) =>
		`CASE WHEN ${nullsFirst} THEN ${sort(order, 'FIRST')} ELSE ${sort(order, 'LAST')} END`;
	return `CASE WHEN ${ascending} IS NULL OR ${nullsFirst} IS NULL THEN NULL WHEN ${ascending} THEN ${either('ASC')} ELSE ${either('DESC')} END`;
}

export const ARRAY_FUNCTIONS: FunctionTable = {
	ARRAY_CONTAINS: withElement(
		gives(() => BOOLEAN()),
		(list, value) => `CASE WHEN ${list} IS NOT NULL THEN list_position(${list}, ${value}) IS NOT NULL END`,
	),
	ARRAY_POSITION: withElement(
		integer,
		(list, value) =>
			`CASE WHEN ${list} IS NOT NULL AND ${value} IS NOT NULL THEN CAST(coalesce(list_position(${list}, ${value}), 0) AS INTEGER) END`,
	),
	ARRAY_APPEND: withElement(likeFirst, (list, value) => `CASE WHEN ${list} IS NOT NULL THEN list_append(${list}, ${value}) END`),
	ARRAY_PREPEND: withElement(likeFirst, (list, value) => `CASE WHEN ${list} IS NOT NULL THEN list_prepend(${value}, ${list}) END`),
	ARRAY_REMOVE: withElement(likeFirst, (list, value) => `flink_without(${list}, ${value})`),
	ARRAY_DISTINCT: scalar('ARRAY', likeFirst, named('flink_distinct')),
	ARRAY_REVERSE: scalar('ARRAY', likeFirst, named('list_reverse')),
	ARRAY_SORT: scalar('ARRAY, BOOLEAN?, BOOLEAN?', likeFirst, ([list, ascending, nullsFirst]) =>
		sorted(String(list), ascending ?? 'TRUE', nullsFirst ?? ascending ?? 'TRUE'),
	),
	ARRAY_SLICE: scalar('ARRAY, INTEGER, INTEGER?', likeFirst, ([list, from, to]) =>
		to === undefined ? `${list}[${from}:]` : `list_slice(${list}, ${from}, ${to})`,
	),
	ARRAY_CONCAT: ofArrays(1, (lists) => (lists.length === 1 ? String(lists[0]) : `(${lists.join(' || ')})`)),
	ARRAY_UNION: ofArrays(2, (lists) => `flink_distinct(${lists.join(' || ')})`),
	ARRAY_EXCEPT: ofArrays(2, ([list, other]) => `flink_sifted(${list}, ${other}, FALSE)`),
	ARRAY_INTERSECT: ofArrays(2, ([list, other]) => `flink_sifted(${list}, ${other}, TRUE)`),
	ARRAY_MAX: scalar('ARRAY', element, named('list_max'), 'always'),
	ARRAY_MIN: scalar('ARRAY', element, named('list_min'), 'always'),
	ARRAY_JOIN: scalar(
		'ARRAY, CHARACTER, CHARACTER?',
		gives(() => varchar()),
		([list, separator, nothing]) =>
			`flink_joined(${list}, ${separator}, ${nothing ?? 'CAST(NULL AS VARCHAR)'})`,
	),
	SPLIT: scalar(
		'CHARACTER, CHARACTER',
		gives(() => arrayOf(varchar())),
		([text, by]) => `CASE WHEN ${by} IS NOT NULL THEN string_split(${text}, ${by}) END`,
	),
};
