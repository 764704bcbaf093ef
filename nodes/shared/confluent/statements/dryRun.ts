import { isTerminalPhase } from '../../flink/statement/phase';
import { asError } from '../../language/asError';
import { isApiError, type ApiError } from '../http/errors/apiError';
import { awaitStatement } from './awaitStatement';
import { DRY_RUN } from './queryTraits';
import { phaseOf, type Statement } from './statement';
import { endedElsewhere, failureReason } from './statementOutcome';
import type { StatementDraft, Statements } from './statements';
import type { FailureReason } from './statementsError';
import { withTemporaryStatement, type TemporaryStatementClients } from './temporaryStatement';

export interface DryRunResult {
	readonly valid: boolean;
	/** Why it is not valid; where it is, what the service says to it, which may be nothing. */
	readonly remark: FailureReason;
	/** Undefined where the service refused the SQL before there was a statement. */
	readonly statement: Statement | undefined;
}

/**
 * Lets the service check SQL without running it: under `sql.dry-run` a statement that is valid here COMPLETES
 * and one that is not FAILS, with the reason. Nothing is left behind. SQL that is refused as it is submitted, with
 * 422, is not valid either; 400 is an error, because a wrong compute pool is answered with it, too.
 */
export async function dryRun(clients: TemporaryStatementClients, draft: StatementDraft): Promise<DryRunResult> {
	const { statements } = clients;
	const dryDraft = { ...draft, properties: { ...draft.properties, [DRY_RUN]: 'true' } };
	try {
		return await withTemporaryStatement(clients, dryDraft, async (submitted) => await outcome(statements, draft.name, submitted));
	} catch (error) {
		if (!isRefusedSql(error)) throw asError(error);
		return { valid: false, remark: { words: error.detail }, statement: undefined };
	}
}

async function outcome(statements: Statements, name: string, submitted: Statement): Promise<DryRunResult> {
	const statement = await awaitStatement(statements, name, { kind: 'checked' }, async (statement) => isTerminalPhase(phaseOf(statement)), submitted);
	if (statement.phase === 'STOPPED') throw endedElsewhere(statement, new Set(['COMPLETED', 'FAILED']));
	const valid = statement.phase === 'COMPLETED';
	return { valid, remark: valid ? { words: statement.detail } : await failureReason(statements, statement), statement };
}

/** A proxy's page speaks for the proxy and not of the SQL. */
function isRefusedSql(error: unknown): error is ApiError {
	return isApiError(error, 422) && error.method === 'POST' && !error.isPage;
}
