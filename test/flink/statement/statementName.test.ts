import fc from 'fast-check';
import {
	generateStatementName,
	MAX_GENERATED_NAME_LENGTH,
	validateStatementName,
} from '../../../nodes/shared/flink/statement/statementName';

const NOON = Date.UTC(2026, 2, 9, 12);

describe('validateStatementName', () => {
	it.each([
		['a'],
		['7'],
		['daily-orders-1'],
		['a.b-c.d'],
		['a--b'],
		['x'.repeat(72)],
		['x'.repeat(73)],
		['x'.repeat(100)],
	])('accepts %s', (name) => {
		expect(validateStatementName(name)).toBeUndefined();
	});

	it.each([
		['', 'empty'],
		['x'.repeat(101), '101 characters; at most 100'],
		['Daily', 'lower-case'],
		['-a', 'begin and end'],
		['a-', 'begin and end'],
		['a..b', 'not valid'],
		['.a', 'not valid'],
		['a.', 'not valid'],
		['a.-b', 'not valid'],
		['a_b', 'not valid'],
		['a b', 'not valid'],
		['a\n', 'not valid'],
		['größe', 'not valid'],
		['a/../b', 'not valid'],
	])('refuses %j', (name, reason) => {
		expect(validateStatementName(name)).toContain(reason);
	});
});

describe('generateStatementName', () => {
	it('says where the statement comes from and when', () => {
		expect(generateStatementName({ hint: 'Daily Orders', now: NOON, random: () => 0 })).toBe(
			'n8n-daily-orders-2026-03-09-aaaaaaaaaaaa',
		);
	});

	it('leaves out a hint that has no usable character', () => {
		expect(generateStatementName({ hint: '日本語 !', now: NOON, random: () => 0.9999 })).toBe(
			'n8n-2026-03-09-999999999999',
		);
	});

	it('is valid and short enough for any hint', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.infiniteStream(fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true })),
				(hint, numbers) => {
					const name = generateStatementName({ hint, now: NOON, random: () => Number(numbers.next().value) });
					expect(validateStatementName(name)).toBeUndefined();
					expect(name.length).toBeLessThanOrEqual(MAX_GENERATED_NAME_LENGTH);
				},
			),
		);
	});

	it('gives different names to items of the same moment', () => {
		const names = Array.from({ length: 20_000 }, () =>
			generateStatementName({ hint: 'x', now: NOON, random: Math.random }),
		);
		expect(new Set(names).size).toBe(names.length);
	});
});
