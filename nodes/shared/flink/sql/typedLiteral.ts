import { asError } from '../../language/asError';
import { exactJsonText, isList, isObject, NumberText, scalarOf, toExactJson, type ExactJson } from './exactJson';
import { trimmedText, UnfitValueError, within, type ExpectedValue } from './literalValue';
import { stringLiteral } from './scalarLiteral';
import type { LiteralOptions } from './sqlLiteral';
import { withNullability, type RowField, type SqlType } from './sqlType';
import { floatingOf, scalarOfType } from './typedScalar';

/** Elements of a MULTISET at most: each is written out, and a statement has 131,072 characters. */
const MAX_MULTISET = 10_000;

/**
 * The SQL of a value of a type, such as `CAST((ROW(1, CAST('a' AS STRING))) AS ROW<…>)`: of exactly that type, but
 * for whether it may be NULL, so that values of one type can stand below each other in VALUES. Nothing is rounded,
 * cut off or wrapped around: what does not fit the type is refused.
 *
 * - A ROW is an object, in which members that are missing are NULL, or a list in the order of the fields.
 * - A MAP is an object, or a list of `{ "key": …, "value": … }`. Bytes are base64. Numbers may be text.
 * - Times, timestamps and intervals are texts; a date object is the text that JSON has for it.
 * - A VARIANT is any JSON; its null is NULL.
 * - A MULTISET is a list of `{ "value": …, "count": … }`, as results have it: a subquery that collects its elements.
 *   Flink takes none within an ARRAY, a MAP or another MULTISET.
 *
 * @param value a JSON value, or what `parseExactJson` gives
 * @throws UnfitValueError that says where in the value
 */
export function typedLiteral(type: SqlType, value: unknown, options: LiteralOptions = {}): string {
	return write(type, toExactJson(value), { localTimeZone: options.localTimeZone, isElement: false });
}

interface Context extends LiteralOptions {
	/** Within a collection, where Flink takes no subquery. */
	readonly isElement: boolean;
}

function write(type: SqlType, value: ExactJson, options: Context): string {
	if (value !== null) return writeValue(type, value, options);
	if (!type.nullable) throw new UnfitValueError({ form: 'notNull', type: withNullability(type) }, [], value);
	return `CAST(NULL AS ${type.text})`;
}

function writeValue(type: SqlType, value: Exclude<ExactJson, null>, options: Context): string {
	switch (type.kind) {
		case 'array':
			return arrayOf(type.element, value, options);
		case 'map':
			return mapOf(type, value, options);
		case 'row':
			return rowOf(type, type.fields, value, options);
		case 'multiset':
			return multisetOf(type, value, options);
		case 'variant':
			return `PARSE_JSON(${stringLiteral(exactJsonText(value))})`;
		case 'float':
		case 'double':
			// Neither is more exact than the numbers of JavaScript are.
			return withValue(value, () => floatingOf(type, value instanceof NumberText ? value.text : value));
		default:
			return withValue(value, () => scalarOfType(type, scalarOf(value), options));
	}
}

/** Adds the value to the error of a reader that has no other part of it. */
function withValue<T>(value: ExactJson, read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof UnfitValueError ? new UnfitValueError(error.expected, [], value) : asError(error);
	}
}

function arrayOf(element: SqlType, value: ExactJson, options: Context): string {
	if (!isList(value)) throw new UnfitValueError({ form: 'elements' }, [], value);
	if (value.length === 0) return emptyArray(element);
	return `ARRAY[${value.map((item, index) => within(index, () => write(element, item, elementsOf(options)))).join(', ')}]`;
}

/** `ARRAY[]` has no type, and is refused: an array without its only element has one. */
function emptyArray({ text }: SqlType): string {
	return `ARRAY_SLICE(ARRAY[CAST(NULL AS ${text})], 2, 1)`;
}

const elementsOf = (options: Context): Context => ({ ...options, isElement: true });

/** Each element as often as it is counted; COLLECT leaves out NULL, so that a NULL alone makes the empty one. */
function multisetOf({ element, text }: { element: SqlType; text: string }, value: ExactJson, options: Context): string {
	if (options.isElement) throw new UnfitValueError({ form: 'noMultiset' }, [], value);
	if (!isList(value)) throw new UnfitValueError({ form: 'multisetEntries' }, [], value);
	const elements = value.flatMap((entry, index) => within(index, () => countedElement(element, entry, elementsOf(options))));
	const rows = elements.length === 0 ? [`CAST(NULL AS ${element.text})`] : elements;
	if (rows.length > MAX_MULTISET) throw new UnfitValueError({ form: 'fewerElements', most: MAX_MULTISET }, [], rows.length);
	return `CAST((SELECT COLLECT(v) FROM (VALUES ${rows.join(', ')}) AS t (v)) AS ${text})`;
}

