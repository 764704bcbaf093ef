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
	/** Text, since a number of so many digits may have been rounded, to `rounded`. */
	| { readonly form: 'exactNumber'; readonly rounded: string }
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
 * @throws UnfitValueError for nothing, lists and objects, and for a number that may have been rounded
 */
export function trimmedText(value: unknown, expected: ExpectedValue): string {
	return scalarText(value, expected).trim();
}

/** As `trimmedText`, with its white space. */
export function scalarText(value: unknown, expected: ExpectedValue): string {
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
	if (isInDoubt) throw new UnfitValueError({ form: 'exactNumber', rounded: String(BigInt(value)) });
	return String(value);
}
