import { AdvisedError } from '../http/errors/advisedError';
import { DeadlineError } from '../http/errors/deadlineError';
import type { Statement } from '../statements/statement';
import { failureReason, StatementError } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';

/** The error for a statement that failed, was stopped or deleted while its rows were read: they are not all. */
export async function resultsIncomplete(statements: Statements, statement: Statement, count: number): Promise<StatementError> {
	const { event, advice } = await endOf(statements, statement);
	return new StatementError(incomplete(statement.name, event, count), advice, statement);
}

/** The same for a statement that is gone by now, of which nothing else is known. */
export function resultsDeleted(name: string, count: number): AdvisedError {
	return new AdvisedError(incomplete(name, 'was deleted', count), DELETED_ADVICE);
}

function incomplete(name: string, event: string, count: number): string {
	return `Statement "${name}" ${event} before all its rows were there; the ${rows(count)} read so far may not be all`;
}

const DELETED_ADVICE = 'Somebody deleted it. Run the query again.';

async function endOf(statements: Statements, statement: Statement): Promise<{ readonly event: string; readonly advice: string }> {
	const words = statement.detail.trim() === '' ? '' : ` (${statement.detail.trim()})`;
	if (statement.phase === 'DELETING') return { event: `was deleted${words}`, advice: DELETED_ADVICE };
	if (statement.phase === 'STOPPED' || statement.phase === 'STOPPING') {
		return {
			event: `was stopped${words}`,
			advice: 'Somebody stopped it, or Confluent Cloud did: it stops a query whose rows nobody reads for five minutes. Run the query again.',
		};
	}
	return {
		event: `failed (${await failureReason(statements, statement)})`,
		advice: 'Correct the SQL, or what it reads, and run the query again.',
	};
}

/** The error for a result that ends, but did not do so in time. */
export function resultsUnfinished(statement: Statement, count: number, error: DeadlineError): StatementError {
	return new StatementError(
		`The time ran out before statement "${statement.name}" had given all its rows; ${rows(count)} had been read${error.lastWords}`,
		'Allow more time with the option "Max Wait (Seconds)", or let the query give fewer rows.',
		statement,
	);
}

/** The error for a result that was read to its end where it could not be seen whether that was all of it. */
export function resultsUnchecked(statement: Statement, count: number, failure: Error): AdvisedError {
	return new AdvisedError(
		`The rows of statement "${statement.name}" were read to the end (${rows(count)}), but whether it ended well could not be checked: ${failure.message}`,
		failure instanceof DeadlineError ? 'Allow more time with the option "Max Wait (Seconds)", and run the query again.' : 'Run the query again.',
		{ cause: failure },
	);
}

function rows(count: number): string {
	return count === 1 ? '1 row' : `${count} rows`;
}
