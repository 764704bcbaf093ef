import { schema, SqlSession, type Row } from '../sqlSession';

let session: SqlSession;

const TABLE = [
	'CREATE TABLE readings (',
	"`id` INT COMMENT 'who''s it',",
	'`at` TIMESTAMP_LTZ(3) NOT NULL,',
	'`until` TIMESTAMP(6),',
	'`time` TIME(3),',
	'`label` VARCHAR(32),',
	'`raw` BYTES,',
	'`spans` ARRAY<TIMESTAMP_LTZ(3) NOT NULL> NOT NULL,',
	"`place` ROW<`lat` DOUBLE, `lon` DOUBLE NOT NULL 'east of Greenwich'>,",
	'`twice` AS `id` * 2,',
	'`timestamp` TIMESTAMP_LTZ(3) METADATA,',
	"`seen` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,",
	'`offset` BIGINT METADATA VIRTUAL,',
	'PRIMARY KEY (`label`, `id`) NOT ENFORCED,',
	"WATERMARK FOR `at` AS `at` - INTERVAL '5' SECOND",
	") COMMENT 'what comes in' DISTRIBUTED BY HASH(`id`) INTO 4 BUCKETS",
].join('\n');

beforeAll(async () => {
	session = new SqlSession();
	await session.run(TABLE);
	await session.run("CREATE TABLE plain (a INT) COMMENT ' '");
	await session.run("CREATE VIEW few COMMENT 'some of them' AS SELECT `id` AS n, `at` FROM readings");
});
afterAll(() => session.close());

const from = (view: string, columns: string, where: string): Promise<Row[]> =>
	session.rows(`SELECT ${columns} FROM \`INFORMATION_SCHEMA\`.\`${view}\` WHERE ${where}`);

describe('COLUMNS', () => {
	it('has name, place and types of each column, without the outermost NOT NULL, the hidden one at the end', async () => {
		const rows = await from(
			'COLUMNS',
			'COLUMN_NAME, ORDINAL_POSITION, IS_NULLABLE, DATA_TYPE, FULL_DATA_TYPE, IS_HIDDEN',
			"TABLE_NAME = 'readings'",
		);
		expect(rows).toEqual([
			['id', '1', 'NO', 'INTEGER', 'INT', 'NO'],
			['at', '2', 'NO', 'TIMESTAMP_LTZ', 'TIMESTAMP(3) WITH LOCAL TIME ZONE', 'NO'],
			['until', '3', 'YES', 'TIMESTAMP', 'TIMESTAMP(6)', 'NO'],
			['time', '4', 'YES', 'TIME', 'TIME(3)', 'NO'],
			['label', '5', 'NO', 'VARCHAR', 'VARCHAR(32)', 'NO'],
			['raw', '6', 'YES', 'VARBINARY', 'VARBINARY(2147483647)', 'NO'],
			['spans', '7', 'NO', 'ARRAY', 'ARRAY<TIMESTAMP(3) WITH LOCAL TIME ZONE NOT NULL>', 'NO'],
			['place', '8', 'YES', 'ROW', "ROW<`lat` DOUBLE, `lon` DOUBLE NOT NULL 'east of Greenwich'>", 'NO'],
			['twice', '9', 'NO', 'INTEGER', 'INT', 'NO'],
			['timestamp', '10', 'YES', 'TIMESTAMP_LTZ', 'TIMESTAMP(3) WITH LOCAL TIME ZONE', 'NO'],
			['seen', '11', 'YES', 'TIMESTAMP_LTZ', 'TIMESTAMP(3) WITH LOCAL TIME ZONE', 'NO'],
			['offset', '12', 'YES', 'BIGINT', 'BIGINT', 'NO'],
			['$rowtime', '13', 'NO', 'TIMESTAMP_LTZ', 'TIMESTAMP(3) WITH LOCAL TIME ZONE', 'YES'],
		]);
	});

	it.each([
		['id', ['NO', null, 'NO', null, 'YES', '1', "who's it"]],
		['label', ['NO', null, 'NO', null, 'YES', null, null]],
		['twice', ['YES', '`id` * 2', 'NO', null, 'NO', null, null]],
		['timestamp', ['NO', null, 'YES', null, 'YES', null, null]],
		['seen', ['NO', null, 'YES', 'timestamp', 'NO', null, null]],
		['offset', ['NO', null, 'YES', null, 'NO', null, null]],
		['$rowtime', ['NO', null, 'YES', null, 'NO', null, 'SYSTEM']],
	])('tells where the values of %s come from', async (name, row) => {
		const columns =
			'IS_GENERATED, GENERATION_EXPRESSION, IS_METADATA, METADATA_KEY, IS_PERSISTED, DISTRIBUTION_ORDINAL_POSITION, `COMMENT`';
		expect(await from('COLUMNS', columns, `TABLE_NAME = 'readings' AND COLUMN_NAME = '${name}'`)).toEqual([row]);
	});

	it('has the columns of a view, all of them as if they were stored, and no hidden one', async () => {
		const columns = 'COLUMN_NAME, IS_NULLABLE, FULL_DATA_TYPE, IS_HIDDEN, IS_GENERATED, IS_METADATA, IS_PERSISTED, `COMMENT`';
		expect(await from('COLUMNS', columns, "TABLE_NAME = 'few'")).toEqual([
			['n', 'NO', 'INT', 'NO', 'NO', 'NO', 'YES', null],
			['at', 'NO', 'TIMESTAMP(3) WITH LOCAL TIME ZONE', 'NO', 'NO', 'NO', 'YES', null],
		]);
	});
});

