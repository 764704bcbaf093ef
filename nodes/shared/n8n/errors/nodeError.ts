import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ApiError } from '../../confluent/http/errors/apiError';
import { isRequestFailure } from '../../confluent/http/errors/deadlineError';
import { ReplacementError } from '../../confluent/statements/replacementError';
import { InsertError } from '../../confluent/tables/insertError';
import { TransportError } from '../../confluent/http/errors/transportError';
import { SHOW_ALL, type Redact } from '../../language/redaction';
import { hiddenRemark, hidesStatement } from './hiddenWords';
import { neededKey } from './nextStep';
import { answerMessage } from './requestWords';
import { messageOf, wordsOf } from './wording';
import type { Repeater, Words } from './words';

/** What a person knows the subject of an item by: `Statement "etl"`, `Compute pool lfcp-1`. */
export type Subject = string | undefined;

/**
 * Any error of the layers below as the one that n8n shows: what happened in `message`, in the API's own words;
 * the next step, the status and the request id in `description`.
 *
 * @param redact hides the credential's secret in the words, which may quote it
 */
export function asNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
	subject?: Subject,
	repeater: Repeater = 'person',
	redact: Redact = SHOW_ALL,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return redactedError(node, atItem(error, itemIndex), itemIndex, redact);
	const words = wordsOf(error, repeater);
	if (words === undefined) return operationError(node, redact(messageOf(error)), undefined, itemIndex);
	// An error of one request does not say what the request was for.
	const stated = subject !== undefined && isRequestFailure(error) ? `${subject}: ${words.message}` : words.message;
	const shown: Words = { message: redact(stated), nextStep: words.nextStep === undefined ? undefined : redact(words.nextStep) };
	// What the API answered is of use, too, where it came in the middle of something else.
	const answer = error instanceof ReplacementError || error instanceof InsertError ? error.cause : error;
	if (answer instanceof ApiError) return fromApiError(node, answer, shown, itemIndex, redact);
	if (error instanceof TransportError) return fromTransportError(node, shown, itemIndex);
	return operationError(node, shown.message, shown.nextStep, itemIndex);
}

/** Bad input may be the secret itself, pasted into a field of the node. The error is made anew: its stack has the message, too. */
function redactedError(node: INode, error: NodeApiError | NodeOperationError, itemIndex: number, redact: Redact): NodeApiError | NodeOperationError {
	const [message, description] = [redact(error.message), redact(error.description ?? '')];
	if (message === error.message && description === (error.description ?? '')) return error;
	return operationError(node, message, description === '' ? undefined : description, itemIndex);
}

/** Bad input of one item, reported before anything is sent. */
export function inputError(node: INode, message: string, itemIndex: number, advice?: string): NodeOperationError {
	return operationError(node, message, advice, itemIndex);
}

function fromApiError(node: INode, error: ApiError, words: Words, itemIndex: number, redact: Redact): NodeApiError {
	const remark = neededKey(error) ?? hiddenRemark(error);
	const message = remark === undefined ? words.message : `${words.message.replace(/\.+$/, '')}. ${remark}`;
	const requestId = error.requestId === undefined ? undefined : redact(error.requestId);
	const description = `${words.nextStep ?? ''} HTTP status: ${error.status}.${requestId === undefined ? '' : ` Request ID: ${requestId}.`}`.trimStart();
	const body: JsonObject = { status: error.status, detail: redact(answerMessage(error)), requestId: requestId ?? null };
	const failure = schedulerHint(error);
	const options = { message, description, httpCode: String(error.status), itemIndex, ...(failure === undefined ? {} : { failure }) };
	return worded(new NodeApiError(node, body, options), message, description);
}

function fromTransportError(node: INode, { message, nextStep }: Words, itemIndex: number): NodeApiError {
	const options = nextStep === undefined ? { message, itemIndex } : { message, description: nextStep, itemIndex };
	return worded(new NodeApiError(node, { detail: message }, options), message, nextStep);
}

/** n8n's scheduler backs off by this; versions that do not know it ignore it. A key that may not see one statement is not invalid. */
function schedulerHint(error: ApiError) {
	if (error.status === 429) return { cause: 'rate-limited' as const };
	if (hidesStatement(error)) return undefined;
	if (error.status === 401 || error.status === 403) return { cause: 'credential-invalid' as const };
	return error.status >= 500 ? { cause: 'temporarily-unavailable' as const } : undefined;
}

function operationError(node: INode, message: string, description: string | undefined, itemIndex: number): NodeOperationError {
	const options = description === undefined ? { itemIndex } : { itemIndex, description };
	return worded(new NodeOperationError(node, message, options), message, description);
}

/**
 * n8n replaces messages in which it finds the name of a file-system error, "preexisting" among them; these are
 * the API's words about somebody's SQL, so they are put back.
 */
function worded<E extends NodeApiError | NodeOperationError>(error: E, message: string, description: string | undefined): E {
	error.message = message;
	if (description !== undefined) error.description = description;
	return error;
}

function atItem<E extends NodeApiError | NodeOperationError>(error: E, itemIndex: number): E {
	error.context['itemIndex'] ??= itemIndex;
	return error;
}
