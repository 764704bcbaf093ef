import type { ITriggerFunctions } from 'n8n-workflow';
import type { DeliveryRule } from '../shared/confluent/stream/deliveries';
import type { RowShape } from '../shared/confluent/stream/reading';
import { CONTINUATIONS, type StreamPlan, type StreamSubmission } from '../shared/confluent/stream/streamPlan';
import { sqlNature } from '../shared/flink/sql/sqlNature';
import { startMoment } from '../shared/flink/stream/startMoment';
import { STREAM_OUTPUTS } from '../shared/flink/stream/streamRows';
import type { StreamStart } from '../shared/flink/stream/streamStart';
import { Parameters } from '../shared/n8n/parameters/parameters';
import { triggerSource } from '../shared/n8n/parameters/parameterSource';
import { readSubmission } from '../shared/n8n/submission/readSubmission';

const STARTS = ['latest', 'earliest', 'timestamp'] as const;

/** Rows of one execution at most, where only how long they wait is set. */
const ROWS_WITHIN_SECONDS = 1_000;
const LARGEST_BATCH = 10_000;
const DEFAULT_BATCH_SECONDS = 5;
const LONGEST_BATCH_SECONDS = 86_400;
/** Executions under way at a time, where they need not wait for each other. */
export const EXECUTIONS_AT_ONCE = 50;

/** What a user has set, with its types checked; below this nothing knows n8n's parameters. */
export interface RowTriggerParameters {
	readonly submission: StreamSubmission;
	readonly start: StreamStart;
	readonly continueFrom: StreamPlan['continueFrom'];
	readonly maxRestarts: number;
	readonly shape: RowShape;
	readonly delivery: DeliveryRule;
	readonly naming: StreamPlan['naming'];
}

/** @throws NodeOperationError that names the field and says what it should look like; SqlScriptError, QueryParameterError */
export function readRowTriggerParameters(context: ITriggerFunctions): RowTriggerParameters {
	const parameters = new Parameters(triggerSource(context));
	const options = parameters.options();
	return {
		submission: readQuery(parameters),
		start: readStart(parameters, context.getTimezone()),
		continueFrom: options.choice('continueFrom', 'Continue From', CONTINUATIONS, 'stopped'),
		maxRestarts: options.wholeNumber('maxRestarts', 'Max Restarts', { fallback: 10, min: 0, max: 1_000 }),
		shape: {
			output: parameters.choice('output', 'Output', STREAM_OUTPUTS, 'changelog'),
			includeMetadata: options.flag('includeMetadata', 'Include Metadata', false),
			numbers: options.choice('numbers', 'Numbers', ['auto', 'text'], 'auto'),
		},
		delivery: readDelivery(options),
		naming: { prefix: 'n8n', hint: parameters.workflowName() },
	};
}

/** What writes, or makes an object, would be run before it is found to give no rows. */
function readQuery(parameters: Parameters): StreamSubmission {
	const { sql, properties, computePoolId, principal, labels } = readSubmission(parameters);
	const { kind } = sqlNature(sql);
	if (kind === 'write' || kind === 'definition') {
		throw parameters.invalid("'SQL' returns no rows", 'It should be a query that keeps running, such as SELECT * FROM orders WHERE price > 1000. For SQL that writes or creates a table, use Flink Statement.');
	}
	return { sql, properties, computePoolId, principal, labels };
}

function readStart(parameters: Parameters, timeZone: string): StreamStart {
	const kind = parameters.choice('startFrom', 'Start From', STARTS, 'latest');
	if (kind !== 'timestamp') return { kind };
	const text = parameters.requiredText('startTimestamp', 'Start Timestamp');
	const at = startMoment(text, timeZone);
	if (at === undefined) throw parameters.invalid(`'Start Timestamp' is "${text}"`, 'It should be a date and time such as 2026-01-31T12:30:00.');
	return { kind, at };
}

function readDelivery(options: Parameters): DeliveryRule {
	const fallback = options.has('batchSeconds') ? ROWS_WITHIN_SECONDS : 1;
	const size = options.wholeNumber('batchSize', 'Batch Size', { fallback, min: 1, max: LARGEST_BATCH });
	const seconds = options.wholeNumber('batchSeconds', 'Batch Seconds', { fallback: DEFAULT_BATCH_SECONDS, min: 0, max: LONGEST_BATCH_SECONDS });
	return { size, waitMs: seconds * 1000, atOnce: options.flag('parallel', 'Run in Parallel', false) ? EXECUTIONS_AT_ONCE : 1 };
}
