import { compileDecoder, type DecodeOptions } from '../../../nodes/shared/flink/rows/decodeValue';
import { compileRowDecoder } from '../../../nodes/shared/flink/rows/decodeRow';
import { ResultFormatError, type FormatFacts } from '../../../nodes/shared/flink/rows/resultFormatError';
import { parseColumns } from '../../../nodes/shared/flink/rows/resultSchema';

const AUTO: DecodeOptions = { numbers: 'auto' };
const TEXT: DecodeOptions = { numbers: 'text' };

function decode(type: unknown, wire: unknown, options = AUTO): unknown {
	const [column] = parseColumns({
		columns: [{ name: 'c', type: typeof type === 'string' ? { type } : type }],
	});
	return compileDecoder(column!.type, options, ['c'])(wire);
}

const array = (element_type: unknown) => ({ type: 'ARRAY', element_type });
const map = (key: string, value: unknown) => ({ type: 'MAP', key_type: { type: key }, value_type: value });
const row = (...fields: Array<[string, unknown]>) => ({
	type: 'ROW',
	fields: fields.map(([name, field_type]) => ({ name, field_type })),
});
const VARCHAR = { type: 'VARCHAR' };
const INTEGER = { type: 'INTEGER' };
const BIGINT = { type: 'BIGINT' };

