import fc from 'fast-check';
import { UnfitValueError } from '../../../nodes/shared/flink/sql/literalValue';
import { dateLiteral, instantLiteralOf } from '../../../nodes/shared/flink/sql/sqlTimeLiteral';

const digits = (number: number, count: number) => String(number).padStart(count, '0');

it('takes the days that there are, from year 1 to 9999, and no others', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
			const text = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
			const date = new Date(`${text}T00:00:00Z`);
			const isDay = year > 0 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
			if (isDay) expect(dateLiteral(text)).toBe(`DATE '${text}'`);
			else expect(() => dateLiteral(text)).toThrow(UnfitValueError);
		}),
		{ numRuns: 2_000 },
	);
});

it.each(['1900-02-29', '2100-02-29', '2023-02-29', '2024-04-31', '2024-00-10', '2024-13-01', '2024-01-00', '0000-01-01', '2024-1-1'])('%s is no day', (text) => {
	expect(() => dateLiteral(text)).toThrow(UnfitValueError);
});

it.each(['2000-02-29', '2024-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
	expect(dateLiteral(text)).toBe(`DATE '${text}'`);
});

it.each([
	['Z', '2024-06-15 12:30:00.5'],
	['+00:00', '2024-06-15 12:30:00.5'],
	['-00', '2024-06-15 12:30:00.5'],
	['+02:00', '2024-06-15 10:30:00.5'],
	['-1345', '2024-06-16 02:15:00.5'],
])('writes an instant with the offset %s in UTC', (offset, utc) => {
	expect(instantLiteralOf(`2024-06-15T12:30:00.5${offset}`, 3, 'TIMESTAMP_LTZ(3)', undefined)).toBe(`CAST('${utc}' AS TIMESTAMP_LTZ(3))`);
});
