import fc from 'fast-check';

import {
	dateText,
	dayTimeText,
	timestampText,
	timeText,
	yearMonthText,
	zonedTimestampText,
} from '../../../sql/wire/timeText';
import { zoneOf } from '../../../sql/types/timeZone';

const MICROS = 1_000_000n;

describe('times on the wire', () => {
	it.each([
		[19889, '2024-06-15'],
		[0, '1970-01-01'],
		[-1, '1969-12-31'],
		[-719162, '0001-01-01'],
		[2932896, '9999-12-31'],
	])('day %d is %s', (days, text) => {
		expect(dateText(days)).toBe(text);
	});

	it.each([
		[0n, 0, '00:00:00'],
		[45296n * MICROS + 789000n, 3, '12:34:56.789'],
		[45296n * MICROS + 789123n, 0, '12:34:56'],
		[1n, 9, '00:00:00.000001000'],
	])('%p µs with %d digits is %s', (micros, precision, text) => {
		expect(timeText(micros, precision)).toBe(text);
	});

	it('goes on before 1970', () => {
		expect(timestampText(-1n, 6)).toBe('1969-12-31 23:59:59.999999');
	});

	it('agrees with Date on every timestamp', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
				(date) => {
					const text = timestampText(BigInt(date.getTime()) * 1000n, 3);
					expect(text).toBe(date.toISOString().replace('T', ' ').replace('Z', ''));
				},
			),
		);
	});

	it.each([
		['UTC', '2024-06-15 12:00:00.000'],
		['Europe/Berlin', '2024-06-15 14:00:00.000'],
		['America/New_York', '2024-06-15 08:00:00.000'],
		['Asia/Kolkata', '2024-06-15 17:30:00.000'],
		['GMT+03:00', '2024-06-15 15:00:00.000'],
		['GMT-05:30', '2024-06-15 06:30:00.000'],
	])('in %s it is %s', (zone, text) => {
		expect(zonedTimestampText(BigInt(Date.UTC(2024, 5, 15, 12)) * 1000n, 3, zone)).toBe(text);
	});

	it('follows summer time', () => {
		const berlin = zoneOf('Europe/Berlin');
		expect(berlin.offsetAt(Date.UTC(2024, 0, 1))).toBe(60);
		expect(berlin.offsetAt(Date.UTC(2024, 6, 1))).toBe(120);
	});

	it('knows no zone by a wrong name', () => {
		expect(() => zoneOf('Mars/Olympus')).toThrow(RangeError);
	});

	it.each([
		[18, '+1-06'],
		[-3, '-0-03'],
		[0, '+0-00'],
	])('%d months are %s', (months, text) => {
		expect(yearMonthText(months)).toBe(text);
	});

	it.each([
		[93_784_567_000n, '+1 02:03:04.567'],
		[-4_530n * MICROS, '-0 01:15:30.000'],
		[0n, '+0 00:00:00.000'],
	])('%p µs are %s', (micros, text) => {
		expect(dayTimeText(micros)).toBe(text);
	});
});
