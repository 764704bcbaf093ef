import type { INodeProperties } from 'n8n-workflow';
import { RETURN_ALL_AND_LIMIT } from './fields';

/** The fields of everything that returns rows. */
export const RESULT_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'table',
		description: 'What to return when rows change while the query runs',
		options: [
			{ name: 'Changelog', value: 'changelog', description: 'Every change as it came, with _op: +I inserted, -U and +U before and after an update, -D deleted' },
			{ name: 'Table', value: 'table', description: 'The final rows, all changes applied' },
		],
	},
	...RETURN_ALL_AND_LIMIT,
];

export const NUMBERS: INodeProperties = {
	displayName: 'Numbers',
	name: 'numbers',
	type: 'options',
	default: 'auto',
	description: 'How to return BIGINT and DECIMAL, which can hold more digits than a number in JSON',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'As numbers where the value is exact, else as text' },
		{ name: 'Text', value: 'text', description: 'Always as text, so that a column has one type throughout' },
	],
};
