import fc from 'fast-check';

import { javaNumber } from '../../../sql/values/javaNumber';

describe('numbers as Java prints them', () => {
	it.each([
		[0, '0.0'],
		[-0, '-0.0'],
		[1, '1.0'],
		[54.5, '54.5'],
		[-0.001, '-0.001'],
		[0.00099, '9.9E-4'],
		[9999999, '9999999.0'],
		[10000000, '1.0E7'],
		[12500000, '1.25E7'],
		[1.7976931348623157e308, '1.7976931348623157E308'],
		[5e-324, '4.9E-324'],
		[1e-323, '9.9E-324'],
		[2e-323, '2.0E-323'],
		[1e23, '1.0E23'],
		[123456.789, '123456.789'],
		[NaN, 'NaN'],
		[Infinity, 'Infinity'],
		[-Infinity, '-Infinity'],
	])('%p is %s', (value, text) => {
		expect(javaNumber(value)).toBe(text);
	});

	it('prints a FLOAT with no more digits than it has', () => {
		expect(javaNumber(Math.fround(0.1), true)).toBe('0.1');
		expect(javaNumber(Math.fround(1e-45), true)).toBe('1.4E-45');
		expect(javaNumber(Math.fround(16777216), true)).toBe('1.6777216E7');
	});

	it('loses nothing', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true }), (value) => Object.is(Number(javaNumber(value)), value)),
		);
		fc.assert(
			fc.property(fc.float({ noNaN: true }), (value) =>
				Object.is(Math.fround(Number(javaNumber(value, true))), value),
			),
		);
	});
});
