import type { JsonObject } from '../../language/jsonValue';
import { uniqueColumnNames } from './columnNames';
import { compileDecoder, type DecodeOptions } from './decodeValue';
import type { Column } from './resultSchema';
import { rowTexts, type RowTexts } from './rowTexts';

/** Names that are kept free for members that the caller sets, and where they stand: before the columns, or after them. */
export interface ReservedNames {
	readonly before?: readonly string[];
	readonly after?: readonly string[];
}

export interface RowDecoder {
	/** Of the columns, as they stand in an item. */
	readonly names: readonly string[];
	/** Of the items, without those that the caller sets. */
	readonly texts: RowTexts;
	/**
	 * A row as an item: its members in the order of the columns, the reserved ones null.
	 *
	 * @throws ResultFormatError for a container value that is not built as its type says
	 */
	readonly decode: (row: readonly unknown[]) => JsonObject;
}

/**
 * The decoder of a result's rows, made once a result. A row is an object by column name; a repeated name gets
 * `_2`, `_3` behind it.
 */
export function compileRowDecoder(columns: readonly Column[], options: DecodeOptions, { before = [], after = [] }: ReservedNames = {}): RowDecoder {
	const names = uniqueColumnNames(
		columns.map(({ name }) => name),
		[...before, ...after],
	);
	const members = columns.map(({ name, type }, index) => ({ name: names[index] ?? name, decode: compileDecoder(type, options, [name]) }));
	const blank = blankItem([...before, ...names, ...after]);
	return {
		names,
		texts: rowTexts(columns, [...before, ...names, ...after]),
		decode: (row) => {
			const item = { ...blank };
			// Each member is there already, so that `__proto__` is one like all others.
			for (let index = 0; index < members.length; index++) {
				const member = members[index];
				if (member !== undefined) item[member.name] = member.decode(row[index]);
			}
			return item;
		},
	};
}

/**
 * An item whose copies are filled: the engine makes a copy in one go, and an object that gets one member after the other
 * in many steps. Out of JSON, since the engine then keeps all members in the object itself, however many they are.
 */
function blankItem(names: readonly string[]): JsonObject {
	const item: JsonObject = Object.fromEntries(names.map((name) => [name, null]));
	return JSON.parse(JSON.stringify(item)) as JsonObject;
}
