import { SqlSession, START } from './sqlSession';

const session = new SqlSession();
afterAll(() => session.close());

type Case = readonly [sql: string, value: unknown];

async function check(sql: string, value: unknown): Promise<void> {
	expect(await session.row(`SELECT ${sql}`)).toEqual([value]);
}

describe('operators', () => {
	it.each<Case>([
		['7 / 2', '3'],
		['-7 / 2', '-3'],
		['7 % 3', '1'],
		['-7 % 3', '-1'],
		['7.0 / 2', '3.500000000000'],
		['1.50 * 2', '3.00'],
		['1 + 2.5', '3.5'],
		['2 * 3.5e0', '7.0'],
		['1e0 / 0', 'Infinity'],
		['- (3 - 5)', '2'],
		["'a' || 'b'", 'ab'],
		["'a' || CAST(NULL AS STRING)", null],
		['NULL IS NULL', 'TRUE'],
		['1 IS DISTINCT FROM NULL', 'TRUE'],
		['NOT (1 = 1 AND 2 > 3)', 'TRUE'],
		['UNKNOWN IS NOT TRUE', 'TRUE'],
		['5 BETWEEN 1 AND 5', 'TRUE'],
		['5 NOT BETWEEN 1 AND 4', 'TRUE'],
		['12 BETWEEN SYMMETRIC 15 AND 12', 'TRUE'],
		['12 BETWEEN ASYMMETRIC 15 AND 12', 'FALSE'],
		['12 NOT BETWEEN SYMMETRIC 12 AND NULL', null],
		['3 = ANY (VALUES (1), (3))', 'TRUE'],
		['3 <> ALL (VALUES (1), (3))', 'FALSE'],
		["'b' IN ('a', 'b')", 'TRUE'],
		['3 NOT IN (1, 2)', 'TRUE'],
		['3 IN (CAST(NULL AS STRING))', null],
		['3 NOT IN (CAST(NULL AS STRING))', null],
		['3 IN (3, NULL)', 'TRUE'],
		['TRUE IN (CAST(NULL AS STRING))', null],
		["DATE '2024-06-15' IN (CAST(NULL AS STRING))", null],
		["TIME '12:34:56' IN (CAST(NULL AS STRING))", null],
		["CAST('2024-06-15 12:34:56' AS TIMESTAMP_LTZ(3)) IN (CAST(NULL AS STRING))", null],
		["INTERVAL '1' DAY IN (CAST(NULL AS STRING))", null],
		["INTERVAL '1' MONTH IN (CAST(NULL AS STRING))", null],
		["'a' IN (CAST(NULL AS STRING))", null],
		["'abc' LIKE 'a%'", 'TRUE'],
		["'a%c' LIKE 'a!%c' ESCAPE '!'", 'TRUE'],
		["'abc' NOT LIKE '_b'", 'TRUE'],
		["'abc' SIMILAR TO '(a|x)%'", 'TRUE'],
		["NULL LIKE 'a'", null],
		["'a' LIKE NULL", null],
		["CAST(x'61ff' AS STRING)", 'a\uFFFD'],
		["DATE '2024-06-15' > '2024-01-01'", 'TRUE'],
		["DATE '2024-01-31' + INTERVAL '1' MONTH", '2024-02-29'],
		["TIMESTAMP '2024-01-01 00:00:00' - INTERVAL '1' SECOND", '2023-12-31 23:59:59'],
		["INTERVAL '1' DAY + INTERVAL '2' HOUR", '+1 02:00:00.000'],
		['ARRAY[1, 2] || ARRAY[3]', ['1', '2', '3']],
		['(1, 2) = (1, 2)', 'TRUE'],
	])('%s', check);
});

