import { malformed } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { StatementRecord } from '../../statements/statement';
import { tasksOf } from '../../statements/taskGraph';
import type { OperationContext } from '../context';
import { isRecord, requireRecord, requireText } from '../requestBody';
import { timestamp } from '../statementWire';

const PREFIX = 'io.confluent.flink/';
const BY_TASK = 'metric.flink_task.id';
const NAME = 'resource.flink_statement.name';

/** What is measured of a statement that runs. What the emulator does not know is 0: it has no Flink job behind it. */
const MEASURES: Readonly<Record<string, (statement: StatementRecord) => number>> = {
	num_records_in: ({ results }) => results?.size ?? 0,
	num_records_out: ({ results }) => results?.size ?? 0,
	pending_records: () => 0,
	'statement_utilization/current_cfus': () => 1,
	'task/num_records_in': ({ results }) => results?.size ?? 0,
	'task/num_records_out': ({ results }) => results?.size ?? 0,
	'task/busy_time_ms_per_second': () => 0,
	'task/idle_time_ms_per_second': () => 1_000,
	'task/backpressure_time_ms_per_second': () => 0,
	'operator/state_size_bytes': () => 0,
};

/**
 * `POST /v2/metrics/cloud/query` of the telemetry API: one aggregation a request, of the statement that the filter
 * names; by task where it is grouped so. A metric that is not known has no data.
 */
export function queryMetrics(context: OperationContext): Reply {
	const body = requireRecord(context.body, '');
	const metric = readMetric(body['aggregations']);
	const name = statementNameIn(body['filter']);
	const groups = body['group_by'];
	const byTask = Array.isArray(groups) && groups.includes(BY_TASK);
	const grouped = body['format'] === 'GROUPED';
	const point = (value: number): object => ({ timestamp: timestamp(context.cloud.clock.now()), value });
	const data = measured(context, metric, name).flatMap(({ statement, value }) => {
		const labels = byTask ? tasksOf(statement).map(({ id }) => ({ [BY_TASK]: id })) : [{}];
		return labels.map((label) => (grouped ? { ...label, points: [point(value)] } : { ...label, ...point(value) }));
	});
	return { status: 200, body: { data } };
}

function measured({ cloud }: OperationContext, metric: string, name: string): Array<{ statement: StatementRecord; value: number }> {
	const measure = MEASURES[metric.slice(PREFIX.length)];
	if (measure === undefined || !metric.startsWith(PREFIX)) return [];
	return [...cloud.state.environments.values()].flatMap(({ statements }) => {
		const statement = statements.get(name);
		return statement && tasksOf(statement).length > 0 ? [{ statement, value: measure(statement) }] : [];
	});
}

function readMetric(aggregations: unknown): string {
	const [only, ...more] = Array.isArray(aggregations) ? (aggregations as unknown[]) : [];
	if (only === undefined || more.length > 0) throw malformed('exactly one aggregation is needed', { pointer: '/aggregations' });
	return requireText(requireRecord(only, '/aggregations/0'), 'metric', '/aggregations/0');
}

/** The value that the filter compares the name with; empty where it compares none. */
function statementNameIn(filter: unknown): string {
	if (!isRecord(filter)) return '';
	if (filter['field'] === NAME && filter['op'] === 'EQ') return typeof filter['value'] === 'string' ? filter['value'] : '';
	const parts: unknown[] = Array.isArray(filter['filters']) ? filter['filters'] : [];
	return parts.map(statementNameIn).find((name) => name !== '') ?? '';
}
