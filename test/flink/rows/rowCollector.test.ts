import fc from 'fast-check';
import { compileDecoder, isSettledByDecoding } from '../../../nodes/shared/flink/rows/decodeValue';
import { ResultFormatError } from '../../../nodes/shared/flink/rows/resultFormatError';
import { parseColumns, type Column, type DataType } from '../../../nodes/shared/flink/rows/resultSchema';
import { createRowCollector, type QueryOutput } from '../../../nodes/shared/flink/rows/rowCollector';

const AUTO = { numbers: 'auto' } as const;

const columnsOf = (...types: unknown[]): readonly Column[] => parseColumns({ columns: types.map((type, index) => ({ name: `c${index}`, type })) });
const typeOf = (type: unknown): DataType => columnsOf(type)[0]!.type;

const SCALARS = ['VARCHAR', 'BOOLEAN', 'INTEGER', 'BIGINT', 'DECIMAL', 'DOUBLE', 'VARBINARY', 'DATE', 'TIME_WITHOUT_TIME_ZONE', 'TIMESTAMP_WITHOUT_TIME_ZONE', 'TIMESTAMP_WITH_LOCAL_TIME_ZONE'];
const scalarTexts = fc.oneof(
	fc.constantFrom('', 'true', 'TRUE', '1', '-0', '+7', '12.30', '0E-18', '1E+3', 'NaN', '12345678901234567890.10', "x'7f02'", "x''", '2024-06-15', '2024-06-15 01:02', '2024-06-15 01:02:03.123456789', '+12024-06-15 01:02:03'),
	fc.string({ maxLength: 8 }),
);
const wires = fc.oneof(scalarTexts, fc.constant(null), fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }));

it('a value whose type is settled by decoding stays as it is where it is decoded once more', () => {
	const settledTypes = fc.constantFrom(...SCALARS.flatMap((type) => [{ type }, { type: 'ARRAY', element_type: { type } }]));
	fc.assert(
		fc.property(settledTypes, fc.array(wires), fc.constantFrom('auto' as const, 'text' as const), fc.constantFrom('UTC', undefined), (type, values, numbers, localTimeZone) => {
			expect(isSettledByDecoding(typeOf(type))).toBe(true);
			const decode = compileDecoder(typeOf(type), { numbers, localTimeZone }, ['c']);
			for (const wire of type.type === 'ARRAY' ? [values, null] : values) {
				const decoded = decode(wire);
				expect(decode(decoded)).toStrictEqual(decoded);
			}
		}),
		{ numRuns: 500 },
	);
});

it.each([
	[{ type: 'MULTISET', element_type: { type: 'INTEGER' } }],
	[{ type: 'MAP', key_type: { type: 'VARCHAR' }, value_type: { type: 'INTEGER' } }],
	[{ type: 'ROW', fields: [{ name: 'f', field_type: { type: 'INTEGER' } }] }],
	[{ type: 'VARIANT' }],
	[{ type: 'ARRAY', element_type: { type: 'VARIANT' } }],
])('what decoding builds is not settled by it: %j', (type) => {
	expect(isSettledByDecoding(typeOf(type))).toBe(false);
});

const KEYED = [{ type: 'INTEGER' }, { type: 'DECIMAL', precision: 9, scale: 2 }, { type: 'ARRAY', element_type: { type: 'BIGINT' } }];
const changes = fc.array(
	fc.record({
		op: fc.constantFrom(0, 0, 0, 1, 2, 3),
		row: fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('1.00', '2.50', null), fc.constantFrom(['1'], ['2', '3'], null)),
	}),
	{ maxLength: 30 },
);
const inPages = <T>(list: readonly T[], size: number) => Array.from({ length: Math.ceil(list.length / size) }, (_, page) => list.slice(page * size, (page + 1) * size));

it('a result that was to have insertions only gives the same table where other changes come all the same', () => {
	fc.assert(
		fc.property(changes, fc.constantFrom(undefined, [0]), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }), (data, upsertColumns, size, limit) => {
			const outcome = (isAppendOnly: boolean) => {
				const collector = createRowCollector({ columns: columnsOf(...KEYED), upsertColumns, isAppendOnly }, 'table', AUTO, limit);
				const sizes = inPages(data, size).map((page) => {
					collector.add(page);
					return collector.size;
				});
				collector.end();
				return { items: collector.items(), sizes, size: collector.size };
			};
			expect(outcome(true)).toEqual(outcome(false));
		}),
		{ numRuns: 500 },
	);
});

describe.each<[QueryOutput, boolean]>([
	['table', true],
	['table', false],
	['changelog', true],
	['changelog', false],
])('%s, rows only added: %s', (output, isAppendOnly) => {
	const collect = (limit: number | undefined, ...pages: unknown[][]) => {
		const collector = createRowCollector({ columns: columnsOf({ type: 'ARRAY', element_type: { type: 'INTEGER' } }), isAppendOnly }, output, AUTO, limit);
		for (const page of pages) collector.add(page);
		return collector;
	};

	it('gives as many items as are wanted, counts the rest, and does not decode it', () => {
		const collector = collect(1, [{ row: [['1']] }], [{ row: ['no list'] }, { row: [['3']] }]);
		expect(collector.items().map((item) => item['c0'])).toEqual([[1]]);
		expect(collector.size).toBe(3);
	});

	it('takes nothing of a page of which an entry is no row', () => {
		const collector = collect(undefined, [{ row: [['1']] }]);
		expect(() => collector.add([{ row: [['2']] }, { row: [] }])).toThrow(ResultFormatError);
		expect(collector.size).toBe(1);
		expect(collector.items().map((item) => item['c0'])).toEqual([[1]]);
	});

	it('fails for a value that cannot be read', () => {
		expect(() => collect(undefined, [{ row: ['no list'] }]).items()).toThrow(expect.objectContaining({ facts: { reason: 'valueNotList', path: ['c0'] } }));
	});
});
