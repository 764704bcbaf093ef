import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { createApi } from '../../../nodes/shared/confluent/http/api';
import { ApiError } from '../../../nodes/shared/confluent/http/errors/apiError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import type { ApiRequest, ApiResponse, TransportRequest } from '../../../nodes/shared/confluent/http/exchange/exchange';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import type { Scope } from '../../../nodes/shared/confluent/http/scope/scope';
import { RateLimiter } from '../../../nodes/shared/confluent/http/pacing/rateLimiter';
import { MAX_ATTEMPTS } from '../../../nodes/shared/confluent/http/retry/retryPolicy';
import { VirtualTime } from '../virtualTime';

type Reply = ApiResponse | TransportError | { readonly hangs: true; readonly earlyMs?: number } | { readonly tricklesMs: number };

const ORIGIN = 'https://flink.us-east-1.aws.confluent.cloud';
const GET: ApiRequest = { method: 'GET', path: '/x', repeat: 'repeat' };
const POST: ApiRequest = { method: 'POST', path: '/x', body: {}, repeat: 'afterRefusal' };
const POOL_POST: ApiRequest = { ...POST, repeat: 'once' };
const HANGS: Reply = { hangs: true };

function reply(status: number, body: unknown = {}, headers: Record<string, string> = {}): ApiResponse {
	return { status, body, headers };
}

const EMPTY: ApiResponse = { status: 200, headers: {}, body: undefined };

function refused(retryAfter: string): ApiResponse {
	return reply(429, { errors: [{ detail: 'Too many requests' }] }, { 'retry-after': retryAfter });
}

const dropped = new TransportError({ reason: 'connectionLost', host: 'h' });

/** An API whose server gives the replies of a script, in order, then 200; it keeps what was sent, and when. */
function scripted(replies: readonly Reply[], overrides: Partial<Scope> = {}) {
	const time = new VirtualTime();
	const start = time.now();
	const limiter = new RateLimiter(time);
	const scope: Scope = { clock: time, deadline: start + 300_000, random: () => 0.5, owner: {}, ...overrides };
	const sent: TransportRequest[] = [];
	const times: number[] = [];
	const transport = async (request: TransportRequest, signal?: AbortSignal): Promise<ApiResponse> => {
		const answer = replies[sent.length] ?? reply(200);
		sent.push(request);
		times.push(time.now() - start);
		if ('hangs' in answer) {
			await time.sleep(request.timeoutMs - (answer.earlyMs ?? 0), signal).catch(() => {
				throw new TransportError({ reason: 'requestCancelled' });
			});
			throw new TransportError({ reason: 'noAnswerInTime', host: 'h' });
		}
		if (answer instanceof TransportError) throw answer;
		if ('tricklesMs' in answer) {
			// As n8n's helper does while bytes keep coming: it neither looks at the time nor, in old versions, at the signal.
			await time.sleep(answer.tricklesMs);
			return reply(200);
		}
		return answer;
	};
	const api = createApi({ origin: ORIGIN, transport, limiter, scope });
	return { time, start, limiter, scope, sent, times, send: async (request: ApiRequest) => await time.run(api.send(request)) };
}

