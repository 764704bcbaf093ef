import type { Bound } from '../bound/bound';
import { anyNullable, areConstant } from '../bound/bound';
import { asDecimal, commonType, fittingDecimal } from '../types/commonType';
import { duckType } from '../types/duckType';
import { decimalProduct, decimalQuotient } from '../types/decimalSql';
import { wider, wrapped } from '../types/integerSql';
import { COMPARISONS } from './comparisons';
import { raised } from './raised';
import {
	BOOLEAN,
	charOf,
	DOUBLE,
	varchar,
	MAX_LENGTH,
	withNullable,
	type FlinkType,
} from '../types/flinkType';
import { familyOf, isApproximate, isInteger, isInterval, isNumeric, isTemporal } from '../types/typeFamily';
import type { BoundCall, FlinkFunction, FunctionTable } from './functionTypes';

type Result = { sql: string; type: FlinkType } | null;
type BinaryRule = (left: Bound, right: Bound, operator: string, call: BoundCall) => Result;

function binary(rule: BinaryRule): FlinkFunction {
	return {
		kind: 'scalar',
		bind(call) {
			const [left, right] = call.args;
			if (!left || !right) return null;
			const result = rule(left, right, call.expr.name, call);
			return result && { sql: result.sql, type: withNullable(result.type, anyNullable(call.args)) };
		},
	};
}

