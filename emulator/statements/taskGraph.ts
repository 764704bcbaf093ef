import type { StatementRecord } from './statement';

export interface Task {
	readonly id: string;
	readonly name: string;
	readonly operators: readonly string[];
	/** Ids of the tasks that it reads from. */
	readonly inputs: readonly string[];
}

/**
 * The tasks of a statement that runs: one that reads and one that hands on, to a table or to whoever reads the results.
 * The emulator has no Flink job behind it, so more would be made up.
 */
export function tasksOf({ uid, plan, phase }: StatementRecord): readonly Task[] {
	if (plan === null || (phase !== 'RUNNING' && phase !== 'DEGRADED')) return [];
	const [source, sink] = [taskId(uid, 1), taskId(uid, 2)];
	const out = plan.columns === null ? 'Sink: Table' : 'Sink: Foreground';
	return [
		{ id: source, name: 'Source: Table', operators: ['Source', plan.isAppendOnly ? 'Calc' : 'GroupAggregate'], inputs: [] },
		{ id: sink, name: out, operators: [out], inputs: [source] },
	];
}

/** 32 hexadecimal digits, as ids of tasks have. */
function taskId(uid: string, index: number): string {
	return `${uid.replaceAll('-', '').slice(0, 31)}${index}`;
}
