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
		description: 'How to share statements among the items. Each statement costs at least a CFU-minute.',
		options: [
			{ name: 'Independently', value: 'independently', description: 'One statement for each item, whose failure is that item’s alone' },
			{ name: 'Single', value: 'single', description: 'As few statements as possible. If one fails, all of its items have failed.' },
		],
	},
	{
		displayName: 'Extra Fields',
		name: 'extraFields',
		type: 'options',
		default: 'ignore',
		description: 'What to do with fields of the item that are not columns of the table, when columns are mapped automatically',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Insert nothing of the item' },
			{ name: 'Ignore', value: 'ignore', description: 'Leave them out, and name them in a hint' },
		],
	},
	{
		displayName: 'Keep Statement',
		name: 'keepStatement',
		type: 'boolean',
		default: false,
		description: 'Whether to leave the INSERT statements in Confluent Cloud, to look at them there, instead of deleting them',
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
		description: 'Whether to insert NULL for empty text, as spreadsheets and forms have it where nothing was filled in',
	},
	{
		displayName: 'Rows per Statement',
		name: 'rowsPerStatement',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_ROWS_PER_STATEMENT },
		default: ROWS_PER_STATEMENT,
		description: 'How many rows one INSERT has at most. Statements are cut at 100,000 characters in any case.',
	},
];
