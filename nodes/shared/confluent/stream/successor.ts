import { keepsState } from '../../flink/sql/sqlNature';
import type { StreamPosition } from '../../flink/stream/streamPosition';
import type { StreamStart } from '../../flink/stream/streamStart';
import type { Statement } from '../statements/statement';
import { canBeFollowed, type StreamPlan } from './streamPlan';

/**
 * By how many milliseconds a statement begins before the moment at which all rows had been given: the timestamps of rows
 * are those of whoever wrote them, and rows take a while from their table to a page.
 */
const MARGIN_MS = 30_000;

/** Where the next statement begins, and whether rows may be given twice, or are missed, by that. */
export interface Successor {
	readonly start: StreamStart;
	readonly cost: 'nothing' | 'repeats' | 'misses';
}

const FROM_NOW: Successor = { start: { kind: 'latest' }, cost: 'misses' };

/** After a statement that has stopped, and whose rows were read to the end. */
export function afterStop(stopped: Statement, plan: StreamPlan): Successor {
	return canBeFollowed(stopped, plan) ? { start: { kind: 'after', statement: stopped.name }, cost: 'nothing' } : FROM_NOW;
}

/**
 * After a statement whose rows cannot be read to the end: rather rows that were given already than none.
 *
 * @param lost undefined where it is gone, and nothing is known of it but how far it had come
 */
export function afterLoss(lost: Statement | undefined, position: StreamPosition | undefined, plan: StreamPlan): Successor {
	const isFollowed = lost === undefined ? !keepsState(plan.submission.sql) : canBeFollowed(lost, plan);
	if (!isFollowed) return FROM_NOW;
	const caughtUpAt = position?.caughtUpAt;
	if (caughtUpAt !== undefined) return { start: { kind: 'timestamp', at: caughtUpAt - MARGIN_MS }, cost: 'repeats' };
	if (plan.start.kind !== 'latest') return { start: plan.start, cost: 'repeats' };
	const createdAt = Date.parse(lost?.createdAt ?? '');
	return Number.isNaN(createdAt) ? FROM_NOW : { start: { kind: 'timestamp', at: createdAt }, cost: 'repeats' };
}
