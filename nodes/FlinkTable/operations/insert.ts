import { assertFits } from '../../shared/flink/table/insertStatements';
import { rowLiteral } from '../../shared/flink/table/rowLiteral';
import { typeOfColumn } from '../../shared/flink/table/tableColumn';
import { TableError } from '../../shared/flink/table/tableError';
import { hasMultiset } from '../../shared/flink/table/writtenTypes';
import { LOCAL_TIME_ZONE } from '../../shared/flink/sql/boundScript';
import { defineOperation } from '../../shared/n8n/items/operation';
import { options } from '../../shared/n8n/fields/fields';
import { COLUMNS, INSERT_OPTIONS } from '../insert/insertFields';
import { insertedRow } from '../../shared/flink/table/insertedRow';
import { readInsert } from '../insert/readInsert';
import { valuesFor } from '../insert/readRow';
import type { TableInput } from '../readPlace';
import type { TableSession } from '../session';
import { COMPUTE_POOL, DATABASE, TABLE, TABLE_OPTIONS } from '../tableFields';

export const insert = defineOperation({
	value: 'insert',
	name: 'Insert Rows',
	action: 'Insert rows into a table',
	description: 'Write each item as a row of a table, and so to its Kafka topic',
	properties: [DATABASE, TABLE, COLUMNS, COMPUTE_POOL, options(...TABLE_OPTIONS, ...INSERT_OPTIONS)],
	read: readInsert,
	subject: ({ table }) => `Table "${table}"`,
	run: async (session: TableSession, { row, ...input }) => {
		const lane = session.insertRun.lane(laneKey(session, input));
		const asWhom = JSON.stringify([input.computePoolId ?? null, input.principal ?? null]);
		const schema = await lane.schema(asWhom, async () => await session.tables(input).schema(session.placeOf(input).database, input.table));
		if (schema.kind === 'view') throw new TableError({ reason: 'viewNotWritten', table: input.table });
		const values = valuesFor(schema.columns, row, (fields) => session.hint(`Fields that are not columns of "${input.table}" were left out: ${fields.join(', ')}.`));
		const options = { localTimeZone: input.properties[LOCAL_TIME_ZONE] };
		const literal = rowLiteral(schema.columns, values, options);
		assertFits(input.table, literal);
		const collects = schema.columns.some((column) => hasMultiset(typeOfColumn(column)) && (values.get(column.name) ?? null) !== null);
		return lane.add({ session, input, literal, collects, output: insertedRow(schema.columns, values, options) }, schema);
	},
});

/** Tables are the same where credential, place and name are. */
function laneKey(session: TableSession, { table, ...input }: TableInput & { readonly table: string }): string {
	const { origin, organizationId, environmentId } = session.endpoint;
	const { catalog, database } = session.placeOf(input);
	return JSON.stringify([session.keyId, origin, organizationId, environmentId, catalog, database, table]);
}
