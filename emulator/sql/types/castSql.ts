import { duckType } from './duckType';
import { MAX_LENGTH, type FlinkType } from './flinkType';
import { familyOf, isCharacter, isInteger, isLocalZoned, isNumeric } from './typeFamily';
import { toIntegerSql } from './integerSql';
import { textSql } from './textSql';
import { toLocal, toUtc } from './zonedSql';

const PRECISION_UNITS = ['second', 'second', 'second', 'milliseconds', 'milliseconds', 'milliseconds'];

/** Cuts a timestamp to the digits its type declares; DuckDB keeps six, so more are left alone. */
export function truncateTimestamp(sql: string, precision: number): string {
	return precision >= 6 ? sql : `date_trunc('${PRECISION_UNITS[precision] ?? 'second'}', ${sql})`;
}

function toText(sql: string, from: FlinkType, to: FlinkType, zone: string): string {
	const text = textSql(sql, from, zone);
	const length = to.length ?? MAX_LENGTH;
	if (length === MAX_LENGTH) return text;
	if (to.type === 'CHAR')
		return from.type === 'CHAR' && from.length === length ? text : `rpad(${text}, ${length}, ' ')`;
	return (from.length ?? MAX_LENGTH) <= length ? text : `left(${text}, ${length})`;
}

function toNumber(sql: string, from: FlinkType, to: FlinkType): string {
	const target = duckType(to);
	if (isInteger(to)) {
		if (isCharacter(from)) return `CAST(regexp_replace(trim(${sql}), '\\.[0-9]*$', '') AS ${target})`;
		return isNumeric(from) ? toIntegerSql(sql, from, to) : `CAST(${sql} AS ${target})`;
	}
	if (to.type !== 'DECIMAL') return `CAST(${sql} AS ${target})`;
	// A number that does not fit a DECIMAL is NULL; a text that is no number is an error.
	if (!isCharacter(from)) return `TRY_CAST(${sql} AS ${target})`;
	return `CASE WHEN TRY_CAST(${sql} AS DOUBLE) IS NULL THEN CAST(${sql} AS ${target}) ELSE TRY_CAST(${sql} AS ${target}) END`;
}

function toTimestamp(sql: string, from: FlinkType, to: FlinkType, zone: string): string {
	const stamp = familyOf(from) === 'TIMESTAMP' ? sql : `CAST(${sql} AS TIMESTAMP)`;
	let shifted = stamp;
	if (isLocalZoned(to) && !isLocalZoned(from)) shifted = toUtc(stamp, zone);
	if (!isLocalZoned(to) && isLocalZoned(from)) shifted = toLocal(stamp, zone);
	const precision = to.precision ?? 6;
	const fits = familyOf(from) === 'TIMESTAMP' && (from.precision ?? 6) <= precision;
	return fits || familyOf(from) === 'DATE' ? shifted : truncateTimestamp(shifted, precision);
}

function toDateOrTime(sql: string, from: FlinkType, target: string, zone: string): string {
	return `CAST(${isLocalZoned(from) ? toLocal(sql, zone) : sql} AS ${target})`;
}

/** DuckDB SQL that turns a value of one Flink type into another, with Flink's rules for truncation and text. */
export function castSql(sql: string, from: FlinkType, to: FlinkType, zone: string): string {
	const target = duckType(to);
	if (from.type === 'NULL') return `CAST(${sql} AS ${target})`;
	switch (familyOf(to)) {
		case 'CHARACTER':
			return toText(sql, from, to, zone);
		case 'TIMESTAMP':
			return toTimestamp(sql, from, to, zone);
		case 'DATE':
		case 'TIME':
			return toDateOrTime(sql, from, target, zone);
		case 'BINARY':
			return isCharacter(from) ? `encode(${sql})` : sql;
		case 'VARIANT':
			return from.type === 'VARIANT' ? sql : `CAST(to_json(${sql}) AS VARCHAR)`;
		case 'NUMERIC':
			return toNumber(sql, from, to);
		default:
			return duckType(from) === target ? sql : `CAST(${sql} AS ${target})`;
	}
}

const SELF = new Set([
	'CHARACTER',
	'NUMERIC',
	'BINARY',
	'TIMESTAMP',
	'INTERVAL_DAY_TIME',
	'INTERVAL_YEAR_MONTH',
]);
const CASTS: Readonly<Record<string, readonly string[]>> = {
	CHARACTER: ['NUMERIC', 'BOOLEAN', 'BINARY', 'DATE', 'TIME', 'TIMESTAMP'],
	NUMERIC: ['CHARACTER', 'BOOLEAN'],
	BOOLEAN: ['CHARACTER', 'NUMERIC', 'BOOLEAN'],
	BINARY: ['CHARACTER'],
	DATE: ['CHARACTER', 'TIMESTAMP', 'DATE'],
	TIME: ['CHARACTER', 'TIME'],
	TIMESTAMP: ['CHARACTER', 'DATE', 'TIME'],
	INTERVAL_YEAR_MONTH: ['CHARACTER'],
	INTERVAL_DAY_TIME: ['CHARACTER'],
	ARRAY: ['CHARACTER', 'ARRAY'],
	MAP: ['CHARACTER', 'MAP'],
	MULTISET: ['CHARACTER', 'MULTISET'],
	ROW: ['CHARACTER', 'ROW'],
	VARIANT: ['CHARACTER', 'NUMERIC', 'BOOLEAN', 'VARIANT'],
};

/** Whether `CAST` knows the way from one type to another. */
export function isCastable(from: FlinkType, to: FlinkType): boolean {
	const source = familyOf(from);
	const target = familyOf(to);
	if (source === 'NULL' || (source === target && SELF.has(source))) return true;
	return CASTS[source]?.includes(target) ?? false;
}