describe('scalars', () => {
	it.each<[string, unknown, unknown]>([
		['VARCHAR', 'abc', 'abc'],
		['VARCHAR', '', ''],
		['CHAR', 'a  ', 'a  '],
		['STRING', '42', '42'],
		['VARCHAR', 42, '42'],
		['VARCHAR', false, 'false'],
		['BOOLEAN', 'TRUE', true],
		['BOOLEAN', 'false', false],
		['BOOLEAN', true, true],
		['BOOLEAN', 'maybe', 'maybe'],
		['TINYINT', '-128', -128],
		['SMALLINT', '7', 7],
		['INTEGER', '2147483647', 2147483647],
		['INT', '-0', 0],
		['INTEGER', 42, 42],
		['INTEGER', '', ''],
		['INTEGER', ' 1', ' 1'],
		['INTEGER', '0x1', '0x1'],
		['INTEGER', 'abc', 'abc'],
		['BIGINT', '42', 42],
		['BIGINT', '9007199254740991', 9007199254740991],
		['BIGINT', '-9007199254740991', -9007199254740991],
		['BIGINT', '9007199254740993', '9007199254740993'],
		['BIGINT', '-9223372036854775808', '-9223372036854775808'],
		['BIGINT', 42, 42],
		['DECIMAL', '12.30', 12.3],
		['DECIMAL', '0.00', 0],
		['DECIMAL', '-0.00', 0],
		['DECIMAL', '-12.5', -12.5],
		['DECIMAL', '0.1', 0.1],
		['DECIMAL', '1234567890.12345', 1234567890.12345],
		['DECIMAL', '12345678901234567890.12', '12345678901234567890.12'],
		['DECIMAL', '0.12345678901234567890', '0.12345678901234567890'],
		['DECIMAL', '0.10000000000000000000', 0.1],
		['DECIMAL', '-0.00000000000000000000', 0],
		['DECIMAL', '9007199254740993', '9007199254740993'],
		['DECIMAL', '10000000000000000000000', '10000000000000000000000'],
		['DECIMAL', '0.00000000000000000000000000000000000001', 1e-38],
		['DECIMAL', '0E-18', 0],
		['DECIMAL', '-0E-18', 0],
		['DECIMAL', '1E+3', 1000],
		['DECIMAL', '1.50E-7', 1.5e-7],
		['DECIMAL', '-2.5e2', -250],
		['DECIMAL', '1E+15', 1e15],
		['DECIMAL', '1E+16', '1E+16'],
		['DECIMAL', '1.2345678901234567890E-5', '1.2345678901234567890E-5'],
		['DECIMAL', '1E-400', '1E-400'],
		['DECIMAL', '1E', '1E'],
		['DECIMAL', 'E5', 'E5'],
		['DECIMAL', '.', '.'],
		['DECIMAL', 'many', 'many'],
		['NUMERIC', '5', 5],
		['FLOAT', '54.5', 54.5],
		['DOUBLE', '1.25E7', 12_500_000],
		['DOUBLE', '-0.0', 0],
		['DOUBLE', '4.9E-324', 5e-324],
		['DOUBLE PRECISION', '3', 3],
		['DOUBLE', 'NaN', 'NaN'],
		['DOUBLE', 'Infinity', 'Infinity'],
		['FLOAT', '-Infinity', '-Infinity'],
		['DOUBLE', '', ''],
		['VARBINARY', "x'7f0203'", 'fwID'],
		['BYTES', "X'FF'", '/w=='],
		['BINARY', "x''", ''],
		['VARBINARY', "x'7'", "x'7'"],
		['VARBINARY', 'fwID', 'fwID'],
		['DATE', '2024-06-15', '2024-06-15'],
		['TIME_WITHOUT_TIME_ZONE', '12:34:56.789', '12:34:56.789'],
		['TIMESTAMP_WITHOUT_TIME_ZONE', '2024-06-15 12:34:56.789', '2024-06-15T12:34:56.789'],
		['TIMESTAMP', '2024-06-15 12:34:56.123456789', '2024-06-15T12:34:56.123456789'],
		['TIMESTAMP', '2024-06-15 12:34:56', '2024-06-15T12:34:56'],
		['TIMESTAMP', 'soon', 'soon'],
		['TIMESTAMP_WITH_LOCAL_TIME_ZONE', '2024-06-15 12:34:56.789', '2024-06-15T12:34:56.789Z'],
		['TIMESTAMP_LTZ', '2024-06-15 12:34', '2024-06-15T12:34Z'],
		['TIMESTAMP_LTZ', '2024-06-15 12:34:56Z', '2024-06-15 12:34:56Z'],
		['TIMESTAMP_WITH_TIME_ZONE', '2024-06-15 12:34:56 +02:00', '2024-06-15 12:34:56 +02:00'],
		['INTERVAL_YEAR_MONTH', '+1-06', '+1-06'],
		['INTERVAL_DAY_TIME', '-0 01:15:30', '-0 01:15:30'],
		['NULL', null, null],
		['GEOGRAPHY', 'POINT(1 2)', 'POINT(1 2)'],
	])('%s %j is %j', (type, wire, value) => {
		expect(decode(type, wire)).toStrictEqual(value);
	});

	it.each<[string, unknown, unknown]>([
		['BIGINT', '42', '42'],
		['BIGINT', 42, '42'],
		['DECIMAL', '12.30', '12.30'],
		['INTEGER', '42', 42],
		['DOUBLE', '1.5', 1.5],
	])('as text, %s %j is %j', (type, wire, value) => {
		expect(decode(type, wire, TEXT)).toStrictEqual(value);
	});

	it.each<[string | undefined, string]>([
		[undefined, '2024-06-15T12:34:56Z'],
		['', '2024-06-15T12:34:56Z'],
		['UTC', '2024-06-15T12:34:56Z'],
		['Etc/UTC', '2024-06-15T12:34:56Z'],
		['GMT+00:00', '2024-06-15T12:34:56Z'],
		['GMT+03:00', '2024-06-15T12:34:56'],
		['Europe/London', '2024-06-15T12:34:56'],
		['Nowhere', '2024-06-15T12:34:56'],
	])('a local timestamp in %s', (localTimeZone, value) => {
		expect(decode('TIMESTAMP_LTZ', '2024-06-15 12:34:56', { numbers: 'auto', localTimeZone })).toBe(value);
	});

	it.each([
		'VARCHAR',
		'BOOLEAN',
		'INTEGER',
		'BIGINT',
		'DECIMAL',
		'DOUBLE',
		'VARBINARY',
		'DATE',
		'TIME',
		'TIMESTAMP',
		'TIMESTAMP_LTZ',
		'INTERVAL_DAY_TIME',
		'VARIANT',
		'NULL',
		'ARRAY',
		'GEOGRAPHY',
	])('NULL and missing values of %s are null', (type) => {
		expect([decode(type, null), decode(type, undefined)]).toEqual([null, null]);
	});

	it.each<[string, unknown]>([
		['INTEGER', ['1']],
		['VARCHAR', { a: 1 }],
		['BOOLEAN', []],
		['GEOGRAPHY', [['1', null], { a: 'b' }]],
		['ARRAY', ['1']],
	])('passes %s %j on unchanged', (type, wire) => {
		expect(decode(type, wire)).toEqual(wire);
	});
});

