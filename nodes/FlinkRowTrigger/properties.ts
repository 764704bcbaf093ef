import type { INodeProperties } from 'n8n-workflow';
import { options } from '../shared/n8n/fields/fields';
import { COMPUTE_POOL, SQL, SUBMIT_OPTIONS } from '../shared/n8n/submission/submissionFields';
import { NUMBERS } from '../shared/n8n/fields/resultFields';

const OUTPUT: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'changelog',
	description: 'What starts the workflow where the query changes rows that it gave before, as a count or a join does. A query that only adds rows gives its rows either way.',
	options: [
		{ name: 'Changelog', value: 'changelog', description: 'Every change as it came, with _op: +I inserted, -U and +U before and after an update, -D deleted' },
		{ name: 'New States', value: 'newStates', description: 'Rows as they are after an insertion or an update' },
	],
};

const START_FROM: INodeProperties = {
	displayName: 'Start From',
	name: 'startFrom',
	type: 'options',
	noDataExpression: true,
	default: 'latest',
	description: 'Which rows of the tables come first. Later activations go on as the option "Continue From" says, unless this field was changed.',
	options: [
		{ name: 'Earliest', value: 'earliest', description: 'All rows that the tables hold, then those that come' },
		{ name: 'Latest', value: 'latest', description: 'Rows that come from now on' },
		{ name: 'Timestamp', value: 'timestamp', description: 'Rows from a moment on, by their timestamps in Kafka' },
	],
};

const START_TIMESTAMP: INodeProperties = {
	displayName: 'Start Timestamp',
	name: 'startTimestamp',
	type: 'dateTime',
	default: '',
	required: true,
	description: "The moment to start from. Without an offset it is one of the workflow's time zone.",
	displayOptions: { show: { startFrom: ['timestamp'] } },
};

const BATCH_SIZE: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10000 },
	default: 1,
	description: 'How many rows start one execution together. Fewer go when Batch Seconds have passed.',
};

const BATCH_SECONDS: INodeProperties = {
	displayName: 'Batch Seconds',
	name: 'batchSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86400 },
	default: 5,
	description: 'How long rows wait for a batch to be full. Without a Batch Size, all rows of that time start one execution, 1,000 at most.',
};

const PARALLEL: INodeProperties = {
	displayName: 'Run in Parallel',
	name: 'parallel',
	type: 'boolean',
	default: false,
	description: 'Whether an execution may start before the one before it has ended, up to 50 at a time. They may then end in another order than their rows came.',
};

const CONTINUE_FROM: INodeProperties = {
	displayName: 'Continue From',
	name: 'continueFrom',
	type: 'options',
	default: 'stopped',
	description: 'Which rows come first after the query was interrupted: by a restart of n8n, a change of the workflow, or an end of its statement',
	options: [
		{ name: 'Latest', value: 'latest', description: 'Rows that come from then on' },
		{ name: 'Where It Stopped', value: 'stopped', description: 'Those after the last that were given, where the query only filters and computes; some may be given twice. One that joins, groups or sorts begins with rows that come from then on.' },
	],
};

const INCLUDE_METADATA: INodeProperties = {
	displayName: 'Include Metadata',
	name: 'includeMetadata',
	type: 'boolean',
	default: false,
	description: 'Whether to add _metadata to each row: its statement, and its position there. Remove Duplicates can tell by it a row that is given twice.',
};

const MAX_RESTARTS: INodeProperties = {
	displayName: 'Max Restarts',
	name: 'maxRestarts',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000 },
	default: 10,
	description: 'How often within an hour the query may be interrupted and go on by itself. After that the error workflow runs.',
};

/** The trigger's parameters. */
export const ROW_TRIGGER_PROPERTIES: INodeProperties[] = [
	{
		displayName: 'While the workflow is active its query runs as a statement on Confluent Cloud, which costs one CFU at least',
		name: 'costNotice',
		type: 'notice',
		default: '',
	},
	{ ...SQL, placeholder: 'e.g. SELECT * FROM `examples`.`marketplace`.`orders` WHERE price > 90', description: 'A Flink SQL query that goes on. SET and USE may stand before it. Write values as :name and give them under Options → Query Parameters; they cannot change the SQL around them.' },
	COMPUTE_POOL,
	OUTPUT,
	START_FROM,
	START_TIMESTAMP,
	options(...SUBMIT_OPTIONS, BATCH_SECONDS, BATCH_SIZE, CONTINUE_FROM, INCLUDE_METADATA, MAX_RESTARTS, NUMBERS, PARALLEL),
];
