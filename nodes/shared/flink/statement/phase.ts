/**
 * The phases of a Flink SQL statement.
 *
 * Confluent's REST guide names six, its OpenAPI nine, and calls the list extensible: a phase that is not
 * listed here is passed through and treated as still on its way.
 */
export const STATEMENT_PHASES = [
	'PENDING',
	'RUNNING',
	'DEGRADED',
	'COMPLETED',
	'FAILING',
	'FAILED',
	'STOPPING',
	'STOPPED',
	'DELETING',
] as const;

export type StatementPhase = (typeof STATEMENT_PHASES)[number];

const TERMINAL_PHASES: ReadonlySet<string> = new Set<StatementPhase>(['COMPLETED', 'FAILED', 'STOPPED']);

const FAILURE_PHASES: ReadonlySet<string> = new Set<StatementPhase>(['FAILING', 'FAILED']);

/** Whether a statement in this phase stays there unless somebody acts. Only STOPPED can be left, by a resume. */
export function isTerminalPhase(phase: string): boolean {
	return TERMINAL_PHASES.has(phase);
}

/** Whether the statement is failing or has failed. */
export function isFailurePhase(phase: string): boolean {
	return FAILURE_PHASES.has(phase);
}
