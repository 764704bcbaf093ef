import { setMember, type JsonObject } from '../../language/jsonValue';
import { uniqueColumnNames } from './columnNames';
import { compileDecoder, type DecodeOptions } from './decodeValue';
import type { Column } from './resultSchema';

/** Adds the members of a row to `item`, and answers it. */
export type RowDecoder = (row: readonly unknown[], item?: JsonObject) => JsonObject;

/**
 * The decoder of a result's rows, made once a result. A row is an object by column name; a repeated name gets
 * `_2`, `_3` behind it, and `reserved` names are kept free for members that the caller adds.
 *
 * @throws ResultFormatError from the decoder, for a container value that is not built as its type says
 */
export function compileRowDecoder(
	columns: readonly Column[],
	options: DecodeOptions,
	reserved: readonly string[] = [],
): RowDecoder {
	const names = uniqueColumnNames(
		columns.map(({ name }) => name),
		reserved,
	);
	const members = columns.map(({ name, type }, index) => ({
		name: names[index] ?? name,
		decode: compileDecoder(type, options, [name]),
	}));
	return (row, item = {}) => {
		for (let index = 0; index < members.length; index++) {
			const member = members[index];
			if (member !== undefined) setMember(item, member.name, member.decode(row[index]));
		}
		return item;
	};
}
