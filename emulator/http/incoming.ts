/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request that has arrived whole. */
export interface Incoming {
	readonly method: string;
	/** Path and query as they came. */
	readonly url: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export async function readIncoming(request: IncomingMessage): Promise<Incoming> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
	const url = request.url ?? '/';
	const question = url.indexOf('?');
	return {
		method: request.method ?? 'GET',
		url,
		path: question < 0 ? url : url.slice(0, question),
		query: new URLSearchParams(question < 0 ? '' : url.slice(question + 1)),
		headers: request.headers,
		body: Buffer.concat(chunks).toString('utf8'),
	};
}

/** Media type of the body, lower case, without parameters. */
export function mediaType(headers: IncomingHttpHeaders): string {
	return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
