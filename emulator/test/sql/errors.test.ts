import { SNAPSHOT, SqlSession } from './sqlSession';

const session = new SqlSession();

beforeAll(async () => {
	await session.run('CREATE TABLE sink (id INT NOT NULL, name STRING)');
	await session.run('CREATE TABLE keyed (id INT, n BIGINT, PRIMARY KEY (id) NOT ENFORCED)');
	await session.run('CREATE VIEW seen AS SELECT 1 AS a');
});
afterAll(() => session.close());

const orders = 'examples.marketplace.orders';
const at = (from: number, to: number, line = 1): string =>
	from === to
		? `SQL validation failed. Error at or near line ${line}, column ${from}.`
		: `SQL validation failed. Error from line ${line}, column ${from} to line ${line}, column ${to}.`;
const cause = (place: string, text: string): string => `${place}\n\nCaused by: ${text}`;
const missing = (name: string): string =>
	`Table (or view) '${name}' does not exist, may be on a private cluster, or you do not have permission to access it.\n` +
	'If the cluster is private, please connect using a private network.\n' +
	"Using current catalog 'default' and current database 'cluster_0'.";

describe('names that are not there', () => {
	it.each([
		['SELECT * FROM nope', cause(at(15, 18), missing('nope'))],
		['SELECT * FROM `no such`', cause(at(15, 23), missing('no such'))],
		['SELECT 1\nFROM a.b.c', cause(at(6, 10, 2), missing('a.b.c'))],
		['INSERT INTO nope VALUES (1)', cause(at(13, 16), missing('nope'))],
		['DESCRIBE nope', cause(at(10, 13), missing('nope'))],
		[`SELECT nope FROM ${orders}`, cause(at(8, 11), "Column 'nope' not found in any table")],
		['SELECT n', cause(at(8, 8), "Column 'n' not found in any table")],
		[
			`SELECT Price FROM ${orders}`,
			cause(at(8, 12), "Column 'Price' not found in any table; did you mean 'price'?"),
		],
		[`SELECT o.nope FROM ${orders} AS o`, cause(at(10, 13), "Column 'nope' not found in table 'o'")],
		[`SELECT zz.price FROM ${orders} AS o`, cause(at(8, 9), "Table 'zz' not found")],
		['SELECT x FROM (VALUES (1)) AS a(x), (VALUES (1)) AS b(x)', cause(at(8, 8), "Column 'x' is ambiguous")],
		[
			"SELECT notExisting('a', 1)",
			cause(
				at(8, 26),
				"Function 'notExisting(<CHARACTER>, <NUMERIC>)' does not exist or you do not have permission to access it.\nUsing current catalog 'default' and current database 'cluster_0'.",
			),
		],
	])('%s', async (sql, detail) => {
		expect(await session.failure(sql)).toBe(detail);
	});

	it('names an unknown catalog or database of the properties', async () => {
		expect(await session.failure('SELECT 1', { ...SNAPSHOT, 'sql.current-catalog': 'nowhere' })).toMatch(
			/^A catalog with name or id 'nowhere' cannot be resolved\./,
		);
		expect(await session.failure('SELECT 1', { ...SNAPSHOT, 'sql.current-database': 'lkc-0' })).toBe(
			"A database with name 'lkc-0' does not exist, or you have no permissions to access it in catalog 'default'.",
		);
	});

	it('has no current catalog unless a property sets it', async () => {
		const nowhere = { ...SNAPSHOT, 'sql.current-catalog': '', 'sql.current-database': '' };
		expect(await session.failure('SELECT * FROM sink', nowhere)).toContain(
			"Using current catalog '' and current database ''.",
		);
		for (const sql of ['CREATE TABLE t (a INT)', 'SHOW TABLES', 'SHOW DATABASES', 'SHOW VIEWS']) {
			expect(await session.failure(sql, nowhere)).toMatch(/^A current, valid catalog has not been set\./);
		}
		for (const sql of ['CREATE TABLE t (a INT)', 'SHOW TABLES']) {
			expect(await session.failure(sql, { ...nowhere, 'sql.current-catalog': 'default' })).toMatch(
				/^A current, valid database has not been set\./,
			);
		}
	});

	it('refuses a zone that is none', async () => {
		expect(await session.failure('SELECT 1', { 'sql.local-time-zone': 'Mars/Olympus' })).toContain(
			"'Mars/Olympus' is neither a time zone ID",
		);
	});
});

