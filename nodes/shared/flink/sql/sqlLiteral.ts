import { scalarText, trimmedText, UnfitValueError, type ExpectedValue } from './literalValue';
import { arrayLiteral } from './sqlArrayLiteral';
import { decimalSize, MAX_DECIMAL_DIGITS, parseDecimal, plainText, type DecimalNumber } from './sqlNumber';
import { dateLiteral, timeLiteral, timestampLiteral, timestampLtzLiteral } from './sqlTimeLiteral';
import { parseSqlType } from './sqlType';

export const PARAMETER_TYPES = [
	'string',
	'number',
	'decimal',
	'boolean',
	'date',
	'time',
	'timestamp',
	'timestampLtz',
	'bytes',
	'null',
	'array',
	'identifier',
] as const;

export type ParameterType = (typeof PARAMETER_TYPES)[number];

export interface LiteralOptions {
	/** The statement's `sql.local-time-zone`; `UTC`, the service's default, when absent. */
	readonly localTimeZone?: string | undefined;
}

const LITERALS: Readonly<Record<ParameterType, (value: unknown, options: LiteralOptions) => string>> = {
	string: stringValueLiteral,
	number: numberLiteral,
	decimal: decimalLiteral,
	boolean: booleanLiteral,
	date: dateLiteral,
	time: timeLiteral,
	timestamp: timestampLiteral,
	timestampLtz: (value, { localTimeZone }) => timestampLtzLiteral(value, localTimeZone),
	bytes: bytesLiteral,
	null: nullLiteral,
	array: (value) =>
		arrayLiteral(value, { string: stringLiteral, number: numberLiteral, boolean: booleanLiteral }),
	identifier: identifierLiteral,
};

/**
 * The Flink SQL literal of a value. There are no bound parameters in this API, so the literal is all that keeps
 * a value from being read as SQL: every branch either builds it from validated parts or quotes it.
 *
 * @throws UnfitValueError when the value does not fit the type
 */
export function sqlLiteral(type: ParameterType, value: unknown, options: LiteralOptions = {}): string {
	return LITERALS[type](value, options);
}

/** In Flink's strings only the quote is special: backslashes, line breaks and comment signs stand for themselves. */
export function stringLiteral(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

function stringValueLiteral(value: unknown): string {
	return stringLiteral(scalarText(value, { form: 'text' }));
}

/**
 * An exact number where DECIMAL can hold it; written with an exponent, and thereby a DOUBLE, where only that can.
 *
 * Flink reads bare digits only as far as they fit 64 bits, the point left out: a longer number is a cast text.
 */
function numberLiteral(value: unknown): string {
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
	return `CAST('${plainText(number)}' AS DECIMAL(${precision}, ${scale}))`;
}

function decimalLiteral(value: unknown): string {
	const expected: ExpectedValue = { form: 'decimal' };
	const number = parseDecimal(trimmedText(value, expected));
	if (number === undefined) throw new UnfitValueError(expected);
	if (decimalSize(number).precision > MAX_DECIMAL_DIGITS) throw new UnfitValueError(expected);
	return castDecimal(number);
}

function booleanLiteral(value: unknown): string {
	const expected: ExpectedValue = { form: 'boolean' };
	const text = trimmedText(value, expected).toUpperCase();
	if (text !== 'TRUE' && text !== 'FALSE') throw new UnfitValueError(expected);
	return text;
}

function bytesLiteral(value: unknown): string {
	const expected: ExpectedValue = { form: 'base64' };
	if (typeof value !== 'string') throw new UnfitValueError(expected);
	const text = value.replace(/\s+/g, '');
	const bytes = Buffer.from(text, 'base64');
	if (bytes.toString('base64') !== text.padEnd(Math.ceil(text.length / 4) * 4, '='))
		throw new UnfitValueError(expected);
	return `x'${bytes.toString('hex')}'`;
}

/** Flink needs to know which type is missing a value; an outer NOT NULL would contradict it and is dropped. */
function nullLiteral(value: unknown): string {
	const type = typeof value === 'string' ? parseSqlType(value) : undefined;
	if (type === undefined) throw new UnfitValueError({ form: 'sqlType' });
	return `CAST(NULL AS ${type})`;
}

/** One name, whatever is in it: topics may have dots in theirs, so a dot does not separate names here. */
function identifierLiteral(value: unknown): string {
	if (typeof value !== 'string' || value === '' || /\p{Cc}/u.test(value)) {
		throw new UnfitValueError({ form: 'identifier' });
	}
	return `\`${value.replaceAll('`', '``')}\``;
}
