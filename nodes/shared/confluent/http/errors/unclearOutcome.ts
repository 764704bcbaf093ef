import { FactsError } from '../../../language/factsError';
import { ApiError } from './apiError';
import type { Failure } from './deadlineError';
import { isCancelledRequest, TransportError } from './transportError';

/** Whether a failure leaves open if the request was carried out. A 429 says that it was not. */
export function isUnclearFailure(error: unknown): error is Failure {
	if (error instanceof TransportError) return !isCancelledRequest(error);
	return error instanceof ApiError && (error.status >= 500 || error.status < 300 || error.status === 408);
}

/** What was to be created. */
export type Creation =
	| { readonly kind: 'statement'; readonly name: string }
	| { readonly kind: 'computePool'; readonly displayName: string; readonly environmentId: string };

export interface UnclearFacts {
	readonly reason: 'creationUnclear';
	readonly created: Creation;
	/** What hid the outcome. */
	readonly failure: Failure;
}

/** Something was to be created, and whether it was could not be found out. */
export class UnclearOutcomeError extends FactsError<UnclearFacts> {
	constructor(created: Creation, failure: Failure) {
		super({ reason: 'creationUnclear', created, failure });
	}
}
