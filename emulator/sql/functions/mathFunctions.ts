import { castSql } from '../types/castSql';
import { asDecimal, commonType } from '../types/commonType';
import { duckType } from '../types/duckType';
import { wider, wrapped } from '../types/integerSql';
import { decimal, DOUBLE, INTEGER, BIGINT, varchar } from '../types/flinkType';
import { isInteger } from '../types/typeFamily';
import { gives, likeFirst, named, scalar, type ResultType, type ToSql } from './define';
import { OPERATORS } from './operators';
import type { FlinkFunction, FunctionTable } from './functionTypes';

const double = gives(() => DOUBLE());

const NAN = "CAST('NaN' AS DOUBLE)";

/** Java has a result where DuckDB has an error. */
const LOGARITHM = [
	['< 0', NAN],
	['= 0', "CAST('-Infinity' AS DOUBLE)"],
] as const;
const BEYOND_ONE = [
	['< -1', NAN],
	['> 1', NAN],
] as const;

/** Functions of one DOUBLE that both sides call alike, with the results outside of DuckDB's domain. */
const PLAIN: Readonly<Record<string, ReadonlyArray<readonly [where: string, result: string]>>> = {
	...Object.fromEntries(
		['sin', 'cos', 'tan', 'atan', 'sinh', 'cosh', 'tanh', 'exp', 'degrees', 'radians'].map((name) => [
			name,
			[],
		]),
	),
	asin: BEYOND_ONE,
	acos: BEYOND_ONE,
	sqrt: [['< 0', NAN]],
	cot: [['= 0', "CAST('Infinity' AS DOUBLE)"]],
	ln: LOGARITHM,
	log10: LOGARITHM,
	log2: LOGARITHM,
};

function ofDouble(name: string, x: string): string {
	const value = `CAST(${x} AS DOUBLE)`;
	const outside = (PLAIN[name] ?? []).map(([where, result]) => `WHEN ${value} ${where} THEN ${result} `);
	return outside.length === 0 ? `${name}(${value})` : `CASE ${outside.join('')}ELSE ${name}(${value}) END`;
}

const plain: FunctionTable = Object.fromEntries(
	Object.keys(PLAIN).map((name) => [
		name.toUpperCase(),
		scalar('NUMERIC', double, ([x]) => ofDouble(name, String(x))),
	]),
);

/** CEIL and FLOOR of a DECIMAL have no digits behind the point. */
const wholeDecimal: ResultType = (args, call) => {
	const type = likeFirst(args, call);
	return type.type === 'DECIMAL' ? decimal(asDecimal(type).precision, 0) : type;
};

/** A DECIMAL that is rounded to fewer digits than it has keeps those, and may grow by one in front. */
const rounded: ResultType = (args, call) => {
	const type = likeFirst(args, call);
	if (type.type !== 'DECIMAL') return type;
	const digits = args[1] ? args[1].literal?.value : '0';
	const { precision, scale } = asDecimal(type);
	if (digits === undefined || digits === null || Number(digits) >= scale) return type;
	const kept = Math.max(Number(digits), 0);
	return decimal(Math.min(38, precision - scale + kept + 1), kept);
};

const cut =
	(name: string): ToSql =>
	([x], call) => {
		const [arg] = call.args;
		if (!arg || isInteger(arg.type)) return String(x);
		return `CAST(${name}(${x}) AS ${duckType(wholeDecimal(call.args, call))})`;
	};

/** Rounded half away from zero, or cut, at a place behind the point, or before it where the place is negative. */
const atPlace =
	(isCut: boolean): ToSql =>
	([x, digits], call) => {
		const place = digits === undefined ? '0' : `CAST(${digits} AS INTEGER)`;
		const type = rounded(call.args, call);
		const isFloat = type.type === 'FLOAT';
		const text = `CAST(${isFloat ? `CAST(${x} AS DOUBLE)` : x} AS VARCHAR)`;
		const value = `flink_round(${text}, ${place}, ${isCut})`;
		return isInteger(type) ? wrapped(`CAST(${value} AS HUGEINT)`, type) : `CAST(${value} AS ${duckType(type)})`;
	};

