import { asDecimal } from '../types/commonType';
import { duckType } from '../types/duckType';
import {
	arrayOf,
	BIGINT,
	decimal,
	INTEGER,
	multisetOf,
	varchar,
	withNullable,
	type FlinkType,
} from '../types/flinkType';
import { wrapped } from '../types/integerSql';
import { isInteger } from '../types/typeFamily';
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

/** AVG of integers is an integer, cut towards zero. */
const average = aggregate('NUMERIC', (arg, call) => {
	if (isInteger(arg.type)) {
		const quotient = `${call.apply('sum', arg.sql)} // ${call.apply('count', arg.sql)}`;
		return { sql: `CAST(${quotient} AS ${duckType(arg.type)})`, type: arg.type };
	}
	const scale = Math.max(6, asDecimal(arg.type).scale);
	const type = arg.type.type === 'DECIMAL' ? decimal(38, scale) : arg.type;
	return { sql: `CAST(${call.apply('avg', arg.sql)} AS ${duckType(type)})`, type };
});

const extreme = (name: string): FlinkFunction =>
	aggregate('ANY', (arg, call) => ({ sql: call.apply(name, arg.sql), type: arg.type }));

const statistic = (name: string): FlinkFunction =>
	aggregate('NUMERIC', (arg, call) => {
		const type = arg.type.type === 'DECIMAL' ? decimal(38, Math.max(6, asDecimal(arg.type).scale)) : arg.type;
		return { sql: `CAST(${call.apply(name, `CAST(${arg.sql} AS DOUBLE)`)} AS ${duckType(type)})`, type };
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
	return { sql: `CAST(${call.apply('histogram', arg.sql)} AS ${duckType(type)})`, type };
});

export const AGGREGATE_FUNCTIONS: FunctionTable = {
	COUNT: count,
	SUM: sum,
	AVG: average,
	MIN: extreme('min'),
	MAX: extreme('max'),
	STDDEV_POP: statistic('stddev_pop'),
	STDDEV_SAMP: statistic('stddev_samp'),
	STDDEV: statistic('stddev_samp'),
	VAR_POP: statistic('var_pop'),
	VAR_SAMP: statistic('var_samp'),
	VARIANCE: statistic('var_samp'),
	FIRST_VALUE: picked('first'),
	LAST_VALUE: picked('last'),
	SINGLE_VALUE: picked('first'),
	LISTAGG: listagg,
	COLLECT: collect,
	ARRAY_AGG: aggregate('ANY', (arg, call) => ({ sql: call.apply('list', arg.sql), type: arrayOf(arg.type) })),
	GROUPING: aggregate('ANY', (arg) => ({ sql: `CAST(grouping(${arg.sql}) AS INTEGER)`, type: INTEGER() })),
};
