import { ApiError, isKeyRefused } from '../http/errors/apiError';
import { CancelledError } from '../http/errors/cancelledError';
import { DeadlineError } from '../http/errors/deadlineError';
import { TransportError } from '../http/errors/transportError';
import { UnclearOutcomeError } from '../http/errors/unclearOutcome';
import { ResultsError } from '../results/resultsError';
import { StatementsError } from '../statements/statementsError';

/**
 * What an error means for a stream.
 *
 * - `closed`: it was ended on purpose.
 * - `passing`: the service could not be asked; the statement may go on meanwhile.
 * - `stopped`: its statement was stopped, and its rows are read to the end: another may go on after it.
 * - `lost`: its statement has failed, is gone, or gives its rows no more.
 * - `hopeless`: nothing changes by itself, such as a key that is refused.
 */
export type Meaning = 'closed' | 'passing' | 'stopped' | 'lost' | 'hopeless';

export function meaningOf(error: unknown): Meaning {
	if (error instanceof CancelledError) return 'closed';
	if (error instanceof ApiError) return meaningOfAnswer(error);
	if (error instanceof TransportError || error instanceof DeadlineError || error instanceof UnclearOutcomeError) return 'passing';
	if (error instanceof ResultsError) return meaningOfResults(error);
	if (error instanceof StatementsError) return meaningOfStatement(error);
	return 'hopeless';
}

/** A 403 for a statement that was there is how some keys are told that it is gone; a 400 for a page, that the page is. */
function meaningOfAnswer(error: ApiError): Meaning {
	const { status, method, isPage } = error;
	if (isKeyRefused(error)) return 'hopeless';
	if (isPage || status === 429 || status >= 500 || status < 400 || status === 408) return 'passing';
	return method === 'POST' && status !== 409 ? 'hopeless' : 'lost';
}

function meaningOfResults({ facts }: ResultsError): Meaning {
	if (facts.reason === 'stoppedBeforeRows') return 'stopped';
	return facts.reason === 'rowsIncomplete' && facts.end.kind === 'stopped' ? 'stopped' : 'lost';
}

function meaningOfStatement({ facts }: StatementsError): Meaning {
	switch (facts.reason) {
		case 'statementTimedOut':
			return 'passing';
		case 'resultUnreadable':
			return 'hopeless';
		default:
			return 'lost';
	}
}