function countedElement(type: SqlType, entry: ExactJson, options: Context): string[] {
	if (entry === null || !isObject(entry) || !entry.has('value') || entry.size > 2 || (entry.size === 2 && !entry.has('count'))) {
		throw new UnfitValueError({ form: 'multisetEntries' }, [], entry);
	}
	const element = entry.get('value') ?? null;
	if (element === null) throw new UnfitValueError({ form: 'noNullElement' }, ['value'], element);
	const literal = within('value', () => write(type, element, options));
	const count = within('count', () => countOf(entry.get('count') ?? new NumberText('1')));
	return Array.from({ length: count }, () => literal);
}

function countOf(value: ExactJson): number {
	const expected: ExpectedValue = { form: 'integer', least: '1', most: String(MAX_MULTISET) };
	return withValue(value, () => {
		const count = Number(trimmedText(scalarOf(value), expected));
		if (!Number.isInteger(count) || count < 1 || count > MAX_MULTISET) throw new UnfitValueError(expected);
		return count;
	});
}

type Entry = readonly [key: string, value: string];

function mapOf({ key, value: member }: { key: SqlType; value: SqlType }, value: ExactJson, options: Context): string {
	const inner = elementsOf(options);
	const entries = isObject(value) ? entriesOf(key, member, value, inner) : listedEntries(key, member, value, inner);
	if (entries.length === 0) return `MAP_FROM_ARRAYS(${emptyArray(key)}, ${emptyArray(member)})`;
	return `MAP[${entries.flat().join(', ')}]`;
}

function entriesOf(key: SqlType, member: SqlType, object: ReadonlyMap<string, ExactJson>, options: Context): Entry[] {
	return [...object].map(([name, value]) => within(name, () => [writeValue(key, name, options), write(member, value, options)]));
}

function listedEntries(key: SqlType, member: SqlType, list: ExactJson, options: Context): Entry[] {
	const expected: ExpectedValue = { form: 'mapEntries' };
	if (!isList(list)) throw new UnfitValueError(expected, [], list);
	return list.map((entry, index) =>
		within(index, (): Entry => {
			if (entry === null || !isObject(entry) || !entry.has('key') || entry.size > 2 || (entry.size === 2 && !entry.has('value'))) throw new UnfitValueError(expected, [], entry);
			const name = entry.get('key') ?? null;
			if (name === null) throw new UnfitValueError({ form: 'noNullKey' }, ['key'], name);
			return [within('key', () => write(key, name, options)), within('value', () => write(member, entry.get('value') ?? null, options))];
		}),
	);
}

/** Parentheses of its own, since Flink takes ROW(…) for something else in places. */
function rowOf({ text }: SqlType, fields: readonly RowField[], value: ExactJson, options: Context): string {
	const members = isList(value) ? inOrder(fields, value) : byName(fields, value);
	const parts = fields.map(({ name, type }, index) => {
		const step = isList(value) ? index : name;
		return within(step, () => inRow(write(type, members[index] ?? null, options)));
	});
	return `CAST((ROW(${parts.join(', ')})) AS ${text})`;
}

/** A name first makes ROW(…) a list of columns for Flink's parser, so that a call needs parentheses. */
function inRow(literal: string): string {
	return /^(?:PARSE_JSON|ARRAY_SLICE|MAP_FROM_ARRAYS)\(/.test(literal) ? `(${literal})` : literal;
}

function inOrder(fields: readonly RowField[], value: readonly ExactJson[]): readonly ExactJson[] {
	if (value.length !== fields.length) throw new UnfitValueError({ form: 'fieldCount', fields: fields.length }, [], value);
	return value;
}

function byName(fields: readonly RowField[], value: ExactJson): readonly ExactJson[] {
	const names = fields.map(({ name }) => name);
	if (value === null || !isObject(value)) throw new UnfitValueError({ form: 'row', fields: names }, [], value);
	const unknown = [...value.keys()].find((name) => !names.includes(name));
	if (unknown !== undefined) throw new UnfitValueError({ form: 'knownField', field: unknown, fields: names }, [], value);
	return names.map((name) => value.get(name) ?? null);
}
