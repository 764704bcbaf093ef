import fc from 'fast-check';
import {
	generateStatementName,
	MAX_GENERATED_NAME_LENGTH,
	validateStatementName,
	type NameFlaw,
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

	it.each<[string, NameFlaw]>([
		['', { reason: 'nameEmpty' }],
		['x'.repeat(101), { reason: 'nameTooLong', length: 101, most: 100 }],
		...['Daily', '-a', 'a-', 'a..b', '.a', 'a.', 'a.-b', 'a_b', 'a b', 'a\n', 'größe', 'a/../b'].map((name): [string, NameFlaw] => [name, { reason: 'nameForm', name }]),
	])('refuses %j', (name, flaw) => {
		expect(validateStatementName(name)).toEqual(flaw);
	});
});

describe('generateStatementName', () => {
	it('says where the statement comes from and when', () => {
		expect(generateStatementName({ prefix: 'n8n', hint: 'Daily Orders', now: NOON, random: () => 0 })).toBe(
			'n8n-daily-orders-2026-03-09-aaaaaaaaaaaa',
		);
	});

	it('leaves out a hint that has no usable character', () => {
		expect(generateStatementName({ prefix: 'n8n', hint: '日本語 !', now: NOON, random: () => 0.9999 })).toBe(
			'n8n-2026-03-09-999999999999',
		);
	});

	it('is valid and short enough for any hint', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.infiniteStream(fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true })),
				(hint, numbers) => {
					const name = generateStatementName({ prefix: 'n8n', hint, now: NOON, random: () => Number(numbers.next().value) });
					expect(validateStatementName(name)).toBeUndefined();
					expect(name.length).toBeLessThanOrEqual(MAX_GENERATED_NAME_LENGTH);
				},
			),
		);
	});

	it('gives different names to items of the same moment', () => {
		const names = Array.from({ length: 20_000 }, () =>
			generateStatementName({ prefix: 'n8n', hint: 'x', now: NOON, random: Math.random }),
		);
		expect(new Set(names).size).toBe(names.length);
	});
});
