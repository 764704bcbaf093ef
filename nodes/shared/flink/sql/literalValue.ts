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
 * @throws UnfitValueError for nothing, lists and objects
 */
export function trimmedText(value: unknown, expected: string): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	throw new UnfitValueError(expected);
}
