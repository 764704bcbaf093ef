import { asError } from '../../language/asError';
import { isUnclearFailure, UnclearOutcomeError } from '../http/errors/unclearOutcome';
import { pause } from '../http/scope/scope';
import type { Statement } from './statement';
import type { StatementDraft, Statements } from './statements';
import { StatementsError } from './statementsError';
import { submitStatement } from './submitStatement';

export interface TemporaryStatementClients {
	readonly statements: Statements;
	/** The same statements for so many seconds more, whether or not the work was cancelled or ran out of time. */
	readonly afterwards: (seconds: number) => Statements;
	/** Hears that a statement could not be deleted and may still run, which does not undo the result. */
	readonly leftBehind: (name: string, failure: Error) => void;
}

const CLEAN_UP_SECONDS = 30;

const LATE_ARRIVAL_WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Submits a statement, works with it, and deletes it, however the work ends: with a result, an error, a
 * deadline or a cancellation. The name has to be one that nobody else uses.
 *
 * Deleting also stops what still runs, and it is one request: the rows do not wait until the service has
 * carried it out. A deletion that fails is told to `leftBehind`, and leaves result or error as they are.
 */
export async function withTemporaryStatement<T>(
	clients: TemporaryStatementClients,
	draft: StatementDraft,
	work: (submitted: Statement) => Promise<T>,
): Promise<T> {
	const submitted = await submitTemporary(clients, draft);
	try {
		return await work(submitted);
	} finally {
		await deleteAfterwards(clients, draft.name);
	}
}

async function submitTemporary(clients: TemporaryStatementClients, draft: StatementDraft): Promise<Statement> {
	try {
		return await submitStatement(clients.statements, draft, 'fail');
	} catch (error) {
		if (!leavesOpen(error)) throw asError(error);
		await deleteAfterwards(clients, draft.name, LATE_ARRIVAL_WAITS_MS);
		throw error instanceof UnclearOutcomeError ? new StatementsError({ reason: 'temporaryUnclear', name: draft.name, failure: error.facts.failure }) : asError(error);
	}
}

/** Whether the statement may exist, or come to exist, although submitting it failed. */
function leavesOpen(error: unknown): boolean {
	return error instanceof UnclearOutcomeError || isUnclearFailure(error);
}

/**
 * @param lateWaitsMs after how many milliseconds each to ask again where nothing is there to delete: a POST whose
 * answer did not come may be carried out after the first DELETE
 */
async function deleteAfterwards({ afterwards, leftBehind }: TemporaryStatementClients, name: string, lateWaitsMs: readonly number[] = []): Promise<void> {
	try {
		const statements = afterwards(CLEAN_UP_SECONDS);
		if (await statements.remove(name)) return;
		for (const waitMs of lateWaitsMs) {
			await pause(statements.api.scope, waitMs);
			if (await statements.remove(name)) return;
		}
	} catch (error) {
		leftBehind(name, asError(error));
	}
}
