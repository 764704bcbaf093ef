import { AddressError, type AddressFacts } from '../../confluent/http/errors/addressError';
import type { AnswerFinding, ApiError } from '../../confluent/http/errors/apiError';
import { DeadlineError, type Activity, type DeadlineFacts, type Failure, type RequestFailure } from '../../confluent/http/errors/deadlineError';
import type { ListingFacts } from '../../confluent/http/errors/listingError';
import { TransportError, type TransportFacts } from '../../confluent/http/errors/transportError';
import type { Creation, UnclearFacts } from '../../confluent/http/errors/unclearOutcome';
import { HIDDEN, hidesStatement } from './hiddenWords';
import { MAX_WAIT, NEXT_POLL, NEXT_POLL_TRIES, type Advice, type Repeater, type Words } from './words';

/** What a request that came to nothing says, as a message or within another one. */
export function failureMessage(failure: RequestFailure): string {
	if (failure instanceof DeadlineError) return deadlineMessage(failure.facts);
	if (failure instanceof AddressError) return addressWords(failure.facts).message;
	return failure instanceof TransportError ? transportMessage(failure.facts) : answerRemark(failure);
}

/** The API's own words, or what the client found where they do not say it. */
export function answerMessage(error: Pick<ApiError, 'detail' | 'finding'>): string {
	return error.finding === undefined ? error.detail : findingMessage(error.finding, error.detail);
}

/** The same within another message, with what the words of an answer that hides a statement leave out. */
function answerRemark(error: ApiError): string {
	return hidesStatement(error) ? `${error.detail} (it ${HIDDEN})` : answerMessage(error);
}

function findingMessage(finding: AnswerFinding, detail: string): string {
	const redirect = 'The server answered with a redirect';
	switch (finding.reason) {
		case 'malformed':
			return `The answer is not ${finding.expected}${finding.words === undefined ? '' : `: ${finding.words}`}`;
		case 'outOfSight':
			return detail;
		case 'redirectToNowhere':
			return `${redirect} without saying where to`;
		case 'redirectAway':
			return `${redirect} to ${finding.origin}, but the API key is for ${finding.own} only`;
		case 'redirectsEndless':
			return finding.inCircle
				? `The server redirects in a circle: after ${finding.count} redirects it leads back to ${finding.origin}`
				: `The server redirected more than ${finding.count} times, the last time to ${finding.origin}`;
		case 'redirectOfChange':
			return `${redirect} to ${finding.origin}, where a ${finding.method} request is not repeated`;
	}
}

/** What no URL can contain. The text is shown as JSON, which can write half of a character. */
export function addressWords(facts: AddressFacts): Advice {
	const shown = JSON.stringify(facts.text);
	switch (facts.reason) {
		case 'notInPath':
			return {
				message: `Nothing named ${shown} can be requested: no URL path can contain that`,
				nextStep: 'Open it in the Confluent Cloud console, or choose another one.',
			};
		case 'notInQuery':
			return {
				message: `The value ${shown} of ${facts.parameter} cannot be sent: it is not valid text`,
				nextStep: 'It contains half of a character, as cut text does. Correct it.',
			};
	}
}

/** Why there was no answer. */
export function transportMessage(facts: TransportFacts): string {
	switch (facts.reason) {
		case 'noAnswerInTime':
			return `${facts.host} did not answer in time`;
		case 'hostNotFound':
			return `The host ${facts.host} cannot be found`;
		case 'connectionRefused':
			return `${facts.host} refused the connection`;
		case 'connectionLost':
			return `The connection to ${facts.host} was lost before the answer was complete`;
		case 'answerTooLarge':
			return `The answer of ${facts.host} has more than ${facts.mostBytes / 2 ** 20} MiB and was not read completely`;
		case 'noHttpResponse':
			return 'There was no HTTP response';
		case 'requestCancelled':
			return 'The request was cancelled';
	}
}

export function deadlineWords(facts: DeadlineFacts, repeater: Repeater): Words {
	const nextStep = repeater === 'poll' ? NEXT_POLL : `Allow more time with ${MAX_WAIT}, or run the node again later.`;
	return { message: deadlineMessage(facts), nextStep };
}

function deadlineMessage(facts: DeadlineFacts): string {
	return `The time for this operation ran out while ${activity(facts.during)}${lastWords(facts)}`;
}

/** The last failure before the time ran out, as a sentence to add; empty where there was none. */
export function lastWords({ failure }: DeadlineFacts): string {
	return failure === undefined ? '' : `. ${lastAttempt(failure)}`;
}

/** What the end of the time cut short, to follow what is known of the thing that was waited for. */
export function cutShort(cut: DeadlineError | undefined): string {
	return cut === undefined ? '' : `. The time ran out while ${activity(cut.facts.during)}${lastWords(cut.facts)}`;
}

function lastAttempt(failure: Failure): string {
	if (failure instanceof TransportError) return `The last attempt got no answer: ${transportMessage(failure.facts)}`;
	return `The last answer was ${failure.status}: ${answerMessage(failure)}`;
}

function activity(activity: Activity): string {
	switch (activity.doing) {
		case 'awaitingTurn':
			return "waiting for its turn within Confluent Cloud's rate limit";
		case 'awaitingRateLimit':
			return "waiting for Confluent Cloud's rate limit";
		case 'awaitingAnswer':
			return `waiting for an answer from ${activity.host}`;
		case 'repeating':
			return 'repeating a request that failed';
		case 'readingRows':
			return `reading the rows of statement "${activity.statement}"`;
	}
}

export function listingWords(facts: ListingFacts, repeater: Repeater): Words {
	const listing = `Listing ${facts.what}`;
	const isPoll = repeater === 'poll';
	switch (facts.reason) {
		case 'listingTimedOut':
			return {
				message: `The time ran out while listing ${facts.what}: ${facts.count} were read so far`,
				nextStep: isPoll ? `${NARROWER} ${NEXT_POLL}` : 'Narrow the list with filters or a limit, or allow more time.',
			};
		case 'listingEndless':
			return { message: `${listing} did not end after ${facts.pages} pages`, nextStep: isPoll ? NARROWER : 'Narrow the list with filters or a limit.' };
		case 'listingInCircle':
			return {
				message: `${listing} cannot finish: the service sent the same page token twice`,
				nextStep: `${isPoll ? NEXT_POLL_TRIES : 'Run the node again'}. If it happens again, report it to Confluent.`,
			};
	}
}

const NARROWER = 'Watch a compute pool, a label or named statements instead of the whole environment.';

export function unclearWords({ created, failure }: UnclearFacts): Words {
	return { message: unclearMessage(created, failure), nextStep: howToCheck(created) };
}

/** That it is not known whether something was created, and what hid that. */
export function unclearMessage(created: Creation, failure: Failure): string {
	return `It is not known whether ${creationOf(created)} was created: ${failureMessage(failure)}${requestIn(failure)}`;
}

/** The request ID of an answer, which Confluent's support asks for, to follow its words; empty where there is none. */
export function requestIn(failure: Failure): string {
	return 'requestId' in failure && failure.requestId !== undefined ? ` (request ID ${failure.requestId})` : '';
}

function creationOf(created: Creation): string {
	return created.kind === 'statement' ? `statement "${created.name}"` : `compute pool "${created.displayName}"`;
}

function howToCheck(created: Creation): string {
	if (created.kind === 'computePool') {
		return `Look for it with Get Many in environment ${created.environmentId} before you run this again: that would create a second pool.`;
	}
	return `Look for it with Get Statement before you submit it again. To repeat safely, enter 'Statement Name' and set 'On Name Conflict' to "Reuse".`;
}
