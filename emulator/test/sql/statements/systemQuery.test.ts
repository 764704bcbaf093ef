import { SqlSession } from '../sqlSession';

let session: SqlSession;
beforeAll(async () => {
	session = new SqlSession();
	await session.run('CREATE TABLE t (name STRING, n INT)');
	await session.run('CREATE VIEW names AS SELECT TABLE_NAME AS name FROM INFORMATION_SCHEMA.`TABLES` WHERE TABLE_SCHEMA = \'cluster_0\'');
	await session.run('CREATE VIEW counted AS SELECT COUNT(*) AS n FROM INFORMATION_SCHEMA.`TABLES`');
});
afterAll(() => session.close());

const TABLES = 'INFORMATION_SCHEMA.`TABLES`';
const ours = "TABLE_SCHEMA = 'cluster_0'";

describe('a query of INFORMATION_SCHEMA may', () => {
	it.each([
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE ${ours} AND TABLE_TYPE <> 'VIEW'`, [['t']]],
		[`SELECT \`x\`.\`TABLE_NAME\` AS \`a\` FROM ${TABLES} AS \`x\` WHERE (x.TABLE_NAME = 't' OR x.TABLE_NAME = 'u') AND ${ours}`, [['t']]],
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE ${ours} AND WATERMARK_COLUMN IS NOT NULL AND \`COMMENT\` IS NULL`, [['t']]],
		['SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = \'t\' AND ORDINAL_POSITION = 2', [['n']]],
		[
			`SELECT 'table' AS kind, TABLE_NAME AS name, CAST(NULL AS INT) AS place, CAST(NULL AS BIGINT) AS other FROM ${TABLES} WHERE ${ours} AND TABLE_NAME = 't' UNION ALL (SELECT 'column', COLUMN_NAME, ORDINAL_POSITION, CAST(NULL AS BIGINT) FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 't' AND IS_HIDDEN = 'NO')`,
			[
				['table', 't', null, null],
				['column', 'name', '1', null],
				['column', 'n', '2', null],
			],
		],
		["SELECT CAST(ORDINAL_POSITION AS STRING), CAST('1' AS INT), 1 FROM INFORMATION_SCHEMA.COLUMNS WHERE COLUMN_NAME = 'n' AND TABLE_NAME = 't'", [['2', '1', '1']]],
		["SELECT name FROM names WHERE name = 't'", [['t']]],
		// As Confluent's dbt adapter, VS Code extension, MCP server and Table API plugin write theirs.
		[
			"select TABLE_CATALOG_ID as database, TABLE_NAME as name, TABLE_SCHEMA as schema, TABLE_TYPE as type from INFORMATION_SCHEMA.`TABLES` where TABLE_CATALOG_ID = 'env-a1b2c3' and TABLE_SCHEMA = 'cluster_0' and TABLE_NAME = 't'",
			[['env-a1b2c3', 't', 'cluster_0', 'BASE TABLE']],
		],
		[
			"\n select 'relation' as `rowType`, `COMMENT` as `c`, CAST(NULL AS INT) as `n` from `INFORMATION_SCHEMA`.`TABLES` where `TABLE_SCHEMA_ID` = 'lkc-a1b2c3' and `TABLE_NAME` = 't'\n\n union all \n\n select 'column' as `rowType`, CAST(NULL AS STRING) as `c`, `ORDINAL_POSITION` as `n` from `INFORMATION_SCHEMA`.`COLUMNS` where `TABLE_SCHEMA_ID` = 'lkc-a1b2c3' and `TABLE_NAME` = 't' and `IS_HIDDEN` = 'YES'\n",
			[
				['relation', null, null],
				['column', null, '3'],
			],
		],
		["SELECT `SCHEMA_ID`, `SCHEMA_NAME` FROM `default`.`INFORMATION_SCHEMA`.`SCHEMATA` WHERE `SCHEMA_NAME` <> 'INFORMATION_SCHEMA'", [['lkc-a1b2c3', 'cluster_0']]],
		["SELECT `TABLE_NAME` FROM `env-a1b2c3`.`INFORMATION_SCHEMA`.`TABLES` WHERE `TABLE_SCHEMA_ID` = 'lkc-a1b2c3' AND `TABLE_TYPE` = 'VIEW'", [['names'], ['counted']]],
	])('%s', async (sql, rows) => {
		expect(await session.rows(sql)).toEqual(rows);
		expect(await session.rows(sql, {})).toEqual(rows);
	});
});

const QUERIES = 'Only basic SQL queries (such as SELECT, WHERE, and UNION ALL) are supported.';
const EXPRESSIONS = 'Only basic SQL expressions (such as <>, =, AND, OR, IS NULL) are supported.';
const cast = (type: string) => `Unsupported cast to '${type}'. Currently, only STRING and INT types are supported.`;

