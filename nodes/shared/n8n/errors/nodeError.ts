import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { AdvisedError, CancelledError } from '../../confluent/http/errors/advisedError';
import { ApiError } from '../../confluent/http/errors/apiError';
import { DeadlineError } from '../../confluent/http/errors/deadlineError';
import { TransportError } from '../../confluent/http/errors/transportError';
import { neededKey, nextStep, nextStepWithoutAnswer, type Repeater } from './nextStep';

/** What a person knows the subject of an item by: `Statement "etl"`, `Compute pool lfcp-1`. */
export type Subject = string | undefined;

/** What is known besides the error. */
interface Circumstances {
	readonly subject: Subject;
	readonly repeater: Repeater;
}

/**
 * Any error of the layers below as the one that n8n shows: what happened in `message`, in the API's own words;
 * the next step, the status and the request id in `description`.
 */
export function asNodeError(node: INode, error: unknown, itemIndex: number, subject?: Subject, repeater: Repeater = 'person'): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return atItem(error, itemIndex);
	if (error instanceof ApiError) return fromApiError(node, error, itemIndex, { subject, repeater });
	if (error instanceof TransportError) return fromTransportError(node, error, itemIndex, { subject, repeater });
	if (error instanceof DeadlineError && subject !== undefined) return operationError(node, `${subject}: ${error.message}`, error.advice, itemIndex);
	if (error instanceof AdvisedError) return operationError(node, error.message, error.advice, itemIndex);
	if (error instanceof CancelledError) return operationError(node, error.message, undefined, itemIndex);
	const message = error instanceof Error ? error.message : String(error);
	return operationError(node, message, undefined, itemIndex);
}

/** Bad input of one item, told before anything is sent. */
export function inputError(node: INode, message: string, itemIndex: number, advice?: string): NodeOperationError {
	return operationError(node, message, advice, itemIndex);
}

function fromApiError(node: INode, error: ApiError, itemIndex: number, { subject, repeater }: Circumstances): NodeApiError {
	const needed = neededKey(error);
	const detail = needed === undefined ? error.detail : `${error.detail.replace(/\.+$/, '')}. ${needed}`;
	const message = subject === undefined ? detail : `${subject}: ${detail}`;
	const requestId = error.requestId === undefined ? '' : ` Request ID: ${error.requestId}.`;
	const description = `${nextStep(error, repeater)} HTTP status: ${error.status}.${requestId}`;
	const body: JsonObject = { status: error.status, detail: error.detail, requestId: error.requestId ?? null };
	const failure = schedulerHint(error);
	const options = { message, description, httpCode: String(error.status), itemIndex, ...(failure === undefined ? {} : { failure }) };
	return worded(new NodeApiError(node, body, options), message, description);
}

function fromTransportError(node: INode, error: TransportError, itemIndex: number, { subject, repeater }: Circumstances): NodeApiError {
	const message = subject === undefined ? error.message : `${subject}: ${error.message}`;
	const description = error.failure === 'cancelled' ? 'The execution was cancelled.' : nextStepWithoutAnswer(repeater);
	return worded(new NodeApiError(node, { detail: error.message }, { message, description, itemIndex }), message, description);
}

/** n8n's scheduler backs off by this; versions that do not know it ignore it. */
function schedulerHint(error: ApiError) {
	if (error.status === 429) return { cause: 'rate-limited' as const };
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
