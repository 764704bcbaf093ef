/** What a value has to be for its type. */
export type ExpectedValue =
	| {
			readonly form:
				| 'text'
				| 'number'
				/** One that DECIMAL or DOUBLE can hold. */
				| 'numberInRange'
				| 'decimal'
				| 'boolean'
				| 'base64'
				| 'sqlType'
				| 'identifier'
				| 'list'
				| 'date'
				| 'time'
				| 'timestamp'
				| 'instant';
	  }
	/** An instant that is exact to the millisecond at most, because of the statement's local time zone. */
	| { readonly form: 'instantInMilliseconds'; readonly localTimeZone: string | undefined };

/** A value that does not fit the type it was given. */
export class UnfitValueError extends Error {
	constructor(readonly expected: ExpectedValue) {
		super(JSON.stringify(expected));
		this.name = 'UnfitValueError';
	}
}

/**
 * The text of a value that came from a form field or an expression, without white space around it.
 *
 * @throws UnfitValueError for nothing, lists and objects
 */
export function trimmedText(value: unknown, expected: ExpectedValue): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	throw new UnfitValueError(expected);
}
