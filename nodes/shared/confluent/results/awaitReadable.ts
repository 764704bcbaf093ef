import { awaitSubmitted } from '../statements/awaitSubmitted';
import { givesRows } from '../statements/queryTraits';
import { phaseOf, type Statement } from '../statements/statement';
import { statementFailed, statementGone, StatementError } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';

const HAS_BEGUN: ReadonlySet<string> = new Set(['RUNNING', 'DEGRADED', 'COMPLETED']);

/**
 * Waits until the rows of a statement can be read; for one that gives no rows, until it has done its work: DDL
 * and bounded INSERTs complete, an unbounded INSERT runs.
 *
 * @param statement as it was when last read: looked at before anything is asked for
 * @throws AdvisedError when it fails, is stopped or deleted, or the deadline passes
 */
export async function awaitReadable(statements: Statements, statement: Statement): Promise<Statement> {
	return await awaitSubmitted(statements, statement, 'ready to be read', async (now) => await isReadable(statements, now));
}

async function isReadable(statements: Statements, statement: Statement): Promise<boolean> {
	if (statement.phase === 'FAILED') throw await statementFailed(statements, statement);
	if (statement.phase === 'DELETING') throw statementGone(statement.name);
	if (statement.phase === 'STOPPED') throw stoppedBefore(statement);
	if (!HAS_BEGUN.has(phaseOf(statement))) return false;
	if (statement.phase === 'COMPLETED' || givesRows(statement)) return true;
	return statement.sqlKind !== 'SELECT' && statement.isBounded === false;
}

function stoppedBefore(statement: Statement): StatementError {
	const words = statement.detail.trim() === '' ? '' : `: ${statement.detail.trim()}`;
	return new StatementError(
		`Statement "${statement.name}" is STOPPED, its rows cannot be read to the end${words}`,
		'Somebody stopped it, or Confluent Cloud did: it stops a query whose rows nobody reads for five minutes. Run the query again.',
		statement,
	);
}
