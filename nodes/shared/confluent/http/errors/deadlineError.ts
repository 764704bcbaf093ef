import { FactsError } from '../../../language/factsError';
import { AddressError } from './addressError';
import { ApiError } from './apiError';
import { TransportError } from './transportError';

/** Why a request could not be carried out: an answer that was not a success, or no answer. */
export type Failure = ApiError | TransportError;

export function isFailure(error: unknown): error is Failure {
	return error instanceof ApiError || error instanceof TransportError;
}

/** Why a request came to nothing: it could not be carried out, there was no time for it, or no URL says what it asks for. */
export type RequestFailure = Failure | DeadlineError | AddressError;

export function isRequestFailure(error: unknown): error is RequestFailure {
	return isFailure(error) || error instanceof DeadlineError || error instanceof AddressError;
}

/** What was being done when the time ran out. */
export type Activity =
	| { readonly doing: 'awaitingTurn' | 'awaitingRateLimit' | 'repeating' }
	| { readonly doing: 'awaitingAnswer'; readonly host: string }
	| { readonly doing: 'readingRows'; readonly statement: string };

export interface DeadlineFacts {
	readonly reason: 'outOfTime';
	readonly during: Activity;
	/** The last failure before the time ran out. */
	readonly failure: Failure | undefined;
}

/** The time for an operation ran out before its request was answered. */
export class DeadlineError extends FactsError<DeadlineFacts> {
	/** @param last the last failure before the time ran out */
	constructor(during: Activity, last?: Failure) {
		super({ reason: 'outOfTime', during, failure: last });
	}

	/** The same, reported with the failure that came before. */
	after(last: Failure): DeadlineError {
		return new DeadlineError(this.facts.during, last);
	}
}
