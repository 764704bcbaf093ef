import { asError } from '../../language/asError';
import { hasJsonForm } from '../../language/jsonText';
import { isInDoubt, UnfitValueError, within } from './literalValue';

/** A number as it was written, so that no digit of it is lost. */
export class NumberText {
	/** @param isInDoubt of a number of JavaScript that may have been rounded before: see `isInDoubt` */
	constructor(
		readonly text: string,
		private readonly isInDoubt = false,
	) {}

	/** @throws UnfitValueError for a number that may have been rounded */
	get exactText(): string {
		if (this.isInDoubt) throw new UnfitValueError({ form: 'exactNumber', rounded: this.text }, [], this);
		return this.text;
	}
}

/** JSON with exact numbers. Objects are maps: no name of a member means anything to JavaScript. */
export type ExactJson = string | boolean | null | NumberText | readonly ExactJson[] | ReadonlyMap<string, ExactJson>;

/** Lists and objects inside of one another at most: as many as Flink's JSON parser takes. */
const MAX_DEPTH = 1_000;

/**
 * Strings and numbers. A string that is not closed is taken to the end of the text: were it no token, the search
 * would begin anew at every quote in it, in time that grows with the square of its length.
 */
const JSON_TOKEN = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|-?\d[\d.eE+-]*/g;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What `JSON.parse` is given for them: strings that begin with a letter for what they were. */
const STRING = 's';
const NUMBER = 'n';

/**
 * Reads JSON, every number as it was written: `JSON.parse` would round integers beyond 2^53.
 *
 * @throws UnfitValueError for a text that is no JSON, or is nested too deeply
 */
export function parseExactJson(json: string): ExactJson {
	const marked = json.replace(JSON_TOKEN, (token) => {
		if (token.startsWith('"')) return `"${STRING}${token.slice(1)}`;
		return JSON_NUMBER.test(token) ? `"${NUMBER}${token}"` : token;
	});
	return unmarked(parsed(marked), 0);
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch (error) {
		throw error instanceof SyntaxError ? new UnfitValueError({ form: 'json' }) : asError(error);
	}
}

function unmarked(value: unknown, depth: number): ExactJson {
	if (typeof value === 'string') return value.startsWith(NUMBER) ? new NumberText(value.slice(1)) : value.slice(1);
	if (typeof value !== 'object' || value === null) return value === null ? null : value === true;
	assertDepth(depth);
	if (Array.isArray(value)) return value.map((element) => unmarked(element, depth + 1));
	return new Map(
		Object.entries(value).map(([key, member]): [string, ExactJson] => {
			// A number in place of a name, `{1: 2}`.
			if (!key.startsWith(STRING)) throw new UnfitValueError({ form: 'json' });
			return [key.slice(1), unmarked(member, depth + 1)];
		}),
	);
}

/**
 * The JSON of a value that an expression gave: of an object that says itself what its JSON is, such as a date, that;
 * without the members that are undefined. What comes out of `parseExactJson` stays as it is.
 *
 * @throws UnfitValueError for what JSON has no word for, and for what is nested too deeply
 */
export function toExactJson(value: unknown, depth = 0): ExactJson {
	if (value === null || typeof value === 'string' || typeof value === 'boolean' || value instanceof NumberText) return value;
	if (typeof value === 'bigint') return new NumberText(String(value));
	if (typeof value === 'number') return finite(value);
	if (value === undefined) return null;
	if (typeof value !== 'object') throw new UnfitValueError({ form: 'json' }, [], String(value));
	assertDepth(depth);
	if (hasJsonForm(value)) return ofJsonForm(value, depth);
	if (Array.isArray(value)) return Array.from(value, (element, index) => within(index, () => toExactJson(element, depth + 1)));
	const members: Iterable<[unknown, unknown]> = value instanceof Map ? value : Object.entries(value);
	const object = new Map<string, ExactJson>();
	for (const [key, member] of members) {
		const name = String(key);
		if (member !== undefined) object.set(name, within(name, () => toExactJson(member, depth + 1)));
	}
	return object;
}

function finite(value: number): NumberText {
	if (!Number.isFinite(value)) throw new UnfitValueError({ form: 'number' }, [], value);
	return isInDoubt(value) ? new NumberText(String(BigInt(value)), true) : new NumberText(String(value));
}

/** The JSON of an invalid date is null; nobody means NULL by it. */
function ofJsonForm(value: { toJSON(): unknown }, depth: number): ExactJson {
	const json = value.toJSON();
	if (json === null || json === undefined) throw new UnfitValueError({ form: 'jsonForm' }, [], value);
	return toExactJson(json, depth + 1);
}

function assertDepth(depth: number): void {
	if (depth >= MAX_DEPTH) throw new UnfitValueError({ form: 'nesting', most: MAX_DEPTH });
}

/**
 * The JSON text, numbers as they were written.
 *
 * @throws UnfitValueError for a number that may have been rounded
 */
export function exactJsonText(value: ExactJson): string {
	if (value instanceof NumberText) return value.exactText;
	if (isObject(value)) return `{${[...value].map(([key, member]) => `${JSON.stringify(key)}:${within(key, () => exactJsonText(member))}`).join(',')}}`;
	if (isList(value)) return `[${value.map((element, index) => within(index, () => exactJsonText(element))).join(',')}]`;
	return JSON.stringify(value);
}

export function isList(value: ExactJson): value is readonly ExactJson[] {
	return Array.isArray(value);
}

export function isObject(value: ExactJson): value is ReadonlyMap<string, ExactJson> {
	return value instanceof Map;
}

/**
 * A scalar as the readers of scalars take it: a number is its text.
 *
 * @throws UnfitValueError for a number that may have been rounded
 */
export function scalarOf(value: ExactJson): ExactJson {
	return value instanceof NumberText ? value.exactText : value;
}
