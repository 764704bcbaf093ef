import { parseChanges } from '../../../nodes/shared/flink/rows/changelog';
import { ResultFormatError } from '../../../nodes/shared/flink/rows/resultFormatError';

describe('parseChanges', () => {
	it('names the operations', () => {
		const data = [
			{ op: 0, row: ['a'] },
			{ op: 1, row: ['b'] },
			{ op: 2, row: ['c'] },
			{ op: 3, row: ['d'] },
		];
		expect(parseChanges(data, 1)).toEqual([
			{ op: '+I', row: ['a'] },
			{ op: '-U', row: ['b'] },
			{ op: '+U', row: ['c'] },
			{ op: '-D', row: ['d'] },
		]);
	});

	it.each([[{ row: ['a'] }], [{ op: null, row: ['a'] }]])('takes %j for an insertion', (entry) => {
		expect(parseChanges([entry], 1)).toEqual([{ op: '+I', row: ['a'] }]);
	});

	it.each<[unknown, string]>([
		[{ op: 4, row: ['a'] }, 'unknown operation 4'],
		[{ op: -1, row: ['a'] }, 'unknown operation -1'],
		[{ op: 0.5, row: ['a'] }, 'unknown operation 0.5'],
		[{ op: '0', row: ['a'] }, 'unknown operation "0"'],
		[{ op: 0, row: [] }, 'has 0 values, but the result has 1 columns'],
		[{ op: 0, row: ['a', 'b'] }, 'has 2 values, but the result has 1 columns'],
		[{ op: 0 }, 'has no row'],
		[{ op: 0, row: 'a' }, 'has no row'],
		[null, 'has no row'],
		['a', 'has no row'],
	])('refuses %j', (entry, message) => {
		expect(() => parseChanges([entry], 1)).toThrow(ResultFormatError);
		expect(() => parseChanges([entry], 1)).toThrow(message);
	});
});
