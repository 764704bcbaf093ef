import { uniqueColumnNames } from '../rows/columnNames';
import { decodeBigInteger, decodeDecimal, decodeFloating, decodeInteger } from '../rows/decodeNumber';
import { isoTimestamp } from '../rows/decodeTime';
import { isList, isObject, NumberText, scalarOf, type ExactJson } from '../sql/exactJson';
import { scalarText } from '../sql/literalValue';
import { readBytes } from '../sql/scalarLiteral';
import type { LiteralOptions } from '../sql/sqlLiteral';
import type { RowField, SqlType } from '../sql/sqlType';
import { isUtcZone } from '../sql/timeZone';
import { floatingOf, scalarOfType, type Scalar } from '../sql/typedScalar';
import { setMember, type JsonObject, type JsonValue } from '../../language/jsonValue';

/**
 * A value as results have it once it is in a column of the type, although it was written in another way: `"007"` in
 * an INT is 7, a time zone's clock is that of UTC, members of a ROW that are missing are null, a MAP has an object or
 * a list of entries by the type of its keys.
 *
 * With a `sql.local-time-zone` other than UTC results have the clock of that zone; an instant whose offset was given
 * stays in UTC here, with its Z.
 *
 * @param value one of which `typedLiteral` makes SQL
 */
export function insertedValue(type: SqlType, value: ExactJson, options: LiteralOptions = {}): JsonValue {
	if (value === null) return null;
	switch (type.kind) {
		case 'array':
			return isList(value) ? value.map((element) => insertedValue(type.element, element, options)) : null;
		case 'map':
			return mapOf(type, value, options);
		case 'row':
			return rowOf(type.fields, value, options);
		case 'multiset':
			return multisetOf(type.element, value, options);
		case 'variant':
			return variantOf(value);
		case 'float':
		case 'double':
			return floatingIn(type, value);
		default:
			return scalarIn(type, scalarOf(value), options);
	}
}

type Entries = ReadonlyArray<readonly [JsonValue, JsonValue]>;

function mapOf({ key, value: member }: Extract<SqlType, { kind: 'map' }>, value: ExactJson, options: LiteralOptions): JsonValue {
	const given = isObject(value) ? [...value] : membersOf(value, 'key', 'value');
	const entries = given.map(([name, content]): readonly [JsonValue, JsonValue] => [insertedValue(key, name, options), insertedValue(member, content, options)]);
	// Of entries with the same key the last one counts.
	const last = [...new Map(entries.map((entry) => [JSON.stringify(entry[0]), entry])).values()];
	return key.kind === 'text' ? objectOf(last) : last.map(([name, content]) => ({ key: name, value: content }));
}

function objectOf(entries: Entries): JsonObject {
	const object: JsonObject = {};
	for (const [name, value] of entries) setMember(object, String(name), value);
	return object;
}

/** Elements that are equal are counted together. */
function multisetOf(element: SqlType, value: ExactJson, options: LiteralOptions): JsonValue {
	const counts = new Map<string, { readonly value: JsonValue; count: number }>();
	for (const [content, times] of membersOf(value, 'value', 'count')) {
		const shown = insertedValue(element, content, options);
		const key = JSON.stringify(shown);
		const counted = counts.get(key) ?? { value: shown, count: 0 };
		counted.count += times === null ? 1 : Number(scalarOf(times));
		counts.set(key, counted);
	}
	return [...counts.values()];
}

function membersOf(list: ExactJson, first: string, second: string): Array<readonly [ExactJson, ExactJson]> {
	if (!isList(list)) return [];
	return list.filter((entry) => entry !== null && isObject(entry)).map((entry) => [entry.get(first) ?? null, entry.get(second) ?? null] as const);
}

