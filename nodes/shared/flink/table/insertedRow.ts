import { columnIndex, typeOfColumn, type TableColumn } from './tableColumn';
import { givenValue, type RowValues } from './rowLiteral';
import { toExactJson } from '../sql/exactJson';
import type { LiteralOptions } from '../sql/sqlLiteral';
import { setMember, type JsonObject } from '../../language/jsonValue';
import { insertedValue } from './insertedValue';

/**
 * A row as it is in the table, by column, in the form in which Get Rows returns it: NULL where nothing is mapped, a
 * DECIMAL(10, 2) of `12.30` is the number 12.3, what has more digits than a number keeps is text.
 *
 * @param values of which `rowLiteralOf` has made SQL
 */
export function insertedRow(columns: readonly TableColumn[], values: RowValues, options: LiteralOptions = {}): JsonObject {
	const row: JsonObject = {};
	for (const [place, column] of columnIndex(columns).written.entries()) {
		const value = values[place] ?? null;
		const type = typeOfColumn(column);
		setMember(row, column.name, type === undefined ? null : insertedValue(type, toExactJson(givenValue(type, value)), options));
	}
	return row;
}
