import type { IDataObject } from 'n8n-workflow';
import { TABLE_KINDS, type TableEntry, type TableSchema } from '../../shared/flink/table/tableSchema';
import { collection, options, RETURN_ALL_AND_LIMIT } from '../../shared/n8n/fields/fields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { moreThanLimit } from '../../shared/n8n/output/limitHint';
import { readTableInput } from '../readPlace';
import { columnsOutput, tableOutput } from '../schemaOutput';
import type { TableSession } from '../session';
import { COMPUTE_POOL, DATABASE, TABLE_OPTIONS } from '../tableFields';

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many tables',
	description: 'List the tables and views of a database, with their columns on request. Use this to find the tables for a query.',
	properties: [
		{ ...DATABASE, description: 'The Kafka cluster whose tables to list. Leave empty for the default database of the credential.' },
		...RETURN_ALL_AND_LIMIT,
		collection('Filters', 'filters', 'Add Filter', [
			{
				displayName: 'Kind',
				name: 'kind',
				type: 'multiOptions',
				default: [],
				description: 'Only tables, or only views',
				options: [
					{ name: 'Table', value: 'table' },
					{ name: 'View', value: 'view' },
				],
			},
			{
				displayName: 'Name Contains',
				name: 'nameContains',
				type: 'string',
				default: '',
				placeholder: 'e.g. order',
				description: 'Only tables whose name contains this text, in upper or lower case. A * is not a wildcard here.',
			},
		]),
		COMPUTE_POOL,
		options(...TABLE_OPTIONS, {
			displayName: 'Include Columns',
			name: 'includeColumns',
			type: 'boolean',
			default: false,
			description: 'Whether to add the columns of each table. It takes no additional statement.',
		}),
	],
	read: (parameters) => {
		const filters = parameters.within('filters', 'Filters');
		return {
			place: readTableInput(parameters),
			limit: parameters.limit() ?? Infinity,
			nameContains: filters.text('nameContains', 'Name Contains').toLowerCase(),
			kinds: filters.choices('kind', 'Kind', TABLE_KINDS),
			includeColumns: parameters.options().flag('includeColumns', 'Include Columns', false),
		};
	},
	run: async (session: TableSession, { place, limit, nameContains, kinds, includeColumns }): Promise<IDataObject[]> => {
		const tables = session.tables(place);
		const { database } = session.placeOf(place);
		const isWanted = ({ table, kind }: TableEntry) => table.toLowerCase().includes(nameContains) && (kinds.length === 0 || kinds.includes(kind));
		const found = (includeColumns ? await tables.schemas(database) : await tables.list(database)).filter(isWanted);
		if (found.length > limit) session.hint(moreThanLimit('tables', limit));
		return found.slice(0, limit).map((entry) => (hasColumns(entry) ? { ...tableOutput(entry), columns: columnsOutput(entry) } : tableOutput(entry)));
	},
});

function hasColumns(entry: TableEntry | TableSchema): entry is TableSchema {
	return 'columns' in entry;
}
