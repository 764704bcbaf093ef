import type { ContractClient } from '../contractClient';
import { listAt, member, textAt } from '../json';

const SNAPSHOT = { 'sql.snapshot.mode': 'now' };
const TABLES = '`INFORMATION_SCHEMA`.`TABLES`';

/** Tables: what INFORMATION_SCHEMA tells of them and may be asked, what INSERT INTO … VALUES writes. */
export function tableFacts(open: () => ContractClient, makesTables: boolean): void {
	const fact = makesTables ? it : it.skip;
	const names: string[] = [];
	const fresh = (): string => {
		const name = `contract_${open().freshName().slice(-12)}`;
		names.push(name);
		return name;
	};

	afterAll(async () => {
		for (const name of names) await open().dropTable(name);
	});

	it('INFORMATION_SCHEMA has its views, and the columns of each', async () => {
		const rows = await rowsOf(open(), "SELECT `TABLE_NAME`, `COLUMN_NAME` FROM `INFORMATION_SCHEMA`.`COLUMNS` WHERE `TABLE_SCHEMA` = 'INFORMATION_SCHEMA'");
		const columnsOf = (view: string) => rows.filter((row) => member(row, 0) === view).map((row) => member(row, 1));
		for (const [view, columns] of Object.entries(COLUMNS)) expect([view, columnsOf(view)]).toEqual([view, expect.arrayContaining([...columns])]);
	});

	it('INFORMATION_SCHEMA may be asked for constants beside its columns, in one UNION ALL', async () => {
		const sql = `SELECT 'TABLES' AS \`section\`, CAST(NULL AS STRING) AS \`key\` FROM ${TABLES} WHERE (\`TABLE_SCHEMA\` = 'INFORMATION_SCHEMA' OR \`TABLE_SCHEMA_ID\` = 'x') AND \`TABLE_NAME\` = 'TABLES' UNION ALL SELECT 'COLUMNS', \`COLUMN_NAME\` FROM \`INFORMATION_SCHEMA\`.\`COLUMNS\` WHERE \`TABLE_SCHEMA\` = 'INFORMATION_SCHEMA' AND \`TABLE_NAME\` = 'CATALOGS' AND \`ORDINAL_POSITION\` <> 2 AND \`IS_NULLABLE\` IS NOT NULL`;
		expect(await rowsOf(open(), sql)).toEqual(expect.arrayContaining([['TABLES', null], ['COLUMNS', 'CATALOG_ID']]));
	});

	it.each([
		[`SELECT COUNT(*) FROM ${TABLES}`],
		[`SELECT \`TABLE_NAME\` FROM ${TABLES} ORDER BY \`TABLE_NAME\``],
		[`SELECT DISTINCT \`TABLE_SCHEMA\` FROM ${TABLES}`],
		[`SELECT UPPER(\`TABLE_NAME\`) FROM ${TABLES}`],
		[`SELECT \`TABLE_NAME\` FROM ${TABLES} WHERE \`TABLE_NAME\` LIKE '%a%'`],
		[`SELECT CAST(\`TABLE_NAME\` AS BYTES) FROM ${TABLES}`],
		[`SELECT \`TABLE_NAME\` FROM ${TABLES} UNION ALL SELECT \`order_id\` FROM \`examples\`.\`marketplace\`.\`orders\``],
	])('INFORMATION_SCHEMA takes no more than what is documented: %s', async (sql) => {
		expect(await failureOf(open(), sql, { ...open().session, ...SNAPSHOT })).toMatch(/\S/);
	});

	fact('COLUMNS tells the full type, the key of metadata, and what is stored with a row', async () => {
		const client = open();
		const table = fresh();
		await run(client, `CREATE TABLE \`${table}\` (\`a\` INT COMMENT 'c', \`twice\` AS \`a\` * 2, \`ts\` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', \`offset\` BIGINT METADATA VIRTUAL)`);
		const rows = await rowsOf(client, `SELECT \`COLUMN_NAME\`, \`FULL_DATA_TYPE\`, \`IS_GENERATED\`, \`IS_METADATA\`, \`METADATA_KEY\`, \`IS_PERSISTED\`, \`IS_HIDDEN\`, \`COMMENT\` FROM \`INFORMATION_SCHEMA\`.\`COLUMNS\` WHERE \`TABLE_NAME\` = '${table}'`);
		expect(rows).toEqual(
			expect.arrayContaining([
				['a', 'INT', 'NO', 'NO', null, 'YES', 'NO', 'c'],
				['twice', 'INT', 'YES', 'NO', null, 'NO', 'NO', null],
				['ts', 'TIMESTAMP(3) WITH LOCAL TIME ZONE', 'NO', 'YES', 'timestamp', 'YES', 'NO', null],
				['offset', 'BIGINT', 'NO', 'YES', null, 'NO', 'NO', null],
				['$rowtime', 'TIMESTAMP(3) WITH LOCAL TIME ZONE', 'NO', 'YES', null, 'NO', 'YES', 'SYSTEM'],
			]),
		);
	});

	fact('SHOW CREATE TABLE gives DDL that makes the same table again', async () => {
		const client = open();
		const table = fresh();
		await run(client, `CREATE TABLE \`${table}\` (\`a\` INT NOT NULL, \`b\` TIMESTAMP_LTZ(3), PRIMARY KEY (\`a\`) NOT ENFORCED) COMMENT 'it''s'`);
		const [[ddl] = []] = await rowsOf(client, `SHOW CREATE TABLE \`${table}\``);
		await client.dropTable(table);
		await run(client, String(ddl));
		expect(await rowsOf(client, `SHOW CREATE TABLE \`${table}\``)).toEqual([[ddl]]);
	});

	fact('a row of VALUES leaves out what is computed or VIRTUAL; a NULL for the time is the present', async () => {
		const client = open();
		const table = fresh();
		await run(client, `CREATE TABLE \`${table}\` (\`a\` INT, \`twice\` AS \`a\` * 2, \`ts\` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', \`offset\` BIGINT METADATA VIRTUAL)`);
		await run(client, `INSERT INTO \`${table}\` VALUES (1, CAST('2001-02-03 04:05:06.007' AS TIMESTAMP_LTZ(3))), (2, CAST(NULL AS TIMESTAMP_LTZ(3)))`);
		const rows = await rowsOf(client, `SELECT \`a\`, \`twice\`, \`ts\` FROM \`${table}\``);
		expect(rows).toEqual(expect.arrayContaining([['1', '2', '2001-02-03 04:05:06.007'], ['2', '4', expect.stringMatching(/^20(?!01)/)]]));
	});

	fact('NOT NULL is checked while a statement runs, the number of columns before', async () => {
		const client = open();
		const table = fresh();
		await run(client, `CREATE TABLE \`${table}\` (\`a\` INT NOT NULL, \`b\` STRING)`);
		expect(await failureOf(client, `INSERT INTO \`${table}\` VALUES (CAST(NULL AS INT), 'x')`, client.session)).toContain("Column 'a' is NOT NULL, however, a null value is being written into it.");
		const detail = await failureOf(client, `INSERT INTO \`${table}\` VALUES (1)`, client.session);
		for (const part of ['Different number of columns.', 'Query schema: [EXPR$0: INT NOT NULL]', 'Sink schema:  [a: INT, b: STRING]']) expect(detail).toContain(part);
	});

	fact('a row with the key of another one replaces it', async () => {
		const client = open();
		const table = fresh();
		await run(client, `CREATE TABLE \`${table}\` (\`k\` STRING, \`v\` INT, PRIMARY KEY (\`k\`) NOT ENFORCED)`);
		await run(client, `INSERT INTO \`${table}\` VALUES ('a', 1), ('b', 2), ('a', 3)`);
		await run(client, `INSERT INTO \`${table}\` VALUES ('b', CAST(NULL AS INT))`);
		const rows = await rowsOf(client, `SELECT * FROM \`${table}\``);
		expect(rows).toHaveLength(2);
		expect(rows).toEqual(expect.arrayContaining([['a', '3'], ['b', null]]));
	});

	fact('a table without a key takes a MULTISET as a snapshot only', async () => {
		const client = open();
		const table = fresh();
		await run(client, `CREATE TABLE \`${table}\` (\`v\` MULTISET<STRING>)`);
		const sql = `INSERT INTO \`${table}\` VALUES (CAST((SELECT COLLECT(v) FROM (VALUES 'a', 'a') AS t (v)) AS MULTISET<STRING>))`;
		expect(await failureOf(client, sql, client.session)).toContain("doesn't support consuming update");
		await run(client, sql, SNAPSHOT);
		expect(await rowsOf(client, `SELECT * FROM \`${table}\``)).toEqual([[[['a', '2']]]]);
	});
}

