/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
/* eslint-disable @typescript-eslint/no-unused-vars -- an unused binding is how a member is left out of a copy */
import type { ServerResponse } from 'node:http';

import type { Incoming } from '../http/incoming';
import type { Reply } from '../http/reply';
import { newRequestId } from '../http/requestId';
import type { RecordedExchange } from '../state/options';

export interface Written {
	readonly requestId: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
}

/**
 * Sends the answer. `X-Request-Id` is on every one, and `Date` by the emulator's own clock, as its times are.
 *
 * @param now epoch milliseconds
 */
export function writeReply(response: ServerResponse, reply: Reply, now: number): Written {
	const requestId = newRequestId();
	const body = reply.raw ?? (reply.body === undefined ? '' : JSON.stringify(reply.body));
	const headers: Record<string, string> = { 'X-Request-Id': requestId, Date: new Date(now).toUTCString(), ...reply.headers };
	if (reply.body !== undefined) headers['Content-Type'] = 'application/json';
	if (reply.status !== 204) headers['Content-Length'] = String(Buffer.byteLength(body));
	response.writeHead(reply.status, headers);
	response.end(body);
	return { requestId, headers, body };
}

/** The exchange for whoever listens in, without the credentials. */
export function recorded(
	incoming: Incoming,
	{ status }: Reply,
	{ headers, body }: Written,
): RecordedExchange {
	const { authorization: _secret, ...requestHeaders } = incoming.headers;
	return {
		method: incoming.method,
		url: incoming.url,
		requestHeaders,
		requestBody: incoming.body,
		status,
		responseHeaders: headers,
		responseBody: body.toString(),
	};
}
