import fc from 'fast-check';
import { ApiError } from '../../../../nodes/shared/confluent/http/errors/apiError';
import type { Failure } from '../../../../nodes/shared/confluent/http/errors/deadlineError';
import type { RepeatRule } from '../../../../nodes/shared/confluent/http/exchange/exchange';
import { TransportError, type TransportFacts } from '../../../../nodes/shared/confluent/http/errors/transportError';
import { decide, MAX_ATTEMPTS, type Tally } from '../../../../nodes/shared/confluent/http/retry/retryPolicy';

const RULES: readonly RepeatRule[] = ['repeat', 'afterRefusal', 'once'];

function answer(status: number, headers: Record<string, string> = {}): ApiError {
	return new ApiError({ status, detail: 'words', headers, method: 'GET', path: '/' });
}

function noAnswer(reason: Exclude<TransportFacts['reason'], 'answerTooLarge'>): TransportError {
	return new TransportError(reason === 'noHttpResponse' || reason === 'requestCancelled' ? { reason } : { reason, host: 'h' });
}

const FIRST: Tally = { refusals: 0, failures: 1 };
const FIRST_REFUSAL: Tally = { refusals: 1, failures: 0 };

describe('decide', () => {
	it.each<[string, Failure, boolean[]]>([
		['500', answer(500), [true, false, false]],
		['502', answer(502), [true, false, false]],
		['503', answer(503), [true, false, false]],
		['504', answer(504), [true, false, false]],
		['a success that cannot be read', answer(200), [true, false, false]],
		['a dropped connection', noAnswer('connectionLost'), [true, false, false]],
		['a timeout', noAnswer('noAnswerInTime'), [true, false, false]],
		['an answer that is too large', new TransportError({ reason: 'answerTooLarge', host: 'h', mostBytes: 1 }), [false, false, false]],
		['429', answer(429), [true, true, false]],
		['a cancelled request', noAnswer('requestCancelled'), [false, false, false]],
		...[301, 400, 401, 402, 403, 404, 408, 409, 422, 501].map((status): [string, Failure, boolean[]] => [
			String(status),
			answer(status),
			[false, false, false],
		]),
	])('%s: again for repeat, afterRefusal, once', (_case, failure, expected) => {
		expect(RULES.map((rule) => decide(failure, rule, FIRST, 0, 0.5).again)).toEqual(expected);
	});

	it('doubles its wait up to eight seconds, spread over the upper half', () => {
		const waits = (random: number) =>
			[1, 2, 3, 4, 5, 6, 7].map((failures) => decide(answer(500), 'repeat', { refusals: 0, failures }, 0, random).waitMs);
		expect(waits(0)).toEqual([150, 300, 600, 1_200, 2_400, 4_000, 4_000]);
		expect(waits(0.5)).toEqual([225, 450, 900, 1_800, 3_600, 6_000, 6_000]);
	});

	it('ends after the last attempt', () => {
		expect(decide(answer(500), 'repeat', { refusals: 9, failures: MAX_ATTEMPTS - 1 }, 0, 0).again).toBe(true);
		expect(decide(answer(500), 'repeat', { refusals: 0, failures: MAX_ATTEMPTS }, 0, 0).again).toBe(false);
	});

	it('takes a refusal any number of times', () => {
		expect(decide(answer(429), 'afterRefusal', { refusals: 1_000, failures: 0 }, 0, 0).again).toBe(true);
	});

	it.each(RULES)('pauses the host as the answer asks, also where %s forbids or allows a repeat', (rule) => {
		expect(decide(answer(429, { 'retry-after': '3' }), rule, FIRST_REFUSAL, 0, 0)).toMatchObject({ pauseHostMs: 3_000, waitMs: 0, slowDown: true });
		expect(decide(answer(503, { 'retry-after': '3' }), rule, FIRST, 0, 0)).toMatchObject({ pauseHostMs: 3_000, slowDown: false });
	});

	it('lets only the request wait where a refusal has no hint', () => {
		expect(decide(answer(429), 'repeat', FIRST_REFUSAL, 0, 0.5)).toEqual({ again: true, waitMs: 750, pauseHostMs: 0, slowDown: false });
		expect(decide(answer(429), 'repeat', { refusals: 30, failures: 0 }, 0, 0.5).waitMs).toBe(22_500);
	});

	it('pauses a little where the answer says at once, and longer when the same request is refused over and over', () => {
		const refused = (refusals: number) => decide(answer(429, { 'retry-after': '0' }), 'repeat', { refusals, failures: 0 }, 0, 0);
		expect(refused(1)).toMatchObject({ pauseHostMs: 100, waitMs: 0 });
		expect(refused(5)).toMatchObject({ pauseHostMs: 100, waitMs: 0 });
		expect(refused(8)).toMatchObject({ pauseHostMs: 100, waitMs: 2_000 });
	});

	it('never sends again what may be sent once, and never waits longer than a minute', () => {
		const failure = fc.oneof(
			fc.record({ status: fc.integer({ min: 100, max: 599 }), hint: fc.oneof(fc.string(), fc.nat().map(String)) }).map(({ status, hint }) => answer(status, { 'retry-after': hint })),
			fc.constantFrom('noAnswerInTime' as const, 'connectionLost' as const, 'requestCancelled' as const).map(noAnswer),
		);
		const tally = fc.record({ refusals: fc.nat(), failures: fc.nat() });
		fc.assert(
			fc.property(failure, tally, fc.constantFrom(...RULES), fc.double({ min: 0, max: 0.999, noNaN: true }), (error, counts, rule, random) => {
				const decision = decide(error, rule, counts, 0, random);
				expect(decision.again && rule === 'once').toBe(false);
				for (const wait of [decision.waitMs, decision.pauseHostMs]) {
					expect(wait).toBeGreaterThanOrEqual(0);
					expect(wait).toBeLessThanOrEqual(60_000);
				}
			}),
		);
	});
});
