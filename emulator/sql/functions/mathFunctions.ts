import { castSql } from '../types/castSql';
import { asDecimal, commonType } from '../types/commonType';
import { duckType } from '../types/duckType';
import { wider, wrapped } from '../types/integerSql';
import { decimal, DOUBLE, INTEGER, BIGINT, varchar } from '../types/flinkType';
import { isInteger } from '../types/typeFamily';
import { gives, likeFirst, named, scalar, type ResultType, type ToSql } from './define';
import { raised } from './raised';
import type { FunctionTable } from './functionTypes';

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

const rounded: ResultType = (args, call) => {
	const type = likeFirst(args, call);
	if (type.type !== 'DECIMAL') return type;
	const digits = args[1]?.literal?.value;
	const { precision, scale } = asDecimal(type);
	const kept =
		digits === undefined || digits === null ? (args[1] ? scale : 0) : Math.min(Number(digits), scale);
	return decimal(Math.min(38, precision - scale + Math.max(kept, 0) + 1), Math.max(kept, 0));
};

const cut =
	(name: string): ToSql =>
	([x], call) => {
		const [arg] = call.args;
		if (!arg || isInteger(arg.type)) return String(x);
		return `CAST(${name}(${x}) AS ${duckType(wholeDecimal(call.args, call))})`;
	};

const round: ToSql = ([x, digits], call) =>
	`CAST(round(${x}, CAST(${digits ?? '0'} AS INTEGER)) AS ${duckType(rounded(call.args, call))})`;

const truncate: ToSql = ([x, digits], call) => {
	const factor = `power(10, ${digits ?? '0'})`;
	const [arg] = call.args;
	if (arg && isInteger(arg.type)) return String(x);
	return `CAST(trunc(${x} * ${factor}) / ${factor} AS ${duckType(rounded(call.args, call))})`;
};

/** The greatest or least of arguments that have a common type; NULL where one is. */
function extreme(name: string) {
	const common: ResultType = (args) => commonType(args.map((arg) => arg.type)) ?? varchar();
	return scalar('ANY, ANY...', common, (args, call) => {
		const type = common(call.args, call);
		const values = call.args.map((arg) => castSql(arg.sql, arg.type, type, call.session.zone));
		const nulls = args.map((arg) => `${arg} IS NULL`).join(' OR ');
		return `CASE WHEN ${nulls} THEN NULL ELSE ${name}(${values.join(', ')}) END`;
	});
}

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
	ROUND: scalar('NUMERIC, INTEGER?', rounded, round),
	TRUNCATE: scalar('NUMERIC, INTEGER?', rounded, truncate),
	MOD: scalar(
		'NUMERIC, NUMERIC',
		(args, call) => (args[1] && isInteger(args[1].type) ? args[1].type : likeFirst(args, call)),
		([x, y]) =>
			`CASE WHEN ${y} = 0 THEN ${raised('java.lang.ArithmeticException: / by zero')} ELSE ${x} % ${y} END`,
	),
	POWER: scalar('NUMERIC, NUMERIC', double, ([x, y]) => `power(CAST(${x} AS DOUBLE), CAST(${y} AS DOUBLE))`),
	LOG: scalar('NUMERIC, NUMERIC?', double, ([x, y]) =>
		y === undefined ? ofDouble('ln', String(x)) : `(${ofDouble('ln', y)} / ${ofDouble('ln', String(x))})`,
	),
	ATAN2: scalar('NUMERIC, NUMERIC', double, named('atan2')),
	PI: scalar('', double, () => 'pi()', 'never'),
	E: scalar('', double, () => 'exp(1.0)', 'never'),
	RAND: scalar('NUMERIC?', double, () => 'random()', 'never'),
	RAND_INTEGER: scalar(
		'NUMERIC, NUMERIC?',
		gives(() => INTEGER()),
		(args) => `CAST(floor(random() * ${args.at(-1)}) AS INTEGER)`,
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
