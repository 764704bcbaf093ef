/** DECIMAL holds at most this many digits in Flink. */
export const MAX_DECIMAL_DIGITS = 38;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** A decimal number by its digits, so that nothing is rounded on the way to SQL. */
export interface DecimalNumber {
	readonly negative: boolean;
	/** Digits before the point, without leading zeros; `0` when there are none. */
	readonly integer: string;
	/** Digits after the point, as many as were written. */
	readonly fraction: string;
}

/**
 * Reads a number written with digits, point and exponent, and spells the exponent out: `1E+3` is 1000,
 * `1.5e-3` is 0.0015. `undefined` for anything else, NaN and Infinity included, and for exponents beyond
 * ±999: no SQL number reaches that far.
 */
export function parseDecimal(text: string): DecimalNumber | undefined {
	const match = NUMBER.exec(text);
	if (match === null) return undefined;
	const [, sign, whole = '', part = '', power = '0'] = match;
	const exponent = Number(power);
	if (whole + part === '' || Math.abs(exponent) > 999) return undefined;
	const point = whole.length + exponent;
	const digits = whole + part;
	const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
	const split = Math.max(0, point);
	return fitted({
		negative: sign === '-',
		integer: padded.slice(0, split).replace(/^0+/, '') || '0',
		fraction: padded.slice(split),
	});
}

/** Zeros at the end of the fraction are kept, as they say how exact the number is, except where DECIMAL has no room for them. */
function fitted(number: DecimalNumber): DecimalNumber {
	if (decimalSize(number).precision <= MAX_DECIMAL_DIGITS) return number;
	return { ...number, fraction: number.fraction.replace(/(?<!0)0+$/, '') };
}

/** Plain digits without an exponent, such as `-0.005`. */
export function plainText({ negative, integer, fraction }: DecimalNumber): string {
	return (negative ? '-' : '') + integer + (fraction === '' ? '' : `.${fraction}`);
}

/** Precision and scale of the smallest DECIMAL that holds the number: 0.005 needs (3, 3), not (1, 3). */
export function decimalSize({ integer, fraction }: DecimalNumber): { precision: number; scale: number } {
	const digits = (integer + fraction).replace(/^0+/, '').length;
	return { precision: Math.max(digits, fraction.length, 1), scale: fraction.length };
}

/**
 * The digits of a number as Flink's CAST to a DECIMAL takes them, which counts a zero before the point as a digit: where
 * the type has none there, the CAST of `0.5` overflows, and that of `.5` does not.
 *
 * @param integerDigits of the type, before the point
 */
export function castableText(number: DecimalNumber, integerDigits: number): string {
	const text = plainText(number);
	if (integerDigits > 0) return text;
	return text.includes('.') ? text.replace(/^(-?)0\./, '$1.') : '.0';
}