describe('types that do not fit', () => {
	it.each<readonly [sql: string, place: string, text: string]>([
		["SELECT 'a' + 1", at(8, 14), "Cannot apply '+' to arguments of type '<CHAR(1)> + <INT>'."],
		[`SELECT 1 FROM ${orders} WHERE price`, at(49, 53), 'WHERE clause must be a condition'],
		...['JOIN', 'INNER JOIN', 'LEFT JOIN', 'FULL OUTER JOIN'].map(
			(join): readonly [string, string, string] => [
				`SELECT 1 FROM (SELECT 1) AS a ${join} (SELECT 1) AS b`,
				at(15, 30 + join.length + 16),
				'INNER, LEFT, RIGHT or FULL join requires a condition (NATURAL keyword or ON or USING clause)',
			],
		),
		["SELECT CASE WHEN TRUE THEN 1 ELSE 'a' END", at(8, 41), 'Illegal mixing of types in CASE'],
		[
			"SELECT CAST(DATE '2024-01-01' AS INT)",
			at(8, 37),
			'Cast function cannot convert value of type DATE NOT NULL to type INT',
		],
		[
			'SELECT BITAND(1, 1.5)',
			at(8, 21),
			"Cannot apply 'BITAND' to arguments of type 'BITAND(<INT>, <DECIMAL(2, 1)>)'.",
		],
		[
			"SELECT LEFT('a', 1e0)",
			at(8, 21),
			"Cannot apply 'LEFT' to arguments of type 'LEFT(<CHAR(1)>, <DOUBLE>)'.",
		],
		["SELECT ARRAY_CONTAINS(ARRAY[1], 'a')", at(8, 36), "Cannot apply 'ARRAY_CONTAINS'"],
		["SELECT TO_TIMESTAMP_LTZ('2024-01-01', 3)", at(8, 40), "Cannot apply 'TO_TIMESTAMP_LTZ'"],
		['SELECT UPPER(1)', at(8, 15), "Cannot apply 'UPPER' to arguments of type 'UPPER(<INT>)'."],
		["SELECT x'01' IN (CAST(NULL AS STRING))", at(8, 38), "Cannot apply 'IN'"],
		["VALUES (1), ('a')", at(1, 17), 'Values passed to VALUES operator must have compatible types'],
		['SELECT 1 UNION SELECT 1, 2', at(16, 26), 'Column count mismatch in UNION'],
		["SELECT 1 UNION ALL SELECT 'a'", at(20, 29), 'Type mismatch in column 1 of UNION ALL'],
		["SELECT DATE '2024-13'", at(8, 21), "Illegal DATE literal '2024-13'"],
		['SELECT 9223372036854775808', at(8, 26), "Numeric literal '9223372036854775808' out of range"],
		['SELECT 1.0000000000000000000', at(8, 28), "Numeric literal '1.0000000000000000000' out of range"],
		["SELECT INTERVAL 'x' DAY", at(8, 23), "Illegal interval literal format 'x' for INTERVAL DAY"],
		[
			`SELECT price FROM ${orders} GROUP BY customer_id`,
			at(8, 12),
			"Expression 'price' is not being grouped",
		],
		[
			`SELECT SUM(price), customer_id FROM ${orders}`,
			at(20, 30),
			"Expression 'customer_id' is not being grouped",
		],
		[
			`SELECT 1 FROM ${orders} WHERE SUM(price) > 1`,
			at(49, 58),
			'Aggregate expression is illegal in WHERE clause',
		],
		['SELECT ROW_NUMBER()', at(8, 19), 'OVER clause is necessary for window functions'],
		['SELECT UPPER(*)', at(8, 15), "Cannot apply 'UPPER'"],
	])('%s', async (sql, place, text) => {
		const detail = await session.failure(sql);
		expect(detail.startsWith(`${place}\n\nCaused by: ${text}`)).toBe(true);
	});
});