describe('TABLES', () => {
	const COLUMNS =
		'TABLE_TYPE, IS_DISTRIBUTED, DISTRIBUTION_ALGORITHM, DISTRIBUTION_BUCKETS, IS_WATERMARKED, WATERMARK_COLUMN, WATERMARK_EXPRESSION, WATERMARK_IS_HIDDEN, IS_MATERIALIZED, `COMMENT`';

	it.each([
		['readings', ['BASE TABLE', 'YES', 'HASH', '4', 'YES', 'at', "`at` - INTERVAL '5' SECOND", 'NO', 'NO', 'what comes in']],
		['plain', ['BASE TABLE', 'NO', null, null, 'YES', '$rowtime', '`SOURCE_WATERMARK`()', 'YES', 'NO', null]],
		['few', ['VIEW', 'NO', null, null, 'NO', null, null, null, 'NO', 'some of them']],
	])('describes %s', async (name, row) => {
		expect(await from('TABLES', COLUMNS, `TABLE_NAME = '${name}'`)).toEqual([row]);
	});

	it('says where a table is, by names and by ids', async () => {
		const place = 'TABLE_CATALOG_ID, TABLE_CATALOG, TABLE_SCHEMA_ID, TABLE_SCHEMA';
		const row = ['env-a1b2c3', 'default', 'lkc-a1b2c3', 'cluster_0'];
		for (const where of ["TABLE_SCHEMA = 'cluster_0'", "TABLE_SCHEMA_ID = 'lkc-a1b2c3'", "TABLE_CATALOG_ID = 'env-a1b2c3' AND TABLE_TYPE <> 'VIEW'"])
			expect((await from('TABLES', place, `${where} AND TABLE_NAME = 'plain'`))).toEqual([row]);
	});

	it('lists the views of INFORMATION_SCHEMA itself, whose columns COLUMNS has', async () => {
		const system = "TABLE_SCHEMA = 'INFORMATION_SCHEMA'";
		const tables = await from('TABLES', 'TABLE_NAME, TABLE_TYPE, `COMMENT`', system);
		expect(tables).toContainEqual(['SCHEMATA', 'VIEW', 'SYSTEM']);
		expect(await from('COLUMNS', 'COLUMN_NAME, ORDINAL_POSITION, IS_NULLABLE, FULL_DATA_TYPE', `${system} AND TABLE_NAME = 'KEY_COLUMN_USAGE' AND COLUMN_NAME = 'ORDINAL_POSITION'`)).toEqual([
			['ORDINAL_POSITION', '12', 'NO', 'INT'],
		]);
		for (const [name] of tables) {
			const { columns } = await session.plan(`SELECT * FROM INFORMATION_SCHEMA.\`${String(name)}\``);
			const listed = await from('COLUMNS', 'COLUMN_NAME, FULL_DATA_TYPE, IS_NULLABLE', `${system} AND TABLE_NAME = '${String(name)}'`);
			expect(listed.map(([column, type, nullable]) => `${String(column)} ${String(type)}${nullable === 'NO' ? ' NOT NULL' : ''}`)).toEqual(schema(columns));
		}
	});
});

describe('keys, options, databases', () => {
	it('KEY_COLUMN_USAGE has the key in its own order, TABLE_CONSTRAINTS that it is one', async () => {
		expect(await from('KEY_COLUMN_USAGE', 'COLUMN_NAME, ORDINAL_POSITION, CONSTRAINT_NAME', "TABLE_NAME = 'readings'")).toEqual([
			['label', '1', 'PK_label_id'],
			['id', '2', 'PK_label_id'],
		]);
		expect(await from('TABLE_CONSTRAINTS', 'TABLE_NAME, CONSTRAINT_TYPE, ENFORCED', "CONSTRAINT_SCHEMA = 'cluster_0'")).toEqual([
			['readings', 'PRIMARY KEY', 'NO'],
		]);
	});

	it('TABLE_OPTIONS has those of tables', async () => {
		expect(await from('TABLE_OPTIONS', 'TABLE_NAME, OPTION_VALUE', "OPTION_KEY = 'changelog.mode'")).toEqual([
			['readings', 'upsert'],
			['plain', 'append'],
		]);
	});

	it.each(['SCHEMATA', 'DATABASES'])('%s has the databases and INFORMATION_SCHEMA', async (view) => {
		expect(await session.rows(`SELECT * FROM INFORMATION_SCHEMA.\`${view}\``)).toEqual([
			['env-a1b2c3', 'default', 'lkc-a1b2c3', 'cluster_0'],
			['env-a1b2c3', 'default', 'db-information-schema', 'INFORMATION_SCHEMA'],
		]);
	});

	it('is that of the catalog that is named, else of the current one, wherever the statement is', async () => {
		expect(await session.rows('SELECT CATALOG_NAME FROM `examples`.INFORMATION_SCHEMA.INFORMATION_SCHEMA_CATALOG_NAME')).toEqual([['examples']]);
		const inside = { 'sql.current-database': 'INFORMATION_SCHEMA' };
		expect(await session.rows('SELECT CATALOG_NAME FROM INFORMATION_SCHEMA_CATALOG_NAME', inside)).toEqual([['default']]);
	});
});
