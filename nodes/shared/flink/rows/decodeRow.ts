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
	const decoders = columns.map(({ name, type }) => compileDecoder(type, options, [name]));
	return (row, item = {}) => {
		for (let index = 0; index < names.length; index++) {
			const name = names[index];
			const decode = decoders[index];
			if (name === undefined || decode === undefined) continue;
			if (name === '__proto__') setMember(item, name, decode(row[index]));
			else item[name] = decode(row[index]);
		}
		return item;
	};
}