/** TRUNCATE takes no TINYINT and no SMALLINT. */
const truncate = scalar('NUMERIC, INT?', rounded, atPlace(true));

/** The greatest or least of arguments that have a common type; NULL where one is. */
function extreme(name: string): FlinkFunction {
	const common: ResultType = (args) => commonType(args.map((arg) => arg.type)) ?? varchar();
	const values = scalar('ANY, ANY...', common, (args, call) => {
		const type = common(call.args, call);
		const cast = call.args.map((arg) => castSql(arg.sql, arg.type, type, call.session.zone));
		const nulls = args.map((arg) => `${arg} IS NULL`).join(' OR ');
		return `CASE WHEN ${nulls} THEN NULL ELSE ${name}(${cast.join(', ')}) END`;
	});
	return {
		kind: 'scalar',
		bind: (call) => (commonType(call.args.map((arg) => arg.type)) === null ? null : values.bind(call)),
	};
}

const atan2 = scalar('NUMERIC, NUMERIC', double, named('atan2'));

export const MATH_FUNCTIONS: FunctionTable = {
	...plain,
	ABS: scalar('NUMERIC', likeFirst, ([x], call) => {
		const type = likeFirst(call.args, call);
		return isInteger(type)
			? wrapped(`abs(CAST(${x} AS ${wider(type)}))`, type)
			: `CAST(abs(${x}) AS ${duckType(type)})`;
	}),
	SIGN: scalar(
		'NUMERIC',
		likeFirst,
		([x], call) => `CAST(sign(${x}) AS ${duckType(likeFirst(call.args, call))})`,
	),
	CEIL: scalar('NUMERIC', wholeDecimal, cut('ceil')),
	FLOOR: scalar('NUMERIC', wholeDecimal, cut('floor')),
	ROUND: scalar('NUMERIC, INT?', rounded, atPlace(false)),
	TRUNCATE: {
		kind: 'scalar',
		bind: (call) => (['TINYINT', 'SMALLINT'].includes(call.args[0]?.type.type ?? '') ? null : truncate.bind(call)),
	},
	MOD: { kind: 'scalar', bind: (call) => OPERATORS['%']?.bind({ ...call, expr: { ...call.expr, name: '%' } }) ?? null },
	POWER: scalar('NUMERIC, NUMERIC', double, ([x, y]) => `power(CAST(${x} AS DOUBLE), CAST(${y} AS DOUBLE))`),
	LOG: scalar('NUMERIC, NUMERIC?', double, ([x, y]) =>
		y === undefined ? ofDouble('ln', String(x)) : `(${ofDouble('ln', y)} / ${ofDouble('ln', String(x))})`,
	),
	ATAN2: {
		kind: 'scalar',
		bind: (call) => (call.args.some((arg) => arg.type.type === 'DECIMAL') ? null : atan2.bind(call)),
	},
	PI: scalar('', double, () => 'pi()', 'never'),
	E: scalar('', double, () => 'exp(1.0)', 'never'),
	RAND: scalar('INTEGER?', double, ([seed]) => (seed === undefined ? 'random()' : `flink_rand(${seed})`)),
	RAND_INTEGER: scalar(
		'INTEGER, INTEGER?',
		gives(() => INTEGER()),
		([seedOrBound, bound]) =>
			bound === undefined
				? `CAST(floor(random() * ${seedOrBound}) AS INTEGER)`
				: `flink_rand_integer(${seedOrBound}, ${bound})`,
	),
	BIN: scalar(
		'INTEGER',
		gives(() => varchar()),
		([x]) => `bin(CAST(${x} AS BIGINT))`,
	),
	GREATEST: extreme('greatest'),
	LEAST: extreme('least'),
	BITAND: scalar(
		'INTEGER, INTEGER',
		gives(() => BIGINT()),
		([x, y]) => `(${x} & ${y})`,
	),
	BITOR: scalar(
		'INTEGER, INTEGER',
		gives(() => BIGINT()),
		([x, y]) => `(${x} | ${y})`,
	),
};
