import { isTerminalPhase } from '../flink/phase';
import { awaitSubmitted } from './awaitSubmitted';
import { DRY_RUN } from './queryTraits';
import { failureReason, unreachablePhase } from './statementOutcome';
import type { StatementDraft } from './statements';
import { withTemporaryStatement, type TemporaryStatementClients } from './temporaryStatement';
import type { Statement } from './wire';

export interface DryRunResult {
	readonly valid: boolean;
	/** Why it is not valid; where it is, what the service says to it, which may be nothing. */
	readonly detail: string;
	readonly statement: Statement;
}

/**
 * Lets the service check SQL without running it: under `sql.dry-run` a statement that is valid here COMPLETES
 * and one that is not FAILS, with the reason. Nothing is left behind.
 */
export async function dryRun(clients: TemporaryStatementClients, draft: StatementDraft): Promise<DryRunResult> {
	const { statements } = clients;
	const dryDraft = { ...draft, properties: { ...draft.properties, [DRY_RUN]: 'true' } };
	return await withTemporaryStatement(clients, dryDraft, async (submitted) => {
		const statement = await awaitSubmitted(statements, submitted, 'checked', async ({ phase }) => isTerminalPhase(phase));
		if (statement.phase === 'STOPPED') throw unreachablePhase(statement, new Set(['COMPLETED', 'FAILED']));
		const valid = statement.phase === 'COMPLETED';
		return { valid, detail: valid ? statement.detail : await failureReason(statements, statement), statement };
	});
}