describe('strings', () => {
	it.each<Case>([
		["CHAR_LENGTH('héé')", '3'],
		["UPPER('abc')", 'ABC'],
		["INITCAP('hello wORLD')", 'Hello World'],
		["TRIM('  a ')", 'a'],
		["TRIM(LEADING 'x' FROM 'xax')", 'ax'],
		["TRIM(TRAILING FROM 'a ')", 'a'],
		["SUBSTRING('hello' FROM 2 FOR 3)", 'ell'],
		["SUBSTR('hello', -3)", 'llo'],
		["SUBSTRING('hello', 0)", 'hello'],
		["LEFT('hello', 2)", 'he'],
		["RIGHT('hello', 2)", 'lo'],
		["LPAD('a', 3, 'xy')", 'xya'],
		["POSITION('l' IN 'hello')", '3'],
		["OVERLAY('abcdef' PLACING 'ZZ' FROM 2 FOR 3)", 'aZZef'],
		["CONCAT('a', 1, TRUE, 1.5e0)", 'a1TRUE1.5'],
		["CONCAT('a', CAST(NULL AS STRING))", null],
		["CONCAT_WS('-', 'a', CAST(NULL AS STRING), 'b')", 'a-b'],
		["REPLACE('aXb', 'X', '-')", 'a-b'],
		["REGEXP_REPLACE('a1b2', '([a-z])([0-9])', '$2$1')", '1a2b'],
		["REGEXP_EXTRACT('foo123', '([a-z]+)([0-9]+)', 2)", '123'],
		["REGEXP_EXTRACT('foo', '[0-9]+')", null],
		["SPLIT_INDEX('a,b,c', ',', 1)", 'b'],
		["REVERSE('abc')", 'cba'],
		["MD5('')", 'd41d8cd98f00b204e9800998ecf8427e'],
		["TO_BASE64('hi')", 'aGk='],
		["FROM_BASE64('aGk=')", 'hi'],
		["ASCII('A')", '65'],
		["LOCATE('a', 'banana', 3)", '4'],
		["LOCATE('x', 'banana', 3)", '0'],
		["INSTR('banana', 'n', 4)", '5'],
		["REGEXP_COUNT('a1b22', '[0-9]+')", '2'],
		["REGEXP_SUBSTR('ab12', '[0-9]+')", '12'],
		["REGEXP_INSTR('ab12', '[0-9]+')", '3'],
		["REGEXP_INSTR('ab', '[0-9]')", '0'],
		["REGEXP_EXTRACT_ALL('a1b2', '([a-z])([0-9])')", ['a', 'b']],
		["REGEXP_EXTRACT_ALL('a1b2', '([a-z])([0-9])', 2)", ['1', '2']],
		["PARSE_URL('https://u:p@host.com:80/p/a?x=1&y=2#r', 'HOST')", 'host.com'],
		["PARSE_URL('https://u:p@host.com:80/p/a?x=1&y=2#r', 'FILE')", '/p/a?x=1&y=2'],
		["PARSE_URL('https://u:p@host.com:80/p/a?x=1&y=2#r', 'QUERY', 'y')", '2'],
		["PARSE_URL('https://host.com', 'REF')", null],
		["URL_ENCODE('a b&~ü*')", 'a+b%26%7E%C3%BC*'],
		["URL_DECODE('a+b%26')", 'a b&'],
		["URL_DECODE('%zz')", null],
		["ELT(2, 'a', 'b')", 'b'],
		["ELT(3, 'a', 'b')", null],
		["UNHEX('6162')", "x'6162'"],
		["UNHEX('zz')", null],
		["SHA2('a', 256)", 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
		["SHA224('a')", 'abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5'],
		["LEFT(SHA512('a'), 12)", '1f40fc92da24'],
		["'a' 'b'", 'ab'],
	])('%s', check);

	it('makes version 4 UUIDs, a new one for every row', async () => {
		const rows = await session.rows('SELECT UUID() FROM (VALUES (1), (2), (3)) AS t(x)');
		expect(new Set(rows.flat()).size).toBe(3);
		for (const [uuid] of rows)
			expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
	});
});

describe('numbers', () => {
	it.each<Case>([
		['ABS(-5)', '5'],
		['ABS(-1.50)', '1.50'],
		['MOD(7, 3)', '1'],
		['ROUND(2.345, 2)', '2.35'],
		['ROUND(2.5e0)', '3.0'],
		['FLOOR(-1.5)', '-2'],
		['CEIL(1.2e0)', '2.0'],
		['TRUNCATE(42.345, 2)', '42.34'],
		['POWER(2, 10)', '1024.0'],
		['SQRT(16)', '4.0'],
		['SIGN(-3)', '-1'],
		['LOG(2, 8)', '3.0'],
		['SQRT(-1)', 'NaN'],
		['LN(0)', '-Infinity'],
		['LOG10(-1)', 'NaN'],
		['LOG(2, 0)', '-Infinity'],
		['ASIN(2)', 'NaN'],
		['COT(0)', 'Infinity'],
		['2147483647 + 1', '-2147483648'],
		['-2147483647 - 2', '2147483647'],
		['65536 * 65537', '65536'],
		['9223372036854775807 + 1', '-9223372036854775808'],
		['9223372036854775807 * 9223372036854775807', '1'],
		['CAST(127 AS TINYINT) + CAST(2 AS TINYINT)', '-127'],
		['-CAST(-2147483648 AS INT)', '-2147483648'],
		['ABS(CAST(-32768 AS SMALLINT))', '-32768'],
		['CAST(-2147483648 AS INT) / -1', '-2147483648'],
		['CAST(99999999999 AS INT)', '1215752191'],
		['CAST(3276913443134.87 AS INT)', '-146603714'],
		['CAST(300 AS TINYINT)', '44'],
		['CAST(1e20 AS INT)', '2147483647'],
		['CAST(-1e20 AS BIGINT)', '-9223372036854775808'],
		['CAST(1e20 AS SMALLINT)', '-1'],
		["CAST(CAST('NaN' AS DOUBLE) AS INT)", '0'],
		['CAST(123456.78 AS DECIMAL(4, 2))', null],
		["CAST('123456' AS DECIMAL(4, 2))", null],
		['99999999.9 * 99999999.99', '9999999989000000.001'],
		['GREATEST(1, 2.5)', '2.5'],
		['LEAST(3, 2, CAST(NULL AS INT))', null],
		['CAST(3.99 AS INT)', '3'],
		['CAST(-3.99e0 AS BIGINT)', '-3'],
		["CAST('12.9' AS INT)", '12'],
		['CAST(1 AS BOOLEAN)', 'TRUE'],
		["CAST('12.345' AS DECIMAL(4, 2))", '12.35'],
		["TRY_CAST('x' AS INT)", null],
		['CAST(1e10 AS STRING)', '1.0E10'],
		['CAST(TRUE AS STRING)', 'TRUE'],
	])('%s', check);

	it('draws numbers from a fixed beginning', async () => {
		const other = new SqlSession();
		const sql = 'SELECT RAND(), RAND_INTEGER(10) FROM (VALUES (1), (2)) AS t(x)';
		const first = new SqlSession();
		expect(await first.rows(sql)).toEqual(await other.rows(sql));
		await Promise.all([first.close(), other.close()]);
	});
});

describe('times', () => {
	it.each<Case>([
		["EXTRACT(YEAR FROM DATE '2024-05-06')", '2024'],
		["EXTRACT(EPOCH FROM TIMESTAMP '1970-01-02 00:00:00')", '86400'],
		["DAYOFWEEK(DATE '2024-05-06')", '2'],
		["DAYOFYEAR(DATE '2024-02-01')", '32'],
		["QUARTER(DATE '2024-05-06')", '2'],
		["WEEK(DATE '2024-01-01')", '1'],
		["HOUR(TIMESTAMP '2024-05-06 10:11:12')", '10'],
		["HOUR(TIME '10:11:12')", '10'],
		["EXTRACT(SECOND FROM TIME '10:11:12')", '12'],
		["FLOOR(TIME '10:11:12' TO HOUR)", '10:00:00'],
		[
			"TIMESTAMPDIFF(SECOND, TIMESTAMP '1000-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:00')",
			'-2045447168',
		],
		["TIMESTAMPDIFF(DAY, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-31 23:00:00')", '30'],
		["TIMESTAMPDIFF(MONTH, DATE '2024-01-31', DATE '2024-02-28')", '0'],
		["TIMESTAMPADD(MONTH, 1, DATE '2024-01-31')", '2024-02-29'],
		["TIMESTAMPADD(HOUR, 1, DATE '2024-01-31')", '2024-01-31 01:00:00'],
		["FLOOR(TIMESTAMP '2024-05-06 10:11:12' TO HOUR)", '2024-05-06 10:00:00'],
		["CEIL(DATE '2024-05-06' TO MONTH)", '2024-06-01'],
		["FLOOR(DATE '2024-05-17' TO WEEK)", '2024-05-12'],
		["FLOOR(DATE '2024-05-12' TO WEEK)", '2024-05-12'],
		["CEIL(TIMESTAMP '2024-05-17 10:00:00' TO WEEK)", '2024-05-19 00:00:00'],
		[
			"DATE_FORMAT(TIMESTAMP '2024-05-06 10:11:12', 'EEEE, MMMM d uuuu h:mm a (D)')",
			'Monday, May 6 2024 10:11 AM (127)',
		],
		[
			"DATE_FORMAT(TIMESTAMP '2024-05-06 10:11:12.345', 'yyyy-MM-dd''T''HH:mm:ss.SSS')",
			'2024-05-06T10:11:12.345',
		],
		["DATE_FORMAT('2024-05-06 10:11:12', 'dd MMM yy')", '06 May 24'],
		["TO_DATE('06.05.2024', 'dd.MM.yyyy')", '2024-05-06'],
		["TO_TIMESTAMP('2024-05-06 10:11:12')", '2024-05-06 10:11:12.000'],
		["TO_TIMESTAMP('nonsense')", null],
		['TO_TIMESTAMP_LTZ(1, 0)', '1970-01-01 00:00:01.000'],
		['TO_TIMESTAMP_LTZ(1700000000, 0)', '2023-11-14 22:13:20.000'],
		['TO_TIMESTAMP_LTZ(CAST(1700000000 AS INT), 3)', '1970-01-20 16:13:20.000'],
		['TO_TIMESTAMP_LTZ(1.5, 0)', '1970-01-01 00:00:01.500'],
		['FROM_UNIXTIME(86400)', '1970-01-02 00:00:00'],
		["UNIX_TIMESTAMP('1970-01-02 00:00:00')", '86400'],
		["UNIX_TIMESTAMP('nonsense')", '-9223372036854775808'],
		['UNIX_TIMESTAMP(CAST(NULL AS STRING))', null],
		["CONVERT_TZ('2024-06-15 12:00:00', 'UTC', 'Europe/Berlin')", '2024-06-15 14:00:00'],
		["CAST(TIMESTAMP '2024-01-01 00:00:00.5' AS DATE)", '2024-01-01'],
		["CAST(TIMESTAMP '2024-01-01 10:11:12.5' AS TIME)", '10:11:12'],
		["CAST(DATE '2024-01-01' AS TIMESTAMP(3))", '2024-01-01 00:00:00.000'],
		["CAST(TIMESTAMP '2024-01-01 00:00:00.50' AS STRING)", '2024-01-01 00:00:00.50'],
	])('%s', check);

	it.each<Case>([
		['CURRENT_TIMESTAMP', '2026-01-02 03:04:05.000'],
		['PROCTIME()', '2026-01-02 03:04:05.000'],
		['LOCALTIMESTAMP', '2026-01-02 03:04:05.000'],
		['CURRENT_DATE', '2026-01-02'],
		['LOCALTIME', '03:04:05'],
		['HOUR(LOCALTIME)', '3'],
		['EXTRACT(MINUTE FROM CURRENT_TIME)', '4'],
		['UNIX_TIMESTAMP()', String(START / 1000)],
	])('%s is the clock that the engine is given', check);
});

describe('conditions, collections and JSON', () => {
	it.each<Case>([
		['COALESCE(NULL, 1)', '1'],
		['NULLIF(1, 1)', null],
		["IF(1 = 1, 'y', 'no')", 'y'],
		["CASE WHEN 1 = 2 THEN 'a' ELSE 'bcd' END", 'bcd'],
		["CASE 3 WHEN 3 THEN 'three' END", 'three'],
		["IS_DIGIT('12')", 'TRUE'],
		['CARDINALITY(ARRAY[1, 2])', '2'],
		['ARRAY[1, 2][1]', '1'],
		['ARRAY[1, 2][5]', null],
		["MAP['a', 1]['a']", '1'],
		["MAP['a', 1]['b']", null],
		[
			"MAP['a', 1, 'b', 2, 'a', 3]",
			[
				['b', '2'],
				['a', '3'],
			],
		],
		['ARRAY_CONTAINS(ARRAY[1, 2], 2)', 'TRUE'],
		['ARRAY_DISTINCT(ARRAY[1, 1])', ['1']],
		['ARRAY_DISTINCT(ARRAY[3, 1, NULL, 3, 2, NULL, 1])', ['3', '1', null, '2']],
		['ARRAY_DISTINCT(CAST(NULL AS ARRAY<INT>))', null],
		['ARRAY_REMOVE(ARRAY[1, 2, 1], (SELECT MIN(x) FROM (VALUES (1), (2)) AS v(x)))', ['2']],
		['ARRAY_UNION(ARRAY[3, 1], ARRAY[2, 1])', ['3', '1', '2']],
		["ARRAY_JOIN(ARRAY['a', 'b'], '-')", 'a-b'],
		["ARRAY_JOIN(ARRAY['a', NULL, 'b'], '-')", 'a-b'],
		["ARRAY_JOIN(ARRAY['a', NULL, 'b'], '-', 'none')", 'a-none-b'],
		['ARRAY_JOIN(CAST(NULL AS ARRAY<STRING>), CAST(NULL AS STRING))', null],
		['ARRAY_SORT(ARRAY[2, NULL, 3])', [null, '2', '3']],
		['ARRAY_SORT(ARRAY[2, NULL, 3], FALSE)', ['3', '2', null]],
		['ARRAY_SORT(ARRAY[2, NULL, 3], TRUE, FALSE)', ['2', '3', null]],
		['ARRAY_CONCAT(ARRAY[1])', ['1']],
		['ARRAY_CONCAT(ARRAY[1], ARRAY[2.5], ARRAY[3])', ['1.0', '2.5', '3.0']],
		['ARRAY_SLICE(ARRAY[1, 2, 3], 2)', ['2', '3']],
		['ARRAY_EXCEPT(ARRAY[3, 1, NULL, 3], ARRAY[1])', ['3', null]],
		['ARRAY_INTERSECT(ARRAY[3, 1, NULL, 3, 2], ARRAY[2, 3, NULL])', ['3', null, '2']],
		[
			"MAP_FROM_ARRAYS(ARRAY['a', 'b'], ARRAY[1, 2])",
			[
				['a', '1'],
				['b', '2'],
			],
		],
		[
			"MAP_UNION(MAP['a', 1], MAP['a', 2, 'b', 3])",
			[
				['a', '2'],
				['b', '3'],
			],
		],
		[
			"STR_TO_MAP('k1=v1,k2=v2,k1=v3')",
			[
				['k1', 'v3'],
				['k2', 'v2'],
			],
		],
		[
			"STR_TO_MAP('a:1;b', ';', ':')",
			[
				['a', '1'],
				['b', null],
			],
		],
		["MAP_KEYS(MAP['a', 1])", ['a']],
		["MAP_ENTRIES(MAP['a', 1])", [['a', '1']]],
		['CAST(ARRAY[1, 2] AS STRING)', '[1, 2]'],
		["CAST(ROW(1, 'a', CAST(NULL AS INT)) AS STRING)", '(1, a, NULL)'],
		['CAST(ARRAY[ROW(TRUE, 1e0)] AS STRING)', '[(TRUE, 1.0)]'],
		[
			"CAST(MAP['a', ARRAY[TIMESTAMP '2024-01-01 00:00:00.5', NULL]] AS STRING)",
			'{a=[2024-01-01 00:00:00.5, NULL]}',
		],
		['CAST(CAST(NULL AS ROW<a INT>) AS STRING)', null],
		["CAST(INTERVAL '1' DAY AS STRING)", '+1 00:00:00.000'],
		["CAST(INTERVAL '-1-6' YEAR TO MONTH AS STRING)", '-1-06'],
		["CONCAT('in ', INTERVAL '90' MINUTE)", 'in +0 01:30:00.000'],
		["(CAST(ROW(1, 'x') AS ROW<a INT, b STRING>)).b", 'x'],
		[`JSON_VALUE('{"a":{"b":1}}', '$.a.b')`, '1'],
		[`JSON_VALUE('{"a":5}', 'lax $.a' RETURNING INT)`, '5'],
		[`JSON_VALUE('{"a":[1]}', '$.a')`, null],
		[`JSON_VALUE('{"a":"x"}', '$.a' RETURNING INT)`, null],
		[`JSON_VALUE('{"a":"x"}', '$.a' RETURNING INT DEFAULT -1 ON ERROR)`, '-1'],
		[`JSON_VALUE('{}', '$.a' DEFAULT 'none' ON EMPTY)`, 'none'],
		[`JSON_VALUE('{', '$.a' DEFAULT 'bad' ON ERROR)`, 'bad'],
		[`JSON_QUERY('{"a":[1,2]}', '$.a')`, '[1,2]'],
		[`JSON_EXISTS('{"a":1}', '$.b')`, 'FALSE'],
		["MAP_UNION(MAP['a', 1])", [['a', '1']]],
		[`JSON_EXISTS('{', '$.b')`, 'FALSE'],
		[`JSON_QUERY('{', '$.b')`, null],
		[`JSON_OBJECT('k' VALUE 1, KEY 'n' VALUE 'x')`, '{"k":1,"n":"x"}'],
		[`JSON_ARRAY(1, 'a')`, '[1,"a"]'],
		[`JSON_ARRAY(1, NULL, CAST(NULL AS INT), JSON_ARRAY(JSON_OBJECT('k' VALUE 2)))`, '[1,[{"k":2}]]'],
		[`JSON_ARRAY(1, CAST(NULL AS INT) NULL ON NULL)`, '[1,null]'],
		[`JSON_ARRAY(CAST(NULL AS INT) ABSENT ON NULL)`, '[]'],
		[`JSON_ARRAY()`, '[]'],
		[`PARSE_JSON('{"a":[7]}')['a'][1]`, [4, '7']],
		[`'[]' IS JSON`, 'TRUE'],
		[`'[1]' IS JSON OBJECT`, 'FALSE'],
		[`'[1]' IS JSON ARRAY`, 'TRUE'],
		[`'{}' IS NOT JSON OBJECT`, 'FALSE'],
		[`'"a"' IS JSON SCALAR`, 'TRUE'],
		[`'{' IS JSON VALUE`, 'FALSE'],
		[`CAST(NULL AS STRING) IS JSON`, 'FALSE'],
	])('%s', check);
});

describe('what a statement knows of itself', () => {
	it.each<Case>([
		['TYPEOF(1.50)', 'DECIMAL(3, 2) NOT NULL'],
		['CURRENT_CATALOG', 'default'],
		['CURRENT_DATABASE', 'cluster_0'],
	])('%s', check);

	it('CURRENT_WATERMARK of a time attribute', async () => {
		const sql = 'SELECT CURRENT_WATERMARK(`$rowtime`) FROM examples.marketplace.orders LIMIT 1';
		expect(await session.row(sql)).toEqual(['2026-01-02 03:04:05.000']);
	});
});

describe('aggregates', () => {
	const people = "(VALUES ('a', 1), ('b', 2), ('a', 4), ('c', CAST(NULL AS INT))) AS t(n, x)";

	it.each<Case>([
		['COUNT(*)', '4'],
		['COUNT(x)', '3'],
		['COUNT(DISTINCT n)', '3'],
		['SUM(x)', '7'],
		['SUM(DISTINCT x % 2)', '1'],
		['SUM(x * 1000000000)', '-1589934592'],
		['AVG(x)', '2'],
		['AVG(CAST(x AS DOUBLE))', '2.3333333333333335'],
		['AVG(CAST(x AS DECIMAL(5, 1)))', '2.333333'],
		['MIN(n)', 'a'],
		['MAX(x)', '4'],
		['SUM(x) FILTER (WHERE x > 1)', '6'],
		["LISTAGG(n, '|')", 'a|b|a|c'],
		["LISTAGG(n, ',') WITHIN GROUP (ORDER BY n DESC)", 'c,b,a,a'],
		['FIRST_VALUE(x)', '1'],
		['LAST_VALUE(x)', '4'],
		['ARRAY_AGG(n)', ['a', 'b', 'a', 'c']],
		['STDDEV_POP(CAST(x AS DOUBLE))', '1.247219128924647'],
		['SUM(x) * 2 + COUNT(*)', '18'],
	])('%s', async (sql, value) => {
		expect(await session.row(`SELECT ${sql} FROM ${people}`)).toEqual([value]);
	});

	it('find nothing in nothing', async () => {
		const sql = `SELECT COUNT(*), SUM(x), MIN(n), ARRAY_AGG(n) FROM ${people} WHERE n = 'z'`;
		expect(await session.row(sql)).toEqual(['0', null, null, null]);
	});
});
