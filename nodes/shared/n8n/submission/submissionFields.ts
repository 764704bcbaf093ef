import type { INodeProperties } from 'n8n-workflow';
import { TIMEOUT } from '../fields/fields';
import { computePoolLocator } from '../fields/pickers';

export const SQL: INodeProperties = {
	displayName: 'SQL',
	name: 'sql',
	type: 'string',
	typeOptions: { editor: 'sqlEditor', sqlDialect: 'StandardSQL', rows: 8 },
	default: '',
	required: true,
	description: 'One Flink SQL statement, optionally after SET and USE. To insert values safely, write :name and add it under Options → Query Parameters.',
	placeholder: 'e.g. SELECT * FROM `examples`.`marketplace`.`orders` LIMIT 10',
};

/** For operations that wait until a statement runs or ends. */
export const MAX_WAIT: INodeProperties = {
	...TIMEOUT,
	description: 'Maximum time to wait per item. An idle compute pool can take minutes to start a statement.',
};

export const COMPUTE_POOL: INodeProperties = computePoolLocator('searchComputePoolsOfCredential', 'The compute pool to run the statement on. Leave empty for the default pool of the environment.');

export const CATALOG: INodeProperties = {
	displayName: 'Catalog',
	name: 'catalog',
	type: 'string',
	default: '',
	placeholder: 'e.g. my-environment',
	description: 'The environment, by name or ID, for tables without a catalog (sql.current-catalog). If only Database is set, it is the environment of the credential.',
};

const DATABASE: INodeProperties = {
	displayName: 'Database',
	name: 'database',
	type: 'string',
	default: '',
	placeholder: 'e.g. my-cluster',
	description: 'The Kafka cluster, by name or ID, for tables without a database (sql.current-database). Leave empty for the default database of the credential.',
};

export const PRINCIPAL: INodeProperties = {
	displayName: 'Principal',
	name: 'principal',
	type: 'string',
	default: '',
	placeholder: 'e.g. sa-a1b2c3',
	description: 'The service account or user that the statement runs as. Leave empty for the owner of the API key.',
};

export const LABELS: INodeProperties = {
	displayName: 'Labels',
	name: 'labels',
	type: 'string',
	default: '',
	placeholder: 'e.g. etl,nightly',
	description: 'Labels to add to the statement, separated by commas',
};

export const PROPERTIES: INodeProperties = {
	displayName: 'Properties',
	name: 'properties',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Property',
	default: {},
	description: 'Flink SQL settings for the statement, like those of SET',
	options: [
		{
			displayName: 'Property',
			name: 'property',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. sql.state-ttl', description: 'Name of the setting' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 1 h', description: 'Value of the setting' },
			],
		},
	],
};

const QUERY_PARAMETERS: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'queryParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	description: 'Values for the :name placeholders in the SQL. They are inserted as safe literals of their type.',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. customer', description: 'Name of the placeholder in the SQL, without the colon' },
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'string',
					options: [
						{ name: 'Array', value: 'array', description: 'JSON, such as [1, 2, 3]' },
						{ name: 'Boolean', value: 'boolean' },
						{ name: 'Bytes', value: 'bytes', description: 'Base64' },
						{ name: 'Date', value: 'date', description: 'Such as 2026-01-31' },
						{ name: 'Decimal', value: 'decimal', description: 'Exact, such as 12.30' },
						{ name: 'Identifier', value: 'identifier', description: 'The name of a table or column, quoted in backticks' },
						{ name: 'Interval', value: 'interval', description: 'A period of time, such as 90 minutes, 1 12:30:00 (days and time) or 1-06 (years and months)' },
						{ name: 'JSON', value: 'json', description: 'JSON for a ROW, MAP or another SQL type that you enter below' },
						{ name: 'List', value: 'list', description: 'JSON such as [1, 2, 3] for IN (:name). An empty list matches nothing.' },
						{ name: 'Null', value: 'null', description: 'The value is the SQL type, such as INT' },
						{ name: 'Number', value: 'number' },
						{ name: 'String', value: 'string' },
						{ name: 'Time', value: 'time', description: 'Such as 12:30:00' },
						{ name: 'Timestamp', value: 'timestamp', description: 'Without time zone, such as 2026-01-31 12:30:00' },
						{ name: 'Timestamp with Local Time Zone', value: 'timestampLtz', description: 'A moment, such as 2026-01-31T12:30:00Z' },
					],
				},
				{
					displayName: 'SQL Type',
					name: 'sqlType',
					type: 'string',
					default: '',
					placeholder: 'e.g. ROW<name STRING, tags ARRAY<STRING>>',
					description: 'The SQL type of the JSON. Write a ROW as an object or list, a MAP as an object, and bytes in Base64.',
					displayOptions: { show: { type: ['json'] } },
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 42', description: 'Value for the placeholder, in the form of its type' },
			],
		},
	],
};

/** For operations whose statement is there for a moment only. */
export const SHOW_STATEMENT: INodeProperties = {
	displayName: 'Show Statement',
	name: 'showStatement',
	type: 'boolean',
	default: false,
	description: 'Whether lists in Confluent Cloud show the statement while it exists. Off gives it the label "hidden".',
};

/** The options of everything that submits a statement. */
export const SUBMIT_OPTIONS: readonly INodeProperties[] = [CATALOG, DATABASE, LABELS, PRINCIPAL, PROPERTIES, QUERY_PARAMETERS];