/** Columns that the service documents, by view. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
	CATALOGS: ['CATALOG_ID', 'CATALOG_NAME'],
	SCHEMATA: ['CATALOG_ID', 'CATALOG_NAME', 'SCHEMA_ID', 'SCHEMA_NAME'],
	TABLES: ['TABLE_CATALOG_ID', 'TABLE_CATALOG', 'TABLE_SCHEMA_ID', 'TABLE_SCHEMA', 'TABLE_NAME', 'TABLE_TYPE', 'IS_DISTRIBUTED', 'DISTRIBUTION_ALGORITHM', 'DISTRIBUTION_BUCKETS', 'IS_WATERMARKED', 'WATERMARK_COLUMN', 'WATERMARK_EXPRESSION', 'WATERMARK_IS_HIDDEN', 'IS_MATERIALIZED', 'COMMENT'],
	COLUMNS: ['COLUMN_NAME', 'ORDINAL_POSITION', 'IS_NULLABLE', 'DATA_TYPE', 'FULL_DATA_TYPE', 'IS_HIDDEN', 'IS_GENERATED', 'GENERATION_EXPRESSION', 'IS_METADATA', 'METADATA_KEY', 'IS_PERSISTED', 'DISTRIBUTION_ORDINAL_POSITION', 'COMMENT'],
	TABLE_OPTIONS: ['TABLE_NAME', 'OPTION_KEY', 'OPTION_VALUE'],
	TABLE_CONSTRAINTS: ['CONSTRAINT_NAME', 'TABLE_NAME', 'CONSTRAINT_TYPE', 'ENFORCED'],
	KEY_COLUMN_USAGE: ['CONSTRAINT_NAME', 'TABLE_NAME', 'COLUMN_NAME', 'ORDINAL_POSITION'],
};

/** Runs a statement where tables are made, to its end. */
async function run(client: ContractClient, sql: string, properties: Readonly<Record<string, string>> = {}): Promise<void> {
	const { name } = await client.submit(sql, { ...client.session, ...properties });
	const phase = await client.until(name, 'COMPLETED', 'FAILED');
	const { body } = await client.get(client.statement(name));
	expect([sql, phase, phase === 'FAILED' && member(body, 'status', 'detail')]).toEqual([sql, 'COMPLETED', false]);
	await client.remove(name);
}

async function failureOf(client: ContractClient, sql: string, properties: Readonly<Record<string, string>>): Promise<string> {
	const { name } = await client.submit(sql, properties);
	expect([sql, await client.until(name, 'COMPLETED', 'FAILED')]).toEqual([sql, 'FAILED']);
	const { body } = await client.get(client.statement(name));
	await client.remove(name);
	return textAt(body, 'status', 'detail');
}

/** All rows of a snapshot. */
async function rowsOf(client: ContractClient, sql: string): Promise<Array<readonly unknown[]>> {
	const { name } = await client.submit(sql, { ...client.session, ...SNAPSHOT });
	expect([sql, await client.until(name, 'COMPLETED', 'FAILED')]).toEqual([sql, 'COMPLETED']);
	const changes = await client.read(name);
	await client.remove(name);
	return changes.map((change) => listAt(change, 'row'));
}
