import { asError } from '../../language/asError';

/** What a value has to be for its type. */
export type ExpectedValue =
	| {
			readonly form:
				| 'text'
				/** A text within a value of a type that is known. */
				| 'plainText'
				| 'number'
				/** One that DECIMAL or DOUBLE can hold. */
				| 'numberInRange'
				| 'decimal'
				/** A number, or NaN or an infinity as text. */
				| 'floating'
				| 'boolean'
				| 'base64'
				| 'sqlType'
				| 'identifier'
				| 'json'
				/** Not one whose JSON is null, as that of an invalid date is. */
				| 'jsonForm'
				/** A list of a type of its own. */
				| 'list'
				/** A list for IN: of one kind, without nulls, without lists. */
				| 'inList'
				/** A list of elements whose type is known. */
				| 'elements'
				| 'mapEntries'
				| 'multisetEntries'
				| 'date'
				| 'time'
				| 'timestamp'
				| 'instant'
				| 'interval'
				/** One that Flink keeps: its intervals count milliseconds. */
				| 'intervalInMilliseconds';
	  }
	/** What cannot be: in a list for IN, as the key of a MAP, as an element of a MULTISET, and a MULTISET within a collection. */
	| { readonly form: 'noNullInList' | 'noListInList' | 'noNullKey' | 'noNullElement' | 'noMultiset' }
	| { readonly form: 'fewerElements'; readonly most: number }
	/** Text, since a number of so many digits may have been rounded, to `rounded`. */
	| { readonly form: 'exactNumber'; readonly rounded: string }
	/** An instant that is exact to the millisecond at most, because of the statement's local time zone. */
	| { readonly form: 'instantInMilliseconds'; readonly localTimeZone: string | undefined }
	| { readonly form: 'integer'; readonly least: string; readonly most: string }
	/** How many digits there may be before the point, and after it. */
	| { readonly form: 'digits'; readonly before: number; readonly after: number }
	/** Within the range of FLOAT or DOUBLE. */
	| { readonly form: 'floatingInRange'; readonly type: string }
	| { readonly form: 'length'; readonly unit: 'characters' | 'bytes'; readonly most: number }
	| { readonly form: 'exactLength'; readonly bytes: number }
	/** Digits after the second. */
	| { readonly form: 'fraction'; readonly digits: number }
	/** Years and months, or days to seconds, as the type counts. */
	| { readonly form: 'intervalOf'; readonly type: string }
	| { readonly form: 'row'; readonly fields: readonly string[] }
	| { readonly form: 'knownField'; readonly field: string; readonly fields: readonly string[] }
	| { readonly form: 'fieldCount'; readonly fields: number }
	| { readonly form: 'notNull'; readonly type: string }
	/** Lists and objects inside of one another. */
	| { readonly form: 'nesting'; readonly most: number };

/** Where in a value: members by their name, elements by their index from 0. */
export type ValuePath = ReadonlyArray<string | number>;

/** A value that does not fit the type it was given. */
export class UnfitValueError extends Error {
	/**
	 * @param path where in the value; empty for the value as a whole
	 * @param value what is there, where it is known
	 */
	constructor(
		readonly expected: ExpectedValue,
		readonly path: ValuePath = [],
		readonly value?: unknown,
	) {
		super(JSON.stringify(expected));
		this.name = 'UnfitValueError';
	}
}

/** Does something with the part of a value that is at `step`, which its errors then name, but for that of a value nested too deeply. */
export function within<T>(step: string | number, work: () => T): T {
	try {
		return work();
	} catch (error) {
		const isOfPart = error instanceof UnfitValueError && error.expected.form !== 'nesting';
		throw isOfPart ? new UnfitValueError(error.expected, [step, ...error.path], error.value) : asError(error);
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
 * Whether a number may be another one than was written. Above 2^53 JavaScript no longer counts one by one: what was
 * written as 9007199254740993 has become 9007199254740992, and nobody can tell any more.
 */
export function isInDoubt(value: number): boolean {
	return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < BEYOND_DECIMAL;
}

/** @throws UnfitValueError for a number that is in doubt */
function numberText(value: number): string {
	if (isInDoubt(value)) throw new UnfitValueError({ form: 'exactNumber', rounded: String(BigInt(value)) }, [], value);
	return String(value);
}
