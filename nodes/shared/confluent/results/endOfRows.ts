import { asError } from '../../language/asError';
import { ApiError, isHiddenFrom } from '../http/errors/apiError';
import { isRequestFailure, type RequestFailure } from '../http/errors/deadlineError';
import { phaseOf, type Statement } from '../statements/statement';
import { statementFailed } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';
import { rowsDeleted, rowsHidden, rowsIncomplete } from './resultsError';

/** Phases in which no more rows come, although those that came may not be all. */
const HAS_ENDED_EARLY: ReadonlySet<string> = new Set(['FAILED', 'STOPPED', 'DELETING']);

/**
 * Whether rows may still come from a statement that gives none at the moment. One that has failed or is deleted
 * gives no more. For a moment after a stop the service answers as if rows were to come, so a stop has to be seen
 * twice.
 *
 * @param count how many rows have been read so far
 * @returns a check that throws ResultsError or StatementsError where no more rows will come
 */
export function comingCheck(statements: Statements, name: string, count: () => number): () => Promise<void> {
	let wasStopped = false;
	return async () => {
		const now = await findOrHidden(statements, name);
		if (now === undefined) throw rowsDeleted(name, count());
		if (now instanceof ApiError) throw rowsHidden(name, count(), now);
		const isStopped = now.phase === 'STOPPED';
		if (now.phase === 'FAILED' && count() === 0) throw await statementFailed(statements, now);
		if (HAS_ENDED_EARLY.has(phaseOf(now)) && (!isStopped || wasStopped)) throw await rowsIncomplete(statements, now, count());
		wasStopped = isStopped;
	};
}

async function findOrHidden(statements: Statements, name: string): Promise<Statement | ApiError | undefined> {
	try {
		return await statements.find(name);
	} catch (error) {
		if (isHiddenFrom(error)) return error;
		throw asError(error);
	}
}

/**
 * Looks why a result has ended, which its last page does not say. A statement that has COMPLETED cannot change any
 * more.
 *
 * @returns why it could not be looked at; undefined where all is well
 * @throws ResultsError where the statement failed, was stopped or deleted: the rows may not be all
 */
export async function confirmComplete(statements: Statements, statement: Statement, count: number): Promise<RequestFailure | undefined> {
	if (statement.phase === 'COMPLETED') return undefined;
	const now = await look(statements, statement.name);
	if (now === undefined) throw rowsDeleted(statement.name, count);
	if (now instanceof Error) return now;
	if (isEnding(phaseOf(now))) throw await rowsIncomplete(statements, now, count);
	return undefined;
}

async function look(statements: Statements, name: string): Promise<Statement | RequestFailure | undefined> {
	try {
		return await statements.find(name);
	} catch (error) {
		if (isRequestFailure(error)) return error;
		throw asError(error);
	}
}

function isEnding(phase: string): boolean {
	return HAS_ENDED_EARLY.has(phase) || phase === 'FAILING' || phase === 'STOPPING';
}
