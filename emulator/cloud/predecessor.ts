import { CARRY_OVER } from '../sql/engine';
import type { CloudState } from '../state/cloudState';
import { isTerminal, type StatementRecord } from '../statements/statement';

/** The statement whose offsets another one takes over, as it is now. */
export type Predecessor =
	| { readonly state: 'none' }
	/** It has not stopped yet: the successor stays PENDING. */
	| { readonly state: 'running'; readonly statement: StatementRecord }
	| { readonly state: 'stopped'; readonly offsets: Readonly<Record<string, string>> }
	/** It has nothing to hand over, and never will: the successor becomes FAILED. */
	| { readonly state: 'absent'; readonly reason: string };

/**
 * Looks for the statement that `sql.tables.initial-offset-from` names. Only one that was stopped while it ran has
 * offsets: what failed, completed or was deleted has none.
 */
export function predecessorOf(statement: StatementRecord, state: CloudState): Predecessor {
	const name = statement.properties?.[CARRY_OVER];
	if (name === undefined) return { state: 'none' };
	const found = state.environment(statement.environmentId)?.statements.get(name);
	if (!found || found === statement || found.isRemoved || found.phase === 'DELETING') {
		return absent(`Statement '${name}', which '${CARRY_OVER}' names, does not exist.`);
	}
	if (!isTerminal(found)) return { state: 'running', statement: found };
	const { latestOffsets, phase, runningSince } = found;
	if (latestOffsets !== null) return { state: 'stopped', offsets: latestOffsets };
	if (phase !== 'STOPPED') return absent(`Statement '${name}' has no offsets to carry over: it is ${phase} and was not stopped.`);
	if (runningSince === null) return absent(`Statement '${name}' has no offsets to carry over: it was stopped before it ran.`);
	return { state: 'stopped', offsets: {} };
}

function absent(reason: string): Predecessor {
	return { state: 'absent', reason };
}
