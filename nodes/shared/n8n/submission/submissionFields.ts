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
	description: 'One Flink SQL statement. SET and USE may stand before it. Write values as :name and give them under Options → Query Parameters; they cannot change the SQL around them.',
	placeholder: 'e.g. SELECT * FROM `examples`.`marketplace`.`orders` LIMIT 10',
};

/** For operations that wait until a statement runs or ends. */
export const MAX_WAIT: INodeProperties = {
	...TIMEOUT,
	description: 'How long to wait at most, for each item. A compute pool that was idle can take minutes to start a statement.',
};

export const COMPUTE_POOL: INodeProperties = computePoolLocator('searchComputePoolsOfCredential', 'The compute pool to run on. Leave empty for the default pool of the environment.');

export const CATALOG: INodeProperties = {
	displayName: 'Catalog',
	name: 'catalog',
	type: 'string',
	default: '',
	placeholder: 'e.g. my-environment',
	description: 'The environment, by name or ID, in which tables without a catalog are looked up (sql.current-catalog). Empty, where a database is set: the environment of the credential.',
};

const DATABASE: INodeProperties = {
	displayName: 'Database',
	name: 'database',
	type: 'string',
	default: '',
	placeholder: 'e.g. my-cluster',
	description: 'The Kafka cluster, by name or ID, in which tables without a database are looked up (sql.current-database). Empty: the default database of the credential, if it has one.',
};

export const PRINCIPAL: INodeProperties = {
	displayName: 'Principal',
	name: 'principal',
	type: 'string',
	default: '',
	placeholder: 'e.g. sa-a1b2c3',
	description: 'Who the statement runs as. Use a service account for statements that run for long. Empty: the owner of the API key.',
};

export const LABELS: INodeProperties = {
	displayName: 'Labels',
	name: 'labels',
	type: 'string',
	default: '',
	placeholder: 'e.g. etl,nightly',
	description: 'Labels to put on the statement, separated by commas',
};

export const PROPERTIES: INodeProperties = {
	displayName: 'Properties',
	name: 'properties',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Property',
	default: {},
	description: 'Flink SQL settings, as SET would give them',
	options: [
		{
			displayName: 'Property',
			name: 'property',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. sql.state-ttl' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 1 h' },
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
	description: 'Values for the :name placeholders in the SQL. They become literals of their type, whatever is in them.',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. customer', description: 'As in the SQL, without the colon' },
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
						{ name: 'Identifier', value: 'identifier', description: 'The name of a table or column, put in backticks' },
						{ name: 'Interval', value: 'interval', description: 'A span of time, such as 90 minutes, 1 12:30:00 (days and time) or 1-06 (years and months)' },
						{ name: 'JSON', value: 'json', description: 'JSON of an SQL type that is given beside it, such as a ROW or a MAP' },
						{ name: 'List', value: 'list', description: 'JSON such as [1, 2, 3] for IN (:name). The empty list matches nothing.' },
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
					description: 'The SQL type that the JSON is to have. A ROW is an object or a list, a MAP an object; numbers may be text, bytes are Base64.',
					displayOptions: { show: { type: ['json'] } },
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
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
	description: 'Whether the statement shows up in the lists of Confluent Cloud while it is there. Off: it gets the label "hidden", which lists leave out.',
};

/** The options of everything that submits a statement. */
export const SUBMIT_OPTIONS: readonly INodeProperties[] = [CATALOG, DATABASE, LABELS, PRINCIPAL, PROPERTIES, QUERY_PARAMETERS];
