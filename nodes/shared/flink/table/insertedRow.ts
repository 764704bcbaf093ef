import { isWritten, typeOfColumn, type TableColumn } from './tableColumn';
import { givenValue } from './rowLiteral';
import { toExactJson } from '../sql/exactJson';
import type { LiteralOptions } from '../sql/sqlLiteral';
import { setMember, type JsonObject } from '../../language/jsonValue';
import { insertedValue } from './insertedValue';

/**
 * A row as it is in the table, by column, in the form in which Get Rows returns it: NULL where nothing is mapped, a
 * DECIMAL(10, 2) of `12.30` is the number 12.3, what has more digits than a number keeps is text.
 *
 * @param values of which `rowLiteral` has made SQL
 */
export function insertedRow(columns: readonly TableColumn[], values: ReadonlyMap<string, unknown>, options: LiteralOptions = {}): JsonObject {
	const row: JsonObject = {};
	for (const column of columns.filter(isWritten)) {
		const value = values.get(column.name) ?? null;
		const type = typeOfColumn(column);
		setMember(row, column.name, type === undefined ? null : insertedValue(type, toExactJson(givenValue(type, value)), options));
	}
	return row;
}