describe('a query of INFORMATION_SCHEMA may not', () => {
	it.each([
		[`SELECT COUNT(*) FROM ${TABLES}`, QUERIES],
		[`SELECT TABLE_NAME FROM ${TABLES} ORDER BY TABLE_NAME`, QUERIES],
		[`SELECT TABLE_NAME FROM ${TABLES} LIMIT 1`, QUERIES],
		[`SELECT DISTINCT TABLE_SCHEMA FROM ${TABLES}`, QUERIES],
		[`SELECT TABLE_SCHEMA FROM ${TABLES} GROUP BY TABLE_SCHEMA`, QUERIES],
		[`SELECT TABLE_NAME FROM ${TABLES} UNION SELECT TABLE_NAME FROM ${TABLES}`, QUERIES],
		[`SELECT TABLE_NAME FROM ${TABLES} EXCEPT SELECT TABLE_NAME FROM ${TABLES}`, QUERIES],
		[`SELECT TABLE_NAME FROM ${TABLES} UNION ALL SELECT 'x'`, QUERIES],
		[`SELECT t.TABLE_NAME FROM ${TABLES} t JOIN INFORMATION_SCHEMA.COLUMNS c ON t.TABLE_NAME = c.TABLE_NAME`, QUERIES],
		[`SELECT TABLE_NAME FROM (SELECT * FROM ${TABLES}) AS x`, QUERIES],
		[`WITH x AS (SELECT * FROM ${TABLES}) SELECT TABLE_NAME FROM x`, QUERIES],
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE TABLE_NAME IN (SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS)`, QUERIES],
		['SELECT * FROM counted', QUERIES],
		[`SELECT UPPER(TABLE_NAME) FROM ${TABLES}`, EXPRESSIONS],
		[`SELECT TABLE_NAME || 'x' FROM ${TABLES}`, EXPRESSIONS],
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE TABLE_NAME LIKE 't%'`, EXPRESSIONS],
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE TABLE_NAME IN ('t', 'u')`, EXPRESSIONS],
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE NOT (TABLE_NAME = 't')`, EXPRESSIONS],
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE TABLE_NAME > 't'`, EXPRESSIONS],
		[`SELECT CASE WHEN TABLE_NAME = 't' THEN 'yes' ELSE 'no' END FROM ${TABLES}`, EXPRESSIONS],
		[`SELECT TRUE FROM ${TABLES}`, EXPRESSIONS],
		[`SELECT TABLE_NAME FROM ${TABLES} WHERE DISTRIBUTION_BUCKETS = 1.5`, EXPRESSIONS],
		[`SELECT TRY_CAST(TABLE_NAME AS INT) FROM ${TABLES}`, EXPRESSIONS],
		[`SELECT CAST(TABLE_NAME AS BYTES) FROM ${TABLES}`, cast('VARBINARY(2147483647)')],
		[`SELECT CAST(TABLE_NAME AS VARCHAR(10)) FROM ${TABLES}`, cast('VARCHAR(10)')],
		['SELECT CAST(ORDINAL_POSITION AS BIGINT) FROM INFORMATION_SCHEMA.COLUMNS', cast('BIGINT')],
		[`SELECT TABLE_NAME FROM ${TABLES} UNION ALL SELECT name FROM t`, 'INFORMATION_SCHEMA queries must not access regular tables.'],
		['SELECT t.name FROM t JOIN names ON t.name = names.name', 'INFORMATION_SCHEMA queries must not access regular tables.'],
	])('%s', async (sql, reason) => {
		expect(await session.failure(sql)).toBe(`Access to INFORMATION_SCHEMA is currently limited. ${reason}`);
	});

	it.each([
		`INSERT INTO t SELECT TABLE_NAME, 1 FROM ${TABLES}`,
		'INSERT INTO t SELECT name, 1 FROM names',
		`CREATE TABLE copied AS SELECT TABLE_NAME FROM ${TABLES}`,
		`EXECUTE STATEMENT SET BEGIN INSERT INTO t VALUES ('a', 1); INSERT INTO t SELECT TABLE_NAME, 1 FROM ${TABLES}; END`,
	])('fill a table: %s', async (sql) => {
		expect(await session.failure(sql)).toBe('Access to INFORMATION_SCHEMA is currently limited. Only foreground statements are supported.');
	});

	it('name a column that is not there: that is found first', async () => {
		expect(await session.failure(`SELECT UPPER(nope) FROM ${TABLES}`)).toContain("Column 'nope' not found in any table");
	});
});

it('other queries are not held to it', async () => {
	expect(await session.rows('SELECT COUNT(*) FROM t ORDER BY 1')).toEqual([['0']]);
});
