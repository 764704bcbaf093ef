import { schema, SNAPSHOT, SqlSession } from './sqlSession';

const session = new SqlSession();
afterAll(() => session.close());

describe('every type on the wire', () => {
	it.each([
		["CAST('abc' AS CHAR(5))", 'CHAR(5) NOT NULL', 'abc  '],
		["'abc'", 'CHAR(3) NOT NULL', 'abc'],
		["CAST('abcdef' AS VARCHAR(3))", 'VARCHAR(3) NOT NULL', 'abc'],
		["CAST('abc' AS STRING)", 'VARCHAR(2147483647) NOT NULL', 'abc'],
		["'日本🎉 \\ \"'", 'CHAR(7) NOT NULL', '日本🎉 \\ "'],
		["''", 'CHAR(0) NOT NULL', ''],
		['TRUE', 'BOOLEAN NOT NULL', 'TRUE'],
		['1 = 2', 'BOOLEAN NOT NULL', 'FALSE'],
		['CAST(7 AS TINYINT)', 'TINYINT NOT NULL', '7'],
		['CAST(-300 AS SMALLINT)', 'SMALLINT NOT NULL', '-300'],
		['2147483647', 'INT NOT NULL', '2147483647'],
		['9007199254740993', 'BIGINT NOT NULL', '9007199254740993'],
		['12.30', 'DECIMAL(4, 2) NOT NULL', '12.30'],
		['0.05', 'DECIMAL(3, 2) NOT NULL', '0.05'],
		[
			"CAST('-99999999999999999999999999999999999999' AS DECIMAL(38, 0))",
			'DECIMAL(38, 0) NOT NULL',
			'-99999999999999999999999999999999999999',
		],
		['CAST(54.5 AS FLOAT)', 'FLOAT NOT NULL', '54.5'],
		['CAST(0.1 AS FLOAT)', 'FLOAT NOT NULL', '0.1'],
		['1.25e7', 'DOUBLE NOT NULL', '1.25E7'],
		['CAST(3 AS DOUBLE)', 'DOUBLE NOT NULL', '3.0'],
		["CAST('NaN' AS DOUBLE)", 'DOUBLE NOT NULL', 'NaN'],
		["CAST('-Infinity' AS DOUBLE)", 'DOUBLE NOT NULL', '-Infinity'],
		["x'7F0203'", 'BINARY(3) NOT NULL', "x'7f0203'"],
		["x''", 'BINARY(0) NOT NULL', "x''"],
		["CAST('ab' AS BYTES)", 'VARBINARY(2147483647) NOT NULL', "x'6162'"],
		["DATE '2024-06-15'", 'DATE NOT NULL', '2024-06-15'],
		["TIME '12:34:56'", 'TIME(0) NOT NULL', '12:34:56'],
		["TIME '12:34:56.789'", 'TIME(3) NOT NULL', '12:34:56.789'],
		["TIMESTAMP '2024-06-15 12:34:56.789'", 'TIMESTAMP(3) NOT NULL', '2024-06-15 12:34:56.789'],
		["TIMESTAMP '2024-06-15 12:34:56'", 'TIMESTAMP(0) NOT NULL', '2024-06-15 12:34:56'],
		["CAST('2024-06-15 12:34:56' AS TIMESTAMP)", 'TIMESTAMP(6) NOT NULL', '2024-06-15 12:34:56.000000'],
		[
			"CAST('2024-06-15 12:34:56.123456' AS TIMESTAMP(3))",
			'TIMESTAMP(3) NOT NULL',
			'2024-06-15 12:34:56.123',
		],
		[
			"CAST('2024-06-15 12:34:56.123456' AS TIMESTAMP(9))",
			'TIMESTAMP(9) NOT NULL',
			'2024-06-15 12:34:56.123456000',
		],
		[
			"CAST('2024-06-15 12:34:56.789' AS TIMESTAMP_LTZ(3))",
			'TIMESTAMP_LTZ(3) NOT NULL',
			'2024-06-15 12:34:56.789',
		],
		["INTERVAL '1-6' YEAR TO MONTH", 'INTERVAL YEAR(2) TO MONTH NOT NULL', '+1-06'],
		["INTERVAL '-3' MONTH", 'INTERVAL MONTH(2) NOT NULL', '-0-03'],
		["INTERVAL '1 02:03:04.567' DAY TO SECOND", 'INTERVAL DAY(2) TO SECOND(6) NOT NULL', '+1 02:03:04.567'],
		["INTERVAL '-75:30' MINUTE TO SECOND", 'INTERVAL MINUTE(2) TO SECOND(6) NOT NULL', '-0 01:15:30.000'],
		["INTERVAL '-1' DAY * 2", 'INTERVAL DAY(2) NOT NULL', '-2 00:00:00.000'],
		['ARRAY[1, CAST(NULL AS INT)]', 'ARRAY<INT> NOT NULL', ['1', null]],
		[
			"ARRAY[ARRAY['a'], ARRAY['b', 'c']]",
			'ARRAY<ARRAY<CHAR(1) NOT NULL> NOT NULL> NOT NULL',
			[['a'], ['b', 'c']],
		],
		[
			"MAP['k', 1, 'l', 2]",
			'MAP<CHAR(1) NOT NULL, INT NOT NULL> NOT NULL',
			[
				['k', '1'],
				['l', '2'],
			],
		],
		[
			'MAP[1, ARRAY[TRUE]]',
			'MAP<INT NOT NULL, ARRAY<BOOLEAN NOT NULL> NOT NULL> NOT NULL',
			[['1', ['TRUE']]],
		],
		["ROW(1, 'x')", 'ROW<`EXPR$0` INT NOT NULL, `EXPR$1` CHAR(1) NOT NULL> NOT NULL', ['1', 'x']],
		[
			"CAST(ROW(1, 'x') AS ROW<a BIGINT, a STRING>)",
			'ROW<`a` BIGINT, `a` VARCHAR(2147483647)> NOT NULL',
			['1', 'x'],
		],
		[
			"(1, DATE '2024-06-15')",
			'ROW<`EXPR$0` INT NOT NULL, `EXPR$1` DATE NOT NULL> NOT NULL',
			['1', '2024-06-15'],
		],
		['PARSE_JSON(\'{"a":[1,"x",null]}\')', 'VARIANT NOT NULL', [1, [['a', [2, [[4, '1'], [11, 'x'], [0]]]]]]],
		["TRY_PARSE_JSON('{')", 'VARIANT', null],
		['NULL', 'NULL', null],
		['CAST(NULL AS INT)', 'INT', null],
		['CAST(NULL AS ARRAY<ROW<a INT>>)', 'ARRAY<ROW<`a` INT>>', null],
		['CAST(NULL AS MAP<STRING, INT>)', 'MAP<VARCHAR(2147483647), INT>', null],
		['CAST(NULL AS TIMESTAMP_LTZ(3))', 'TIMESTAMP_LTZ(3)', null],
		['CAST(NULL AS BYTES)', 'VARBINARY(2147483647)', null],
	])('%s', async (sql, type, value) => {
		const { statement, changes } = await session.run(`SELECT ${sql} AS v`);
		expect(schema(statement.columns)).toEqual([`v ${type}`]);
		expect(changes).toEqual([{ op: 0, row: [value] }]);
	});

	it('counts the elements of a MULTISET', async () => {
		const { statement, changes } = await session.run(
			"SELECT COLLECT(x) FROM (VALUES ('a'), ('b'), ('a')) AS t(x)",
		);
		expect(schema(statement.columns)).toEqual(['EXPR$0 MULTISET<CHAR(1) NOT NULL>']);
		expect(changes[0]!.row).toEqual([
			[
				['a', '2'],
				['b', '1'],
			],
		]);
	});

	it('writes types as the API does, with the names that the OpenAPI has', async () => {
		const { statement } = await session.run(
			"SELECT CAST(ROW('a', ARRAY[1]) AS ROW<sku STRING, n ARRAY<INT NOT NULL>>) AS r, COLLECT(1) AS m, MAP['k', 1.5] AS p FROM (VALUES (1)) AS t(x) GROUP BY x",
		);
		expect(statement.columns!.map(({ type }) => type)).toEqual([
			{
				type: 'ROW',
				nullable: false,
				fields: [
					{ name: 'sku', field_type: { type: 'VARCHAR', nullable: true, length: 2147483647 } },
					{
						name: 'n',
						field_type: { type: 'ARRAY', nullable: true, element_type: { type: 'INTEGER', nullable: false } },
					},
				],
			},
			{ type: 'MULTISET', nullable: false, element_type: { type: 'INTEGER', nullable: false } },
			{
				type: 'MAP',
				nullable: false,
				key_type: { type: 'CHAR', nullable: false, length: 1 },
				value_type: { type: 'DECIMAL', nullable: false, precision: 2, scale: 1 },
			},
		]);
	});
});

