/**
 * Something a person has to know and can act on, found by the client itself: a deadline that passed, a
 * statement that failed, a name that is taken, a parameter that cannot be sent.
 */
export class AdvisedError extends Error {
	/**
	 * @param message what happened, with the name of the statement or pool and the API's own words
	 * @param advice one sentence on what to do next
	 */
	constructor(
		message: string,
		readonly advice: string,
		options?: ErrorOptions,
	) {
		super(message, options);
		this.name = 'AdvisedError';
	}
}

/** The work was cancelled from outside; nobody needs to be told anything else. */
export class CancelledError extends Error {
	constructor() {
		super('The execution was cancelled');
		this.name = 'CancelledError';
	}
}