describe('containers', () => {
	it.each<[string, unknown, unknown, unknown]>([
		['an array', array(INTEGER), ['1', null, '3'], [1, null, 3]],
		['an empty array', array(INTEGER), [], []],
		[
			'an array of arrays',
			array(array(BIGINT)),
			[['1'], null, ['9007199254740993']],
			[[1], null, ['9007199254740993']],
		],
		[
			'a map with text keys',
			map('VARCHAR', INTEGER),
			[
				['a', '1'],
				['b', null],
			],
			{ a: 1, b: null },
		],
		['a map with a NULL key', map('CHAR', INTEGER), [[null, '1']], { null: 1 }],
		[
			'a map with a NULL key and one of that text',
			map('CHAR', INTEGER),
			[
				[null, '1'],
				['null', '2'],
			],
			{ null_2: 1, null: 2 },
		],
		[
			'a map with other keys',
			map('INTEGER', VARCHAR),
			[
				['1', 'a'],
				[null, 'b'],
			],
			[
				{ key: 1, value: 'a' },
				{ key: null, value: 'b' },
			],
		],
		[
			'a multiset',
			{ type: 'MULTISET', element_type: VARCHAR },
			[
				['a', '2'],
				[null, '1'],
			],
			[
				{ value: 'a', count: 2 },
				{ value: null, count: 1 },
			],
		],
		['a row', row(['id', INTEGER], ['name', VARCHAR]), ['1', null], { id: 1, name: null }],
		['a row with repeated names', row(['a', INTEGER], ['a', INTEGER]), ['1', '2'], { a: 1, a_2: 2 }],
		[
			'a structured type',
			{ ...row(['id', INTEGER]), type: 'STRUCTURED_TYPE', class_name: 'x.Y' },
			['1'],
			{ id: 1 },
		],
		[
			'any depth',
			array(row(['m', map('STRING', array(row(['v', { type: 'VARIANT' }])))])),
			[[[['k', [[[1, [['a', [11, 'x']]]]]]]]]],
			[{ m: { k: [{ v: { a: 'x' } }] } }],
		],
	])('%s', (_what, type, wire, value) => {
		expect(decode(type, wire)).toStrictEqual(value);
	});

	it.each<[string, unknown, unknown, FormatFacts]>([
		['text for an array', array(INTEGER), '1', { reason: 'valueNotList', path: ['c'] }],
		['text for a map', map('VARCHAR', INTEGER), 'a', { reason: 'valueNotList', path: ['c'] }],
		['a map entry of three', map('VARCHAR', INTEGER), [['a', '1', '2']], { reason: 'entryNotPair', path: ['c'] }],
		['a map entry of text', map('INTEGER', INTEGER), ['ab'], { reason: 'entryNotPair', path: ['c'] }],
		['a short row', row(['a', INTEGER], ['b', INTEGER]), ['1'], { reason: 'fieldCount', path: ['c'], fields: 1, expected: 2 }],
		['a long row', row(['a', INTEGER]), ['1', '2'], { reason: 'fieldCount', path: ['c'], fields: 2, expected: 1 }],
		['a nested value', row(['a', array(INTEGER)]), ['1'], { reason: 'valueNotList', path: ['c', 'a'] }],
	])('refuses %s', (_what, type, wire, facts) => {
		expect(() => decode(type, wire)).toThrow(ResultFormatError);
		expect(() => decode(type, wire)).toThrow(expect.objectContaining({ facts }));
	});

	it('takes __proto__ as the name it is', () => {
		const decoded = decode(map('VARCHAR', VARCHAR), [
			['__proto__', 'x'],
			['constructor', 'y'],
		]);
		expect(JSON.stringify(decoded)).toBe('{"__proto__":"x","constructor":"y"}');
		expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
		expect(JSON.stringify(decode(row(['__proto__', row(['a', INTEGER])]), [['1']]))).toBe(
			'{"__proto__":{"a":1}}',
		);
	});
});

