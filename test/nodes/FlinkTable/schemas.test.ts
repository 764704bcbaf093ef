import { TableHost, tableNamed } from './tableHost';

const tables = TableHost.perFile();

beforeAll(async () => {
	await tables.sql(
		"CREATE TABLE `orders` (`id` BIGINT NOT NULL COMMENT 'the number', `name` STRING, `at` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', `part` BIGINT METADATA FROM 'offset' VIRTUAL, `upper` AS UPPER(`name`), WATERMARK FOR `at` AS `at` - INTERVAL '5' SECOND, PRIMARY KEY (`id`) NOT ENFORCED) COMMENT 'all orders' DISTRIBUTED BY HASH (`id`) INTO 4 BUCKETS",
	);
	await tables.sql('CREATE TABLE `a``b."c" 😀` (`x``y` STRING)');
	await tables.sql('CREATE VIEW `names` AS SELECT `name` FROM `orders`');
}, 60_000);

const column = { isKey: false, isMetadata: false, isVirtual: false, isPersisted: true, nullable: true, comment: null };

const COLUMNS = [
	{ ...column, name: 'id', type: 'BIGINT', nullable: false, isKey: true, comment: 'the number' },
	{ ...column, name: 'name', type: 'STRING' },
	{ ...column, name: 'at', type: 'TIMESTAMP_LTZ(3)', isMetadata: true },
	{ ...column, name: 'part', type: 'BIGINT', isMetadata: true, isVirtual: true, isPersisted: false },
	{ ...column, name: 'upper', type: 'STRING', isVirtual: true, isPersisted: false },
];

describe('Get Schema', () => {
	it('reports columns, keys, watermark, distribution and options in one item', async () => {
		const run = await tables.run('getSchema', { table: tableNamed('orders') });
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([
			{
				catalog: 'default',
				database: 'cluster_0',
				table: 'orders',
				kind: 'table',
				columns: COLUMNS,
				primaryKey: ['id'],
				watermark: { column: 'at', expression: "`at` - INTERVAL '5' SECOND" },
				distribution: { algorithm: 'HASH', columns: ['id'], buckets: 4 },
				options: expect.objectContaining({ 'changelog.mode': 'upsert' }),
			},
		]);
		expect(await tables.host.left()).toEqual([]);
	});

	it('adds SQL that makes the same table where it is asked for', async () => {
		const run = await tables.run('getSchema', { table: tableNamed('a`b."c" 😀'), options: { includeCreateTable: true } });
		const text = String(run.json[0]?.['createTable']);
		await tables.sql('DROP TABLE `a``b."c" 😀`');
		await tables.sql(text);
		const again = await tables.run('getSchema', { table: tableNamed('a`b."c" 😀'), options: { includeCreateTable: true } });
		expect(again.json).toEqual(run.json);
	});

	it('knows views', async () => {
		const { json } = await tables.run('getSchema', { table: tableNamed('names'), options: { includeCreateTable: true } });
		expect(json).toEqual([expect.objectContaining({ table: 'names', kind: 'view', primaryKey: [], distribution: null, createTable: expect.stringMatching(/^CREATE VIEW/) })]);
	});
});

describe('Get Many', () => {
	it('lists tables and views by name', async () => {
		const { json } = await tables.run('getAll', { returnAll: true });
		expect(json.map(({ table, kind, comment }) => [table, kind, comment])).toEqual([
			['a`b."c" 😀', 'table', null],
			['names', 'view', null],
			['orders', 'table', 'all orders'],
		]);
	});

	it('has all columns in the same statement where they are asked for', async () => {
		const before = tables.host.submitted().length;
		const { json } = await tables.run('getAll', { filters: { nameContains: 'ORD' }, options: { includeColumns: true } });
		expect(json).toEqual([{ catalog: 'default', database: 'cluster_0', table: 'orders', kind: 'table', comment: 'all orders', columns: COLUMNS }]);
		expect(tables.host.submitted()).toHaveLength(before + 1);
	});

	it.each([
		[{ filters: { kind: ['view'] } }, ['names']],
		[{ filters: { kind: 'table', nameContains: '`' } }, ['a`b."c" 😀']],
		[{ filters: { nameContains: '%' } }, []],
	])('filters by %j', async (parameters, names) => {
		const { json } = await tables.run('getAll', parameters);
		expect(json.map(({ table }) => table)).toEqual(names);
	});

	it('says in a hint that the limit has cut the list', async () => {
		const { json, hints } = await tables.run('getAll', { limit: 2 });
		expect(json).toHaveLength(2);
		expect(hints).toEqual([expect.stringContaining('The limit of 2 was reached and there are more tables')]);
	});

	it('is of the database of the credential where none is chosen, and refuses to guess where that has none', async () => {
		const { error } = await tables.run('getAll', { database: { __rl: true, mode: 'list', value: '' } });
		expect(error?.message).toBe("Choose the database first, or set 'Default Database' in the credential");
	});

	it('finds the tables of another catalog', async () => {
		const { json } = await tables.run('getAll', { database: { __rl: true, mode: 'name', value: 'marketplace' }, options: { catalog: 'examples' } });
		expect(json.map(({ table }) => table)).toContain('orders');
	});
});
