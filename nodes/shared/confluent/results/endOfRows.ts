import { asError } from '../../language/asError';
import { DeadlineError, isFailure, type Failure } from '../http/errors/deadlineError';
import { phaseOf, type Statement } from '../statements/statement';
import { statementFailed } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';
import { resultsDeleted, resultsIncomplete } from './resultErrors';

/** Why a statement could not be looked at. */
type LookFailure = Failure | DeadlineError;

/** Phases in which no more rows come, although those that came may not be all. */
const HAS_ENDED_EARLY: ReadonlySet<string> = new Set(['FAILED', 'STOPPED', 'DELETING']);

/**
 * Whether rows may still come from a statement that gives none at the moment. One that has failed or is deleted
 * gives no more. For a moment after a stop the service answers as if rows were to come, so a stop has to be seen
 * twice.
 *
 * @param count how many rows have been read so far
 * @returns a check that throws AdvisedError where no more rows will come
 */
export function comingCheck(statements: Statements, name: string, count: () => number): () => Promise<void> {
	let wasStopped = false;
	return async () => {
		const now = await statements.find(name);
		if (now === undefined) throw resultsDeleted(name, count());
		const isStopped = now.phase === 'STOPPED';
		if (now.phase === 'FAILED' && count() === 0) throw await statementFailed(statements, now);
		if (HAS_ENDED_EARLY.has(phaseOf(now)) && (!isStopped || wasStopped)) throw await resultsIncomplete(statements, now, count());
		wasStopped = isStopped;
	};
}

/**
 * Looks why a result has ended, which its last page does not say. A statement that has COMPLETED cannot change any
 * more.
 *
 * @returns why it could not be looked at; undefined where all is well
 * @throws AdvisedError where the statement failed, was stopped or deleted: the rows may not be all
 */
export async function confirmComplete(statements: Statements, statement: Statement, count: number): Promise<LookFailure | undefined> {
	if (statement.phase === 'COMPLETED') return undefined;
	const now = await look(statements, statement.name);
	if (now === undefined) throw resultsDeleted(statement.name, count);
	if (now instanceof Error) return now;
	if (isEnding(phaseOf(now))) throw await resultsIncomplete(statements, now, count);
	return undefined;
}

async function look(statements: Statements, name: string): Promise<Statement | LookFailure | undefined> {
	try {
		return await statements.find(name);
	} catch (error) {
		if (isFailure(error) || error instanceof DeadlineError) return error;
		throw asError(error);
	}
}

function isEnding(phase: string): boolean {
	return HAS_ENDED_EARLY.has(phase) || phase === 'FAILING' || phase === 'STOPPING';
}
