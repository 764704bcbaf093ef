import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { TransportError, type TransportFacts } from '../../confluent/http/errors/transportError';
import type { ApiResponse, Transport, TransportRequest } from '../../confluent/http/exchange/exchange';
import { isRecord } from '../../language/guards';
import { startOfMember } from '../../language/jsonMember';
import type { Redact } from '../../language/redaction';
import { inflate, isStream, readBytes } from './answerBytes';
import { overlay } from './contextOverlay';

/** The n8n contexts that nodes, pickers and triggers send from. */
export type RequestContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode'> & IAllExecuteFunctions;

/** The ids of the package's two credentials. */
export type CredentialName = 'confluentFlinkApi' | 'confluentCloudApi';

const USER_AGENT = 'n8n-nodes-confluent-flink';

/**
 * The package's one way to the network: n8n's request helper, which adds the credential's header.
 *
 * Statuses are not errors here and redirects are not followed, so that the client sees them as they are. n8n
 * repeats a 401 when it is an error, and takes the header along to other hosts when it follows a redirect.
 *
 * @param origin the credential's own host
 * @param redact hides the credential's secret; where it is absent, nothing is known of what answers have in them
 */
export function createTransport(context: RequestContext, credential: CredentialName, origin: string, redact?: Redact): Transport {
	return async (request, signal) => {
		const caller = withSignal(context, signal);
		const options = requestOptions(request, origin, signal);
		const { host } = new URL(options.url);
		let response: unknown;
		try {
			response = await caller.helpers.httpRequestWithAuthentication.call(caller, credential, options);
		} catch (error) {
			throw transportError(error, host, signal);
		}
		return await responseFrom(await wholeResponse(response, host, signal), redact);
	};
}

/** What the request helper resolves with, its body read to the end. */
async function wholeResponse(response: unknown, host: string, signal: AbortSignal | undefined): Promise<unknown> {
	if (!isRecord(response)) return response;
	try {
		return { ...response, body: await bytesIn(response['body'], host, signal) };
	} catch (error) {
		throw cutShort(error, host, signal);
	}
}

function cutShort(error: unknown, host: string, signal: AbortSignal | undefined): TransportError {
	if (error instanceof TransportError) return error;
	return signal?.aborted ? new TransportError({ reason: 'requestCancelled' }) : new TransportError({ reason: reasonOf(errorCode(error)), host });
}

/** Some bodies that are compressed arrive without saying so. */
async function bytesIn(body: unknown, host: string, signal: AbortSignal | undefined): Promise<unknown> {
	const whole = isStream(body) ? await readBytes(body, host, signal) : body;
	const bytes = whole instanceof ArrayBuffer ? new Uint8Array(whole) : whole;
	return bytes instanceof Uint8Array && isGzip(bytes) ? await inflate(bytes, host) : bytes;
}

function requestOptions(request: TransportRequest, origin: string, signal: AbortSignal | undefined): IHttpRequestOptions {
	const url = new URL(request.path, request.origin ?? origin);
	for (const [name, value] of Object.entries(request.query ?? {})) {
		if (value !== undefined) url.searchParams.set(name, String(value));
	}
	return {
		method: request.method,
		url: url.href,
		headers: { Accept: 'application/json', 'User-Agent': USER_AGENT, ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
		...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
		// So that a body that has no end, or is far too large, is not read to its end.
		encoding: 'stream',
		timeout: request.timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		...(signal === undefined ? {} : { abortSignal: signal }),
	};
}

/**
 * In an execution n8n puts the execution's own cancel signal in place of the request's. Clean-up after a
 * cancellation has to be sent all the same, so the request is made by a context that answers with `signal`.
 */
function withSignal(context: RequestContext, signal: AbortSignal | undefined): RequestContext {
	if (!('getExecutionCancelSignal' in context)) return context;
	return overlay(context, { getExecutionCancelSignal: () => signal });
}

async function responseFrom(response: unknown, redact: Redact | undefined): Promise<ApiResponse> {
	if (!isRecord(response) || typeof response['statusCode'] !== 'number') {
		throw new TransportError({ reason: 'noHttpResponse' });
	}
	const text = textOf(response['body']);
	return { status: response['statusCode'], headers: headersFrom(response['headers']), body: parseBody(text), ...cleanness(text, redact) };
}

/** Every text that is read of an answer is a part of its own text, as long as that has no escapes. */
function cleanness(text: unknown, redact: Redact | undefined): Pick<ApiResponse, 'isMemberClean'> {
	const many = redact?.atOnce;
	if (many === undefined || typeof text !== 'string') return {};
	return { isMemberClean: (name) => many.isClean(text, startOfMember(text, name)) };
}

function textOf(body: unknown): unknown {
	return body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
}

function isGzip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function headersFrom(headers: unknown): Record<string, string> {
	const entries = isRecord(headers) ? Object.entries(headers) : [];
	return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]));
}

function parseBody(body: unknown): unknown {
	if (typeof body !== 'string') return body ?? undefined;
	if (body.trim() === '') return undefined;
	try {
		const parsed: unknown = JSON.parse(body);
		return parsed;
	} catch {
		return body;
	}
}

const TIMEOUT_CODES = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * What n8n's helper throws keeps the whole request, its header included: only the code and the host are taken
 * from it.
 */
function transportError(error: unknown, host: string, signal: AbortSignal | undefined): Error {
	const code = errorCode(error);
	if (signal?.aborted || code === 'ERR_CANCELED') return new TransportError({ reason: 'requestCancelled' });
	if (code === undefined && error instanceof Error && !isRequestError(error)) return error;
	return new TransportError({ reason: reasonOf(code), host });
}

function reasonOf(code: string | undefined): Exclude<Extract<TransportFacts, { host: string }>['reason'], 'answerTooLarge'> {
	if (TIMEOUT_CODES.has(code ?? '')) return 'noAnswerInTime';
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'hostNotFound';
	return code === 'ECONNREFUSED' ? 'connectionRefused' : 'connectionLost';
}

function errorCode(error: unknown): string | undefined {
	if (!isRecord(error)) return undefined;
	const cause = isRecord(error['cause']) ? error['cause'] : {};
	const codes = [error['httpCode'], error['code'], cause['code']];
	return codes.find((code): code is string => typeof code === 'string' && code !== '');
}

/** Errors of the request itself are n8n's own class; what a credential throws before anything is sent is not. */
function isRequestError(error: Error): boolean {
	return error.name === 'NodeApiError' || error.name === 'AxiosError';
}
