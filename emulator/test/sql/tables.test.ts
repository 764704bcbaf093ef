import { schema, SNAPSHOT, sorted, SqlSession } from './sqlSession';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

async function script(...statements: readonly string[]): Promise<void> {
	for (const sql of statements) await session.run(sql);
}

describe('tables that users make', () => {
	it('keep what is written', async () => {
		await script(
			'CREATE TABLE t (id INT, name STRING, price DECIMAL(10, 2), `at` TIMESTAMP_LTZ(3), tags ARRAY<STRING>)',
			"INSERT INTO t VALUES (1, 'a', 1.5, TO_TIMESTAMP_LTZ(0, 3), ARRAY['x']), (2, 'b', CAST(NULL AS DECIMAL(3, 1)), CAST(NULL AS TIMESTAMP_LTZ(3)), CAST(NULL AS ARRAY<STRING>))",
			'INSERT INTO t (name, id) SELECT name || name, 3 FROM t WHERE id = 1',
		);
		expect(await session.rows('SELECT * FROM t')).toEqual([
			['1', 'a', '1.50', '1970-01-01 00:00:00.000', ['x']],
			['2', 'b', null, null, null],
			['3', 'aa', null, null, null],
		]);
	});

	it('replace rows by their primary key', async () => {
		await script(
			'CREATE TABLE t (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)',
			"INSERT INTO t VALUES (1, 'a'), (2, 'b'), (1, 'c')",
			"INSERT INTO t VALUES (2, 'd')",
		);
		expect(await session.rows('SELECT * FROM t ORDER BY id')).toEqual([
			['1', 'c'],
			['2', 'd'],
		]);
	});

	it('have a time for every row, which a metadata column reads and sets', async () => {
		await script(
			"CREATE TABLE t (id INT, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp')",
			'INSERT INTO t (id) VALUES (1)',
			'INSERT INTO t VALUES (2, TO_TIMESTAMP_LTZ(5000, 3))',
		);
		expect(await session.rows('SELECT id, ts, `$rowtime` FROM t')).toEqual([
			['1', '2026-01-02 03:04:05.000', '2026-01-02 03:04:05.000'],
			['2', '1970-01-01 00:00:05.000', '1970-01-01 00:00:05.000'],
		]);
	});

	it('work out computed columns', async () => {
		await script('CREATE TABLE t (a INT, twice AS a * 2, b INT)', 'INSERT INTO t VALUES (1, 2)');
		const { statement, changes } = await session.run('SELECT * FROM t WHERE twice = 2');
		expect(schema(statement.columns)).toEqual(['a INT', 'twice INT', 'b INT']);
		expect(changes[0]!.row).toEqual(['1', '2', '2']);
	});

	it('come from a query', async () => {
		await script("CREATE TABLE t AS SELECT id, UPPER(n) AS n FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, n)");
		expect(await session.rows('SELECT * FROM t')).toEqual([
			['1', 'A'],
			['2', 'B'],
		]);
		expect(await session.rows('DESCRIBE t')).toEqual([
			['id', 'INT', 'NOT NULL', ''],
			['n', 'CHAR(1)', 'NOT NULL', ''],
		]);
	});

	it('come like another', async () => {
		await script(
			'CREATE TABLE t (id INT, n STRING, PRIMARY KEY (id) NOT ENFORCED)',
			'CREATE TABLE u LIKE t',
			"INSERT INTO u VALUES (1, 'a')",
		);
		expect(await session.rows('SELECT * FROM u')).toEqual([['1', 'a']]);
		expect(await session.rows('SELECT * FROM t')).toEqual([]);
	});

	it('are made once', async () => {
		await script(
			'CREATE TABLE t (a INT)',
			'INSERT INTO t VALUES (1)',
			'CREATE TABLE IF NOT EXISTS t (b STRING)',
		);
		expect(await session.rows('SELECT a FROM t')).toEqual([['1']]);
	});

	it('are gone when dropped, and a job that reads them fails', async () => {
		await script('CREATE TABLE t (a INT)', 'INSERT INTO t VALUES (1)');
		const reader = await session.plan('SELECT * FROM t');
		expect((await reader.advance(session.now)).changes).toHaveLength(1);
		await script('DROP TABLE t', 'DROP TABLE IF EXISTS t');
		expect(await session.failure('SELECT * FROM t')).toContain("Table (or view) 't' does not exist");
		await expect(reader.advance(session.tick(1000))).rejects.toMatchObject({ name: 'SqlError' });
	});

	it('change with ALTER TABLE', async () => {
		await script(
			'CREATE TABLE t (a INT, b INT)',
			'INSERT INTO t VALUES (1, 2)',
			"ALTER TABLE t ADD (`at` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL, d AS a + b)",
			'INSERT INTO t VALUES (3, 4)',
			"ALTER TABLE t SET ('kafka.retention.time' = '1 h')",
		);
		expect(await session.rows('SELECT a, b, d FROM t')).toEqual([
			['1', '2', '3'],
			['3', '4', '7'],
		]);
		expect(await session.failure('ALTER TABLE t DROP b')).toContain('is referenced by computed column `d`');
		await script('ALTER TABLE t DROP d');
		expect(await session.rows('SELECT a, b FROM t')).toEqual([
			['1', '2'],
			['3', '4'],
		]);
		expect(await session.row('SHOW CREATE TABLE t')).toEqual([
			expect.stringContaining("'kafka.retention.time' = '1 h'"),
		]);
	});

	it('take several INSERTs as one statement set', async () => {
		await script('CREATE TABLE t (a INT)', 'CREATE TABLE u (a INT)');
		const { statement } = await session.run(
			'EXECUTE STATEMENT SET BEGIN INSERT INTO t VALUES (1); INSERT INTO u SELECT 2; END',
		);
		expect(statement).toMatchObject({ sqlKind: 'STATEMENT_SET', columns: null, isBounded: true });
		expect([await session.rows('SELECT * FROM t'), await session.rows('SELECT * FROM u')]).toEqual([
			[['1']],
			[['2']],
		]);
	});

	it('stand under names and ids of catalog and database', async () => {
		await script('CREATE TABLE t (a INT)', 'INSERT INTO t VALUES (1)');
		for (const name of ['`default`.`cluster_0`.`t`', '`env-a1b2c3`.`lkc-a1b2c3`.t', 'cluster_0.t']) {
			expect(await session.rows(`SELECT * FROM ${name}`)).toEqual([['1']]);
		}
		const byId = { ...SNAPSHOT, 'sql.current-catalog': 'env-a1b2c3', 'sql.current-database': 'lkc-a1b2c3' };
		expect(await session.rows('SELECT * FROM t', byId)).toEqual([['1']]);
		expect(await session.rows('SELECT CURRENT_CATALOG, CURRENT_DATABASE', byId)).toEqual([
			['default', 'cluster_0'],
		]);
	});
});

