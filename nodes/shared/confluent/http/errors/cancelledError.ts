import { FactsError } from '../../../language/factsError';

export interface CancelledFacts {
	readonly reason: 'cancelled';
}

/** The work was cancelled from outside; nobody needs to be told anything else. */
export class CancelledError extends FactsError<CancelledFacts> {
	constructor() {
		super({ reason: 'cancelled' });
	}
}
