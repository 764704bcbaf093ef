import fc from 'fast-check';
import { intervalLiteral, intervalText, parseInterval } from '../../../nodes/shared/flink/sql/sqlInterval';

describe('intervalLiteral', () => {
	it.each<[unknown, string]>([
		['2-06', "INTERVAL '+2-06' YEAR TO MONTH"],
		['-0-03', "INTERVAL '-0-03' YEAR TO MONTH"],
		['30 months', "INTERVAL '+2-06' YEAR TO MONTH"],
		['2 years 6 months', "INTERVAL '+2-06' YEAR TO MONTH"],
		["'2-06' YEAR TO MONTH", "INTERVAL '+2-06' YEAR TO MONTH"],
		["INTERVAL '14' MONTH", "INTERVAL '+1-02' YEAR TO MONTH"],
		['P2Y6M', "INTERVAL '+2-06' YEAR TO MONTH"],
		['100 years', "INTERVAL '+100-00' YEAR(3) TO MONTH"],
		['10 12:30:45', "INTERVAL '+10 12:30:45' DAY TO SECOND"],
		['+1 02:03:04.567', "INTERVAL '+1 02:03:04.567000' DAY TO SECOND(6)"],
		['-5 01:02:03.456', "INTERVAL '-5 01:02:03.456000' DAY TO SECOND(6)"],
		['-0 01:15:30', "INTERVAL '-0 01:15:30' DAY TO SECOND"],
		['36:00', "INTERVAL '+1 12:00:00' DAY TO SECOND"],
		['90 minutes', "INTERVAL '+0 01:30:00' DAY TO SECOND"],
		['1 Day, 2 hours', "INTERVAL '+1 02:00:00' DAY TO SECOND"],
		['1.5 hours', "INTERVAL '+0 01:30:00' DAY TO SECOND"],
		['0 seconds', "INTERVAL '+0 00:00:00' DAY TO SECOND"],
		['2 weeks', "INTERVAL '+14 00:00:00' DAY TO SECOND"],
		['100 days', "INTERVAL '+100 00:00:00' DAY(3) TO SECOND"],
		["INTERVAL '1' HOUR", "INTERVAL '+0 01:00:00' DAY TO SECOND"],
		["interval -'1 02:03' day to minute", "INTERVAL '-1 02:03:00' DAY TO SECOND"],
		["INTERVAL '-1' DAY", "INTERVAL '-1 00:00:00' DAY TO SECOND"],
		["'03:04.5' MINUTE TO SECOND(3)", "INTERVAL '+0 00:03:04.500000' DAY TO SECOND(6)"],
		['PT1H30M', "INTERVAL '+0 01:30:00' DAY TO SECOND"],
		['P1DT0.25S', "INTERVAL '+1 00:00:00.250000' DAY TO SECOND(6)"],
		['-PT5M', "INTERVAL '-0 00:05:00' DAY TO SECOND"],
		['PT0S', "INTERVAL '+0 00:00:00' DAY TO SECOND"],
		['999999 23:59:59.999', "INTERVAL '+999999 23:59:59.999000' DAY(6) TO SECOND(6)"],
	])('of %j is %s', (value, literal) => {
		expect(intervalLiteral(value)).toBe(literal);
	});

	it.each<unknown>([
		'', 'soon', '5', 5, '1 fortnight', 'P', 'PT', 'P1M1D', 'P1YT1H', '1 month 1 day', '1-12', '1 24:00:00', '1:60', '00:00:60', '10000 years', '1000000 days', "INTERVAL '1' WEEK",
		"INTERVAL '1-2' DAY", "INTERVAL '1' DAY TO SECOND", "INTERVAL '1' HOUR TO DAY", "'1' HOUR; DROP TABLE t", "INTERVAL '1'' HOUR", '--1 day', null, ['1 day'], {}, '9'.repeat(400) + ' days',
	])('refuses %j', (value) => {
		expect(() => intervalLiteral(value)).toThrow(expect.objectContaining({ expected: { form: 'interval' } }));
	});

	it.each(['0.0005 seconds', '0 00:00:00.1234', 'PT0.0001S'])('refuses the parts of a millisecond in %s, which Flink would cut off', (value) => {
		expect(() => intervalLiteral(value)).toThrow(expect.objectContaining({ expected: { form: 'intervalInMilliseconds' } }));
	});

	it('writes what it reads', () => {
		const months = fc.bigInt({ min: -119_999n, max: 119_999n }).map((count) => ({ kind: 'yearMonth' as const, months: count }));
		const millis = fc.bigInt({ min: -86_399_999_999_999n, max: 86_399_999_999_999n }).map((count) => ({ kind: 'dayTime' as const, millis: count }));
		fc.assert(
			fc.property(fc.oneof(months, millis), (interval) => {
				expect(parseInterval(intervalText(interval))).toEqual(interval);
			}),
		);
	});
});