describe('views', () => {
	it('read what their query reads, wherever they are used', async () => {
		await script(
			'CREATE TABLE t (a INT)',
			'CREATE VIEW doubled (x, y) AS SELECT a, a * 2 FROM t WHERE a > 0',
			'INSERT INTO t VALUES (1), (-1)',
		);
		const elsewhere = {
			...SNAPSHOT,
			'sql.current-catalog': 'examples',
			'sql.current-database': 'marketplace',
		};
		expect(await session.rows('SELECT * FROM `default`.cluster_0.doubled', elsewhere)).toEqual([['1', '2']]);
		expect(await session.row('SHOW CREATE VIEW doubled')).toEqual([
			expect.stringContaining('AS SELECT a, a * 2 FROM t WHERE a > 0'),
		]);
		await script('DROP VIEW doubled');
		expect(await session.rows('SHOW VIEWS')).toEqual([]);
	});
});

describe('dry runs', () => {
	it.each([
		['CREATE TABLE t (a INT)', 'CREATE_TABLE'],
		['CREATE TABLE t AS SELECT 1 AS a', 'CREATE_TABLE_AS'],
		['INSERT INTO there VALUES (1)', 'INSERT_INTO'],
		['DROP TABLE there', 'DROP_TABLE'],
	])('%s is found right and does nothing', async (sql, sqlKind) => {
		await script('CREATE TABLE there (a INT)');
		const statement = await session.plan(sql, { 'sql.dry-run': 'true' });
		expect(statement.sqlKind).toBe(sqlKind);
		expect(await statement.advance(session.now)).toEqual({ changes: [], finished: true });
		expect(await session.rows('SHOW TABLES')).toEqual([['there']]);
		expect(await session.rows('SELECT * FROM there')).toEqual([]);
	});

	it('tell the columns of a query and give no row', async () => {
		const statement = await session.plan('SELECT 1 AS a', { 'sql.dry-run': 'true' });
		expect(schema(statement.columns)).toEqual(['a INT NOT NULL']);
		expect(await statement.advance(session.now)).toEqual({ changes: [], finished: true });
	});

	it.each([
		["SELECT $MOCK$1('INT') AS `a`", ['a INT']],
		["SELECT $MOCK$1('BIGINT NOT NULL') AS `a`", ['a BIGINT NOT NULL']],
		["WITH CTE$0 AS (SELECT $MOCK$1('ARRAY<ROW<`n` DECIMAL(5, 2)> NOT NULL>') AS `a`) SELECT (a[1].n + 1) FROM CTE$0", ['EXPR$0 DECIMAL(13, 2)']],
		["WITH CTE$0 AS (SELECT $MOCK$1('TIMESTAMP(3)') AS `at`) SELECT (`at` - INTERVAL '5' SECOND) FROM CTE$0", ['EXPR$0 TIMESTAMP(3)']],
	])('type an expression over columns that are not there yet: %s', async (sql, columns) => {
		const statement = await session.plan(sql, { 'sql.dry-run': 'true' });
		expect(schema(statement.columns)).toEqual(columns);
		expect(await session.failure(sql)).toContain('$MOCK$1');
	});

	it('fail as the statement would', async () => {
		expect(await session.failure('SELECT * FROM nope', { 'sql.dry-run': 'true' })).toContain("'nope'");
	});
});