describe('text that is no SQL', () => {
	it.each<readonly [sql: string, text: string]>([
		['', 'Encountered "<EOF>" at line 1, column 1.'],
		['SELEC 1', 'Encountered "SELEC" at line 1, column 1.'],
		['SELECT 1 FROM', 'Encountered "<EOF>" at line 1, column 14.\nWas expecting:\n    <IDENTIFIER> ...'],
		['SELECT 1 2', 'Encountered "2" at line 1, column 10.'],
		['SELECT\n  (1', 'Encountered "<EOF>" at line 2, column 5.\nWas expecting:\n    ")" ...'],
		['SELECT * FROM t WHERE', 'Encountered "<EOF>" at line 1, column 22.'],
		["SELECT 'open", 'Lexical error at line 1, column 8.'],
		['SELECT select', 'Encountered "select" at line 1, column 8.'],
		[
			'SELECT COUNT(*) AS count',
			'Encountered "count" at line 1, column 20.\nWas expecting:\n    <IDENTIFIER> ...',
		],
		...['avg', 'date', 'hour', 'value', 'user', 'time', 'year', 'rank', 'start', 'end', 'timestamp'].map(
			(word): readonly [string, string] => [
				`SELECT price AS ${word} FROM ${orders}`,
				`Encountered "${word}" at line 1, column 17.`,
			],
		),
		[`SELECT price value FROM ${orders}`, 'Encountered "value" at line 1, column 14.'],
		[`SELECT o.value FROM ${orders} AS o`, 'Encountered "value" at line 1, column 10.'],
		[`SELECT * FROM ${orders} AS user`, 'Encountered "user" at line 1, column 46.'],
		['SELECT COMMENT FROM INFORMATION_SCHEMA.`TABLES`', 'Encountered "COMMENT" at line 1, column 8.'],
		['CREATE TABLE t (id INT, date DATE)', 'Encountered "date" at line 1, column 25.'],
		['CREATE TABLE t (r ROW<value INT>)', 'Encountered "value" at line 1, column 23.'],
		['CREATE TABLE t (a FOO)', 'Encountered "FOO" at line 1, column 19.'],
		['SHOW NONSENSE', 'Encountered "NONSENSE" at line 1, column 6.'],
	])('%p', async (sql, text) => {
		const detail = await session.failure(sql);
		expect(detail.startsWith(`SQL parse failed. ${text}`)).toBe(true);
	});

	it('has names that look like words of SQL', async () => {
		const names = [
			'name',
			'type',
			'state',
			'key',
			'data',
			'week',
			'quarter',
			'days',
			'total',
			'columns',
			'metadata',
		];
		const sql = `SELECT ${names.map((name, index) => `${index} AS ${name}`).join(', ')}, 1 AS \`value\``;
		expect(await session.rows(`SELECT ${names.join(', ')}, t.\`value\` FROM (${sql}) AS t`)).toEqual([
			[...names.map((_, index) => String(index)), '1'],
		]);
	});

	it.each(['SELECT 1; SELECT 2', "SET 'sql.state-ttl' = '1 h'; SELECT 1", 'USE CATALOG `default`; SELECT 1;', "RESET 'sql.state-ttl';\nSELECT 1"])(
		'takes one statement at a time, and knows no scripts: %s',
		async (sql) => {
			expect(await session.failure(sql)).toBe(
				'Only a single statement is supported at a time. Multiple INSERT INTO statements can be wrapped into a STATEMENT SET.',
			);
		},
	);

	it.each([
		["CREATE FUNCTION f AS 'x'", 'CREATE FUNCTION'],
		['CREATE OR REPLACE MODEL m INPUT (a STRING)', 'CREATE MODEL'],
		["CREATE CONNECTION c WITH ('type' = 'openai')", 'CREATE CONNECTION'],
		['DROP FUNCTION f', 'DROP FUNCTION'],
		['ALTER VIEW seen RENAME TO v', 'ALTER VIEW'],
		['SHOW MODELS', 'SHOW MODELS'],
		["SHOW CONNECTIONS LIKE 'a%'", 'SHOW CONNECTIONS'],
		['SHOW CREATE MODEL m', 'SHOW CREATE MODEL'],
		['DESCRIBE MODEL m', 'DESCRIBE MODEL'],
		["EXPLAIN STATEMENT SET BEGIN INSERT INTO sink VALUES (1, 'a'); END", 'EXPLAIN STATEMENT SET'],
		['ALTER TABLE sink ADD PRIMARY KEY (id) NOT ENFORCED', 'ALTER TABLE … ADD PRIMARY KEY'],
		['EXPLAIN CREATE TABLE u AS SELECT 1', 'EXPLAIN CREATE'],
		[`SELECT * FROM ${orders} MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS TRUE)`, 'MATCH_RECOGNIZE'],
		[`SELECT * FROM ${orders} AS o TABLESAMPLE SYSTEM (10)`, 'TABLESAMPLE'],
		['SELECT 1 > ALL (SELECT 1)', '> ALL'],
		['SELECT * FROM LATERAL TABLE(Split(1))', 'The table function Split'],
		["SELECT TIME '12:34:56.1234567'", 'A TIME with more than six digits after the second'],
		["SELECT TIMESTAMP '2024-06-15 12:34:56.1234567'", 'A TIMESTAMP with more than six digits after the second'],
		["SELECT CAST('2024-06-15 12:34:56.1234567' AS TIMESTAMP(9))", 'A timestamp with more than six digits after the second'],
		["SELECT CAST('2024-06-15 12:34:56.000000001' AS TIMESTAMP_LTZ(9))", 'A timestamp with more than six digits after the second'],
	])('%s is not in this emulator', async (sql, what) => {
		expect(await session.failure(sql)).toBe(`${what} is not supported by this emulator.`);
	});

	it.each([
		["SELECT PRINTF('a')", at(8, 13), 'PRINTF'],
		['SELECT approx_count_distinct(1)', at(8, 28), 'approx_count_distinct'],
		['SELECT * FROM TABLE(ML_PREDICT(1))', at(21, 30), 'ML_PREDICT'],
	])('%s is a function that is not in this emulator', async (sql, place, name) => {
		expect(await session.failure(sql)).toBe(cause(place, `Function '${name}' is not in this emulator.`));
	});

	it('lists every subject of SHOW once', async () => {
		const expected = (await session.failure('SHOW NONSENSE')).split('\n').slice(2);
		expect(new Set(expected).size).toBe(expected.length);
	});

	it.each([
		'CREATE DATABASE d',
		'MERGE INTO sink USING keyed ON TRUE',
		'CREATE TEMPORARY TABLE u (a INT)',
		'DELETE FROM sink',
		"SET 'a' = 'b'",
		'ANALYZE TABLE sink',
	])('has no %s', async (sql) => {
		expect(await session.failure(sql)).toBe('The requested operation is not supported.');
	});
});

