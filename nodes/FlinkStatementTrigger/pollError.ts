import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { AdvisedError } from '../shared/confluent/advisedError';
import { isApiError } from '../shared/confluent/apiError';
import { TransportError } from '../shared/confluent/http';
import { hintedWaitMs } from '../shared/confluent/retryAfter';
import { asNodeError } from '../shared/n8n/nodeError';

/**
 * The error of a failed poll. n8n's scheduler decides by it when to poll again: it needs the status of the
 * answer, and a declared cause where there was no answer. Older n8n versions ignore the cause.
 *
 * @param outOfTime whether the time of the poll was over when it failed
 * @param now epoch milliseconds
 */
export function pollError(node: INode, error: unknown, outOfTime: boolean, now: number): Error {
	// Out of time after an answer that was no success: that answer says more than the time.
	const answer = error instanceof AdvisedError && isApiError(error.cause) ? error.cause : error;
	if (outOfTime && (answer instanceof AdvisedError || isTimeout(answer))) return tooSlow(node, answer);
	const nodeError = asNodeError(node, answer, 0);
	if (answer instanceof TransportError) nodeError.failure = { cause: 'temporarily-unavailable' };
	if (isApiError(answer, 429)) {
		const waitMs = hintedWaitMs(answer.headers, now);
		nodeError.failure = { cause: 'rate-limited', ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
	}
	return nodeError;
}

function isTimeout(error: unknown): error is TransportError {
	return error instanceof TransportError && error.failure === 'timeout';
}

function tooSlow(node: INode, error: Error): NodeApiError {
	const message = 'The poll ran out of time';
	const description = `${error.message}. It told nothing and remembered nothing; the next poll that gets through tells it all. If every poll ends like this, there are more statements than can be listed in the time that n8n gives a poll, and no change is told: watch a compute pool, a label or named statements instead of the whole environment, or delete statements that have ended.`;
	return new NodeApiError(node, { detail: error.message }, { message, description, failure: { cause: 'temporarily-unavailable' } });
}
