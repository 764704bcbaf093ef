import type { INodeProperties } from 'n8n-workflow';
import { RETURN_ALL_AND_LIMIT } from './fields';

/** The fields of everything that returns rows. */
export const RESULT_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'table',
		required: true,
		description: 'How to return rows that change while the query runs',
		options: [
			{ name: 'Changelog', value: 'changelog', description: 'Every change in order, with _op: +I inserted, -U and +U before and after an update, -D deleted' },
			{ name: 'Table', value: 'table', description: 'The final rows, with all changes applied' },
		],
	},
	...RETURN_ALL_AND_LIMIT,
];

export const NUMBERS: INodeProperties = {
	displayName: 'Numbers',
	name: 'numbers',
	type: 'options',
	default: 'auto',
	description: 'How to return BIGINT and DECIMAL values, which can have more digits than a JSON number',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'As numbers where the value is exact, otherwise as text' },
		{ name: 'Text', value: 'text', description: 'Always as text, so that every row has the same type' },
	],
};
