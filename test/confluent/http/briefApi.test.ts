import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { ApiError } from '../../../nodes/shared/confluent/http/errors/apiError';
import { briefApi } from '../../../nodes/shared/confluent/http/briefApi';
import type { ApiRequest, ApiResponse } from '../../../nodes/shared/confluent/http/exchange/exchange';
import type { Api } from '../../../nodes/shared/confluent/http/api';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import { VirtualTime } from '../virtualTime';

const GET: ApiRequest = { method: 'GET', path: '/x', repeat: 'repeat' };
const OK: ApiResponse = { status: 200, headers: {}, body: {} };

function answer(status: number, headers: Record<string, string> = {}): ApiError {
	return new ApiError({ status, detail: `status ${status}`, headers, method: 'GET', path: '/x' });
}

/** Below it a client that fails as told, then succeeds; keeps what was sent, and when. */
function scripted(failures: readonly Error[], secondsLeft = 60) {
	const time = new VirtualTime();
	const start = time.now();
	const sent: Array<{ request: ApiRequest; at: number }> = [];
	const api: Api = {
		scope: { clock: time, deadline: start + secondsLeft * 1000, random: () => 0.5, owner: {} },
		send: async (request) => {
			const failure = failures[sent.length];
			sent.push({ request, at: time.now() - start });
			if (failure !== undefined) throw failure;
			return OK;
		},
	};
	return { sent, send: async (request: ApiRequest) => await time.run(briefApi(api).send(request)) };
}

describe('briefApi', () => {
	it('sends a request once, with a shorter timeout, and leaves the repeating to itself', async () => {
		const { send, sent } = scripted([]);
		expect(await send(GET)).toBe(OK);
		expect(sent).toEqual([{ request: { ...GET, repeat: 'once', timeoutMs: 15_000 }, at: 0 }]);
	});

	it.each<[string, Error]>([
		['429', answer(429)],
		['500', answer(500)],
		['502', answer(502)],
		['503', answer(503)],
		['504', answer(504)],
		['an answer that cannot be read', answer(200)],
		['no answer', new TransportError({ reason: 'connectionLost', host: 'h' })],
		['an answer that is late', new TransportError({ reason: 'noAnswerInTime', host: 'h' })],
	])('repeats after %s', async (_, failure) => {
		const { send, sent } = scripted([failure, failure]);
		expect(await send(GET)).toBe(OK);
		expect(sent).toHaveLength(3);
	});

	it('gives up after two repeats, with the failure as it is', async () => {
		const failures = [answer(500), answer(502), answer(503)];
		const { send, sent } = scripted(failures);
		await expect(send(GET)).rejects.toBe(failures[2]);
		expect(sent).toHaveLength(3);
	});

	it.each([400, 401, 403, 404, 409])('does not repeat after %d', async (status) => {
		const failure = answer(status);
		const { send, sent } = scripted([failure]);
		await expect(send(GET)).rejects.toBe(failure);
		expect(sent).toHaveLength(1);
	});

	it('waits as long as the answer asks', async () => {
		const { send, sent } = scripted([answer(429, { 'retry-after': '7' })]);
		await send(GET);
		expect(sent[1]?.at).toBe(7_000);
	});

	it('throws at once what asks for more time than there is: the next poll comes by itself', async () => {
		const failure = answer(429, { 'retry-after': '30' });
		const { send, sent } = scripted([failure], 20);
		await expect(send(GET)).rejects.toBe(failure);
		expect(sent).toHaveLength(1);
	});

	it('waits longer after the second failure', async () => {
		const { send, sent } = scripted([answer(503), answer(503)]);
		await send(GET);
		const [first = 0, second = 0, third = 0] = sent.map(({ at }) => at);
		expect(second - first).toBeGreaterThan(0);
		expect(third - second).toBeGreaterThan(second - first);
	});

	it('leaves alone what must not be repeated', async () => {
		const failure = answer(503);
		const { send, sent } = scripted([failure]);
		await expect(send({ ...GET, method: 'POST', repeat: 'once' })).rejects.toBe(failure);
		expect(sent).toHaveLength(1);
	});

	it('passes on what is no failure of a request', async () => {
		const cancelled = new CancelledError();
		const { send, sent } = scripted([cancelled]);
		await expect(send(GET)).rejects.toBe(cancelled);
		expect(sent).toHaveLength(1);
	});
});
