import { FactsError } from '../../../language/factsError';

/** Why there was no HTTP response. */
export type TransportFacts =
	| { readonly reason: 'noAnswerInTime' | 'hostNotFound' | 'connectionRefused' | 'connectionLost'; readonly host: string }
	/** An answer without end, or far larger than those of the API; the rest of it was not read. */
	| { readonly reason: 'answerTooLarge'; readonly host: string; readonly mostBytes: number }
	| { readonly reason: 'noHttpResponse' | 'requestCancelled' };

export class TransportError extends FactsError<TransportFacts> {}

export function isTimeout(error: unknown): error is TransportError {
	return error instanceof TransportError && error.facts.reason === 'noAnswerInTime';
}

/** Whether there was an answer that is too large to be read, as it will be the next time. */
export function isTooLarge(error: unknown): error is TransportError {
	return error instanceof TransportError && error.facts.reason === 'answerTooLarge';
}

/** Whether the request was called off. */
export function isCancelledRequest(error: unknown): error is TransportError {
	return error instanceof TransportError && error.facts.reason === 'requestCancelled';
}
