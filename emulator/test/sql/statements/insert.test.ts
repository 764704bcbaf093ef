import { SNAPSHOT, SqlSession, type Row } from '../sqlSession';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

const STREAM = {};

describe('values come back as they went in', () => {
	const TYPES: ReadonlyArray<readonly [type: string, literal: string, value: Row[number]]> = [
		['BOOLEAN', 'TRUE', 'TRUE'],
		['TINYINT', 'CAST(-128 AS TINYINT)', '-128'],
		['SMALLINT', 'CAST(32767 AS SMALLINT)', '32767'],
		['INT', '-2147483648', '-2147483648'],
		['BIGINT', '9223372036854775807', '9223372036854775807'],
		['DECIMAL(38, 10)', "CAST('1234567890123456789012345678.0123456789' AS DECIMAL(38, 10))", '1234567890123456789012345678.0123456789'],
		['FLOAT', "CAST('3.4028235E38' AS FLOAT)", '3.4028235E38'],
		['DOUBLE', '4.9E-324', '4.9E-324'],
		['CHAR(3)', "CAST('äö ' AS CHAR(3))", 'äö '],
		['VARCHAR(5)', "CAST('12345' AS VARCHAR(5))", '12345'],
		['BINARY(2)', "x'00ff'", "x'00ff'"],
		['BYTES', "x'00ff27'", "x'00ff27'"],
		['DATE', "DATE '0001-01-01'", '0001-01-01'],
		['TIME(3)', "CAST('23:59:59.999' AS TIME(3))", '23:59:59.999'],
		['TIMESTAMP(6)', "CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))", '9999-12-31 23:59:59.999999'],
		['TIMESTAMP_LTZ(3)', "CAST('2024-02-29 12:00:00.123' AS TIMESTAMP_LTZ(3))", '2024-02-29 12:00:00.123'],
		['INTERVAL YEAR TO MONTH', "INTERVAL '-1-11' YEAR TO MONTH", '-1-11'],
		['INTERVAL DAY TO SECOND(3)', "INTERVAL '1 02:03:04.567' DAY TO SECOND(3)", '+1 02:03:04.567'],
		['ARRAY<INT>', 'CAST(ARRAY[1, CAST(NULL AS INT)] AS ARRAY<INT>)', ['1', null]],
		['MAP<STRING, DOUBLE>', "CAST(MAP['a', 1.5, 'b', CAST(NULL AS DOUBLE)] AS MAP<STRING, DOUBLE>)", [['a', '1.5'], ['b', null]]],
		['MULTISET<STRING>', "CAST((SELECT COLLECT(v) FROM (VALUES 'b', 'a', 'b') AS t (v)) AS MULTISET<STRING>)", [['a', '1'], ['b', '2']]],
		['MULTISET<INT>', 'CAST((SELECT COLLECT(v) FROM (VALUES CAST(NULL AS INT)) AS t (v)) AS MULTISET<INT>)', []],
		['ROW<`a``b` INT, `c.d` ROW<`e` ARRAY<STRING>>>', "CAST(ROW(1, ROW(ARRAY['x'])) AS ROW<`a``b` INT, `c.d` ROW<`e` ARRAY<STRING>>>)", ['1', [['x']]]],
		['ROW<`m` MULTISET<INT>>', 'CAST(ROW(CAST((SELECT COLLECT(v) FROM (VALUES 7, 7) AS t (v)) AS MULTISET<INT>)) AS ROW<`m` MULTISET<INT>>)', [[['7', '2']]]],
		['VARIANT', "PARSE_JSON('[1, null]')", [2, [[4, '1'], [0]]]],
	];

	it.each(TYPES)('%s: %s', async (type, literal, value) => {
		await session.run(`CREATE TABLE t (id INT, v ${type})`);
		await session.run(`INSERT INTO t VALUES (1, ${literal}), (2, CAST(NULL AS ${type}))`);
		expect(await session.rows('SELECT v FROM t WHERE id = 1')).toEqual([[value]]);
		expect(await session.rows('SELECT v FROM t WHERE id = 2')).toEqual([[null]]);
	});

	it.each([
		["it''s", "it's"],
		["''); DROP TABLE t; --", "'); DROP TABLE t; --"],
		['`"\\ /* -- */ ${x} {{ $json }}', '`"\\ /* -- */ ${x} {{ $json }}'],
		['😀 \u{1F468}\u200D\u{1F469} e\u0301', '😀 \u{1F468}\u200D\u{1F469} e\u0301'],
		['\0 between \0', '\0 between \0'],
		[' \t\r\n\u2028\uFEFF ', ' \t\r\n\u2028\uFEFF '],
	])('text %j', async (written, text) => {
		await session.run('CREATE TABLE t (v STRING, a ARRAY<STRING>)');
		await session.run(`INSERT INTO t VALUES (CAST('${written}' AS STRING), CAST(ARRAY['${written}'] AS ARRAY<STRING>))`);
		expect(await session.rows(`SELECT * FROM t WHERE v = '${written}'`)).toEqual([[text, [text]]]);
	});

	it.each(["SELECT '\uD800'", 'SELECT 1 AS `\uDC00`'])('half of a surrogate pair is refused: %j', async (sql) => {
		expect(await session.failure(sql)).toBe('SQL with half of a surrogate pair is not supported by this emulator.');
	});

	it('table and columns of hostile names are made, filled, listed and read', async () => {
		const names = ['a`b', 'c.d', "e'f", 'g"h', '😀', 'select', '; DROP TABLE t; --', ' '];
		const quoted = names.map((name) => `\`${name.replaceAll('`', '``')}\``);
		for (const [index, table] of quoted.entries()) {
			await session.run(`CREATE TABLE ${table} (${quoted.map((column) => `${column} INT`).join(', ')})`);
			await session.run(`INSERT INTO ${table} VALUES (${quoted.map((_, place) => index * 10 + place).join(', ')})`);
			expect(await session.rows(`SELECT ${quoted[3]}, ${quoted[0]} FROM ${table} WHERE ${quoted[1]} = ${index * 10 + 1}`)).toEqual([[String(index * 10 + 3), String(index * 10)]]);
			const literal = names[index]!.replaceAll("'", "''");
			expect(await session.rows(`SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = '${literal}' AND IS_HIDDEN = 'NO'`)).toEqual(names.map((name) => [name]));
		}
		expect((await session.rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.`TABLES` WHERE TABLE_SCHEMA = 'cluster_0'")).flat()).toEqual(names);
	});
});

describe('which columns a row of VALUES has', () => {
	const TABLE =
		"CREATE TABLE t (a INT, twice AS a * 2, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', seen TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL, place BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL, b STRING)";
	beforeEach(() => session.run(TABLE));

	it('those that are stored, and metadata that is not VIRTUAL', async () => {
		await session.run("INSERT INTO t VALUES (1, TO_TIMESTAMP_LTZ(5000, 3), 'x')");
		expect(await session.rows('SELECT a, twice, ts, seen, b FROM t')).toEqual([
			['1', '2', '1970-01-01 00:00:05.000', '1970-01-01 00:00:05.000', 'x'],
		]);
	});

	it('a record without a time of its own has the present one', async () => {
		await session.run("INSERT INTO t VALUES (1, CAST(NULL AS TIMESTAMP_LTZ(3)), 'x'), (2, TO_TIMESTAMP_LTZ(1, 3), 'y')");
		expect(await session.rows('SELECT a, ts, `$rowtime` FROM t')).toEqual([
			['1', '2026-01-02 03:04:05.000', '2026-01-02 03:04:05.000'],
			['2', '1970-01-01 00:00:00.001', '1970-01-01 00:00:00.001'],
		]);
	});

	it('also where the time is NOT NULL: that is said of records that are read', async () => {
		await session.run("CREATE TABLE u (a INT, ts TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp')");
		await session.run('INSERT INTO u VALUES (1, CAST(NULL AS TIMESTAMP_LTZ(3)))');
		expect(await session.rows('SELECT ts FROM u')).toEqual([['2026-01-02 03:04:05.000']]);
	});

	it('any, in the order of a list, the others NULL', async () => {
		await session.run("INSERT INTO t (b, a) VALUES ('x', 1), ('y', 2)");
		await session.run('INSERT INTO t (b) SELECT b FROM t WHERE a = 1');
		expect(await session.rows('SELECT a, b FROM t')).toEqual([
			['1', 'x'],
			['2', 'y'],
			[null, 'x'],
		]);
	});

	it.each(['twice', 'seen', 'place', '$rowtime', 'nope'])('no list names %s', async (name) => {
		expect(await session.failure(`INSERT INTO t (a, \`${name}\`) VALUES (1, 2)`)).toContain(`Unknown target column '${name}'`);
	});

	it('another number of columns is refused, with both schemas', async () => {
		expect(await session.failure("INSERT INTO t VALUES (1, 'x')")).toBe(
			[
				"Column types of query result and sink for 'default.cluster_0.t' do not match.",
				'Cause: Different number of columns.',
				'',
				'Query schema: [EXPR$0: INT NOT NULL, EXPR$1: CHAR(1) NOT NULL]',
				'Sink schema:  [a: INT, ts: TIMESTAMP_LTZ(3), b: STRING]',
			].join('\n'),
		);
	});

	it('a type that does not fit is refused by name and place; NOT NULL is no part of it', async () => {
		await session.run('CREATE TABLE u (a INT NOT NULL, r ROW<x INT NOT NULL, y ARRAY<BYTES NOT NULL>> NOT NULL)');
		const detail = await session.failure("INSERT INTO u VALUES (CAST(NULL AS INT), 'x')");
		expect(detail).toContain("Cause: Incompatible types for sink column 'r' at position 1.");
		expect(detail).toContain('Query schema: [EXPR$0: INT, EXPR$1: CHAR(1) NOT NULL]');
		expect(detail).toContain('Sink schema:  [a: INT, r: ROW<`x` INT, `y` ARRAY<BYTES>>]');
	});

	it('rows of different length are refused', async () => {
		expect(await session.failure("INSERT INTO t VALUES (1, CAST(NULL AS TIMESTAMP_LTZ(3)), 'x'), (2)")).toContain('Values passed to VALUES operator must have compatible types');
	});
});

describe('NOT NULL', () => {
	const detailOf = (column: string) =>
		`Column '${column}' is NOT NULL, however, a null value is being written into it. You can set job configuration 'table.exec.sink.not-null-enforcer'='DROP' to suppress this exception and drop such records silently.`;

	it.each([
		['INSERT INTO t VALUES (CAST(NULL AS INT), 1)', 'a'],
		['INSERT INTO t VALUES (1, CAST(NULL AS INT))', 'b'],
		['INSERT INTO t VALUES (1, 1), (2, CAST(NULL AS INT))', 'b'],
		['INSERT INTO t SELECT a, NULLIF(a, 1) FROM (VALUES (1)) AS v (a)', 'b'],
		['INSERT INTO keyed VALUES (CAST(NULL AS INT), 1)', 'id'],
	])('%s fails while it runs, and writes nothing', async (sql, column) => {
		await session.run('CREATE TABLE t (a INT NOT NULL, b INT NOT NULL)');
		await session.run('CREATE TABLE keyed (id INT, v INT, PRIMARY KEY (id) NOT ENFORCED)');
		const statement = await session.plan(sql);
		await expect(statement.advance(session.now)).rejects.toMatchObject({ name: 'SqlError', detail: detailOf(column) });
		expect(await session.rows('SELECT * FROM t')).toEqual([]);
		expect(await session.rows('SELECT * FROM keyed')).toEqual([]);
	});

	it('a list that leaves such a column out is refused in planning', async () => {
		await session.run('CREATE TABLE t (a INT NOT NULL, b INT)');
		await expect(session.plan('INSERT INTO t (b) VALUES (1)')).rejects.toMatchObject({ detail: "Column 'a' has no default value and does not allow NULLs" });
	});
});

describe('keys', () => {
	it.each([['as a stream', STREAM], ['as a snapshot', SNAPSHOT]])('the last row of a key stays, within a statement and after it, %s', async (_, properties) => {
		await session.run('CREATE TABLE t (k STRING, l INT, v STRING, PRIMARY KEY (k, l) NOT ENFORCED)');
		await session.run("INSERT INTO t VALUES ('a', 1, 'first'), ('a', 2, 'other'), ('a', 1, 'second')", properties);
		await session.run("INSERT INTO t VALUES ('b', 1, 'new'), ('a', 2, CAST(NULL AS STRING))", properties);
		expect(await session.rows('SELECT * FROM t ORDER BY k, l')).toEqual([
			['a', '1', 'second'],
			['a', '2', null],
			['b', '1', 'new'],
		]);
	});

	it('a table without one keeps every row', async () => {
		await session.run('CREATE TABLE t (k STRING)');
		await session.run("INSERT INTO t VALUES ('a'), ('a')");
		expect(await session.rows('SELECT * FROM t')).toEqual([['a'], ['a']]);
	});
});

describe('what is too long', () => {
	it('is cut, what is too short is filled, as CAST does', async () => {
		await session.run('CREATE TABLE t (c CHAR(3), v VARCHAR(3), b BINARY(2), vb VARBINARY(2), d DECIMAL(4, 2), ts TIMESTAMP(3))');
		await session.run("INSERT INTO t VALUES ('abcdef', 'abcdef', x'010203', x'010203', 1.999, TIMESTAMP '2024-01-01 00:00:00.123456')");
		await session.run("INSERT INTO t VALUES ('a', 'a', x'01', x'01', 1.5, TIMESTAMP '2024-01-01 00:00:00')");
		expect(await session.rows('SELECT * FROM t')).toEqual([
			['abc', 'abc', "x'0102'", "x'0102'", '2.00', '2024-01-01 00:00:00.123'],
			['a  ', 'a', "x'0100'", "x'01'", '1.50', '2024-01-01 00:00:00.000'],
		]);
	});
});

describe('a MULTISET', () => {
	const bag = 'CAST((SELECT COLLECT(v) FROM (VALUES 1, 1) AS t (v)) AS MULTISET<INT>)';

	it('updates in a stream: a table without a key takes it as a snapshot only', async () => {
		await session.run('CREATE TABLE t (v MULTISET<INT>)');
		const sql = `INSERT INTO t VALUES (${bag})`;
		expect(await session.failure(sql, STREAM)).toMatch(/^Table sink 'default\.cluster_0\.t' doesn't support consuming update changes which is produced by /);
		await session.run(`${sql}, (${bag})`);
		expect(await session.rows('SELECT * FROM t')).toEqual([[[['1', '2']]], [[['1', '2']]]]);
	});

	it('replaces itself by key in a stream', async () => {
		await session.run('CREATE TABLE t (id INT, v MULTISET<INT>, PRIMARY KEY (id) NOT ENFORCED)');
		await session.run(`INSERT INTO t VALUES (1, ${bag})`, STREAM);
		expect(await session.rows('SELECT * FROM t')).toEqual([['1', [['1', '2']]]]);
	});

	it.each([`ARRAY[${bag}]`, `MAP['a', ${bag}]`, `ARRAY[ROW(${bag})]`, 'ARRAY[(SELECT 1)]'])('has no place in %s', async (value) => {
		expect(await session.failure(`SELECT ${value}`)).toBe('SQL parse failed. Query expression encountered in illegal context');
	});
});

describe('many rows', () => {
	it('five hundred in a statement are all there, in order, also of nested types', async () => {
		await session.run('CREATE TABLE t (id INT NOT NULL, name STRING, ts TIMESTAMP_LTZ(3), tags ARRAY<STRING>, place ROW<x INT, y DECIMAL(10, 2)>)');
		const rowAt = (id: number) =>
			`(${id}, CAST('name ${id}' AS STRING), CAST('2024-01-01 00:00:00.${String(id % 1000).padStart(3, '0')}' AS TIMESTAMP_LTZ(3)), CAST(ARRAY['a', '${id}'] AS ARRAY<STRING>), CAST(ROW(${id}, CAST('${id}.5' AS DECIMAL(10, 2))) AS ROW<x INT, y DECIMAL(10, 2)>))`;
		for (let first = 0; first < 1500; first += 500)
			await session.run(`INSERT INTO t VALUES\n${Array.from({ length: 500 }, (_, index) => rowAt(first + index)).join(',\n')}`, STREAM);
		const rows = await session.rows('SELECT * FROM t');
		expect(rows.map(([id]) => Number(id))).toEqual(Array.from({ length: 1500 }, (_, id) => id));
		expect(rows[1234]).toEqual(['1234', 'name 1234', '2024-01-01 00:00:00.234', ['a', '1234'], ['1234', '1234.50']]);
	});
});