function decimalResult(left: FlinkType, right: FlinkType, operator: string): FlinkType {
	const a = asDecimal(left);
	const b = asDecimal(right);
	if (operator === '*') return fittingDecimal(a.precision + b.precision + 1, a.scale + b.scale);
	if (operator === '/') {
		const scale = Math.max(6, a.scale + b.precision + 1);
		return fittingDecimal(a.precision - a.scale + b.scale + scale, scale);
	}
	const scale = Math.max(a.scale, b.scale);
	const digits = Math.max(a.precision - a.scale, b.precision - b.scale);
	if (operator === '%')
		return fittingDecimal(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
	return fittingDecimal(digits + scale + 1, scale);
}

const unlessZero = (divisor: Bound, message: string, sql: string): string =>
	`CASE WHEN ${divisor.sql} = 0 THEN ${raised(`java.lang.ArithmeticException: ${message}`)} ELSE ${sql} END`;

/** Integers wrap around where they overflow. */
function integers(
	left: Bound,
	right: Bound,
	operator: string,
	common: FlinkType,
): { sql: string; type: FlinkType } {
	const wide = wider(common);
	const type = operator === '%' ? right.type : common;
	const apply = (sign: string) =>
		wrapped(`CAST(${left.sql} AS ${wide}) ${sign} CAST(${right.sql} AS ${wide})`, type);
	if (operator === '/') return { sql: unlessZero(right, '/ by zero', apply('//')), type };
	return { sql: operator === '%' ? unlessZero(right, '/ by zero', apply('%')) : apply(operator), type };
}

/** DECIMALs that leave the 38 digits, or the digits of their result, are NULL. */
function decimals(left: Bound, right: Bound, operator: string): { sql: string; type: FlinkType } {
	const type = decimalResult(left.type, right.type, operator);
	const [a, b] = [asDecimal(left.type), asDecimal(right.type)];
	if (operator === '/') return { sql: unlessZero(right, 'Division by zero', decimalQuotient(left.sql, right.sql, type)), type };
	if (operator === '*' && a.precision + b.precision > 38) return { sql: decimalProduct(left.sql, right.sql, type), type };
	const fit = (sql: string) => `TRY_CAST(${sql} AS ${duckType(type)})`;
	// DuckDB stays within 18 digits as long as both sides do, and fails beyond.
	const digits = Math.max(19, a.precision);
	const roomy =
		a.precision + b.precision < 18 ? left.sql : `CAST(${left.sql} AS DECIMAL(${digits},${a.scale}))`;
	const sql = fit(`${roomy} ${operator} ${right.sql}`);
	return { sql: operator === '%' ? unlessZero(right, 'Division by zero', sql) : sql, type };
}

/** Of two approximate types the left one counts; a zero as divisor is found out where Flink works it out in planning. */
function approximate(left: Bound, right: Bound, operator: string): Result {
	if (operator === '%') return null;
	const both = isApproximate(left.type) && isApproximate(right.type);
	const type = both ? left.type : (commonType([left.type, right.type]) ?? DOUBLE());
	const target = duckType(type);
	const sql = `(CAST(${left.sql} AS ${target}) ${operator} CAST(${right.sql} AS ${target}))`;
	const isFound = operator === '/' && areConstant([left, right]);
	return { sql: isFound ? unlessZero(right, 'Division by zero', sql) : sql, type };
}

const numeric: BinaryRule = (left, right, operator) => {
	if (!isNumeric(left.type) || !isNumeric(right.type)) return null;
	if (isApproximate(left.type) || isApproximate(right.type)) return approximate(left, right, operator);
	const common = commonType([left.type, right.type]) ?? DOUBLE();
	return isInteger(left.type) && isInteger(right.type)
		? integers(left, right, operator, common)
		: decimals(left, right, operator);
};

const temporal: BinaryRule = (left, right, operator) => {
	if (operator !== '+' && operator !== '-') return null;
	if (isInterval(left.type) && left.type.type === right.type.type) {
		return { sql: `(${left.sql} ${operator} ${right.sql})`, type: left.type };
	}
	const [point, span] = isInterval(left.type) && operator === '+' ? [right, left] : [left, right];
	if (!isTemporal(point.type) || !isInterval(span.type)) return null;
	return { sql: `CAST(${point.sql} ${operator} ${span.sql} AS ${duckType(point.type)})`, type: point.type };
};

const scaled: BinaryRule = (left, right, operator) => {
	if (isInterval(left.type) && isNumeric(right.type) && operator === '*') {
		return { sql: `(${left.sql} ${operator} ${right.sql})`, type: left.type };
	}
	if (isNumeric(left.type) && isInterval(right.type) && operator === '*') {
		return { sql: `(${right.sql} * ${left.sql})`, type: right.type };
	}
	return null;
};

const arithmetic: BinaryRule = (...call) => numeric(...call) ?? temporal(...call) ?? scaled(...call);

const logical: BinaryRule = (left, right, operator) => {
	const fits = [left, right].every((side) => ['BOOLEAN', 'NULL'].includes(familyOf(side.type)));
	return fits ? { sql: `(${left.sql} ${operator} ${right.sql})`, type: BOOLEAN() } : null;
};

const concatenation: BinaryRule = (left, right) => {
	const families = [familyOf(left.type), familyOf(right.type)];
	if (!families.every((family) => family === 'CHARACTER' || family === 'NULL')) return null;
	const length = Math.min((left.type.length ?? 0) + (right.type.length ?? 0), MAX_LENGTH);
	const fixed = left.type.type === 'CHAR' && right.type.type === 'CHAR';
	return { sql: `(${left.sql} || ${right.sql})`, type: fixed ? charOf(length) : varchar(length) };
};

function unary(
	families: readonly string[],
	build: (arg: Bound) => { sql: string; type: FlinkType },
): FlinkFunction {
	return {
		kind: 'scalar',
		bind({ args: [arg] }) {
			if (!arg || !(families.includes('ANY') || families.includes(familyOf(arg.type)))) return null;
			return build(arg);
		},
	};
}

const test = (suffix: string, families: readonly string[]): FlinkFunction =>
	unary(families, (arg) => ({ sql: `(${arg.sql} ${suffix})`, type: BOOLEAN(false) }));

const truth = ['BOOLEAN', 'NULL'];

/** Operators, under the names that the parser gives them. */
export const OPERATORS: FunctionTable = {
	...Object.fromEntries(['+', '-', '*', '/', '%'].map((sign) => [sign, binary(arithmetic)])),
	AND: binary(logical),
	OR: binary(logical),
	'||': binary(concatenation),
	NOT: unary(truth, (arg) => ({ sql: `(NOT ${arg.sql})`, type: arg.type })),
	NEGATE: unary(['NUMERIC', 'INTERVAL_DAY_TIME', 'INTERVAL_YEAR_MONTH'], (arg) => ({
		sql: isInteger(arg.type)
			? wrapped(`- CAST(${arg.sql} AS ${wider(arg.type)})`, arg.type)
			: `(- ${arg.sql})`,
		type: arg.type,
	})),
	'IS NULL': test('IS NULL', ['ANY']),
	'IS NOT NULL': test('IS NOT NULL', ['ANY']),
	'IS TRUE': test('IS TRUE', truth),
	'IS NOT TRUE': test('IS NOT TRUE', truth),
	'IS FALSE': test('IS FALSE', truth),
	'IS NOT FALSE': test('IS NOT FALSE', truth),
	'IS UNKNOWN': test('IS NULL', truth),
	'IS NOT UNKNOWN': test('IS NOT NULL', truth),
	...COMPARISONS,
};
