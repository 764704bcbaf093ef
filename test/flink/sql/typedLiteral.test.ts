import fc from 'fast-check';
import { parseExactJson } from '../../../nodes/shared/flink/sql/exactJson';
import { UnfitValueError, type ExpectedValue, type ValuePath } from '../../../nodes/shared/flink/sql/literalValue';
import { parseSqlType } from '../../../nodes/shared/flink/sql/parseSqlType';
import { scanSql } from '../../../nodes/shared/flink/sql/sqlScanner';
import { typedLiteral } from '../../../nodes/shared/flink/sql/typedLiteral';

const literal = (type: string, value: unknown, localTimeZone?: string) => typedLiteral(parseSqlType(type)!, value, { localTimeZone });

describe('typedLiteral', () => {
	it.each<[string, unknown, string]>([
		['BOOLEAN', true, 'TRUE'],
		['BOOLEAN', 'false', 'FALSE'],
		['TINYINT', -128, "CAST('-128' AS TINYINT)"],
		['SMALLINT', '7', "CAST('7' AS SMALLINT)"],
		['INT', 42, '42'],
		['INTEGER', '-5', '-5'],
		['INT', -2147483648, "CAST('-2147483648' AS INT)"],
		['INT', '1.50e1', '15'],
		['INT', '1e3', '1000'],
		['INT', '7.00', '7'],
		['BIGINT', '-9223372036854775808', "CAST('-9223372036854775808' AS BIGINT)"],
		['BIGINT', 9007199254740993n, "CAST('9007199254740993' AS BIGINT)"],
		['DECIMAL(10, 2)', 12.3, "CAST('12.3' AS DECIMAL(10, 2))"],
		['DECIMAL(3, 2)', '1.2300', "CAST('1.23' AS DECIMAL(3, 2))"],
		['DECIMAL(2, 2)', '-0.05', "CAST('-.05' AS DECIMAL(2, 2))"],
		['DECIMAL(2, 2)', 0, "CAST('.0' AS DECIMAL(2, 2))"],
		['DECIMAL(3, 2)', '-0.05', "CAST('-0.05' AS DECIMAL(3, 2))"],
		['DECIMAL', '1e9', "CAST('1000000000' AS DECIMAL)"],
		['FLOAT', 1.5, "CAST('1.5' AS FLOAT)"],
		['DOUBLE', '1e300', "CAST('1e300' AS DOUBLE)"],
		['DOUBLE', 2 ** 60, "CAST('1152921504606846976' AS DOUBLE)"],
		['DOUBLE PRECISION', 'NaN', "CAST('NaN' AS DOUBLE PRECISION)"],
		['DOUBLE', '-Infinity', "CAST('-Infinity' AS DOUBLE)"],
		['STRING', "O'R", "CAST('O''R' AS STRING)"],
		['STRING', 42, "CAST('42' AS STRING)"],
		['VARCHAR(2)', '🎉🎉', "CAST('🎉🎉' AS VARCHAR(2))"],
		['CHAR(3)', 'ab', "CAST('ab' AS CHAR(3))"],
		['BYTES', 'AQI=', "CAST(x'0102' AS BYTES)"],
		['BINARY(2)', 'AQI=', "CAST(x'0102' AS BINARY(2))"],
		['DATE', '2024-02-29', "DATE '2024-02-29'"],
		['DATE', new Date('2024-02-29T00:00:00Z'), "DATE '2024-02-29'"],
		['TIME', '12:34:56', "TIME '12:34:56'"],
		['TIME(3)', '12:34', "TIME '12:34:00.000'"],
		['TIME(0)', '12:34:56.000', "TIME '12:34:56'"],
		['TIMESTAMP(3)', '2024-06-15T12:34:56.789', "CAST('2024-06-15 12:34:56.789' AS TIMESTAMP(3))"],
		['TIMESTAMP(3)', '2024-06-15 12:34:56.789000', "CAST('2024-06-15 12:34:56.789' AS TIMESTAMP(3))"],
		['TIMESTAMP(9)', '2024-06-15 12:34:56.123456789', "CAST('2024-06-15 12:34:56.123456789' AS TIMESTAMP(9))"],
		['TIMESTAMP_LTZ(3)', '2024-06-15T14:34:56.789+02:00', "CAST('2024-06-15 12:34:56.789' AS TIMESTAMP_LTZ(3))"],
		['TIMESTAMP(3) WITH LOCAL TIME ZONE', new Date(0), "CAST('1970-01-01 00:00:00.000' AS TIMESTAMP(3) WITH LOCAL TIME ZONE)"],
		['INTERVAL YEAR TO MONTH', '1-06', "CAST(INTERVAL '+1-06' YEAR TO MONTH AS INTERVAL YEAR TO MONTH)"],
		['INTERVAL HOUR', '90 hours', "CAST(INTERVAL '+3 18:00:00' DAY TO SECOND AS INTERVAL HOUR)"],
		['VARIANT', { a: [1, null], "b'": 'c' }, `PARSE_JSON('{"a":[1,null],"b''":"c"}')`],
		['VARIANT', parseExactJson('12345678901234567890.10'), "PARSE_JSON('12345678901234567890.10')"],
		['ARRAY<INT>', [1, null], 'ARRAY[1, CAST(NULL AS INT)]'],
		['ARRAY<INT>', [], 'ARRAY_SLICE(ARRAY[CAST(NULL AS INT)], 2, 1)'],
		['MAP<STRING, INT>', { a: 1, b: null }, "MAP[CAST('a' AS STRING), 1, CAST('b' AS STRING), CAST(NULL AS INT)]"],
		['MAP<INT, BOOLEAN>', [{ key: 1, value: true }, { key: '2' }], 'MAP[1, TRUE, 2, CAST(NULL AS BOOLEAN)]'],
		['MAP<INT, BOOLEAN>', { '1': true }, 'MAP[1, TRUE]'],
		['MAP<STRING, INT>', {}, 'MAP_FROM_ARRAYS(ARRAY_SLICE(ARRAY[CAST(NULL AS STRING)], 2, 1), ARRAY_SLICE(ARRAY[CAST(NULL AS INT)], 2, 1))'],
		['ROW<a INT, `b c` STRING>', { 'b c': 'x', a: 1 }, "CAST((ROW(1, CAST('x' AS STRING))) AS ROW<`a` INT, `b c` STRING>)"],
		['ROW<a INT, b STRING>', [1, null], 'CAST((ROW(1, CAST(NULL AS STRING))) AS ROW<`a` INT, `b` STRING>)'],
		['ROW<a INT, b STRING>', {}, 'CAST((ROW(CAST(NULL AS INT), CAST(NULL AS STRING))) AS ROW<`a` INT, `b` STRING>)'],
		['ROW<v VARIANT, l ARRAY<INT>>', { v: 1, l: [] }, "CAST((ROW((PARSE_JSON('1')), (ARRAY_SLICE(ARRAY[CAST(NULL AS INT)], 2, 1)))) AS ROW<`v` VARIANT, `l` ARRAY<INT>>)"],
		['ROW<a ROW<b INT NOT NULL>>', { a: { b: 1 } }, 'CAST((ROW(CAST((ROW(1)) AS ROW<`b` INT NOT NULL>))) AS ROW<`a` ROW<`b` INT NOT NULL>>)'],
		['ROW<`__proto__` INT>', parseExactJson('{"__proto__": 1}'), 'CAST((ROW(1)) AS ROW<`__proto__` INT>)'],
		['MULTISET<INT>', null, 'CAST(NULL AS MULTISET<INT>)'],
		['MULTISET<INT>', [], 'CAST((SELECT COLLECT(v) FROM (VALUES CAST(NULL AS INT)) AS t (v)) AS MULTISET<INT>)'],
		['MULTISET<INT>', [{ value: 1, count: 2 }, { value: 3 }], 'CAST((SELECT COLLECT(v) FROM (VALUES 1, 1, 3) AS t (v)) AS MULTISET<INT>)'],
		['ARRAY<MULTISET<INT>>', [null], 'ARRAY[CAST(NULL AS MULTISET<INT>)]'],
		['VARIANT', null, 'CAST(NULL AS VARIANT)'],
		['ROW<a INT NOT NULL>', null, 'CAST(NULL AS ROW<`a` INT NOT NULL>)'],
	])('writes as %s %j', (type, value, sql) => {
		expect(literal(type, value)).toBe(sql);
	});

	it('writes an instant as the epoch where the local time zone is not UTC', () => {
		expect(literal('ARRAY<TIMESTAMP_LTZ(3)>', ['1970-01-01T00:00:01Z'], 'Asia/Tokyo')).toBe('ARRAY[CAST(TO_TIMESTAMP_LTZ(1000, 3) AS TIMESTAMP_LTZ(3))]');
	});

	it.each<[string, unknown, ExpectedValue, ValuePath]>([
		['INT', 2147483648, { form: 'integer', least: '-2147483648', most: '2147483647' }, []],
		['TINYINT', 128, { form: 'integer', least: '-128', most: '127' }, []],
		['BIGINT', '9223372036854775808', { form: 'integer', least: '-9223372036854775808', most: '9223372036854775807' }, []],
		['INT', 1.5, { form: 'integer', least: '-2147483648', most: '2147483647' }, []],
		['INT', true, { form: 'integer', least: '-2147483648', most: '2147483647' }, []],
		['INT', '', { form: 'integer', least: '-2147483648', most: '2147483647' }, []],
		['ARRAY<BIGINT>', [2 ** 53], { form: 'exactNumber', rounded: '9007199254740992' }, [0]],
		['STRING', 2 ** 53, { form: 'exactNumber', rounded: '9007199254740992' }, []],
		['VARIANT', { a: [2 ** 53] }, { form: 'exactNumber', rounded: '9007199254740992' }, ['a', 0]],
		['DECIMAL(5, 2)', '1234', { form: 'digits', before: 3, after: 2 }, []],
		['DECIMAL(5, 2)', '1.234', { form: 'digits', before: 3, after: 2 }, []],
		['DECIMAL(2, 2)', '1', { form: 'digits', before: 0, after: 2 }, []],
		['DECIMAL(5, 2)', 'x', { form: 'digits', before: 3, after: 2 }, []],
		['FLOAT', 1e39, { form: 'floatingInRange', type: 'FLOAT' }, []],
		['FLOAT', 1e-60, { form: 'floatingInRange', type: 'FLOAT' }, []],
		['DOUBLE', '1e400', { form: 'floatingInRange', type: 'DOUBLE' }, []],
		['DOUBLE', '1e-400', { form: 'floatingInRange', type: 'DOUBLE' }, []],
		['DOUBLE', '0x10', { form: 'floating' }, []],
		['DOUBLE', Number.NaN, { form: 'number' }, []],
		['STRING', { a: 1 }, { form: 'plainText' }, []],
		['VARCHAR(2)', 'abc', { form: 'length', unit: 'characters', most: 2 }, []],
		['CHAR(2)', 'abc', { form: 'length', unit: 'characters', most: 2 }, []],
		['VARBINARY(1)', 'AQI=', { form: 'length', unit: 'bytes', most: 1 }, []],
		['BINARY(3)', 'AQI=', { form: 'exactLength', bytes: 3 }, []],
		['BYTES', 'no base64!', { form: 'base64' }, []],
		['DATE', '2024-02-30', { form: 'date' }, []],
		['TIME(3)', '12:34:56.7891', { form: 'fraction', digits: 3 }, []],
		['TIMESTAMP(0)', '2024-06-15 12:34:56.5', { form: 'fraction', digits: 0 }, []],
		['TIMESTAMP_LTZ(3)', '2024-06-15T12:34:56.0001Z', { form: 'fraction', digits: 3 }, []],
		['TIMESTAMP(3)', '2024-06-15T12:34:56Z', { form: 'timestamp' }, []],
		['INTERVAL HOUR', '90 minutes', { form: 'intervalOf', type: 'INTERVAL HOUR' }, []],
		['INTERVAL DAY TO SECOND', '1-06', { form: 'intervalOf', type: 'INTERVAL DAY TO SECOND' }, []],
		['INTERVAL YEAR', '18 months', { form: 'intervalOf', type: 'INTERVAL YEAR' }, []],
		['INT NOT NULL', null, { form: 'notNull', type: 'INT NOT NULL' }, []],
		['MULTISET<INT>', [1], { form: 'multisetEntries' }, [0]],
		['MULTISET<INT>', { '1': 1 }, { form: 'multisetEntries' }, []],
		['MULTISET<INT>', [{ value: 1, counts: 2 }], { form: 'multisetEntries' }, [0]],
		['MULTISET<INT>', [{ value: null, count: 1 }], { form: 'noNullElement' }, [0, 'value']],
		['MULTISET<INT>', [{ value: 1 }, { value: 'x', count: 1 }], { form: 'integer', least: '-2147483648', most: '2147483647' }, [1, 'value']],
		['MULTISET<INT>', [{ value: 1, count: 0 }], { form: 'integer', least: '1', most: '10000' }, [0, 'count']],
		['MULTISET<INT>', [{ value: 1, count: 6000 }, { value: 2, count: 6000 }], { form: 'fewerElements', most: 10_000 }, []],
		['ARRAY<MULTISET<INT>>', [[{ value: 1, count: 1 }]], { form: 'noMultiset' }, [0]],
		['MAP<STRING, ROW<m MULTISET<INT>>>', { a: { m: [] } }, { form: 'noMultiset' }, ['a', 'm']],
		['MULTISET<MULTISET<INT>>', [{ value: [], count: 1 }], { form: 'noMultiset' }, [0, 'value']],
		['ARRAY<INT>', { a: 1 }, { form: 'elements' }, []],
		['ARRAY<INT>', 'x', { form: 'elements' }, []],
		['ARRAY<INT>', [1, 'x'], { form: 'integer', least: '-2147483648', most: '2147483647' }, [1]],
		['ARRAY<INT NOT NULL>', [1, null], { form: 'notNull', type: 'INT NOT NULL' }, [1]],
		['MAP<STRING, INT>', ['a'], { form: 'mapEntries' }, [0]],
		['MAP<STRING, INT>', [{ key: 'a', valeu: 1 }], { form: 'mapEntries' }, [0]],
		['MAP<STRING, INT>', 'a', { form: 'mapEntries' }, []],
		['MAP<STRING, INT>', [{ key: null, value: 1 }], { form: 'noNullKey' }, [0, 'key']],
		['MAP<INT, INT>', { x: 1 }, { form: 'integer', least: '-2147483648', most: '2147483647' }, ['x']],
		['MAP<STRING, BOOLEAN>', { x: 'yes' }, { form: 'boolean' }, ['x']],
		['ROW<a INT, b INT>', 5, { form: 'row', fields: ['a', 'b'] }, []],
		['ROW<a INT, b INT>', [1], { form: 'fieldCount', fields: 2 }, []],
		['ROW<a INT>', { A: 1 }, { form: 'knownField', field: 'A', fields: ['a'] }, []],
		['ROW<a INT, b INT NOT NULL>', { a: 1 }, { form: 'notNull', type: 'INT NOT NULL' }, ['b']],
		['ROW<a INT, b INT NOT NULL>', [1, null], { form: 'notNull', type: 'INT NOT NULL' }, [1]],
		['ROW<a ROW<b ARRAY<MAP<STRING, DATE>>>>', { a: { b: [{}, { k: 'soon' }] } }, { form: 'date' }, ['a', 'b', 1, 'k']],
		['ROW<a ARRAY<BIGINT>>', { a: [1, 2 ** 53] }, { form: 'exactNumber', rounded: '9007199254740992' }, ['a', 1]],
	])('refuses as %s %j, and says where', (type, value, expected, path) => {
		expect(() => literal(type, value)).toThrow(UnfitValueError);
		expect(() => literal(type, value)).toThrow(expect.objectContaining({ expected, path }));
	});

	it('takes types and values that are nested as deeply as types may be', () => {
		const depth = 100;
		const nested = Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 7);
		expect(literal(`${'ARRAY<'.repeat(depth)}INT${'>'.repeat(depth)}`, nested)).toBe(`${'ARRAY['.repeat(depth)}7${']'.repeat(depth)}`);
	});

	it('is one expression, whatever the type and the value', () => {
		const scalars = fc.constantFrom('STRING', 'INT', 'DECIMAL(10, 2)', 'DOUBLE', 'BYTES', 'VARIANT', 'TIMESTAMP_LTZ(3)', 'DATE', 'INTERVAL DAY', 'MULTISET<INT>');
		const { type } = fc.letrec<{ type: string }>((tie) => ({
			type: fc.oneof(
				{ maxDepth: 3 },
				scalars,
				tie('type').map((inner) => `ARRAY<${inner}>`),
				tie('type').map((inner) => `MAP<STRING, ${inner}>`),
				fc.tuple(tie('type'), fc.string({ minLength: 1 }).filter((name) => !/[\r\n]/.test(name))).map(([inner, name]) => `ROW<\`${name.replaceAll('`', '``')}\` ${inner}>`),
			),
		}));
		const value = fc.jsonValue({ maxDepth: 4 });
		fc.assert(
			fc.property(type, value, (text, json) => {
				let sql: string;
				try {
					sql = literal(text, json);
				} catch (error) {
					expect(error).toBeInstanceOf(UnfitValueError);
					return;
				}
				const code = scanSql(`SELECT ${sql} END`);
				expect(code.every(({ kind }) => kind !== 'comment' && kind !== 'placeholder')).toBe(true);
				const rest = code.map(({ kind, start, end }) => (kind === 'code' ? `SELECT ${sql} END`.slice(start, end) : '')).join('');
				expect(rest).toMatch(/^SELECT [\w\s.,()[\]<>+-]* END$/);
			}),
			{ numRuns: 1000 },
		);
	});
});
