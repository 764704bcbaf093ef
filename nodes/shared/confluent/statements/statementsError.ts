import type { ResultFormatError } from '../../flink/rows/resultFormatError';
import { FactsError } from '../../language/factsError';
import type { ApiError } from '../http/errors/apiError';
import type { DeadlineError, Failure, RequestFailure } from '../http/errors/deadlineError';

/** Why a statement failed: in the service's words, where it has any. */
export interface FailureReason {
	readonly words: string | undefined;
	/** Why it could not be asked for more words. */
	readonly unread?: RequestFailure;
}

/** What a statement is waited for to come to. */
export type Wish =
	| { readonly kind: 'phase'; readonly phases: readonly string[] }
	/** That its rows can be read, or it has done its work. */
	| { readonly kind: 'readable' }
	/** That it ends: it runs, and gives no rows. */
	| { readonly kind: 'finished' }
	/** That its SQL is checked. */
	| { readonly kind: 'checked' }
	| { readonly kind: 'deleted' }
	/** That the service takes a change, which it answered with a 409 each time. */
	| { readonly kind: 'changed'; readonly refusal: ApiError };

export interface StatementTimedOut {
	readonly reason: 'statementTimedOut';
	readonly name: string;
	/** As seen last. */
	readonly phase: string;
	/** What the service says to it; may be empty. */
	readonly detail: string;
	readonly isPoolExhausted: boolean;
	readonly wish: Wish;
	readonly waitedMs: number;
	/** The request that was under way when the time ran out, if there was one. */
	readonly cut: DeadlineError | undefined;
}

/** What the client itself finds out about statements. */
export type StatementFacts =
	| StatementTimedOut
	| { readonly reason: 'statementFailed'; readonly name: string; readonly why: FailureReason }
	/** It ended in a phase from which none of `wanted` can be reached. */
	| { readonly reason: 'endedElsewhere'; readonly name: string; readonly phase: string; readonly detail: string; readonly wanted: readonly string[] }
	/** It is not there, or was deleted while it was waited for. */
	| { readonly reason: 'statementGone'; readonly name: string }
	/** `isLeaving`: what has the name is being deleted. */
	| { readonly reason: 'nameTaken'; readonly name: string; readonly hasOtherSql: boolean; readonly isLeaving?: boolean }
	/** The name is taken, by a statement that the key may not see: its role covers other compute pools. */
	| { readonly reason: 'nameTakenUnseen'; readonly name: string; readonly failure: Failure }
	/** Whether it was created is not known; what may have been created is deleted. */
	| { readonly reason: 'temporaryUnclear'; readonly name: string; readonly failure: Failure }
	/** Compute pool and principal can change only together with going from stopped to running. */
	| { readonly reason: 'moveWithoutResume'; readonly name: string; readonly phase: string; readonly isStopped: boolean }
	| { readonly reason: 'cannotResume'; readonly name: string; readonly phase: string }
	/** A schema or a row of its result is not built as the API builds them. */
	| { readonly reason: 'resultUnreadable'; readonly name: string; readonly failure: ResultFormatError };

export class StatementsError extends FactsError<StatementFacts> {}