describe('writing where it does not fit', () => {
	it.each([
		['INSERT INTO sink VALUES (1)', 'Cause: Different number of columns.'],
		["INSERT INTO sink VALUES ('a', 'b')", "Cause: Incompatible types for sink column 'id' at position 0."],
		["INSERT INTO sink (name) VALUES ('a')", "Column 'id' has no default value and does not allow NULLs"],
		['INSERT INTO sink (id, nope) VALUES (1, 2)', "Unknown target column 'nope'"],
		[
			"INSERT INTO sink VALUES (CAST(NULL AS INT), 'a')",
			"Column 'id' is NOT NULL, however, a null value is being written into it.",
		],
		[`INSERT INTO ${orders} VALUES ('a', 1, 'b', 1.0)`, 'is a read-only example table'],
		['INSERT INTO seen VALUES (1)', 'INSERT INTO is not supported for view `default`.`cluster_0`.`seen`.'],
		[`DROP TABLE ${orders}`, 'is a read-only example table'],
		['DROP TABLE nope', "Table with identifier 'default.cluster_0.nope' does not exist."],
		['DROP TABLE seen', "Table with identifier 'default.cluster_0.seen' does not exist."],
		['DROP VIEW sink', "View with identifier 'default.cluster_0.sink' does not exist."],
		[
			'CREATE TABLE sink (a INT)',
			'Table (or view) default.cluster_0.sink already exists in Catalog default.',
		],
		['CREATE VIEW sink AS SELECT 1', 'already exists'],
		['CREATE TABLE t (a INT, a INT)', "A column named 'a' already exists in the table."],
		['CREATE TABLE t (a INT, PRIMARY KEY (b) NOT ENFORCED)', "Primary key column 'b' is not defined"],
		["CREATE TABLE t (a INT) WITH ('changelog.mode' = 'upsert')", 'A PRIMARY KEY is required'],
		[
			"CREATE TABLE t (a INT) WITH ('changelog.mode' = 'sideways')",
			"Invalid value for option 'changelog.mode'",
		],
		['CREATE TABLE t (a INT, WATERMARK FOR b AS b)', "Column 'b' not found in any table"],
		[
			'CREATE TABLE t (a INT, WATERMARK FOR a AS a)',
			'Invalid data type of time field for watermark definition.',
		],
		['ALTER TABLE sink ADD (name STRING)', 'already exists in the table'],
		['ALTER TABLE sink DROP nope', 'does not exist in the base table'],
		['ALTER TABLE sink ADD (x INT NOT NULL)', 'The physical column `x` cannot be added'],
		['ALTER TABLE sink DROP (id)', 'The physical column `id` cannot be dropped'],
		['ALTER TABLE sink RENAME TO other', 'ALTER TABLE … RENAME is not supported'],
		['ALTER TABLE sink RENAME id TO other', 'ALTER TABLE … RENAME is not supported'],
		['ALTER TABLE sink MODIFY (id STRING)', 'ALTER TABLE … MODIFY of a column is not supported by this emulator'],
		["CREATE TABLE t (a INT) WITH ('colour' = 'red')", 'Unsupported options:\n\ncolour'],
		["ALTER TABLE sink SET ('colour' = 'red')", 'Unsupported options:\n\ncolour'],
		["CREATE TABLE t (a INT) WITH ('connector' = 'kafka')", "Could not find any factory for identifier 'kafka'"],
		["CREATE TABLE t (a INT) WITH ('connector' = 'faker')", "The connector 'faker' is not supported by this emulator"],
		["CREATE TABLE t (a INT) WITH ('value.format' = 'csv')", "Invalid value for option 'value.format'"],
		["CREATE TABLE t (a INT) WITH ('scan.bounded.mode' = 'latest-offset')", "'scan.bounded.mode' = 'latest-offset' is not supported by this emulator"],
		["SELECT * FROM sink /*+ OPTIONS('scan.bounded.mode'='latest-offset') */", 'is not supported by this emulator'],
		["SELECT /*+ STATE_TTL('a'='1d') */ 1", 'is not supported by this emulator'],
		['SELECT PROCTIME()', 'PROCTIME() is not supported'],
		['SELECT 1 != 2', "Bang equal '!=' is not allowed"],
		["SELECT * FROM TABLE(SESSION(TABLE sink, DESCRIPTOR($rowtime), INTERVAL '1' MINUTE))", 'SESSION windows are not supported in snapshot queries'],
		[
			'ALTER TABLE sink ADD WATERMARK FOR t AS t',
			'All tables declare a system-provided watermark by default.',
		],
	])('%s', async (sql, text) => {
		expect(await session.failure(sql)).toContain(text);
	});

	it('takes an updating stream only where rows can be replaced', async () => {
		const counts = `SELECT customer_id, COUNT(*) FROM ${orders} GROUP BY customer_id`;
		const detail = await session.failure(`INSERT INTO sink SELECT customer_id, 'n' FROM (${counts})`, {});
		expect(detail).toContain(
			"Table sink 'default.cluster_0.sink' doesn't support consuming update and delete changes",
		);
		await expect(session.plan(`INSERT INTO keyed ${counts}`)).resolves.toMatchObject({
			sqlKind: 'INSERT_INTO',
			isBounded: false,
		});
	});
});

