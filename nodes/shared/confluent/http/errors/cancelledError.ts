import { FactsError } from '../../../language/factsError';

export interface CancelledFacts {
	readonly reason: 'cancelled';
}

/** The work was cancelled from outside; there is nothing else to report. */
export class CancelledError extends FactsError<CancelledFacts> {
	constructor() {
		super({ reason: 'cancelled' });
	}
}
