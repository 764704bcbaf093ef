import type { JsonValue } from '../../language/jsonValue';
import { parseDecimal, type DecimalNumber } from '../sql/sqlNumber';

/**
 * `auto`: BIGINT and DECIMAL become numbers where JSON's numbers hold the value exactly, else they stay text.
 * `text`: both always stay text, so that a column has one type throughout and keeps its scale.
 */
export type NumberMode = 'auto' | 'text';

const INTEGER = /^[+-]?\d+$/;
const PLAIN_DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const FLOATING = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A double holds any decimal number of this many digits so that the same number is read back. */
const EXACT_DIGITS = 15;

/** TINYINT to INTEGER, and counts. A text that is no integer is passed on as it is. */
export function decodeInteger(wire: string | number | boolean): JsonValue {
	return typeof wire === 'string' && INTEGER.test(wire) ? Number(wire) + 0 : wire;
}

/** FLOAT and DOUBLE. NaN and the infinities, which JSON cannot write, stay text. */
export function decodeFloating(wire: string | number | boolean): JsonValue {
	return typeof wire === 'string' && FLOATING.test(wire) && Number.isFinite(Number(wire))
		? Number(wire) + 0
		: wire;
}

/** BIGINT. */
export function decodeBigInteger(wire: string | number | boolean, mode: NumberMode): JsonValue {
	if (mode === 'text') return String(wire);
	if (typeof wire !== 'string' || !INTEGER.test(wire)) return wire;
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
	if (wire.length <= EXACT_DIGITS && PLAIN_DECIMAL.test(wire)) return Number(wire) + 0;
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
