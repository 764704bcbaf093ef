import { AdvisedError } from './advisedError';
import { ApiError } from './apiError';
import { TransportError } from './transportError';

/** Whether a failure leaves open if the request was carried out. A 429 says that it was not. */
export function isUnclearFailure(error: unknown): error is ApiError | TransportError {
	if (error instanceof TransportError) return error.failure !== 'cancelled';
	return error instanceof ApiError && (error.status >= 500 || error.status < 300 || error.status === 408);
}

/** Something was asked for, and whether it was done could not be found out. */
export class UnclearOutcomeError extends AdvisedError {
	/**
	 * @param what such as `statement "etl" was created`
	 * @param failure what hid the outcome; its words are kept, and it is the `cause`
	 * @param advice how to check, and what to do then
	 */
	constructor(what: string, failure: Error, advice: string) {
		const requestId = failure instanceof ApiError && failure.requestId !== undefined ? ` (request ID ${failure.requestId})` : '';
		super(`It is not known whether ${what}: ${failure.message}${requestId}`, advice, { cause: failure });
		this.name = 'UnclearOutcomeError';
	}
}
