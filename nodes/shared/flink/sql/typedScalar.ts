import { scalarText, trimmedText, UnfitValueError, type ExpectedValue } from './literalValue';
import { booleanLiteral, readBytes, stringLiteral } from './scalarLiteral';
import { intervalText, isWholeNumberOf, parseInterval } from './sqlInterval';
import type { LiteralOptions } from './sqlLiteral';
import { castableText, decimalSize, parseDecimal, type DecimalNumber } from './sqlNumber';
import { dateLiteral, instantLiteralOf, timeLiteralOf, timestampLiteralOf } from './sqlTimeLiteral';
import type { IntervalUnit, SqlType } from './sqlType';

/** The largest number that FLOAT has room for. */
const MAX_FLOAT = 3.4028234663852886e38;

/** What Java, and thereby Flink's CAST, calls the numbers that JSON has no word for. */
const NOT_FINITE: readonly string[] = ['NaN', 'Infinity', '-Infinity'];

/** A type whose values have no parts. */
export type Scalar = Exclude<SqlType, { kind: 'array' | 'map' | 'row' | 'multiset' | 'variant' | 'float' | 'double' }>;

/**
 * The SQL of a value of a scalar type, of exactly that type.
 *
 * @throws UnfitValueError for what does not fit it
 */
export function scalarOfType(type: Scalar, value: unknown, { localTimeZone }: LiteralOptions): string {
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

interface IntegerRange {
	readonly least: bigint;
	readonly most: bigint;
	readonly expected: ExpectedValue;
}

/** By their bits: thousands of values have the same few types. */
const ranges = new Map<number, IntegerRange>();

function rangeOf(bits: number): IntegerRange {
	const known = ranges.get(bits);
	if (known !== undefined) return known;
	const [least, most] = [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
	const range: IntegerRange = { least, most, expected: { form: 'integer', least: String(least), most: String(most) } };
	ranges.set(bits, range);
	return range;
}

/** Bare digits are an INT where they fit one; the sign is an operator of its own. */
function integerOf(text: string, bits: number, value: unknown): string {
	const { least, most, expected } = rangeOf(bits);
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

/** As `scalarOfType`, for numbers that are approximate whoever holds them. */
export function floatingOf({ kind, text }: Extract<SqlType, { kind: 'float' | 'double' }>, value: unknown): string {
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
