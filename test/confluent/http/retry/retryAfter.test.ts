import fc from 'fast-check';
import { hintedWaitMs, LONGEST_HINT_MS } from '../../../../nodes/shared/confluent/http/retry/retryAfter';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const IN_TEN_SECONDS = 'Sun, 01 Mar 2026 12:00:10 GMT';

describe('hintedWaitMs', () => {
	it.each([
		['no hint', {}, undefined],
		['seconds', { 'retry-after': '7' }, 7_000],
		['parts of a second', { 'retry-after': ' 0.25 ' }, 250],
		['an HTTP date', { 'retry-after': IN_TEN_SECONDS }, 10_000],
		['a date that has passed', { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
		['a date by the clock of a server that is an hour ahead', { 'retry-after': 'Sun, 01 Mar 2026 13:00:10 GMT', date: 'Sun, 01 Mar 2026 13:00:00 GMT' }, 10_000],
		['seconds until the limit is reset', { 'x-ratelimit-reset': '12' }, 12_000],
		['Retry-After before X-RateLimit-Reset', { 'retry-after': '1', 'x-ratelimit-reset': '30' }, 1_000],
		['X-RateLimit-Reset where Retry-After cannot be read', { 'retry-after': 'soon', 'x-ratelimit-reset': '3' }, 3_000],
		['an hour is cut', { 'retry-after': '3600' }, LONGEST_HINT_MS],
		['an epoch time is cut', { 'x-ratelimit-reset': '1800000000' }, LONGEST_HINT_MS],
		['a negative number is no hint', { 'retry-after': '-5' }, undefined],
		['text is no hint', { 'retry-after': 'later' }, undefined],
		['a number with a unit is no hint', { 'retry-after': '5s' }, undefined],
		['an empty header is no hint', { 'retry-after': '' }, undefined],
		['a date that does not exist is no hint', { 'retry-after': 'Sun, 99 Mar 2026 12:00:10 GMT' }, undefined],
	])('%s', (_case, headers, expected) => {
		expect(hintedWaitMs(headers, NOW)).toBe(expected);
	});

	it('is between zero and the cap, or nothing, whatever the headers say', () => {
		const headers = fc.dictionary(fc.constantFrom('retry-after', 'x-ratelimit-reset', 'date'), fc.oneof(fc.string(), fc.integer().map(String), fc.constant(IN_TEN_SECONDS)));
		fc.assert(
			fc.property(headers, fc.integer({ min: 0, max: 4e12 }), (values, now) => {
				const wait = hintedWaitMs(values, now);
				return wait === undefined || (wait >= 0 && wait <= LONGEST_HINT_MS);
			}),
		);
	});
});
