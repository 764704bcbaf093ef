import { asError } from '../../language/asError';
import { exactJsonText, isList, isObject, NumberText, scalarOf, toExactJson, type ExactJson } from './exactJson';
import { scalarText, trimmedText, UnfitValueError, within, type ExpectedValue } from './literalValue';
import { booleanLiteral, readBytes, stringLiteral } from './scalarLiteral';
import { intervalText, isWholeNumberOf, parseInterval } from './sqlInterval';
import type { LiteralOptions } from './sqlLiteral';
import { castableText, decimalSize, parseDecimal, type DecimalNumber } from './sqlNumber';
import { dateLiteral, instantLiteralOf, timeLiteralOf, timestampLiteralOf } from './sqlTimeLiteral';
import { withNullability, type IntervalUnit, type RowField, type SqlType } from './sqlType';

/** The largest number that FLOAT has room for. */
const MAX_FLOAT = 3.4028234663852886e38;

/** What Java, and thereby Flink's CAST, calls the numbers that JSON has no word for. */
const NOT_FINITE: readonly string[] = ['NaN', 'Infinity', '-Infinity'];

/**
 * The SQL of a value of a type, such as `CAST((ROW(1, CAST('a' AS STRING))) AS ROW<…>)`: of exactly that type, but
 * for whether it may be NULL, so that values of one type can stand below each other in VALUES. Nothing is rounded,
 * cut off or wrapped around: what does not fit the type is refused.
 *
 * - A ROW is an object, in which members that are missing are NULL, or a list in the order of the fields.
 * - A MAP is an object, or a list of `{ "key": …, "value": … }`. Bytes are base64. Numbers may be text.
 * - Times, timestamps and intervals are texts; a date object is the text that JSON has for it.
 * - A VARIANT is any JSON; its null is NULL. A MULTISET can only be NULL: Flink SQL cannot write another one.
 *
 * @param value a JSON value, or what `parseExactJson` gives
 * @throws UnfitValueError that says where in the value
 */
export function typedLiteral(type: SqlType, value: unknown, options: LiteralOptions = {}): string {
	return write(type, toExactJson(value), options);
}

function write(type: SqlType, value: ExactJson, options: LiteralOptions): string {
	if (value !== null) return writeValue(type, value, options);
	if (!type.nullable) throw new UnfitValueError({ form: 'notNull', type: withNullability(type) }, [], value);
	return `CAST(NULL AS ${type.text})`;
}

function writeValue(type: SqlType, value: Exclude<ExactJson, null>, options: LiteralOptions): string {
	switch (type.kind) {
		case 'array':
			return arrayOf(type.element, value, options);
		case 'map':
			return mapOf(type, value, options);
		case 'row':
			return rowOf(type, type.fields, value, options);
		case 'multiset':
			throw new UnfitValueError({ form: 'noMultiset' }, [], value);
		case 'variant':
			return `PARSE_JSON(${stringLiteral(exactJsonText(value))})`;
		case 'float':
		case 'double':
			// Neither is more exact than the numbers of JavaScript are.
			return withValue(value, () => floatingOf(type, value instanceof NumberText ? value.text : value));
		default:
			return withValue(value, () => scalar(type, scalarOf(value), options));
	}
}

/** Adds the value to the error of a reader that has no other part of it. */
function withValue(value: ExactJson, read: () => string): string {
	try {
		return read();
	} catch (error) {
		throw error instanceof UnfitValueError ? new UnfitValueError(error.expected, [], value) : asError(error);
	}
}

type Scalar = Exclude<SqlType, { kind: 'array' | 'map' | 'row' | 'multiset' | 'variant' | 'float' | 'double' }>;

function scalar(type: Scalar, value: unknown, { localTimeZone }: LiteralOptions): string {
	switch (type.kind) {
		case 'boolean':
			return booleanLiteral(value);
		case 'integer':
			return integerOf(type.text, type.bits, value);
		case 'decimal':
			return decimalOf(type, value);
		case 'text':
			return textOf(type, value);
		case 'binary':
			return bytesOf(type, value);
		case 'date':
			return dateLiteral(value);
		case 'time':
			return timeLiteralOf(value, type.precision);
		case 'timestamp':
			return timestampLiteralOf(value, type.precision, type.text);
		case 'instant':
			return instantLiteralOf(value, type.precision, type.text, localTimeZone);
		case 'yearMonth':
		case 'dayTime':
			return intervalOf(type, value);
	}
}

