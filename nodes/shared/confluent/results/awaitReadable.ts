import { awaitStatement, type Delay } from '../statements/awaitStatement';
import { givesRows, isDoneOnceRunning, isQuery } from '../statements/queryTraits';
import { phaseOf, type Statement } from '../statements/statement';
import { statementFailed, statementGone } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';
import type { Wish } from '../statements/statementsError';
import { ResultsError } from './resultsError';

const HAS_BEGUN: ReadonlySet<string> = new Set(['RUNNING', 'DEGRADED', 'COMPLETED']);

/**
 * Waits until the rows of a statement can be read; for one that gives no rows, until it has done its work: DDL
 * and what writes a given set of rows completes, what writes without end runs.
 *
 * @param statement as it was when last read: looked at before anything is asked for
 * @param delayMs when to look again
 * @throws StatementsError, ResultsError when it fails, is stopped or deleted, or the deadline passes
 */
export async function awaitReadable(statements: Statements, statement: Statement, delayMs?: Delay): Promise<Statement> {
	return await awaitStatement(statements, statement.name, wishFor, async (now) => await isReadable(statements, now), statement, delayMs);
}

async function isReadable(statements: Statements, statement: Statement): Promise<boolean> {
	if (statement.phase === 'FAILED') throw await statementFailed(statements, statement);
	if (statement.phase === 'DELETING') throw statementGone(statement.name);
	if (statement.phase === 'STOPPED') throw stoppedBefore(statement);
	if (!HAS_BEGUN.has(phaseOf(statement))) return false;
	if (statement.phase === 'COMPLETED' || givesRows(statement)) return true;
	return isDoneOnceRunning(statement);
}

/** What the statement is waited for: once one that gives no rows has begun, only that it ends. */
function wishFor(statement: Statement): Wish {
	return { kind: HAS_BEGUN.has(phaseOf(statement)) && !isQuery(statement) ? 'finished' : 'readable' };
}

function stoppedBefore({ name, detail }: Statement): ResultsError {
	return new ResultsError({ reason: 'stoppedBeforeRows', name, detail: detail.trim() });
}
