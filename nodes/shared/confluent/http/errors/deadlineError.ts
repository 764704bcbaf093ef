import { AdvisedError } from './advisedError';
import { ApiError } from './apiError';
import { TransportError } from './transportError';

/** Why a request could not be carried out: an answer that was not a success, or no answer. */
export type Failure = ApiError | TransportError;

export function isFailure(error: unknown): error is Failure {
	return error instanceof ApiError || error instanceof TransportError;
}

/** The time for an operation ran out before its request was answered. */
export class DeadlineError extends AdvisedError {
	/** The words of the last failure as a sentence to add, `. The last answer was 502: …`; empty where there was none. */
	readonly lastWords: string;

	/**
	 * @param during what was being done, as in "while …"
	 * @param last the last failure before the time ran out: its words are kept, and it is the `cause`
	 */
	constructor(
		readonly during: string,
		last?: Failure,
	) {
		const words = last === undefined ? '' : `. ${lastWords(last)}`;
		super(
			`The time for this operation ran out while ${during}${words}`,
			'Allow more time with the option "Max Wait (Seconds)", or run the node again later.',
			last === undefined ? undefined : { cause: last },
		);
		this.name = 'DeadlineError';
		this.lastWords = words;
	}

	/** The same, told with the failure that came before. */
	after(last: Failure): DeadlineError {
		return new DeadlineError(this.during, last);
	}
}

/** What the end of the time cut short, to follow what is known of the thing that was waited for. */
export function cutShort(cut: DeadlineError | undefined): string {
	return cut === undefined ? '' : `; the time ran out while ${cut.during}${cut.lastWords}`;
}

function lastWords(last: Failure): string {
	if (last instanceof TransportError) return `The last attempt had no answer: ${last.message}`;
	return `The last answer was ${last.status}: ${last.detail}`;
}
