import type { IDataObject } from 'n8n-workflow';
import { options } from '../../shared/n8n/fields/fields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { readTable, readTableInput } from '../readPlace';
import { schemaOutput } from '../schemaOutput';
import type { TableSession } from '../session';
import { COMPUTE_POOL, DATABASE, TABLE, TABLE_OPTIONS } from '../tableFields';

export const getSchema = defineOperation({
	value: 'getSchema',
	name: 'Get Schema',
	action: 'Get table schema',
	description: 'Return the columns, types, keys, watermark and options of a table or view. Ask this before writing SQL.',
	properties: [
		DATABASE,
		TABLE,
		COMPUTE_POOL,
		options(...TABLE_OPTIONS, {
			displayName: 'Include CREATE TABLE',
			name: 'includeCreateTable',
			type: 'boolean',
			default: false,
			description: 'Whether to add the SQL that creates the table, as createTable. It takes a second statement.',
		}),
	],
	read: (parameters) => ({
		place: readTableInput(parameters),
		table: readTable(parameters),
		includeCreateTable: parameters.options().flag('includeCreateTable', 'Include CREATE TABLE', false),
	}),
	subject: ({ table }) => `Table "${table}"`,
	run: async (session: TableSession, { place, table, includeCreateTable }): Promise<IDataObject[]> => {
		const tables = session.tables(place);
		const schema = await tables.schema(session.placeOf(place).database, table);
		return [{ ...schemaOutput(schema), ...(includeCreateTable ? { createTable: await tables.createText(schema) } : {}) }];
	},
});