describe('TIMESTAMP_LTZ in the zone of the session', () => {
	const moment = 'SELECT TO_TIMESTAMP_LTZ(1718454896789, 3)';

	it.each([
		['UTC', '2024-06-15 12:34:56.789'],
		['Europe/Berlin', '2024-06-15 14:34:56.789'],
		['GMT+03:00', '2024-06-15 15:34:56.789'],
	])('%s', async (zone, expected) => {
		expect(await session.row(moment, { ...SNAPSHOT, 'sql.local-time-zone': zone })).toEqual([expected]);
	});

	it('reads and casts text in that zone too', async () => {
		const zoned = { ...SNAPSHOT, 'sql.local-time-zone': 'Asia/Tokyo' };
		const sql = `SELECT CAST('2024-06-15 09:00:00' AS TIMESTAMP_LTZ(0)), CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING),
			CAST(TO_TIMESTAMP_LTZ(0, 3) AS TIMESTAMP(3)), EXTRACT(HOUR FROM TO_TIMESTAMP_LTZ(0, 3)),
			ARRAY[TO_TIMESTAMP_LTZ(0, 3)]`;
		expect(await session.row(sql, zoned)).toEqual([
			'2024-06-15 09:00:00',
			'1970-01-01 09:00:00.000',
			'1970-01-01 09:00:00.000',
			'9',
			['1970-01-01 09:00:00.000'],
		]);
	});
});

describe('names of columns', () => {
	it.each([
		['SELECT 1, 2 AS a, 3', ['EXPR$0', 'a', 'EXPR$2']],
		['SELECT 1 AS a, 2 AS a', ['a', 'a0']],
		['SELECT 1 AS `__proto__`, 2 AS ``', ['__proto__', '']],
		['SELECT 1 AS `A`, 2 AS `a`', ['A', 'a']],
		['SELECT t.x, t.`x y` FROM (VALUES (1, 2)) AS t(x, `x y`)', ['x', 'x y']],
		['SELECT * FROM (VALUES (1)) AS t(x), (VALUES (2)) AS u(x)', ['x', 'x0']],
		['VALUES (1, 2)', ['EXPR$0', 'EXPR$1']],
		['SELECT COUNT(*) FROM (VALUES (1)) AS t(x)', ['EXPR$0']],
	])('%s', async (sql, names) => {
		const { statement } = await session.run(sql);
		expect(statement.columns!.map(({ name }) => name)).toEqual(names);
	});
});