describe('createApi', () => {
	it('sends one request and gives its answer', async () => {
		const { send, sent } = scripted([reply(200, { name: 'a' })]);
		expect(await send(GET)).toEqual(reply(200, { name: 'a' }));
		expect(sent).toEqual([{ ...GET, timeoutMs: 30_000 }]);
	});

	it.each([
		['500', reply(500)],
		['502 with a page', reply(502, '<html>Bad gateway</html>')],
		['503', reply(503)],
		['504', reply(504)],
		['200 with a page', reply(200, '<html>Sign in</html>')],
		['200 with nothing', EMPTY],
		['a dropped connection', dropped],
		['a timeout', HANGS],
		['429', refused('1')],
	])('repeats a GET after %s', async (_case, failure) => {
		const { send, sent } = scripted([failure, reply(200, { ok: true })]);
		expect((await send(GET)).body).toEqual({ ok: true });
		expect(sent).toHaveLength(2);
	});

	it.each([
		[POST, reply(500)],
		[POST, dropped],
		[POST, HANGS],
		[POOL_POST, reply(503, {}, { 'retry-after': '1' })],
		[POOL_POST, refused('1')],
		[POOL_POST, HANGS],
		[GET, reply(400)],
		[GET, reply(404)],
		[GET, reply(408)],
		[GET, reply(409)],
	])('sends %j once when answered with %j', async (request, failure) => {
		const { send, sent } = scripted([failure]);
		await expect(send(request)).rejects.toThrow();
		expect(sent).toHaveLength(1);
	});

	it.each<[string, ApiRequest]>([
		['GET', GET],
		['PUT', { method: 'PUT', path: '/x', body: {}, repeat: 'repeat' }],
		['DELETE', { method: 'DELETE', path: '/x', repeat: 'repeat' }],
	])('repeats a %s that was answered with an error and HTTP 200, and ends with the API’s words', async (_method, request) => {
		const mended = scripted([reply(200, { error: { message: 'quota' } }), reply(200, { spec: {} })]);
		expect((await mended.send(request)).body).toEqual({ spec: {} });
		for (const body of [{ error: { message: 'quota' } }, { errors: [{ detail: 'quota' }] }, { message: 'quota' }]) {
			const { send, sent } = scripted(Array.from({ length: 20 }, () => reply(200, body)));
			await expect(send(request)).rejects.toThrow('quota');
			expect(sent).toHaveLength(8);
		}
	});

	it.each([{ error: { code: 404 } }, { errors: [{ status: '404', detail: 'not there' }] }])('takes the status in such an error for the answer’s: %j', async (body) => {
		const { send, sent } = scripted([reply(200, body)]);
		await expect(send({ method: 'DELETE', path: '/x', repeat: 'repeat' })).rejects.toMatchObject({ status: 404 });
		expect(sent).toHaveLength(1);
	});

	it('repeats a PUT that a page answered: whether the change was made is not known', async () => {
		const { send, sent } = scripted([reply(200, '<html>Sign in</html>')]);
		await send({ method: 'PUT', path: '/x', body: {}, repeat: 'repeat' });
		expect(sent).toHaveLength(2);
	});

	it('takes an empty success for one where nothing has to be read', async () => {
		const { send } = scripted([{ ...EMPTY, status: 202 }]);
		expect((await send({ method: 'DELETE', path: '/x', repeat: 'repeat' })).status).toBe(202);
	});

	it('repeats a statement’s POST after a 429, as the answer asks', async () => {
		const { send, times } = scripted([refused('2'), refused('5'), reply(201)]);
		expect((await send(POST)).status).toBe(201);
		expect(times).toEqual([0, 2_000, 7_000]);
	});

	it('keeps everybody away from a host that asks for a pause', async () => {
		const { time, limiter, scope, send } = scripted([refused('10')]);
		await expect(send(POOL_POST)).rejects.toThrow('Too many requests');
		const start = time.now();
		(await time.run(limiter.turn({ owner: {}, deadline: scope.deadline }))).done();
		expect(time.now() - start).toBe(10_000);
	});

	it('gives up after the last attempt with the API’s own words', async () => {
		const failures = Array.from({ length: MAX_ATTEMPTS + 5 }, () => reply(500, { message: 'technical difficulties' }));
		const { send, sent } = scripted(failures);
		await expect(send(GET)).rejects.toMatchObject({ name: 'ApiError', status: 500, detail: 'technical difficulties' });
		expect(sent).toHaveLength(MAX_ATTEMPTS);
	});

	it('says that the time ran out, with the last answer’s words, as soon as that is clear', async () => {
		const { send, time, start } = scripted([refused('4'), refused('30')], { deadline: 1_800_000_020_000 });
		const error: unknown = await send(GET).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(DeadlineError);
		expect(error).toMatchObject({
			facts: { reason: 'outOfTime', during: { doing: 'awaitingRateLimit' }, failure: { status: 429, detail: 'Too many requests' } },
			cause: expect.any(ApiError),
		});
		expect(time.now() - start).toBe(4_000);
	});

	it('cuts the time of an exchange to what the deadline leaves, and says what it was waiting for', async () => {
		const { send, sent } = scripted([reply(502), HANGS], { deadline: 1_800_000_010_000 });
		await expect(send(GET)).rejects.toMatchObject({
			facts: { during: { doing: 'awaitingAnswer', host: 'flink.us-east-1.aws.confluent.cloud' }, failure: { status: 502 } },
		});
		expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([10_000, 9_775]);
	});

	it('uses the request’s own timeout where it is shorter', async () => {
		const { send, sent } = scripted([]);
		await send({ ...GET, timeoutMs: 4_000 });
		expect(sent[0]?.timeoutMs).toBe(4_000);
	});

	it('ends an exchange whose bytes trickle in', async () => {
		const { send, time, start } = scripted([{ tricklesMs: 3_000_000 }], { deadline: 1_800_000_010_000 });
		const host = 'flink.us-east-1.aws.confluent.cloud';
		await expect(send(GET)).rejects.toMatchObject({
			facts: { during: { doing: 'awaitingAnswer', host }, failure: { facts: { reason: 'noAnswerInTime', host } } },
		});
		expect(time.now() - start).toBe(10_000);
	});

	it('takes a timer of the last exchange that fires a millisecond early for the end of the time', async () => {
		const { send, sent } = scripted([{ hangs: true, earlyMs: 1 }], { deadline: 1_800_000_002_000 });
		await expect(send(GET)).rejects.toMatchObject({ name: 'DeadlineError', facts: { failure: undefined } });
		expect(sent).toHaveLength(1);
	});

	it('does not call a host silent that the end of the time left no time to answer', async () => {
		const { send } = scripted([HANGS], { deadline: 1_800_000_004_999 });
		const error: unknown = await send(GET).catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			facts: { reason: 'outOfTime', during: { doing: 'awaitingAnswer', host: 'flink.us-east-1.aws.confluent.cloud' }, failure: undefined },
		});
	});

	it('tells a POST that the end of the time cuts short as a timeout: its caller has to find out what it created', async () => {
		const { send } = scripted([HANGS], { deadline: 1_800_000_010_000 });
		await expect(send(POST)).rejects.toMatchObject({ name: 'TransportError', facts: { reason: 'noAnswerInTime' } });
	});

	it('leaves no timer behind', async () => {
		const { send, time } = scripted([reply(200), dropped, reply(200)]);
		await send(GET);
		await send(GET);
		expect(time.pending).toBe(0);
	});

	it.each([POST, POOL_POST])('lets a POST that is under way come to its end when the execution is cancelled: %j', async (request) => {
		const cancel = new AbortController();
		const { send, time, start } = scripted([{ tricklesMs: 4_000 }], { signal: cancel.signal });
		const cancelled = time.sleep(2_500).then(() => cancel.abort());
		expect((await send(request)).status).toBe(200);
		await cancelled;
		expect(time.now() - start).toBe(4_000);
	});

	it.each([
		['while it waits for its turn', []],
		['while it waits for an answer', [HANGS]],
		['while it waits to repeat', Array.from({ length: 7 }, () => reply(500))],
	])('ends at once when the execution is cancelled %s', async (where, replies) => {
		const cancel = new AbortController();
		const { send, time, start, limiter } = scripted(replies, { signal: cancel.signal });
		if (where.endsWith('its turn')) limiter.pause(60_000);
		const cancelled = time.sleep(2_500).then(() => cancel.abort());
		await expect(send(GET)).rejects.toBeInstanceOf(CancelledError);
		await cancelled;
		expect(time.now() - start).toBe(2_500);
	});

	it('ends a GET at once when the execution is cancelled, also one that is not repeated: it leaves nothing open', async () => {
		const cancel = new AbortController();
		const { send, time, start } = scripted([HANGS], { signal: cancel.signal });
		const cancelled = time.sleep(2_500).then(() => cancel.abort());
		await expect(send({ ...GET, repeat: 'once' })).rejects.toBeInstanceOf(CancelledError);
		await cancelled;
		expect(time.now() - start).toBe(2_500);
	});

	it('gives its connection back whatever happens', async () => {
		const { send, limiter, time } = scripted([dropped, HANGS, reply(500), reply(404)]);
		await expect(send(GET)).rejects.toMatchObject({ status: 404 });
		await time.pass(61_000);
		expect(limiter.isIdle()).toBe(true);
	});

	it('follows redirects within Confluent Cloud, each with a turn of its own', async () => {
		const elsewhere = 'https://flink.eu-west-1.aws.confluent.cloud';
		const { send, sent } = scripted([reply(308, {}, { location: '/y' }), reply(307, {}, { location: `${elsewhere}/z?a=1` }), reply(200, { ok: true })]);
		expect((await send(GET)).body).toEqual({ ok: true });
		expect(sent.map(({ origin, path }) => [origin, path])).toEqual([
			[undefined, '/x'],
			[ORIGIN, '/y'],
			[elsewhere, '/z?a=1'],
		]);
	});

	it('goes before its owner’s other requests once it is on its way through redirects: what was begun is finished first', async () => {
		const { send, limiter } = scripted([reply(307, {}, { location: '/y' })]);
		const turn = jest.spyOn(limiter, 'turn');
		await send(GET);
		expect(turn.mock.calls.map(([, again]) => again)).toEqual([false, true]);
	});

	it('ends redirects that go in a circle', async () => {
		const { send, sent } = scripted(Array.from({ length: 20 }, () => reply(308, {}, { location: '/x' })));
		await expect(send(GET)).rejects.toMatchObject({ status: 308, finding: { reason: 'redirectsEndless', count: 5, origin: ORIGIN, inCircle: true } });
		expect(sent).toHaveLength(6);
	});

	it('tells a circle by the whole address, whatever its length', async () => {
		const [a, b] = ['/x', `${ORIGIN}/y?page_token=1`].map((location) => reply(307, {}, { location }));
		const circle = scripted([b!, a!, b!, a!, b!, a!, b!]);
		await expect(circle.send(GET)).rejects.toMatchObject({ finding: { reason: 'redirectsEndless', inCircle: true } });
		const chain = scripted(Array.from({ length: 20 }, (_, index) => reply(307, {}, { location: `/x?step=${index}` })));
		await expect(chain.send(GET)).rejects.toMatchObject({ finding: { reason: 'redirectsEndless', count: 5, inCircle: false } });
		expect(chain.sent).toHaveLength(6);
	});

	it('says where the redirect after the last one leads that is not followed, if that is to another host', async () => {
		const { send } = scripted([...Array.from({ length: 5 }, () => reply(307, {}, { location: '/x' })), reply(307, {}, { location: 'https://evil.example/' })]);
		await expect(send(GET)).rejects.toMatchObject({ finding: { reason: 'redirectAway', origin: 'https://evil.example' } });
	});

	it('does not ask again for an answer that is too large: it will be so the next time', async () => {
		const { send, sent } = scripted([new TransportError({ reason: 'answerTooLarge', host: 'h', mostBytes: 1 }), reply(200, {})]);
		await expect(send(GET)).rejects.toMatchObject({ facts: { reason: 'answerTooLarge' } });
		expect(sent).toHaveLength(1);
	});

	it('sends nothing to a host that a redirect names', async () => {
		const { send, sent } = scripted([reply(302, {}, { location: 'https://evil.example/' })]);
		await expect(send(GET)).rejects.toMatchObject({ finding: { reason: 'redirectAway', origin: 'https://evil.example' } });
		expect(sent).toHaveLength(1);
	});
});

it('what no URL can say is not sent', async () => {
	const { send, sent } = scripted([]);
	await expect(send({ ...GET, query: { label_selector: 'etl\ud800' } })).rejects.toMatchObject({ facts: { reason: 'notInQuery', parameter: 'label_selector' } });
	expect(sent).toEqual([]);
});
