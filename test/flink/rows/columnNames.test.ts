import fc from 'fast-check';
import { uniqueColumnNames } from '../../../nodes/shared/flink/rows/columnNames';

describe('uniqueColumnNames', () => {
	it.each<[string[], string[]]>([
		[
			['a', 'b'],
			['a', 'b'],
		],
		[
			['a', 'a', 'a'],
			['a', 'a_2', 'a_3'],
		],
		[
			['a', 'a', 'a_2'],
			['a', 'a_3', 'a_2'],
		],
		[
			['a_2', 'a', 'a'],
			['a_2', 'a', 'a_3'],
		],
		[
			['a', 'a', 'a_2', 'a_2'],
			['a', 'a_3', 'a_2', 'a_2_2'],
		],
		[
			['EXPR$0', 'EXPR$1'],
			['EXPR$0', 'EXPR$1'],
		],
		[
			['', 'a', ''],
			['column_1', 'a', 'column_3'],
		],
		[
			['', 'column_1'],
			['column_1', 'column_1_2'],
		],
		[
			['__proto__', '__proto__'],
			['__proto__', '__proto___2'],
		],
		[
			['A', 'a'],
			['A', 'a'],
		],
	])('%j become %j', (names, unique) => {
		expect(uniqueColumnNames(names)).toEqual(unique);
	});

	it('keeps reserved names free', () => {
		expect(uniqueColumnNames(['_op', 'a', '_op'], ['_op'])).toEqual(['_op_2', 'a', '_op_3']);
	});

	it('gives no second column a name that is reserved', () => {
		expect(uniqueColumnNames(['a', 'a'], ['a_2'])).toEqual(['a', 'a_3']);
	});

	it('never gives one name twice, and changes none that is its first', () => {
		const name = fc.constantFrom('a', 'a_2', 'a_3', 'a_2_2', '', 'column_1', '__proto__');
		fc.assert(
			fc.property(fc.array(name, { maxLength: 30 }), (names) => {
				const unique = uniqueColumnNames(names);
				expect(new Set(unique).size).toBe(names.length);
				names.forEach((each, index) => {
					if (each !== '' && !names.includes('') && names.indexOf(each) === index)
						expect(unique[index]).toBe(each);
				});
			}),
		);
	});
});
