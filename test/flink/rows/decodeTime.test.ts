import fc from 'fast-check';
import { isoTimestamp } from '../../../nodes/shared/flink/rows/decodeTime';

const DATE_TIME = /^([+-]?\d{4,}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

it('a timestamp has a T between date and time, and the zone behind it, whatever its year and precision', () => {
	const timestamps = fc.stringMatching(/^[+-]?\d{4,6}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/);
	fc.assert(
		fc.property(timestamps, fc.constantFrom('' as const, 'Z' as const), (text, zone) => {
			expect(isoTimestamp(text, zone)).toBe(text.replace(/[ T]/, 'T') + zone);
		}),
	);
});

it('a text of another form stays as it is', () => {
	const nearly = fc.stringMatching(/^[0-9+-]{3,6}-\d{1,2}-\d{2}[ T_]\d{2}:\d{1,3}(:\d{2}[.,]\d{0,3})?Z?$/);
	fc.assert(
		fc.property(nearly.filter((text) => !DATE_TIME.test(text)), (text) => {
			expect(isoTimestamp(text, 'Z')).toBe(text);
		}),
	);
});
