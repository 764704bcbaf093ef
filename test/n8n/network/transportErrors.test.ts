/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { gzipSync } from 'node:zlib';
import type { TransportRequest } from '../../../nodes/shared/confluent/http/exchange/exchange';
import { redactor, type Redact } from '../../../nodes/shared/language/redaction';
import { createTransport, type RequestContext } from '../../../nodes/shared/n8n/network/transport';

const REQUEST: TransportRequest = { method: 'GET', path: '/x', repeat: 'repeat', timeoutMs: 1_000 };

/** The transport over a request helper of n8n that answers as told. */
function transportOver(answer: () => unknown, redact?: Redact) {
	const context = { helpers: { httpRequestWithAuthentication: async () => answer() }, getCredentials: async () => ({}) };
	return createTransport(context as unknown as RequestContext, 'confluentFlinkApi', 'https://flink.us-east-1.aws.confluent.cloud', redact);
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

describe('whether a member of an answer has nothing to be hidden', () => {
	const hidden = 'an0therSecret/of+this+kind';

	test.each<[string, string, boolean]>([
		['is known of what was read', '{"metadata":{"next":"a%3D"},"results":{"data":["x"]}}', true],
		['is not with the secret in it', `{"results":{"data":["${hidden}"]}}`, false],
		['is not with escapes in it', '{"results":{"data":["\\u0041"]}}', false],
		['is not with escapes before it', '{"r\\u0065sults":["x"],"results":[]}', false],
	])('%s', async (_what, body, isClean) => {
		const answered = () => ({ statusCode: 200, headers: {}, body: Buffer.from(body) });
		expect((await transportOver(answered, redactor([hidden]))(REQUEST)).isMemberClean?.('results')).toBe(isClean);
		expect((await transportOver(answered)(REQUEST)).isMemberClean).toBeUndefined();
	});
});
