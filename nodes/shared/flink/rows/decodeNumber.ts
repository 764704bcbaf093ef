import type { JsonValue } from '../../language/jsonValue';
import { parseDecimal, type DecimalNumber } from '../sql/sqlNumber';

/**
 * `auto`: BIGINT and DECIMAL become numbers where JSON's numbers hold the value exactly, else they stay text.
 * `text`: both always stay text, so that a column has one type throughout and keeps its scale.
 */
export type NumberMode = 'auto' | 'text';

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
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
 * integers that doubles count one by one, stays text.
 */
export function decodeDecimal(wire: string | number | boolean, mode: NumberMode): JsonValue {
	if (mode === 'text') return String(wire);
	if (typeof wire !== 'string' || !DECIMAL.test(wire)) return wire;
	const number = Number(wire) + 0;
	if (wire.length <= EXACT_DIGITS) return number;
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER && sameValue(wire, String(number)) ? number : wire;
}

function sameValue(left: string, right: string): boolean {
	return canonical(parseDecimal(left)) === canonical(parseDecimal(right));
}

function canonical(number: DecimalNumber | undefined): string | undefined {
	if (number === undefined) return undefined;
	const fraction = number.fraction.replace(/0+$/, '');
	const isZero = number.integer === '0' && fraction === '';
	return `${number.negative && !isZero ? '-' : ''}${number.integer}.${fraction}`;
}
