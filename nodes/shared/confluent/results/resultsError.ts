import { FactsError } from '../../language/factsError';
import type { ApiError } from '../http/errors/apiError';
import type { DeadlineError, RequestFailure } from '../http/errors/deadlineError';
import type { Statement } from '../statements/statement';
import { failureReason } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';
import type { FailureReason } from '../statements/statementsError';

/** How a statement ended before all its rows were there. `detail` is what the service says to it, and may be empty. */
export type EarlyEnd =
	| { readonly kind: 'deleted' | 'stopped'; readonly detail: string }
	| { readonly kind: 'failed'; readonly why: FailureReason }
	/** It is hidden from the key by the API's 403: deleted, or where the key's role does not reach. */
	| { readonly kind: 'hidden'; readonly failure: ApiError };

/** What the client itself finds out about results. `count` rows had been read. */
export type ResultFacts =
	/** It was stopped before its rows could be read. */
	| { readonly reason: 'stoppedBeforeRows'; readonly name: string; readonly detail: string }
	/** It failed, was stopped or deleted while its rows were read: they are not all. */
	| { readonly reason: 'rowsIncomplete'; readonly name: string; readonly count: number; readonly end: EarlyEnd }
	/** Its result ends, but did not do so in time. */
	| { readonly reason: 'rowsUnfinished'; readonly name: string; readonly count: number; readonly cut: DeadlineError }
	/** Its result was read to the end where it could not be seen whether that was all of it. */
	| { readonly reason: 'rowsUnchecked'; readonly name: string; readonly count: number; readonly failure: RequestFailure }
	/** Its results are kept no longer; `words` are the API's. */
	| { readonly reason: 'resultsExpired'; readonly name: string; readonly words: string }
	/** The service gave the same page token twice. */
	| { readonly reason: 'resultsInCircle'; readonly name: string };

export class ResultsError extends FactsError<ResultFacts> {}

/** The error for a statement that failed, was stopped or deleted while its rows were read: they are not all. */
export async function rowsIncomplete(statements: Statements, statement: Statement, count: number): Promise<ResultsError> {
	return new ResultsError({ reason: 'rowsIncomplete', name: statement.name, count, end: await endOf(statements, statement) });
}

/** The same for a statement that is gone by now, of which nothing else is known. */
export function rowsDeleted(name: string, count: number): ResultsError {
	return new ResultsError({ reason: 'rowsIncomplete', name, count, end: { kind: 'deleted', detail: '' } });
}

/** The same for a statement that is hidden from the key by now. */
export function rowsHidden(name: string, count: number, failure: ApiError): ResultsError {
	return new ResultsError({ reason: 'rowsIncomplete', name, count, end: { kind: 'hidden', failure } });
}

async function endOf(statements: Statements, statement: Statement): Promise<EarlyEnd> {
	const detail = statement.detail.trim();
	if (statement.phase === 'DELETING') return { kind: 'deleted', detail };
	if (statement.phase === 'STOPPED' || statement.phase === 'STOPPING') return { kind: 'stopped', detail };
	return { kind: 'failed', why: await failureReason(statements, statement) };
}
