import type { INodePropertyOptions } from 'n8n-workflow';
import { STATEMENT_PHASES, type StatementPhase } from '../../flink/statement/phase';

const DESCRIPTIONS: Readonly<Record<StatementPhase, string>> = {
	PENDING: 'Accepted, waiting for its compute pool',
	RUNNING: 'Running',
	DEGRADED: 'Running, but not well: it keeps restarting or makes no progress',
	COMPLETED: 'Has finished by itself',
	FAILING: 'Has met an error and is about to fail',
	FAILED: 'Has ended with an error',
	STOPPING: 'Has been asked to stop',
	STOPPED: 'Has been stopped, and may be resumed',
	DELETING: 'Is being deleted',
};

/** All phases, for multi-selects. n8n wants lists of more than four sorted by name. */
export const PHASE_OPTIONS: INodePropertyOptions[] = [...STATEMENT_PHASES]
	.sort((a, b) => a.localeCompare(b))
	.map((phase) => ({ name: titleCase(phase), value: phase, description: DESCRIPTIONS[phase] }));

function titleCase(phase: string): string {
	return phase.charAt(0) + phase.slice(1).toLowerCase();
}
