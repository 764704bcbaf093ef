/** The phases of Confluent's OpenAPI; its list is extensible, and a scripted statement may show one that is not here. */
export type Phase =
	| 'PENDING'
	| 'RUNNING'
	| 'DEGRADED'
	| 'COMPLETED'
	| 'FAILING'
	| 'FAILED'
	| 'STOPPING'
	| 'STOPPED'
	| 'DELETING'
	| (string & {});

export const TERMINAL_PHASES: ReadonlySet<Phase> = new Set<Phase>(['COMPLETED', 'FAILED', 'STOPPED']);

export interface StatementException {
	readonly name: string;
	readonly message: string;
	/** Epoch milliseconds. */
	readonly at: number;
}

export interface StatementWarning {
	readonly severity: string;
	readonly reason: string;
	readonly message: string;
	/** Epoch milliseconds. */
	readonly at: number;
}
