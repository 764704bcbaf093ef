import fc from 'fast-check';
import { decodeBigInteger, decodeDecimal, decodeFloating, decodeInteger } from '../../../nodes/shared/flink/rows/decodeNumber';

const INTEGER = /^[+-]?\d+$/;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** What a number is by JavaScript's own reading; -0 is 0. */
const read = (text: string) => Number(text) + 0;

/** Texts of digits, signs and points: most are numbers, some nearly. */
const nearlyNumbers = fc.stringMatching(/^[+-]?[0-9.+-]{0,16}$/);
const decimals = fc.stringMatching(/^[+-]?\d{0,8}\.?\d{0,8}$/);

const laws: Array<[string, (text: string) => unknown, RegExp]> = [
	['an INTEGER', decodeInteger, INTEGER],
	['a BIGINT', (text) => decodeBigInteger(text, 'auto'), INTEGER],
	['a DECIMAL', (text) => decodeDecimal(text, 'auto'), PLAIN],
	['a DOUBLE', decodeFloating, PLAIN],
];

it.each(laws)('%s of up to 15 signs is the number that JavaScript reads, and what is none stays text', (_type, decode, form) => {
	fc.assert(
		fc.property(fc.oneof(nearlyNumbers, decimals).filter(({ length }) => length <= 15), (text) => {
			expect(decode(text)).toBe(form.test(text) ? read(text) : text);
		}),
		{ numRuns: 5_000 },
	);
});

it.each([
	...['', '+', '-', '.', '+.', '-.', '1.', '.5', '-.5', '+7', '00.10', '0.1', '0.3', '1.005', '-0', '-0.00', '1..2', '1.2.3', '1-2', '٣', '1 ', '½'],
	...['99999999999999.9', '999999999999999', '.00000000000001', '-.0000000000001', '123456789012.34', '0.0000000000003'],
])('%j as a DECIMAL and as a DOUBLE', (text) => {
	const expected = PLAIN.test(text) ? read(text) : text;
	expect(decodeFloating(text)).toBe(expected);
	expect(decodeDecimal(text, 'auto')).toBe(expected);
});
