import type { INodeProperties } from 'n8n-workflow';
import { computePoolLocator } from '../shared/n8n/fields/pickers';
import { TIMEOUT } from '../shared/n8n/fields/fields';
import { CATALOG, LABELS, PRINCIPAL, PROPERTIES } from '../shared/n8n/submission/submissionFields';

/** The Kafka cluster, from the list or by name. */
export const DATABASE: INodeProperties = {
	displayName: 'Database',
	name: 'database',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The Kafka cluster of the table. Leave empty for the default database of the credential.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a database…',
			typeOptions: { searchListMethod: 'searchDatabases', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. my-cluster or lkc-a1b2c3' },
	],
};

/** A table or view, from the list or by name. */
export const TABLE: INodeProperties = {
	displayName: 'Table',
	name: 'table',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The table to use. Each topic of the Kafka cluster is a table.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a table…',
			typeOptions: { searchListMethod: 'searchTables', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. orders' },
	],
};

export const COMPUTE_POOL: INodeProperties = computePoolLocator('searchComputePoolsOfCredential', 'The compute pool to run on. Leave empty for the default pool of the environment.');

export const MAX_WAIT: INodeProperties = {
	...TIMEOUT,
	description: 'Maximum time to wait per statement. An idle compute pool can take minutes to start a statement.',
};

/** The options that all operations have. */
export const TABLE_OPTIONS: readonly INodeProperties[] = [
	{ ...CATALOG, description: 'The environment of the table, by name or ID (sql.current-catalog). Leave empty for the environment of the credential.' },
	LABELS,
	PRINCIPAL,
	PROPERTIES,
	MAX_WAIT,
];
