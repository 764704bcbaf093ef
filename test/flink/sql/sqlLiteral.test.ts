import { UnfitValueError } from '../../../nodes/shared/flink/sql/literalValue';
import { sqlLiteral, type PlainType } from '../../../nodes/shared/flink/sql/sqlLiteral';

describe('sqlLiteral', () => {
	it.each<[PlainType, unknown, string]>([
		['string', "O'Reilly", "'O''Reilly'"],
		['string', '', "''"],
		['string', ' a ', "' a '"],
		['string', 'back\\slash `tick` "q"', '\'back\\slash `tick` "q"\''],
		['string', '-- /* */ :x', "'-- /* */ :x'"],
		['string', '\u0000\n', "'\u0000\n'"],
		['string', 42, "'42'"],
		['string', true, "'true'"],
		['number', 123, '123'],
		['number', -5, '-5'],
		['number', '12.34', '12.34'],
		['number', ' +7 ', '7'],
		['number', '007', '7'],
		['number', '.5', '0.5'],
		['number', '-0', '-0'],
		['number', '9007199254740993', '9007199254740993'],
		['number', '9223372036854775807', '9223372036854775807'],
		['number', '-9223372036854775807', '-9223372036854775807'],
		['number', '-9223372036854775808', "CAST('-9223372036854775808' AS DECIMAL(19, 0))"],
		['number', '9223372036854775808', "CAST('9223372036854775808' AS DECIMAL(19, 0))"],
		['number', '92233720368547758.08', "CAST('92233720368547758.08' AS DECIMAL(19, 2))"],
		['number', '12345678901234567890123456789012345678', "CAST('12345678901234567890123456789012345678' AS DECIMAL(38, 0))"],
		['number', '1e21', "CAST('1000000000000000000000' AS DECIMAL(22, 0))"],
		['number', 9007199254740991, '9007199254740991'],
		['number', 9007199254740993n, '9007199254740993'],
		['string', -9007199254740991, "'-9007199254740991'"],
		['number', '0e-50', '0'],
		['number', `1.5${'0'.repeat(50)}`, '1.5'],
		['number', '1E+3', '1000'],
		['number', 1e-7, '0.0000001'],
		['number', '1.50e1', '15.0'],
		['number', 1e300, '1E+300'],
		['number', 5e-324, '5E-324'],
		['number', '-1.5e-300', '-1.5E-300'],
		['number', '0e0', '0'],
		['decimal', '45.67', "CAST('45.67' AS DECIMAL(4, 2))"],
		['decimal', '0.005', "CAST('0.005' AS DECIMAL(3, 3))"],
		['decimal', '1E+3', "CAST('1000' AS DECIMAL(4, 0))"],
		['decimal', '12.30', "CAST('12.30' AS DECIMAL(4, 2))"],
		['decimal', '-000.10', "CAST('-0.10' AS DECIMAL(2, 2))"],
		['decimal', 0, "CAST('0' AS DECIMAL(1, 0))"],
		['decimal', '1e-38', `CAST('0.${'0'.repeat(37)}1' AS DECIMAL(38, 38))`],
		['decimal', '9'.repeat(38), `CAST('${'9'.repeat(38)}' AS DECIMAL(38, 0))`],
		['boolean', true, 'TRUE'],
		['boolean', 'False', 'FALSE'],
		['date', '2024-06-15', "DATE '2024-06-15'"],
		['date', '2024-02-29', "DATE '2024-02-29'"],
		['date', '2024-02-29T00:00:00.000Z', "DATE '2024-02-29'"],
		['date', '2024-02-29T00:00:00.000+02:00', "DATE '2024-02-29'"],
		['time', '12:34', "TIME '12:34:00'"],
		['time', '12:34:56.000001', "TIME '12:34:56.000001'"],
		['timestamp', '2024-06-15 12:34:56', "CAST('2024-06-15 12:34:56' AS TIMESTAMP)"],
		['timestamp', '2024-06-15T12:34:56.789', "CAST('2024-06-15 12:34:56.789' AS TIMESTAMP)"],
		['timestamp', '2024-06-15T12:34:56.123456789', "CAST('2024-06-15 12:34:56.123456789' AS TIMESTAMP(9))"],
		['timestampLtz', '2024-06-15T12:34:56Z', "CAST('2024-06-15 12:34:56' AS TIMESTAMP_LTZ)"],
		['timestampLtz', '2024-06-15T12:34:56.789+02:00', "CAST('2024-06-15 10:34:56.789' AS TIMESTAMP_LTZ)"],
		['timestampLtz', '2024-01-01 00:30:00-0530', "CAST('2024-01-01 06:00:00' AS TIMESTAMP_LTZ)"],
		[
			'timestampLtz',
			'2024-01-01T00:30:00.1234567+01',
			"CAST('2023-12-31 23:30:00.1234567' AS TIMESTAMP_LTZ(9))",
		],
		['timestampLtz', '2024-06-15 12:34:56', "CAST('2024-06-15 12:34:56' AS TIMESTAMP_LTZ)"],
		['bytes', 'AQI=', "x'0102'"],
		['bytes', 'AQI', "x'0102'"],
		['bytes', '', "x''"],
		['bytes', '/+8\n=', "x'ffef'"],
		['null', 'INTEGER', 'CAST(NULL AS INTEGER)'],
		['null', 'decimal(10,2) not null', 'CAST(NULL AS DECIMAL(10, 2))'],
		['array', '[10, 20]', 'ARRAY[10, 20]'],
		['array', [10, 20], 'ARRAY[10, 20]'],
		['array', '["a", "O\'R"]', "ARRAY['a', 'O''R']"],
		['array', '[1, null]', 'ARRAY[1, CAST(NULL AS INTEGER)]'],
		['array', '[null, 9007199254740993]', 'ARRAY[CAST(NULL AS BIGINT), 9007199254740993]'],
		['array', '[null, -2147483648, 2147483647]', 'ARRAY[CAST(NULL AS INTEGER), -2147483648, 2147483647]'],
		['array', '[null, 1.25, 100]', 'ARRAY[CAST(NULL AS DECIMAL(5, 2)), 1.25, 100]'],
		['array', '[null, 99999999999999999999]', 'ARRAY[CAST(NULL AS DECIMAL(20, 0)), CAST(\'99999999999999999999\' AS DECIMAL(20, 0))]'],
		['array', '[null, 1e300]', 'ARRAY[CAST(NULL AS DOUBLE), 1E300]'],
		['array', '["a", null]', "ARRAY['a', CAST(NULL AS STRING)]"],
		['array', '[true, null, false]', 'ARRAY[TRUE, CAST(NULL AS BOOLEAN), FALSE]'],
		[
			'array',
			'[[1], null, [2, null]]',
			'ARRAY[ARRAY[1], CAST(NULL AS ARRAY<INTEGER>), ARRAY[2, CAST(NULL AS INTEGER)]]',
		],
		['array', '["\\"[1, {}]\\\\", "1"]', "ARRAY['\"[1, {}]\\', '1']"],
		['identifier', 'orders', '`orders`'],
		['identifier', 'a`b.c', '`a``b.c`'],
		['identifier', "x'; --", "`x'; --`"],
	])('writes %s %j', (type, value, literal) => {
		expect(sqlLiteral(type, value)).toBe(literal);
	});

	it.each<[PlainType, unknown]>([
		['number', 2 ** 53],
		['number', -(2 ** 60)],
		['number', 1e21],
		['decimal', 2 ** 53 + 2],
		['string', 2 ** 63],
		['array', [1, 2 ** 53]],
		['array', [[2 ** 55]]],
	])('refuses, as a %s, %j, which JavaScript may have rounded', (type, value) => {
		expect(() => sqlLiteral(type, value)).toThrow(
			expect.objectContaining({ expected: { form: 'exactNumber', rounded: expect.stringMatching(/^-?\d{16,}$/) } }),
		);
	});

	it.each<[PlainType, unknown]>([
		['string', null],
		['string', undefined],
		['string', ['a']],
		['string', { a: 1 }],
		['number', ''],
		['number', 'one'],
		['number', 'NaN'],
		['number', Number.NaN],
		['number', Number.POSITIVE_INFINITY],
		['number', '-Infinity'],
		['number', '1e999999999'],
		['number', '1e400'],
		['number', '1e-400'],
		['number', '9'.repeat(39)],
		['number', '0x10'],
		['number', '1,5'],
		['number', '1 OR 1=1'],
		['number', '1--'],
		['number', '.'],
		['number', '1e'],
		['number', '１'],
		['number', null],
		['decimal', 'NaN'],
		['decimal', '9'.repeat(39)],
		['decimal', '1e-39'],
		['decimal', `${'9'.repeat(20)}.${'9'.repeat(19)}`],
		['decimal', '1 OR 1=1'],
		['boolean', 'yes'],
		['boolean', 1],
		['boolean', null],
		['date', '2024-02-30'],
		['date', '2023-02-29'],
		['date', '0000-01-01'],
		['date', '2024-6-5'],
		['date', "2024-06-15' OR '1'='1"],
		['date', '2024-06-15T00:00:01Z'],
		['date', '2024-06-15T00:00:00Z OR'],
		['date', '2024-02-30T00:00:00Z'],
		['time', '24:00:00'],
		['time', '12:60'],
		['time', '12:34:56.1234567890'],
		['time', 'noon'],
		['timestamp', '2024-06-15'],
		['timestamp', '2024-06-15T12:34:56Z'],
		['timestamp', '2024-06-15 25:00:00'],
		['timestampLtz', 'now'],
		['timestampLtz', '2024-06-15T12:34:56+99:00'],
		['timestampLtz', '0001-01-01T00:00:00+01:00'],
		['timestampLtz', '9999-12-31T23:59:59-01:00'],
		['bytes', 'AQ I@'],
		['bytes', 'A'],
		['bytes', 'AR=='],
		['bytes', '_-8='],
		['bytes', 5],
		['null', ''],
		['null', 'INT) --'],
		['null', null],
		['array', '[]'],
		['array', '[null]'],
		['array', '[1, "a"]'],
		['array', '[[1], ["a"]]'],
		['array', '[[], [1]]'],
		['array', '{"a": 1}'],
		['array', '[{"number": "1"}]'],
		['array', [{ number: '1' }]],
		['array', '[1, 2'],
		['array', '[01]'],
		['array', '[1 OR 1]'],
		['array', '"a"'],
		['array', '1'],
		['array', [Number.NaN]],
		['array', '['.repeat(20) + '1' + ']'.repeat(20)],
		['identifier', ''],
		['identifier', 'a\nb'],
		['identifier', 'a\u0000'],
		['identifier', 5],
	])('refuses %s %j', (type, value) => {
		expect(() => sqlLiteral(type, value)).toThrow(UnfitValueError);
	});

	it('takes lists of any length', () => {
		const numbers = Array.from({ length: 200_000 }, (_, index) => index);
		expect(sqlLiteral('array', JSON.stringify(numbers))).toBe(`ARRAY[${numbers.join(', ')}]`);
	});

	/** Beginning anew at each of these quotes would take minutes. */
	it.each(['"\\', 'a\\"'])('refuses a string of %s again and again that does not end, and does so soon', (part) => {
		expect(() => sqlLiteral('array', `["${part.repeat(500_000)}`)).toThrow(UnfitValueError);
	});

	describe('of an instant, where the statement has a local time zone', () => {
		it.each([
			['Europe/Berlin', '2024-06-15T12:34:56.789+02:00', 'TO_TIMESTAMP_LTZ(1718447696789, 3)'],
			['Europe/Berlin', '2024-06-15T12:34:56.789000+02:00', 'TO_TIMESTAMP_LTZ(1718447696789, 3)'],
			['GMT+03:00', '1969-12-31T23:59:59Z', 'TO_TIMESTAMP_LTZ(-1000, 3)'],
			['Europe/Berlin', '2024-06-15 12:34:56', "CAST('2024-06-15 12:34:56' AS TIMESTAMP_LTZ)"],
			['Etc/UTC', '2024-06-15T12:34:56Z', "CAST('2024-06-15 12:34:56' AS TIMESTAMP_LTZ)"],
		])('%s writes %s', (localTimeZone, value, literal) => {
			expect(sqlLiteral('timestampLtz', value, { localTimeZone })).toBe(literal);
		});

		it('refuses microseconds, which that notation would lose', () => {
			expect(() =>
				sqlLiteral('timestampLtz', '2024-06-15T12:34:56.123456Z', { localTimeZone: 'Asia/Tokyo' }),
			).toThrow(expect.objectContaining({ expected: { form: 'instantInMilliseconds', localTimeZone: 'Asia/Tokyo' } }));
		});
	});
});