describe('what fails while it runs', () => {
	it.each([
		['SELECT 1 / 0', 'java.lang.ArithmeticException: / by zero'],
		[
			"SELECT CAST('abc' AS INT)",
			"java.lang.NumberFormatException: For input string: 'abc'. Invalid character found.",
		],
		[
			'SELECT (SELECT x FROM (VALUES (1), (2)) AS t(x))',
			'SingleValueAggFunction received more than one element.',
		],
		[
			"SELECT CAST('99999999999' AS INT)",
			"java.lang.NumberFormatException: For input string: '99999999999'. Overflow.",
		],
		["SELECT CAST(' ' AS BIGINT)", "java.lang.NumberFormatException: For input string: ''. Input is empty."],
		[
			"SELECT CAST('x' AS DECIMAL(4, 2))",
			"java.lang.NumberFormatException: For input string: 'x'. Invalid character found.",
		],
		["SELECT CAST('2024-02-30' AS DATE)", "java.time.DateTimeException: For input string: '2024-02-30'."],
		["SELECT CAST('25:00' AS TIME)", "java.time.DateTimeException: For input string: '25:00'."],
		["SELECT CAST('soon' AS TIMESTAMP)", "java.time.DateTimeException: For input string: 'soon'."],
		[
			"SELECT DATE_FORMAT(NOW(), CONCAT('yyyy-MM-dd', 'THH'))",
			'java.lang.IllegalArgumentException: Unknown pattern letter: T',
		],
		["SELECT DATE_FORMAT(NOW(), CONCAT('yyyy-', 'VV'))", "The date pattern 'VV' is not in this emulator."],
		["SELECT CAST('maybe' AS BOOLEAN)", "Cannot parse 'maybe' as BOOLEAN."],
		['SELECT 1.5 / 0', 'java.lang.ArithmeticException: Division by zero'],
		[
			"SELECT REGEXP_REPLACE('abc', 'a++', '')",
			'A possessive quantifier of a regular expression is not supported by this emulator.',
		],
		["SELECT JSON_VALUE('{}', '$.a[?(@.b)]')", 'A filter of a JSON path is not supported by this emulator.'],
		["SELECT PARSE_JSON('{')", 'Failed to parse json string: {'],
		["SELECT JSON_VALUE('{}', 'lax $.a' ERROR ON EMPTY)", 'Empty result of JSON_VALUE function is not allowed'],
	])('%s', async (sql, detail) => {
		const statement = await session.plan(sql, SNAPSHOT);
		await expect(statement.advance(session.now)).rejects.toMatchObject({ name: 'SqlError', detail });
	});

	it.each([
		[
			"SELECT DATE_FORMAT(NOW(), 'yyyy-MM-ddTHH:mm')",
			'java.lang.IllegalArgumentException: Unknown pattern letter: T',
		],
		["SELECT TO_TIMESTAMP('2024', 'yyyyX')", "Reading the date pattern 'X' is not in this emulator."],
	])('%s fails in planning', async (sql, detail) => {
		await expect(session.plan(sql, SNAPSHOT)).rejects.toMatchObject({ name: 'SqlError', detail });
	});

	it('leaves the engine as it was', async () => {
		await session.failure('SELECT 1 / 0');
		expect(await session.row('SELECT 1')).toEqual(['1']);
	});
});
