import type { INodeProperties } from 'n8n-workflow';
import { options } from '../shared/n8n/fields/fields';
import { COMPUTE_POOL, SQL, SUBMIT_OPTIONS } from '../shared/n8n/submission/submissionFields';
import { NUMBERS } from '../shared/n8n/fields/resultFields';

const OUTPUT: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'changelog',
	required: true,
	description: 'What starts the workflow when the query changes earlier rows, as a count or a join does. A query that only adds rows returns them either way.',
	options: [
		{ name: 'Changelog', value: 'changelog', description: 'Every change in order, with _op: +I inserted, -U and +U before and after an update, -D deleted' },
		{ name: 'New States', value: 'newStates', description: 'Rows as they are after an insert or update' },
	],
};

const START_FROM: INodeProperties = {
	displayName: 'Start From',
	name: 'startFrom',
	type: 'options',
	noDataExpression: true,
	default: 'latest',
	required: true,
	description: "Which rows come first. Later activations follow the option 'Continue From', unless this field has changed.",
	options: [
		{ name: 'Earliest', value: 'earliest', description: 'All rows that are in the tables now, then new ones' },
		{ name: 'Latest', value: 'latest', description: 'Rows that arrive from now on' },
		{ name: 'Timestamp', value: 'timestamp', description: 'Rows since a moment, by their timestamps in Kafka' },
	],
};

const START_TIMESTAMP: INodeProperties = {
	displayName: 'Start Timestamp',
	name: 'startTimestamp',
	type: 'dateTime',
	default: '',
	required: true,
	description: "The moment to start from. Without an offset, the workflow's time zone applies.",
	displayOptions: { show: { startFrom: ['timestamp'] } },
};

const BATCH_SIZE: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10000 },
	default: 1,
	description: "Maximum number of rows that start one execution. Fewer start it once 'Batch Seconds' have passed.",
};

const BATCH_SECONDS: INodeProperties = {
	displayName: 'Batch Seconds',
	name: 'batchSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86400 },
	default: 5,
	description: "How long rows wait for a full batch. Without 'Batch Size', all rows of that time start one execution, up to 1,000.",
};

const PARALLEL: INodeProperties = {
	displayName: 'Run in Parallel',
	name: 'parallel',
	type: 'boolean',
	default: false,
	description: 'Whether an execution may start before the previous one has finished, up to 50 at a time. They may then finish in a different order.',
};

const CONTINUE_FROM: INodeProperties = {
	displayName: 'Continue From',
	name: 'continueFrom',
	type: 'options',
	default: 'stopped',
	description: 'Which rows come first after n8n restarts, the workflow changes or the statement ends',
	options: [
		{ name: 'Latest', value: 'latest', description: 'Rows that arrive from then on' },
		{ name: 'Where It Stopped', value: 'stopped', description: 'Rows after the last one, if the query only filters and computes; some may come twice. A query that joins, groups or sorts continues with new rows.' },
	],
};

const INCLUDE_METADATA: INodeProperties = {
	displayName: 'Include Metadata',
	name: 'includeMetadata',
	type: 'boolean',
	default: false,
	description: 'Whether to add _metadata to each row: its statement and its position there. With it, Remove Duplicates recognizes a row that comes twice.',
};

const MAX_RESTARTS: INodeProperties = {
	displayName: 'Max Restarts',
	name: 'maxRestarts',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000 },
	default: 10,
	description: 'How many interruptions an hour the trigger recovers from by itself. One more makes the workflow fail.',
};

/** The trigger's parameters. */
export const ROW_TRIGGER_PROPERTIES: INodeProperties[] = [
	{
		displayName: 'While the workflow is active, its query runs on Confluent Cloud and uses at least one CFU',
		name: 'costNotice',
		type: 'notice',
		default: '',
	},
	{ ...SQL, placeholder: 'e.g. SELECT * FROM `examples`.`marketplace`.`orders` WHERE price > 90', description: 'One Flink SQL query that keeps running, optionally after SET and USE. To insert values safely, write :name and add it under Options → Query Parameters.' },
	COMPUTE_POOL,
	OUTPUT,
	START_FROM,
	START_TIMESTAMP,
	options(...SUBMIT_OPTIONS, BATCH_SECONDS, BATCH_SIZE, CONTINUE_FROM, INCLUDE_METADATA, MAX_RESTARTS, NUMBERS, PARALLEL),
];
