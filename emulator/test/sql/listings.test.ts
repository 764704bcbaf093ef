import { SqlSession } from './sqlSession';

let session: SqlSession;

beforeAll(async () => {
	session = new SqlSession();
	await session.rows('CREATE TABLE kept (id INT NOT NULL, PRIMARY KEY (id) NOT ENFORCED)');
	await session.rows('CREATE VIEW seen AS SELECT id FROM kept');
});
afterAll(() => session.close());

async function columnsOf(sql: string): Promise<string[]> {
	return ((await session.plan(sql)).columns ?? []).map(({ name }) => name);
}

it.each([
	['SHOW CATALOGS', ['Catalog Name', 'Catalog ID']],
	['SHOW DATABASES', ['Database Name', 'Database ID']],
	['SHOW TABLES', ['Table Name']],
	['SHOW VIEWS', ['View Name']],
	['SHOW FUNCTIONS', ['Function Name']],
	['SHOW USER FUNCTIONS', ['Function Name']],
	['SHOW CURRENT CATALOG', ['Current Catalog Name']],
	['SHOW CURRENT DATABASE', ['Current Database Name']],
])('%s has the columns %j', async (sql, columns) => {
	expect(await columnsOf(sql)).toEqual(columns);
});

it('user functions are those of users: there are none', async () => {
	expect(await session.rows('SHOW USER FUNCTIONS')).toEqual([]);
	expect((await session.rows('SHOW FUNCTIONS')).length).toBeGreaterThan(100);
});

it('no table and no view is materialized', async () => {
	const rows = await session.rows("SELECT TABLE_NAME, IS_MATERIALIZED FROM INFORMATION_SCHEMA.`TABLES` WHERE TABLE_SCHEMA = 'cluster_0'");
	expect(rows).toEqual([
		['kept', 'NO'],
		['seen', 'NO'],
	]);
});

it.each(['ROUTINES', 'PARAMETERS', 'ROUTINE_OPTIONS'])('INFORMATION_SCHEMA.%s is there, and empty', async (table) => {
	expect(await session.rows(`SELECT * FROM INFORMATION_SCHEMA.\`${table}\``)).toEqual([]);
	expect(await columnsOf(`SELECT * FROM INFORMATION_SCHEMA.\`${table}\``)).toContain('SPECIFIC_NAME');
});

it.each(['CREATE MATERIALIZED TABLE m AS SELECT 1', 'CREATE OR ALTER MATERIALIZED TABLE m AS SELECT 1'])('%s is refused by name', async (sql) => {
	await expect(session.plan(sql)).rejects.toThrow(/^CREATE MATERIALIZED is not supported by this emulator/);
});
