import { duckType } from './duckType';
import { elementOf, fieldsOf, keyOf, MAX_LENGTH, sameStored, valueOf, type FlinkType } from './flinkType';
import { familyOf, isApproximate, isCharacter, isInteger, isLocalZoned, isNumeric } from './typeFamily';
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
		if (isCharacter(from)) return `CAST(flink_whole_number(${sql}) AS ${target})`;
		return isNumeric(from) ? toIntegerSql(sql, from, to) : `CAST(${sql} AS ${target})`;
	}
	if (to.type === 'FLOAT' && from.type === 'DOUBLE') return `flink_float(${sql})`;
	if (to.type !== 'DECIMAL') return isCharacter(from) ? `CAST(flink_double(${sql}) AS ${target})` : `CAST(${sql} AS ${target})`;
	// A number that does not fit a DECIMAL is NULL; a text that does not fit, or is no number, is an error.
	if (isApproximate(from))
		return `CASE WHEN isfinite(${sql}) THEN TRY_CAST(${sql} AS ${target}) ELSE CAST(flink_decimal(CAST(${sql} AS VARCHAR), 38, 0) AS ${target}) END`;
	if (!isCharacter(from)) return `TRY_CAST(${sql} AS ${target})`;
	return `CAST(flink_decimal(${sql}, ${to.precision ?? 10}, ${to.scale ?? 0}) AS ${target})`;
}

/** A text, a day or a time of the first day as a moment. */
function momentSql(sql: string, from: FlinkType, precision: number): string {
	if (isCharacter(from)) return `flink_timestamp(${sql}, ${precision})`;
	if (familyOf(from) === 'TIME') return `(DATE '1970-01-01' + ${sql})`;
	return familyOf(from) === 'TIMESTAMP' ? sql : `CAST(${sql} AS TIMESTAMP)`;
}

function toTimestamp(sql: string, from: FlinkType, to: FlinkType, zone: string): string {
	let shifted = momentSql(sql, from, to.precision ?? 6);
	if (isLocalZoned(to) && !isLocalZoned(from)) shifted = toUtc(shifted, zone);
	if (!isLocalZoned(to) && isLocalZoned(from)) shifted = toLocal(shifted, zone);
	const precision = to.precision ?? 6;
	const fits = familyOf(from) === 'TIMESTAMP' && (from.precision ?? 6) <= precision;
	return fits || familyOf(from) === 'DATE' || isCharacter(from) ? shifted : truncateTimestamp(shifted, precision);
}

/** A BINARY is as long as it says: longer bytes are cut, shorter ones filled with zeros; a VARBINARY is only cut. */
function toBytes(sql: string, from: FlinkType, to: FlinkType): string {
	const bytes = isCharacter(from) ? `encode(${sql})` : sql;
	const length = to.length ?? MAX_LENGTH;
	if (length === MAX_LENGTH || (from.type === to.type && from.length === length)) return bytes;
	return `flink_bytes(${bytes}, ${length}, ${to.type === 'BINARY'})`;
}

function toDateOrTime(sql: string, from: FlinkType, target: string, zone: string): string {
	if (isCharacter(from)) return `flink_${target.toLowerCase()}(${sql})`;
	return `CAST(${isLocalZoned(from) ? toLocal(sql, zone) : sql} AS ${target})`;
}

/** DuckDB SQL that turns a value of one Flink type into another, with Flink's rules for truncation and text. */
export function castSql(sql: string, from: FlinkType, to: FlinkType, zone: string, depth = 0): string {
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
			return toBytes(sql, from, to);
		case 'VARIANT':
			return from.type === 'VARIANT' ? sql : `CAST(to_json(${sql}) AS VARCHAR)`;
		case 'NUMERIC':
			return toNumber(sql, from, to);
		default:
			return containerSql(sql, from, to, zone, depth) ?? (duckType(from) === target ? sql : `CAST(${sql} AS ${target})`);
	}
}


/** Containers member by member, where those change; containers inside of one another need variables of their own. */
function containerSql(sql: string, from: FlinkType, to: FlinkType, zone: string, depth: number): string | null {
	if (sameStored(from, to)) return sql;
	const variable = `m${depth}`;
	const member = (value: string, a: FlinkType, b: FlinkType) => castSql(value, a, b, zone, depth + 1);
	switch (`${from.type} ${to.type}`) {
		case 'ARRAY ARRAY': {
			const element = member(variable, elementOf(from), elementOf(to));
			return element === variable ? sql : `list_transform(${sql}, lambda ${variable}: ${element})`;
		}
		case 'MAP MAP': {
			const key = member(`${variable}.key`, keyOf(from), keyOf(to));
			const value = member(`${variable}.value`, valueOf(from), valueOf(to));
			return `map_from_entries(list_transform(map_entries(${sql}), lambda ${variable}: struct_pack(k := ${key}, v := ${value})))`;
		}
		case 'ROW ROW': {
			const given = fieldsOf(to).map((_, index) => `struct_extract(${sql}, 'f${index}')`);
			const fields = fieldsOf(to).map(({ type }, index) =>
				member(given[index] ?? '', fieldsOf(from)[index]?.type ?? type, type),
			);
			if (fields.every((field, index) => field === given[index])) return sql;
			return `CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${fields.map((field, index) => `f${index} := ${field}`).join(', ')}) END`;
		}
		default:
			return null;
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
	TIME: ['CHARACTER', 'TIME', 'TIMESTAMP'],
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
