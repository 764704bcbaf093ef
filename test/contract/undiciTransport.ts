import { request as send } from 'undici';

import type { Transport } from '../../nodes/shared/confluent/http/exchange/exchange';
import { TransportError } from '../../nodes/shared/confluent/http/errors/transportError';

/** The client's way to the network without n8n: one exchange, no redirects followed. */
export function undiciTransport(origin: string, authorization: string): Transport {
	return async (request, signal) => {
		const url = new URL(request.path, origin);
		for (const [name, value] of Object.entries(request.query ?? {})) {
			if (value !== undefined) url.searchParams.set(name, String(value));
		}
		try {
			const response = await send(url, {
				method: request.method,
				headers: { authorization, ...(request.body && { 'content-type': 'application/json' }) },
				body: request.body ? JSON.stringify(request.body) : null,
				signal: AbortSignal.any([AbortSignal.timeout(request.timeoutMs), ...(signal ? [signal] : [])]),
			});
			const text = await response.body.text();
			return { status: response.statusCode, headers: headersOf(response.headers), body: parse(text) };
		} catch (error) {
			throw Object.assign(new TransportError({ reason: 'connectionLost', host: url.host }), { cause: error });
		}
	};
}

function headersOf(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
}

function parse(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