/** Bare digits are an INT where they fit one; the sign is an operator of its own. */
function integerOf(text: string, bits: number, value: unknown): string {
	const [least, most] = [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
	const expected: ExpectedValue = { form: 'integer', least: String(least), most: String(most) };
	const number = readDecimal(value, expected);
	const whole = BigInt(number.integer) * (number.negative ? -1n : 1n);
	if (/[^0]/.test(number.fraction) || whole < least || whole > most) throw new UnfitValueError(expected);
	return bits === 32 && whole > least ? String(whole) : `CAST('${whole}' AS ${text})`;
}

function decimalOf({ text, precision, scale }: Extract<SqlType, { kind: 'decimal' }>, value: unknown): string {
	const expected: ExpectedValue = { form: 'digits', before: precision - scale, after: scale };
	const number = readDecimal(value, expected);
	const fraction = number.fraction.slice(0, scale);
	const isCut = /[^0]/.test(number.fraction.slice(scale));
	const before = decimalSize({ ...number, fraction: '' }).precision;
	const hasRoom = number.integer === '0' || before <= precision - scale;
	if (isCut || !hasRoom) throw new UnfitValueError(expected);
	return `CAST('${castableText({ ...number, fraction }, precision - scale)}' AS ${text})`;
}

function readDecimal(value: unknown, expected: ExpectedValue): DecimalNumber {
	if (typeof value === 'boolean') throw new UnfitValueError(expected);
	const number = parseDecimal(trimmedText(value, expected));
	if (number === undefined) throw new UnfitValueError(expected);
	return number;
}

function floatingOf({ kind, text }: Extract<SqlType, { kind: 'float' | 'double' }>, value: unknown): string {
	if (typeof value === 'boolean') throw new UnfitValueError({ form: 'floating' });
	const written = trimmedText(value, { form: 'floating' });
	if (NOT_FINITE.includes(written)) {
		// Flink computes constants before it runs, and has none of FLOAT that is not finite ("Infinite or NaN").
		if (kind === 'float') throw new UnfitValueError({ form: 'floatingInRange', type: text });
		return `CAST('${written}' AS ${text})`;
	}
	if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(written)) throw new UnfitValueError({ form: 'floating' });
	const number = Number(written);
	const isZero = !/[1-9]/.test(written.replace(/e.*$/i, ''));
	const nearest = kind === 'float' ? Math.fround(number) : number;
	const isTooLarge = !Number.isFinite(nearest) || (kind === 'float' && Math.abs(number) > MAX_FLOAT);
	if (isTooLarge || (nearest === 0 && !isZero)) throw new UnfitValueError({ form: 'floatingInRange', type: text });
	return `CAST('${written}' AS ${text})`;
}

/** Lengths are counted in characters, as Flink does, not in the halves of which JavaScript makes some. */
function textOf({ text, length }: Extract<SqlType, { kind: 'text' | 'binary' }>, value: unknown): string {
	const content = scalarText(value, { form: 'plainText' });
	if (content.length > length && Array.from(content).length > length) throw new UnfitValueError({ form: 'length', unit: 'characters', most: length });
	return `CAST(${stringLiteral(content)} AS ${text})`;
}

function bytesOf({ text, length, fixed }: Extract<SqlType, { kind: 'text' | 'binary' }>, value: unknown): string {
	const bytes = readBytes(value);
	// A CAST would fill them up with zeros, which are bytes like others.
	if (fixed && bytes.length !== length) throw new UnfitValueError({ form: 'exactLength', bytes: length });
	if (bytes.length > length) throw new UnfitValueError({ form: 'length', unit: 'bytes', most: length });
	return `CAST(x'${bytes.toString('hex')}' AS ${text})`;
}

