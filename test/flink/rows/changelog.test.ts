import { parseChanges } from '../../../nodes/shared/flink/rows/changelog';
import { ResultFormatError, type FormatFacts } from '../../../nodes/shared/flink/rows/resultFormatError';

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

	it.each<[unknown, FormatFacts]>([
		[{ op: 4, row: ['a'] }, { reason: 'unknownOp', op: '4' }],
		[{ op: -1, row: ['a'] }, { reason: 'unknownOp', op: '-1' }],
		[{ op: 0.5, row: ['a'] }, { reason: 'unknownOp', op: '0.5' }],
		[{ op: '0', row: ['a'] }, { reason: 'unknownOp', op: '"0"' }],
		[{ op: 0, row: [] }, { reason: 'rowWidth', values: 0, columns: 1 }],
		[{ op: 0, row: ['a', 'b'] }, { reason: 'rowWidth', values: 2, columns: 1 }],
		[{ op: 0 }, { reason: 'entryWithoutRow' }],
		[{ op: 0, row: 'a' }, { reason: 'entryWithoutRow' }],
		[null, { reason: 'entryWithoutRow' }],
		['a', { reason: 'entryWithoutRow' }],
	])('refuses %j', (entry, facts) => {
		expect(() => parseChanges([entry], 1)).toThrow(ResultFormatError);
		expect(() => parseChanges([entry], 1)).toThrow(expect.objectContaining({ facts }));
	});
});
