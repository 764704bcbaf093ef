import { scalarText, trimmedText, UnfitValueError, type ExpectedValue } from './literalValue';
import { decimalSize, MAX_DECIMAL_DIGITS, castableText, parseDecimal, plainText, type DecimalNumber } from './sqlNumber';

/** In Flink's strings only the quote is special: backslashes, line breaks and comment signs stand for themselves. */
export function stringLiteral(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

export function stringValueLiteral(value: unknown): string {
	return stringLiteral(scalarText(value, { form: 'text' }));
}

/**
 * An exact number where DECIMAL can hold it; written with an exponent, and thereby a DOUBLE, where only that can.
 *
 * Flink reads bare digits only as far as they fit 64 bits, the point left out: a longer number is a cast text.
 */
export function numberLiteral(value: unknown): string {
	const expected: ExpectedValue = { form: 'number' };
	const text = trimmedText(value, expected);
	const number = parseDecimal(text);
	if (number === undefined) throw new UnfitValueError(expected);
	if (decimalSize(number).precision <= MAX_DECIMAL_DIGITS) return isBareLiteral(number) ? plainText(number) : castDecimal(number);
	const double = Number(text);
	if (!/e/i.test(text) || !Number.isFinite(double) || double === 0) {
		throw new UnfitValueError({ form: 'numberInRange' });
	}
	return text.replace(/^\+/, '').toUpperCase();
}

/** The sign is an operator of its own, so it does not count. */
function isBareLiteral({ integer, fraction }: DecimalNumber): boolean {
	const unscaled = BigInt(integer + fraction);
	return BigInt.asIntN(64, unscaled) === unscaled;
}

function castDecimal(number: DecimalNumber): string {
	const { precision, scale } = decimalSize(number);
	return `CAST('${castableText(number, precision - scale)}' AS DECIMAL(${precision}, ${scale}))`;
}

export function decimalLiteral(value: unknown): string {
	const expected: ExpectedValue = { form: 'decimal' };
	const number = parseDecimal(trimmedText(value, expected));
	if (number === undefined) throw new UnfitValueError(expected);
	if (decimalSize(number).precision > MAX_DECIMAL_DIGITS) throw new UnfitValueError(expected);
	return castDecimal(number);
}

export function booleanLiteral(value: unknown): string {
	const expected: ExpectedValue = { form: 'boolean' };
	const text = trimmedText(value, expected).toUpperCase();
	if (text !== 'TRUE' && text !== 'FALSE') throw new UnfitValueError(expected);
	return text;
}

export function bytesLiteral(value: unknown): string {
	return `x'${readBytes(value).toString('hex')}'`;
}

/** @throws UnfitValueError for what is no base64 */
export function readBytes(value: unknown): Buffer {
	const expected: ExpectedValue = { form: 'base64' };
	if (typeof value !== 'string') throw new UnfitValueError(expected);
	const text = value.replace(/\s+/g, '');
	const bytes = Buffer.from(text, 'base64');
	if (bytes.toString('base64') !== text.padEnd(Math.ceil(text.length / 4) * 4, '=')) throw new UnfitValueError(expected);
	return bytes;
}
