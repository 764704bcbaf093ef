import { FactsError } from '../../../language/factsError';

/** Why there was no HTTP response. */
export type TransportFacts =
	| { readonly reason: 'noAnswerInTime' | 'hostNotFound' | 'connectionRefused' | 'connectionLost'; readonly host: string }
	| { readonly reason: 'noHttpResponse' | 'requestCancelled' };

export class TransportError extends FactsError<TransportFacts> {}

export function isTimeout(error: unknown): error is TransportError {
	return error instanceof TransportError && error.facts.reason === 'noAnswerInTime';
}

/** Whether the request was called off. */
export function isCancelledRequest(error: unknown): error is TransportError {
	return error instanceof TransportError && error.facts.reason === 'requestCancelled';
}
