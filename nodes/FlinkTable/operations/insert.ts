import type { IDataObject } from 'n8n-workflow';
import { assertFits } from '../../shared/flink/table/insertStatements';
import { rowLiteralOf, type RowValues } from '../../shared/flink/table/rowLiteral';
import { columnIndex, type TableColumn } from '../../shared/flink/table/tableColumn';
import { TableError } from '../../shared/flink/table/tableError';
import type { LiteralOptions } from '../../shared/flink/sql/sqlLiteral';
import { LOCAL_TIME_ZONE } from '../../shared/flink/sql/boundScript';
import { defineOperation } from '../../shared/n8n/items/operation';
import { options } from '../../shared/n8n/fields/fields';
import { COLUMNS, INSERT_OPTIONS } from '../insert/insertFields';
import { insertedRow } from '../../shared/flink/table/insertedRow';
import { readInsert } from '../insert/readInsert';
import { valuesFor } from '../insert/readRow';
import type { TableSession } from '../session';
import { COMPUTE_POOL, DATABASE, TABLE, TABLE_OPTIONS } from '../tableFields';

export const insert = defineOperation({
	value: 'insert',
	name: 'Insert Rows',
	action: 'Insert rows into a table',
	description: 'Write each item as a row of a table, and so to its Kafka topic',
	properties: [DATABASE, TABLE, COLUMNS, COMPUTE_POOL, options(...TABLE_OPTIONS, ...INSERT_OPTIONS)],
	// They wait for the schema of their table, and then for each other.
	isGathered: true,
	read: readInsert,
	subject: ({ table }) => `Table "${table}"`,
	run: async (session: TableSession, { settings, table, row }) => {
		const lane = session.insertRun.lane(session, settings, table);
		const schema = await lane.schema(settings, async () => await session.tables(settings).schema(session.placeOf(settings).database, table));
		if (schema.kind === 'view') throw new TableError({ reason: 'viewNotWritten', table });
		const { columns } = schema;
		const values = valuesFor(columns, row, settings.extraFields, (fields) => session.hint(`Fields that are not columns of "${table}" were left out: ${fields.join(', ')}.`));
		const options = { localTimeZone: settings.properties[LOCAL_TIME_ZONE] };
		const literal = rowLiteralOf(columns, values, options);
		assertFits(table, literal);
		const collects = columnIndex(columns).collecting.some((place) => (values[place] ?? null) !== null);
		return lane.add({ session, settings, literal, collects, output: outputOf(columns, values, options) }, schema);
	},
});

/** The output is made once the row is inserted, while the service works on other rows: until then nothing is kept but what came in. */
function outputOf(columns: readonly TableColumn[], values: RowValues, options: LiteralOptions): () => IDataObject {
	return () => insertedRow(columns, values, options);
}
