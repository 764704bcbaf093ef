import type { Statement } from './statement';

/** A compute pool, as the statements on it show it. */
export interface PoolInUse {
	/** `lfcp-…` */
	readonly id: string;
	/** Statements that run there, also those that do not run well. */
	readonly running: number;
}

const RUNNING_PHASES: ReadonlySet<string> = new Set(['RUNNING', 'DEGRADED']);

/** The compute pools that statements name: those with most statements running first, then by ID. */
export function poolsInUse(statements: Iterable<Pick<Statement, 'computePoolId' | 'phase'>>): PoolInUse[] {
	const running = new Map<string, number>();
	for (const { computePoolId, phase = '' } of statements) {
		if (computePoolId === undefined || computePoolId === '') continue;
		running.set(computePoolId, (running.get(computePoolId) ?? 0) + (RUNNING_PHASES.has(phase) ? 1 : 0));
	}
	return [...running].map(([id, count]) => ({ id, running: count })).sort((a, b) => b.running - a.running || a.id.localeCompare(b.id));
}
