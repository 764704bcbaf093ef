/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { gzipSync } from 'node:zlib';
import type { TransportRequest } from '../../../nodes/shared/confluent/http/exchange/exchange';
import { createTransport, type RequestContext } from '../../../nodes/shared/n8n/network/transport';

const REQUEST: TransportRequest = { method: 'GET', path: '/x', repeat: 'repeat', timeoutMs: 1_000 };

/** The transport over a request helper of n8n that answers as told. */
function transportOver(answer: () => unknown) {
	const context = { helpers: { httpRequestWithAuthentication: async () => answer() }, getCredentials: async () => ({}) };
	return createTransport(context as unknown as RequestContext, 'confluentFlinkApi', 'https://flink.us-east-1.aws.confluent.cloud');
}

test('a connection that a cancellation ends is reported as cancelled, whatever code the helper gives: it is not to be repeated', async () => {
	const transport = transportOver(() => {
		throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
	});
	await expect(transport(REQUEST, AbortSignal.abort())).rejects.toMatchObject({ facts: { reason: 'requestCancelled' } });
	await expect(transport(REQUEST)).rejects.toMatchObject({ facts: { reason: 'connectionLost', host: 'flink.us-east-1.aws.confluent.cloud' } });
});

test('a compressed body that was cut short is an answer without words: its status still says what went wrong', async () => {
	const cut = gzipSync('{"a":1}').subarray(0, 12);
	const transport = transportOver(() => ({ statusCode: 502, headers: {}, body: cut }));
	expect(await transport(REQUEST)).toMatchObject({ status: 502, body: undefined });
});
