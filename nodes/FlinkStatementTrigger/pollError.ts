import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { isApiError } from '../shared/confluent/http/errors/apiError';
import { DeadlineError } from '../shared/confluent/http/errors/deadlineError';
import { ListingError } from '../shared/confluent/http/errors/listingError';
import { isTimeout, TransportError } from '../shared/confluent/http/errors/transportError';
import { hintedWaitMs } from '../shared/confluent/http/retry/retryAfter';
import type { WatchTarget } from '../shared/confluent/watch/watchedStatements';
import { SHOW_ALL, type Redact } from '../shared/language/redaction';
import { asNodeError } from '../shared/n8n/errors/nodeError';
import { messageOf } from '../shared/n8n/errors/wording';

/** What is known of a poll besides its error. */
export interface FailedPoll {
	/** Whether a person started it: then no other poll comes by itself. */
	readonly byHand: boolean;
	/** Undefined where it failed before it had read that. */
	readonly target: WatchTarget | undefined;
	/** Whether its time was over when it failed. */
	readonly outOfTime: boolean;
}

/**
 * The error of a failed poll. n8n's scheduler decides by it when to poll again: it needs the status of the
 * answer, and a declared cause where there was no answer. Older n8n versions ignore the cause.
 *
 * @param now epoch milliseconds
 * @param redact hides the credential's secret in the words
 */
export function pollError(node: INode, error: unknown, { byHand, target, outOfTime }: FailedPoll, now: number, redact: Redact = SHOW_ALL): Error {
	// Out of time after an answer that was no success: that answer says more than the time.
	const answer = error instanceof DeadlineError && isApiError(error.facts.failure) ? error.facts.failure : error;
	if (outOfTime && isLackOfTime(answer)) return tooSlow(node, redact(messageOf(answer)), target);
	const nodeError = asNodeError(node, answer, 0, undefined, byHand ? 'person' : 'poll', redact);
	if (answer instanceof TransportError) nodeError.failure = { cause: 'temporarily-unavailable' };
	if (isApiError(answer, 429)) {
		const waitMs = hintedWaitMs(answer.headers, now);
		nodeError.failure = { cause: 'rate-limited', ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
	}
	return nodeError;
}

function isLackOfTime(error: unknown): boolean {
	return error instanceof DeadlineError || error instanceof ListingError || isTimeout(error);
}

function tooSlow(node: INode, detail: string, target: WatchTarget | undefined): NodeApiError {
	const message = 'The poll ran out of time';
	const description = `${detail}. No changes were reported; the next successful poll reports them. If every poll ends like this, ${remedy(target)}`;
	return new NodeApiError(node, { detail }, { message, description, failure: { cause: 'temporarily-unavailable' } });
}

/** Names are asked for one by one: with few of them it is the host that is slow, and there is nothing to narrow. */
function remedy(target: WatchTarget | undefined): string {
	if (target?.kind === 'statements') {
		return 'check that n8n can reach this host, or watch fewer names.';
	}
	const narrower = target === undefined || target.kind === 'environment' ? 'a compute pool, a label or named statements' : 'named statements instead';
	return `there are too many statements to list in time. Watch ${narrower}, or delete statements that have ended.`;
}
