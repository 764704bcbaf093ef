import type { INodeProperties } from 'n8n-workflow';

export const ROWS_PER_STATEMENT = 500;

/** No statement holds more: the shortest row takes four characters. */
export const MAX_ROWS_PER_STATEMENT = 25_000;

/** The mapping of fields to columns. */
export const COLUMNS: INodeProperties = {
	displayName: 'Columns',
	name: 'columns',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	noDataExpression: true,
	required: true,
	// Without a table the editor would show an error in place of the columns.
	displayOptions: { hide: { table: [''] } },
	typeOptions: {
		loadOptionsDependsOn: ['database.value', 'table.value', 'options.catalog'],
		resourceMapper: {
			resourceMapperMethod: 'getMappingColumns',
			mode: 'add',
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
};

/** The options of Insert Rows alone. */
export const INSERT_OPTIONS: readonly INodeProperties[] = [
	{
		displayName: 'Batching',
		name: 'batching',
		type: 'options',
		noDataExpression: true,
		default: 'single',
		description: 'How items share statements. Each statement costs at least one CFU-minute.',
		options: [
			{ name: 'Independently', value: 'independently', description: 'One statement for each item. If it fails, no other item does.' },
			{ name: 'Single', value: 'single', description: 'As few statements as possible. If one fails, all of its items fail.' },
		],
	},
	{
		displayName: 'Extra Fields',
		name: 'extraFields',
		type: 'options',
		default: 'ignore',
		description: 'What to do with item fields that are not columns of the table, when columns are mapped automatically',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Do not insert the item' },
			{ name: 'Ignore', value: 'ignore', description: 'Leave them out and name them in a hint' },
		],
	},
	{
		displayName: 'Keep Statement',
		name: 'keepStatement',
		type: 'boolean',
		default: false,
		description: 'Whether to keep the INSERT statements in Confluent Cloud instead of deleting them',
	},
	{
		displayName: 'Output Statement',
		name: 'outputStatement',
		type: 'boolean',
		default: false,
		description: 'Whether to add the name of the INSERT statement to each item, as _statement',
	},
	{
		displayName: 'Replace Empty Strings with NULL',
		name: 'replaceEmptyStrings',
		type: 'boolean',
		default: false,
		description: 'Whether to insert NULL for empty text, such as an empty cell of a spreadsheet',
	},
	{
		displayName: 'Rows per Statement',
		name: 'rowsPerStatement',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_ROWS_PER_STATEMENT },
		default: ROWS_PER_STATEMENT,
		description: 'Maximum number of rows in one INSERT. It also has at most 100,000 characters.',
	},
];
