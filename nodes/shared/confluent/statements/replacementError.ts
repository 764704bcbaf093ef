import { FactsError } from '../../language/factsError';
import type { FailureReason } from './statementsError';

/** What became of replacing the statement that has a name. */
export type ReplacementFacts =
	/** The new SQL is not valid here; the statement stays as it is. */
	| { readonly reason: 'newSqlInvalid'; readonly name: string; readonly why: FailureReason }
	/** Whether the new SQL is valid could not be found out; the statement stays as it is. */
	| { readonly reason: 'newSqlUnchecked'; readonly name: string; readonly failure: Error }
	/** It was deleted, or, where `isDeleted` is undefined, may have been, and the new one was not submitted for certain. */
	| { readonly reason: 'replacementUnfinished'; readonly name: string; readonly isDeleted: true | undefined; readonly failure: Error };

/** A statement was not, or not wholly, replaced by another. */
export class ReplacementError extends FactsError<ReplacementFacts> {}
