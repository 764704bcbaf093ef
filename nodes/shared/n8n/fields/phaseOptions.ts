import type { INodePropertyOptions } from 'n8n-workflow';
import { STATEMENT_PHASES, type StatementPhase } from '../../flink/statement/phase';

const DESCRIPTIONS: Readonly<Record<StatementPhase, string>> = {
	PENDING: 'Waiting for its compute pool',
	RUNNING: 'Processing data',
	DEGRADED: 'Running, but restarting repeatedly or making no progress',
	COMPLETED: 'Finished by itself',
	FAILING: 'About to fail',
	FAILED: 'Ended with an exception',
	STOPPING: 'Stopping on request',
	STOPPED: 'Stopped; it may be resumed',
	DELETING: 'Being deleted',
};

/** All phases, for multi-selects. n8n wants lists of more than four sorted by name. */
export const PHASE_OPTIONS: INodePropertyOptions[] = [...STATEMENT_PHASES]
	.sort((a, b) => a.localeCompare(b))
	.map((phase) => ({ name: titleCase(phase), value: phase, description: DESCRIPTIONS[phase] }));

function titleCase(phase: string): string {
	return phase.charAt(0) + phase.slice(1).toLowerCase();
}
