import type { INodeProperties } from 'n8n-workflow';
import { CONDITION_OPTIONS, WITHOUT_VALUE } from './conditions';

const TYPE_OPTIONS = { loadOptionsMethod: 'getColumns', loadOptionsDependsOn: ['database.value', 'table.value', 'options.catalog'] };

const BY_NAME = 'Choose from the list, or specify a name using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** The column of a condition or of an order. */
const COLUMN: INodeProperties = {
	displayName: 'Column Name or ID',
	name: 'column',
	type: 'options',
	typeOptions: TYPE_OPTIONS,
	default: '',
	description: BY_NAME,
};

/** The columns that are wanted. */
export const OUTPUT_COLUMNS: INodeProperties = {
	displayName: 'Output Column Names or IDs',
	name: 'outputColumns',
	type: 'multiOptions',
	typeOptions: TYPE_OPTIONS,
	default: [],
	description: 'The columns to return. Leave empty for all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Which rows are wanted. */
export const WHERE: INodeProperties = {
	displayName: 'Conditions',
	name: 'where',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	default: {},
	description: 'Which rows to return. Without conditions, all of them.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				COLUMN,
				{ displayName: 'Condition', name: 'condition', type: 'options', default: 'equal', description: 'How to compare the column with the value', options: CONDITION_OPTIONS },
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 100',
					description: 'What to compare with. Between takes two values, In List any number: separated by commas, or as JSON such as ["a, b", "c"].',
					displayOptions: { hide: { condition: [...WITHOUT_VALUE] } },
				},
			],
		},
	],
};

/** Whether all conditions have to be met, or one of them. */
export const COMBINE_CONDITIONS: INodeProperties = {
	displayName: 'Combine Conditions',
	name: 'combineConditions',
	type: 'options',
	default: 'AND',
	required: true,
	description: 'Whether rows must meet all conditions or at least one',
	options: [
		{ name: 'AND', value: 'AND', description: 'Rows meet all conditions' },
		{ name: 'OR', value: 'OR', description: 'Rows meet at least one condition' },
	],
};

/** In which order rows are wanted. */
export const SORT: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Sort Rule',
	default: {},
	description: 'How to sort the rows. A streaming query cannot be sorted.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				COLUMN,
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					default: 'ASC',
					options: [
						{ name: 'Ascending', value: 'ASC' },
						{ name: 'Descending', value: 'DESC' },
					],
				},
			],
		},
	],
};

export const QUERY_MODE: INodeProperties = {
	displayName: 'Query Mode',
	name: 'queryMode',
	type: 'options',
	default: 'snapshot',
	description: 'Whether to read the rows that exist now, or to keep reading new ones',
	options: [
		{ name: 'Snapshot', value: 'snapshot', description: 'Read the rows that are in the table now, then end' },
		{ name: 'Streaming', value: 'streaming', description: 'Keep reading new rows until Limit or Max Wait is reached' },
	],
};