it.each(['', " COMMENT 'SYSTEM'"])('the system column $rowtime may be written down, as SHOW CREATE TABLE has it%s', async (comment) => {
	await script(`CREATE TABLE t (a INT, \`$rowtime\` TIMESTAMP_LTZ(3) NOT NULL METADATA VIRTUAL${comment})`, 'INSERT INTO t VALUES (1)');
	expect(await session.rows('SELECT * FROM t')).toEqual([['1']]);
	expect(await session.rows('SELECT `$rowtime` IS NOT NULL FROM t')).toEqual([['TRUE']]);
});

describe('what the catalog tells', () => {
	beforeEach(() =>
		script(
			"CREATE TABLE t (id INT, name STRING COMMENT 'who', w AS id + 1, PRIMARY KEY (id) NOT ENFORCED) COMMENT 'things' DISTRIBUTED BY (id) INTO 3 BUCKETS",
		),
	);

	it.each([
		[
			'SHOW CATALOGS',
			[
				['default', 'env-a1b2c3'],
				['examples', 'examples'],
			],
		],
		['SHOW DATABASES', [['cluster_0', 'lkc-a1b2c3']]],
		['SHOW DATABASES IN examples', [['marketplace', 'marketplace']]],
		['SHOW TABLES', [['t']]],
		['SHOW TABLES IN `examples`.`marketplace`', [['clicks'], ['customers'], ['orders'], ['products']]],
		[
			"SHOW TABLES FROM examples.marketplace LIKE '%s' ",
			[['clicks'], ['customers'], ['orders'], ['products']],
		],
		["SHOW TABLES IN examples.marketplace LIKE 'c%'", [['clicks'], ['customers']]],
		["SHOW TABLES IN examples.marketplace NOT LIKE 'c%'", [['orders'], ['products']]],
		['SHOW CURRENT CATALOG', [['default']]],
		['SHOW CURRENT DATABASE', [['cluster_0']]],
		[
			'DESCRIBE t',
			[
				['id', 'INT', 'NOT NULL', 'PRIMARY KEY, BUCKET KEY'],
				['name', 'STRING', 'NULL', ''],
				['w', 'INT', 'NOT NULL', 'AS id + 1'],
			],
		],
		[
			'DESC examples.marketplace.orders',
			[
				['order_id', 'STRING', 'NOT NULL', ''],
				['customer_id', 'INT', 'NOT NULL', ''],
				['product_id', 'STRING', 'NOT NULL', ''],
				['price', 'DOUBLE', 'NOT NULL', ''],
			],
		],
		[
			'SELECT * FROM INFORMATION_SCHEMA.`CATALOGS`',
			[
				['env-a1b2c3', 'default'],
				['examples', 'examples'],
			],
		],
		[
			"SELECT SCHEMA_NAME FROM `default`.`INFORMATION_SCHEMA`.`SCHEMATA` WHERE SCHEMA_NAME <> 'INFORMATION_SCHEMA'",
			[['cluster_0']],
		],
		[
			"SELECT TABLE_NAME, TABLE_TYPE, DISTRIBUTION_BUCKETS, `COMMENT` FROM INFORMATION_SCHEMA.`TABLES` WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'",
			[['t', 'BASE TABLE', '3', 'things']],
		],
		[
			"SELECT COLUMN_NAME, ORDINAL_POSITION, IS_NULLABLE, FULL_DATA_TYPE, IS_GENERATED, `COMMENT` FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 't' AND IS_HIDDEN = 'NO'",
			[
				['id', '1', 'NO', 'INT', 'NO', null],
				['name', '2', 'YES', 'VARCHAR(2147483647)', 'NO', 'who'],
				['w', '3', 'NO', 'INT', 'YES', null],
			],
		],
		[
			'SELECT CONSTRAINT_NAME, TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_TYPE, ENFORCED FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS',
			[['PK_id', 'cluster_0', 't', 'PRIMARY KEY', 'NO']],
		],
		[
			'SELECT TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION FROM examples.INFORMATION_SCHEMA.KEY_COLUMN_USAGE',
			[
				['customers', 'customer_id', '1'],
				['products', 'product_id', '1'],
			],
		],
		[
			"SELECT TABLE_NAME, OPTION_VALUE FROM INFORMATION_SCHEMA.TABLE_OPTIONS WHERE OPTION_KEY = 'changelog.mode'",
			[['t', 'upsert']],
		],
		[
			"SELECT TABLE_NAME FROM examples.INFORMATION_SCHEMA.COLUMNS WHERE COLUMN_NAME = '$rowtime'",
			[['clicks'], ['customers'], ['orders'], ['products']],
		],
	])('%s', async (sql, rows) => {
		expect(await session.rows(sql)).toEqual(rows);
	});

	it('gives DDL that makes the same table again', async () => {
		const [[ddl]] = (await session.rows('SHOW CREATE TABLE t')) as [[string]];
		await session.run(ddl.replaceAll('`t`', '`u`'));
		const [[again]] = (await session.rows('SHOW CREATE TABLE u')) as [[string]];
		expect(again.replaceAll('`u`', '`t`')).toBe(ddl);
	});

	it('lists functions that there are', async () => {
		const names = (await session.rows('SHOW FUNCTIONS')).map(([name]) => name);
		expect(names).toEqual(sorted(names.map((name) => [name!])).map(([name]) => name));
		expect(names).toEqual(expect.arrayContaining(['CHAR_LENGTH', 'COUNT', 'UUID']));
	});

	it.each([
		['USE CATALOG examples', [['sql.current-catalog', 'examples']]],
		['USE cluster_0', [['sql.current-database', 'cluster_0']]],
		[
			'USE examples.marketplace',
			[
				['sql.current-catalog', 'examples'],
				['sql.current-database', 'marketplace'],
			],
		],
	])('%s', async (sql, rows) => {
		expect(await session.rows(sql)).toEqual(rows);
	});

	it('is read without a table of rows being opened to change', async () => {
		const { statement } = await session.run('SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES', {});
		expect(statement).toMatchObject({ isBounded: true, isAppendOnly: true });
	});
});