function intervalOf({ kind, text, finest }: { kind: 'yearMonth' | 'dayTime'; text: string; finest: IntervalUnit }, value: unknown): string {
	const interval = parseInterval(value);
	if (interval.kind !== kind || !isWholeNumberOf(interval, finest)) throw new UnfitValueError({ form: 'intervalOf', type: text });
	return `CAST(${intervalText(interval)} AS ${text})`;
}

function arrayOf(element: SqlType, value: ExactJson, options: LiteralOptions): string {
	if (!isList(value)) throw new UnfitValueError({ form: 'elements' }, [], value);
	if (value.length === 0) return emptyArray(element);
	return `ARRAY[${value.map((item, index) => within(index, () => write(element, item, options))).join(', ')}]`;
}

/** `ARRAY[]` has no type, and is refused: an array without its only element has one. */
function emptyArray({ text }: SqlType): string {
	return `ARRAY_SLICE(ARRAY[CAST(NULL AS ${text})], 2, 1)`;
}

type Entry = readonly [key: string, value: string];

function mapOf({ key, value: member }: { key: SqlType; value: SqlType }, value: ExactJson, options: LiteralOptions): string {
	const entries = isObject(value) ? entriesOf(key, member, value, options) : listedEntries(key, member, value, options);
	if (entries.length === 0) return `MAP_FROM_ARRAYS(${emptyArray(key)}, ${emptyArray(member)})`;
	return `MAP[${entries.flat().join(', ')}]`;
}

function entriesOf(key: SqlType, member: SqlType, object: ReadonlyMap<string, ExactJson>, options: LiteralOptions): Entry[] {
	return [...object].map(([name, value]) => within(name, () => [writeValue(key, name, options), write(member, value, options)]));
}

function listedEntries(key: SqlType, member: SqlType, list: ExactJson, options: LiteralOptions): Entry[] {
	const expected: ExpectedValue = { form: 'mapEntries' };
	if (!isList(list)) throw new UnfitValueError(expected, [], list);
	return list.map((entry, index) =>
		within(index, (): Entry => {
			if (entry === null || !isObject(entry) || !entry.has('key') || entry.size > 2 || (entry.size === 2 && !entry.has('value'))) throw new UnfitValueError(expected, [], entry);
			const name = entry.get('key') ?? null;
			if (name === null) throw new UnfitValueError({ form: 'noNullKey' }, ['key'], name);
			return [within('key', () => write(key, name, options)), within('value', () => write(member, entry.get('value') ?? null, options))];
		}),
	);
}

/** Parentheses of its own, since Flink takes ROW(…) for something else in places. */
function rowOf({ text }: SqlType, fields: readonly RowField[], value: ExactJson, options: LiteralOptions): string {
	const members = isList(value) ? inOrder(fields, value) : byName(fields, value);
	const parts = fields.map(({ name, type }, index) => {
		const step = isList(value) ? index : name;
		return within(step, () => inRow(write(type, members[index] ?? null, options)));
	});
	return `CAST((ROW(${parts.join(', ')})) AS ${text})`;
}

/** A name first makes ROW(…) a list of columns for Flink's parser, so that a call needs parentheses. */
function inRow(literal: string): string {
	return /^(?:PARSE_JSON|ARRAY_SLICE|MAP_FROM_ARRAYS)\(/.test(literal) ? `(${literal})` : literal;
}

function inOrder(fields: readonly RowField[], value: readonly ExactJson[]): readonly ExactJson[] {
	if (value.length !== fields.length) throw new UnfitValueError({ form: 'fieldCount', fields: fields.length }, [], value);
	return value;
}

function byName(fields: readonly RowField[], value: ExactJson): readonly ExactJson[] {
	const names = fields.map(({ name }) => name);
	if (value === null || !isObject(value)) throw new UnfitValueError({ form: 'row', fields: names }, [], value);
	const unknown = [...value.keys()].find((name) => !names.includes(name));
	if (unknown !== undefined) throw new UnfitValueError({ form: 'knownField', field: unknown, fields: names }, [], value);
	return names.map((name) => value.get(name) ?? null);
}