describe('VARIANT', () => {
	it.each<[unknown, unknown]>([
		[[0], null],
		[
			[
				1,
				[
					['a', [11, 'x']],
					['b', [0]],
				],
			],
			{ a: 'x', b: null },
		],
		[[1, []], {}],
		[
			[
				2,
				[
					[6, '1'],
					[2, []],
				],
			],
			[1, []],
		],
		[[3, 'true'], true],
		[[3, 'FALSE'], false],
		[[4, '1'], 1],
		[[5, '2'], 2],
		[[6, '3'], 3],
		[[7, '9007199254740993'], '9007199254740993'],
		[[7, '5'], 5],
		[[8, '1.5'], 1.5],
		[[9, 'NaN'], 'NaN'],
		[[10, '12.30'], 12.3],
		[[11, '12'], '12'],
		[[12, '2024-06-15'], '2024-06-15'],
		[[13, '2024-06-15 12:34:56'], '2024-06-15T12:34:56'],
		[[14, '2024-06-15 12:34:56', '-05:00'], '2024-06-15T12:34:56Z'],
		[[15, "x'7f02'"], 'fwI='],
		[[16, '12:34:56'], '12:34:56'],
		[[17, '2024-06-15 12:34:56.123456789'], '2024-06-15T12:34:56.123456789'],
		[[18, '2024-06-15 12:34:56.123456789', '+01:00'], '2024-06-15T12:34:56.123456789Z'],
		[[19, 'new'], 'new'],
		[[-1], null],
		[[-1, 'raw'], 'raw'],
		[[-2, null], null],
		[[99], [99]],
		[
			[1, 'x'],
			[1, 'x'],
		],
		[
			[1, [['a', [6, '1']], 'x']],
			[1, [['a', [6, '1']], 'x']],
		],
		[[1, [[5, [6, '1']]]], [1, [[5, [6, '1']]]]],
		[[2], [2]],
		['plain', 'plain'],
		[['x'], ['x']],
		[[], []],
		[{ a: 1 }, { a: 1 }],
	])('%j is %j', (node, value) => {
		expect(decode('VARIANT', node)).toStrictEqual(value);
	});

	it('keeps numbers as text where asked to', () => {
		expect(
			decode(
				'VARIANT',
				[
					2,
					[
						[7, '5'],
						[10, '1.0'],
						[6, '1'],
					],
				],
				TEXT,
			),
		).toEqual(['5', '1.0', 1]);
	});

	it('takes __proto__ as the key it is', () => {
		expect(JSON.stringify(decode('VARIANT', [1, [['__proto__', [1, [['polluted', [3, 'true']]]]]]]))).toBe(
			'{"__proto__":{"polluted":true}}',
		);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});

describe('compileRowDecoder', () => {
	const columns = (...names: string[]) =>
		parseColumns({ columns: names.map((name) => ({ name, type: INTEGER })) });

	it('gives one member a column, in their order', () => {
		const { decode: decodeRow } = compileRowDecoder(columns('b', 'EXPR$0', 'b', '', '__proto__'), AUTO);
		expect(JSON.stringify(decodeRow(['1', '2', '3', '4', '5']))).toBe(
			'{"b":1,"EXPR$0":2,"b_2":3,"column_4":4,"__proto__":5}',
		);
	});

	it('keeps names free for other members, before the columns and after them', () => {
		const { names, decode: decodeRow } = compileRowDecoder(columns('_op', 'a', '_metadata'), AUTO, { before: ['_op'], after: ['_metadata'] });
		expect(names).toEqual(['_op_2', 'a', '_metadata_2']);
		expect(JSON.stringify(decodeRow(['1', '2', '3']))).toBe('{"_op":null,"_op_2":1,"a":2,"_metadata_2":3,"_metadata":null}');
	});

	it('gives each row an item of its own, however many columns it has', () => {
		const many = Array.from({ length: 2_000 }, (_, index) => `c${index}`);
		const { decode: decodeRow } = compileRowDecoder(columns(...many), AUTO);
		const items = ['1', '2'].map((value) => decodeRow(many.map(() => value)));
		expect(items.map((item) => [Object.keys(item).length, item['c0'], item['c1999']])).toEqual([[2_000, 1, 1], [2_000, 2, 2]]);
	});

	it('changes no prototype, whatever the value of a column __proto__', () => {
		const { decode: decodeRow } = compileRowDecoder(parseColumns({ columns: [{ name: '__proto__', type: row(['polluted', INTEGER]) }] }), AUTO);
		const item = decodeRow([['1']]);
		expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
		expect(JSON.stringify(item)).toBe('{"__proto__":{"polluted":1}}');
	});

	it('names the column that cannot be read', () => {
		const { decode: decodeRow } = compileRowDecoder(
			parseColumns({ columns: [{ name: 'tags', type: array(VARCHAR) }] }),
			AUTO,
		);
		expect(() => decodeRow(['x'])).toThrow(expect.objectContaining({ facts: { reason: 'valueNotList', path: ['tags'] } }));
	});
});

describe('a value that no type bounds', () => {
	const list = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => [2, [inner]], [4, '1']);
	const object = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => [1, [['k', inner]]], [4, '1']);
	const depthOf = (value: unknown): number => {
		let depth = 0;
		for (let inner = value; typeof inner === 'object' && inner !== null; depth++) inner = Object.values(inner)[0];
		return depth;
	};

	it.each<[string, unknown, number]>([
		['lists', list(1_000), 1_000],
		['objects, as deep as Flink parses JSON', object(999), 999],
	])('is read: %s', (_what, wire, depth) => {
		expect(depthOf(decode('VARIANT', wire))).toBe(depth);
	});

	it.each<[string, string, unknown]>([
		['a VARIANT of lists', 'VARIANT', list(50_000)],
		['a VARIANT of objects', 'VARIANT', object(50_000)],
		['a type that is not known', 'GEOGRAPHY', list(50_000)],
	])('is refused where it is nested too deeply: %s', (_what, type, wire) => {
		expect(() => decode(type, wire)).toThrow(ResultFormatError);
		expect(() => decode(type, wire)).toThrow(expect.objectContaining({ facts: { reason: 'valueTooDeep', path: ['c'], most: 3_000 } }));
	});

	it('is passed through where its type is missing', () => {
		const { decode: decodeRow } = compileRowDecoder(parseColumns({ columns: [{ name: 'c' }, { name: 'n', type: INTEGER }] }), AUTO);
		expect([decodeRow(['x', '1']), decodeRow([['a', null], '2'])]).toEqual([{ c: 'x', n: 1 }, { c: ['a', null], n: 2 }]);
	});
});
