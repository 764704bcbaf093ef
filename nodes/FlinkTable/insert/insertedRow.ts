import { isWritten, typeOfColumn, type TableColumn } from '../../shared/flink/table/tableColumn';
import { givenValue } from '../../shared/flink/table/rowLiteral';
import { toExactJson } from '../../shared/flink/sql/exactJson';
import { plainJson } from '../../shared/flink/sql/plainJson';
import { setMember, type JsonObject } from '../../shared/language/jsonValue';

/** A row as it is inserted, by column: NULL where nothing is mapped, nested values as JSON, numbers exact or text. */
export function insertedRow(columns: readonly TableColumn[], values: ReadonlyMap<string, unknown>): JsonObject {
	const row: JsonObject = {};
	for (const column of columns.filter(isWritten)) {
		const value = values.get(column.name) ?? null;
		const type = typeOfColumn(column);
		setMember(row, column.name, plainJson(toExactJson(type === undefined ? value : givenValue(type, value))));
	}
	return row;
}
