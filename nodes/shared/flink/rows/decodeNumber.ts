import type { JsonValue } from '../../language/jsonValue';
import { parseDecimal, type DecimalNumber } from '../sql/sqlNumber';

/**
 * `auto`: BIGINT and DECIMAL become numbers where JSON's numbers hold the value exactly, else they stay text.
 * `text`: both always stay text, so that a column has one type throughout and keeps its scale.
 */
export type NumberMode = 'auto' | 'text';

const INTEGER = /^[+-]?\d+$/;
const FLOATING = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A double holds any decimal number of this many digits so that the same number is read back. */
const EXACT_DIGITS = 15;

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** Powers of ten that doubles hold exactly, by their exponent. */
const POWERS = Array.from({ length: EXACT_DIGITS }, (_, exponent) => 10 ** exponent);

// Nearly all numbers of nearly all results are short. These two read them digit by digit, in a fraction of the time
// that a pattern and `Number` take; the other functions know what to do with the rest.

/** The integer that a text of at most `EXACT_DIGITS` signs writes; undefined for any other text. */
function shortInteger(text: string): number | undefined {
	const { length } = text;
	const first = text.charCodeAt(0);
	const start = first === MINUS || first === PLUS ? 1 : 0;
	if (length > EXACT_DIGITS || start === length) return undefined;
	let value = 0;
	for (let index = start; index < length; index++) {
		const digit = text.charCodeAt(index) - ZERO;
		if (digit < 0 || digit > 9) return undefined;
		value = value * 10 + digit;
	}
	return first === MINUS ? 0 - value : value;
}

/**
 * The number that a text of at most `EXACT_DIGITS` signs writes, without an exponent; undefined for any other text.
 * Its digits and the power of ten are exact, so their quotient is rounded once, as `Number` rounds.
 */
function shortDecimal(text: string): number | undefined {
	const { length } = text;
	const first = text.charCodeAt(0);
	const start = first === MINUS || first === PLUS ? 1 : 0;
	if (length > EXACT_DIGITS) return undefined;
	let value = 0;
	let digits = 0;
	let point = -1;
	for (let index = start; index < length; index++) {
		const code = text.charCodeAt(index);
		const digit = code - ZERO;
		if (digit >= 0 && digit <= 9) {
			value = value * 10 + digit;
			digits++;
		} else if (code === POINT && point === -1) {
			point = index;
		} else {
			return undefined;
		}
	}
	if (digits === 0) return undefined;
	const size = point === -1 ? value : value / (POWERS[length - 1 - point] ?? 1);
	return first === MINUS ? 0 - size : size;
}

/** TINYINT to INTEGER, and counts. A text that is no integer is passed on as it is. */
export function decodeInteger(wire: string | number | boolean): JsonValue {
	if (typeof wire === 'string') {
		const short = shortInteger(wire);
		if (short !== undefined) return short;
	}
	return typeof wire === 'string' && INTEGER.test(wire) ? Number(wire) + 0 : wire;
}

/** FLOAT and DOUBLE. NaN and the infinities, which JSON cannot write, stay text. */
export function decodeFloating(wire: string | number | boolean): JsonValue {
	if (typeof wire === 'string') {
		const short = shortDecimal(wire);
		if (short !== undefined) return short;
	}
	return typeof wire === 'string' && FLOATING.test(wire) && Number.isFinite(Number(wire))
		? Number(wire) + 0
		: wire;
}

/** BIGINT. */
export function decodeBigInteger(wire: string | number | boolean, mode: NumberMode): JsonValue {
	if (mode === 'text') return String(wire);
	if (typeof wire !== 'string') return wire;
	const short = shortInteger(wire);
	if (short !== undefined) return short;
	if (!INTEGER.test(wire)) return wire;
	const number = Number(wire) + 0;
	return Number.isSafeInteger(number) ? number : wire;
}

/**
 * DECIMAL. `12.30` is the number 12.3; a text whose digits a double cannot give back, or which lies beyond the
 * integers that doubles count one by one, stays text. Small and round values come with an exponent (`0E-18`,
 * `1E+3`), as Java's BigDecimal writes them.
 */
export function decodeDecimal(wire: string | number | boolean, mode: NumberMode): JsonValue {
	if (mode === 'text') return String(wire);
	if (typeof wire !== 'string') return wire;
	const short = shortDecimal(wire);
	if (short !== undefined) return short;
	const exact = parseDecimal(wire);
	if (exact === undefined) return wire;
	const number = Number(wire) + 0;
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER && isExactly(exact, number) ? number : wire;
}

function isExactly(exact: DecimalNumber, number: number): boolean {
	const readBack = parseDecimal(String(number));
	return readBack !== undefined && canonical(exact) === canonical(readBack);
}

function canonical(number: DecimalNumber): string {
	const fraction = number.fraction.replace(/0+$/, '');
	const isZero = number.integer === '0' && fraction === '';
	return `${number.negative && !isZero ? '-' : ''}${number.integer}.${fraction}`;
}
