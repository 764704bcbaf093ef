/** A value that does not fit the type it was given; the message says what would. */
export class UnfitValueError extends Error {
	constructor(readonly expected: string) {
		super(`The value has to be ${expected}.`);
		this.name = 'UnfitValueError';
	}
}

/**
 * The text of a value that came from a form field or an expression, without white space around it.
 *
 * @throws UnfitValueError for nothing, lists and objects, and for a number that may have been rounded
 */
export function trimmedText(value: unknown, expected: string): string {
	return scalarText(value, expected).trim();
}

/** As `trimmedText`, with its white space. */
export function scalarText(value: unknown, expected: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	throw new UnfitValueError(expected);
}

/** From here on only DOUBLE holds a number, which is no more exact than JavaScript's. */
const BEYOND_DECIMAL = 1e38;

/**
 * A number as JavaScript writes it. Above 2^53 it no longer counts one by one: what was written as 9007199254740993
 * has become 9007199254740992, and nobody can tell any more.
 *
 * @throws UnfitValueError for such a number
 */
export function numberText(value: number): string {
	const isInDoubt = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < BEYOND_DECIMAL;
	if (isInDoubt) throw new UnfitValueError(`text where a number has so many digits, such as "9007199254740993" in quotes: JavaScript may have rounded it to ${BigInt(value)}`);
	return String(value);
}
