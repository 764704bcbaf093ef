import { SqlError } from '../engine';
import { asDecimal } from '../types/commonType';
import { duckType } from '../types/duckType';
import {
	arrayOf,
	BIGINT,
	decimal,
	DOUBLE,
	elementOf,
	multisetOf,
	varchar,
	withNullable,
	type FlinkType,
} from '../types/flinkType';
import { decimalQuotient } from '../types/decimalSql';
import { toIntegerSql, wrapped } from '../types/integerSql';
import { isInteger, isNumeric } from '../types/typeFamily';
import type { Bound } from '../bound/bound';
import { matches } from './define';
import type { BoundCall, FlinkFunction, FunctionTable } from './functionTypes';

type Rule = (arg: Bound, call: BoundCall) => { sql: string; type: FlinkType } | null;

/** An aggregate of one value; NULL where there is none to aggregate. */
function aggregate(signature: string, rule: Rule): FlinkFunction {
	return {
		kind: 'aggregate',
		bind(call) {
			const [arg] = call.args;
			if (!arg || !matches(signature, call.args)) return null;
			const result = rule(arg, call);
			return (
				result && { sql: result.sql, type: withNullable(result.type, arg.type.nullable || call.maybeEmpty) }
			);
		},
	};
}

/** SUM keeps its argument's type, in which it wraps around; a DECIMAL grows to 38 digits. */
const sum = aggregate('NUMERIC', (arg, call) => {
	if (isInteger(arg.type)) return { sql: wrapped(call.apply('sum', arg.sql), arg.type), type: arg.type };
	const type = arg.type.type === 'DECIMAL' ? decimal(38, asDecimal(arg.type).scale) : arg.type;
	return { sql: `CAST(${call.apply('sum', arg.sql)} AS ${duckType(type)})`, type };
});

/** The sum of a call as it is added up: integers in BIGINT, where it wraps around. */
const total = (arg: Bound, call: BoundCall): string => wrapped(call.apply('sum', arg.sql), BIGINT());

/** AVG of integers is an integer, cut towards zero; that of a DECIMAL has six digits or more behind the point. */
const average = aggregate('NUMERIC', (arg, call) => {
	const count = call.apply('count', arg.sql);
	if (isInteger(arg.type)) return { sql: wrapped(`${total(arg, call)} // nullif(${count}, 0)`, arg.type), type: arg.type };
	if (arg.type.type !== 'DECIMAL') return { sql: `CAST(${call.apply('avg', arg.sql)} AS ${duckType(arg.type)})`, type: arg.type };
	const type = decimal(38, Math.max(6, asDecimal(arg.type).scale));
	return { sql: decimalQuotient(call.apply('sum', arg.sql), `nullif(${count}, 0)`, type), type };
});

const extreme = (name: string): FlinkFunction =>
	aggregate('ANY', (arg, call) => ({ sql: call.apply(name, arg.sql), type: arg.type }));

/**
 * Variance and deviation, as Flink's planner spells them out: the sum of the squares less the square of the sum by the
 * count, in DOUBLE, and then as a value of the argument's type.
 */
const statistic = (isDeviation: boolean, isSample: boolean): FlinkFunction =>
	aggregate('NUMERIC', ({ sql, type }, call) => {
		const value = `CAST(${sql} AS DOUBLE)`;
		const count = call.apply('count', sql);
		const sum = call.apply('sum', value);
		const by = isSample ? `nullif(${count} - 1, 0)` : `nullif(${count}, 0)`;
		const variance = `((${call.apply('sum', `${value} * ${value}`)} - ${sum} * ${sum} / nullif(${count}, 0)) / ${by})`;
		const result = isDeviation ? `sqrt(greatest(${variance}, 0))` : variance;
		if (isInteger(type)) return { sql: toIntegerSql(result, DOUBLE(), type), type };
		const given = type.type === 'DECIMAL' ? decimal(38, Math.max(6, asDecimal(type).scale)) : type;
		return { sql: `CAST(${result} AS ${duckType(given)})`, type: given };
	});

/** COUNT is never NULL; COUNT(*) has no argument here. */
const count: FlinkFunction = {
	kind: 'aggregate',
	bind(call) {
		const type = BIGINT(false);
		const args = call.args.map((arg) => arg.sql);
		if (args.length <= 1) return { sql: call.apply('count', args[0] ?? '*'), type };
		const present = args.map((arg) => `${arg} IS NOT NULL`).join(' AND ');
		return { sql: call.apply('count', `row(${args.join(', ')})`, present), type };
	},
};

/** The first or last value that is not NULL; over a window too, where DuckDB filters no rows. */
const picked = (name: string): FlinkFunction =>
	aggregate('ANY', (arg, call) => ({
		sql: call.expr.over
			? call.apply(`${name}_value`, `${arg.sql} IGNORE NULLS`)
			: call.apply(name, arg.sql, `${arg.sql} IS NOT NULL`),
		type: arg.type,
	}));

const listagg = aggregate('CHARACTER, CHARACTER?', (arg, call) => ({
	sql: call.apply('string_agg', `${arg.sql}, ${call.args[1]?.sql ?? "','"}`),
	type: varchar(),
}));

const collect = aggregate('ANY', (arg, call) => {
	const type = multisetOf(withNullable(arg.type, false));
	const counted = `CAST(${call.apply('histogram', arg.sql)} AS ${duckType(type)})`;
	return { sql: `coalesce(${counted}, CAST(MAP {} AS ${duckType(type)}))`, type };
});

const grouping: FlinkFunction = {
	kind: 'aggregate',
	bind: ({ args }) =>
		args.length === 0 ? null : { sql: `CAST(grouping(${args.map((arg) => arg.sql).join(', ')}) AS BIGINT)`, type: BIGINT(false) },
};

/** Interpolates between the values around a share of them, or each of several shares. */
const percentile: FlinkFunction = {
	kind: 'aggregate',
	bind(call) {
		const [arg, share, frequency] = call.args;
		if (!arg || !share || !isNumeric(arg.type)) return null;
		if (frequency) throw new SqlError('PERCENTILE with a frequency is not supported by this emulator.');
		const isList = share.type.type === 'ARRAY' && isNumeric(elementOf(share.type));
		if (!isList && !isNumeric(share.type)) return null;
		const shares = `CAST(${share.sql} AS DOUBLE${isList ? '[]' : ''})`;
		const sql = call.apply('quantile_cont', `CAST(${arg.sql} AS DOUBLE), ${shares}`);
		return { sql, type: isList ? arrayOf(DOUBLE()) : DOUBLE() };
	},
};

export const AGGREGATE_FUNCTIONS: FunctionTable = {
	COUNT: count,
	SUM: sum,
	AVG: average,
	MIN: extreme('min'),
	MAX: extreme('max'),
	STDDEV_POP: statistic(true, false),
	STDDEV_SAMP: statistic(true, true),
	STDDEV: statistic(true, true),
	VAR_POP: statistic(false, false),
	VAR_SAMP: statistic(false, true),
	VARIANCE: statistic(false, true),
	FIRST_VALUE: picked('first'),
	LAST_VALUE: picked('last'),
	SINGLE_VALUE: picked('first'),
	LISTAGG: listagg,
	COLLECT: collect,
	ARRAY_AGG: aggregate('ANY', (arg, call) => ({ sql: call.apply('list', arg.sql), type: arrayOf(arg.type) })),
	GROUPING: grouping,
	GROUPING_ID: grouping,
	PERCENTILE: percentile,
};