function rowOf(fields: readonly RowField[], value: ExactJson, options: LiteralOptions): JsonValue {
	const names = uniqueColumnNames(fields.map(({ name }) => name));
	const row: JsonObject = {};
	for (const [index, { name, type }] of fields.entries()) {
		const member = isList(value) ? value[index] : isObject(value) ? value.get(name) : undefined;
		setMember(row, names[index] ?? name, insertedValue(type, member ?? null, options));
	}
	return row;
}

function variantOf(value: ExactJson): JsonValue {
	if (value instanceof NumberText) return /e/i.test(value.text) ? decodeFloating(value.text) : decodeDecimal(value.text, 'auto');
	if (isList(value)) return value.map(variantOf);
	if (!isObject(value)) return value;
	return objectOf([...value].map(([name, member]) => [name, variantOf(member)] as const));
}

function floatingIn(type: Extract<SqlType, { kind: 'float' | 'double' }>, value: ExactJson): JsonValue {
	const written = writtenIn(floatingOf(type, value instanceof NumberText ? value.text : value));
	const number = decodeFloating(written);
	return type.kind === 'float' && typeof number === 'number' ? shortestOf(number) : number;
}

/** The number with the fewest digits that FLOAT cannot tell from the given one. */
function shortestOf(number: number): number {
	const nearest = Math.fround(number);
	for (let digits = 1; digits < 9; digits++) {
		const candidate = Number(nearest.toPrecision(digits));
		if (Math.fround(candidate) === nearest) return candidate;
	}
	return Number(nearest.toPrecision(9));
}

function scalarIn(type: Scalar, value: ExactJson, options: LiteralOptions): JsonValue {
	if (type.kind === 'binary') return readBytes(value).toString('base64');
	if (type.kind === 'text') return padded(scalarText(value, { form: 'plainText' }), type);
	const literal = scalarOfType(type, value, options);
	const written = writtenIn(literal);
	switch (type.kind) {
		case 'boolean':
			return literal === 'TRUE';
		case 'integer':
			return type.bits === 64 ? decodeBigInteger(written, 'auto') : decodeInteger(written);
		case 'decimal':
			return decodeDecimal(withScale(written, type.scale), 'auto');
		case 'timestamp':
			return isoTimestamp(withFraction(written, type.precision), '');
		case 'instant':
			return instantIn(literal, type.precision, options);
		case 'dayTime':
			return withFraction(written.replace(/(\.\d{3})\d+$/, '$1'), 3);
		default:
			return written;
	}
}

/** CHAR is filled up with spaces. */
function padded(text: string, { fixed, length }: Extract<SqlType, { kind: 'text' | 'binary' }>): string {
	return fixed ? text + ' '.repeat(Math.max(0, length - Array.from(text).length)) : text;
}

function instantIn(literal: string, precision: number, { localTimeZone }: LiteralOptions): string {
	const epoch = /TO_TIMESTAMP_LTZ\((-?\d+), 3\)/.exec(literal)?.[1];
	if (epoch === undefined) return isoTimestamp(withFraction(writtenIn(literal), precision), isUtcZone(localTimeZone) ? 'Z' : '');
	const [seconds = '', millis = ''] = new Date(Number(epoch)).toISOString().replace('Z', '').split('.');
	return `${withFraction(`${seconds}.${millis.slice(0, precision)}`, precision)}Z`;
}

/** The text in a literal of one value, or the digits that it is. */
function writtenIn(literal: string): string {
	const quoted = /'((?:[^']|'')*)'/.exec(literal)?.[1];
	return quoted === undefined ? literal : quoted.replaceAll("''", "'");
}

/** As many digits after the second as the type has. */
function withFraction(text: string, precision: number): string {
	const [seconds = '', fraction = ''] = text.split('.');
	return precision === 0 ? seconds : `${seconds}.${fraction.padEnd(precision, '0')}`;
}

/** As many digits after the point as the type has. */
function withScale(text: string, scale: number): string {
	const [, sign = '', integer = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? [];
	return `${sign}${integer === '' ? '0' : integer}${scale === 0 ? '' : `.${fraction.padEnd(scale, '0')}`}`;
}
