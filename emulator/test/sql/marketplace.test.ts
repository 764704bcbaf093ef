import { schema, sorted, SqlSession, START } from './sqlSession';

const tables = ['clicks', 'customers', 'orders', 'products'] as const;
const all = (table: string) => `SELECT *, \`$rowtime\` FROM examples.marketplace.${table}`;

const sessions: SqlSession[] = [];
function open(...options: ConstructorParameters<typeof SqlSession>): SqlSession {
	const session = new SqlSession(...options);
	sessions.push(session);
	return session;
}
afterEach(async () => {
	await Promise.all(sessions.splice(0).map((session) => session.close()));
});

describe('the sample shop', () => {
	it('has the columns of a shop', async () => {
		const session = open();
		const columns = async (table: string) =>
			schema((await session.plan(`SELECT * FROM examples.marketplace.${table}`)).columns);
		const text = 'VARCHAR(2147483647) NOT NULL';
		expect(await columns('orders')).toEqual([
			`order_id ${text}`,
			'customer_id INT NOT NULL',
			`product_id ${text}`,
			'price DOUBLE NOT NULL',
		]);
		expect(await columns('clicks')).toEqual([
			`click_id ${text}`,
			'user_id INT NOT NULL',
			`url ${text}`,
			`user_agent ${text}`,
			'view_time INT NOT NULL',
		]);
		expect(await columns('customers')).toEqual([
			'customer_id INT NOT NULL',
			...['name', 'address', 'postcode', 'city', 'email'].map((name) => `${name} ${text}`),
		]);
		expect(await columns('products')).toEqual(
			['product_id', 'name', 'brand', 'vendor', 'department'].map((name) => `${name} ${text}`),
		);
	});

	it.each(tables)('%s has the same rows at the same time, however the clock got there', async (table) => {
		const [steady, jumping] = [open({ startedAt: START }), open({ startedAt: START })];
		for (let step = 0; step < 6; step += 1)
			await steady.rows(all(table), { 'sql.snapshot.mode': 'now' }).then(() => steady.tick(10_000));
		jumping.tick(60_000);
		expect(await steady.rows(all(table))).toEqual(await jumping.rows(all(table)));
	});

	it.each(tables)('%s gives the past again, even when later rows have been worked out', async (table) => {
		const session = open();
		const before = await session.rows(all(table));
		session.tick(120_000);
		const after = await session.rows(all(table));
		expect(sorted(after)).not.toEqual(sorted(before));
		session.tick(-120_000);
		expect(await session.rows(all(table))).toEqual(before);
	});

	it('has other rows for another seed', async () => {
		const [one, two] = [open({ seed: 1 }), open({ seed: 2 })];
		expect(await one.rows(all('orders'))).not.toEqual(await two.rows(all('orders')));
	});

	it('grows by its rate and begins with its history', async () => {
		const session = open({ ordersPerSecond: 10, clicksPerSecond: 1, historySeconds: 60 });
		const count = async (table: string) =>
			(await session.row(`SELECT COUNT(*) FROM examples.marketplace.${table}`))[0];
		expect([await count('orders'), await count('clicks')]).toEqual(['600', '60']);
		session.tick(5_000);
		expect([await count('orders'), await count('clicks')]).toEqual(['650', '65']);
	});

	it('holds together: orders are those of customers and products', async () => {
		const session = open();
		const sql = `SELECT COUNT(*) FROM examples.marketplace.orders AS o
			LEFT JOIN examples.marketplace.customers AS c ON o.customer_id = c.customer_id
			LEFT JOIN examples.marketplace.products AS p ON o.product_id = p.product_id
			WHERE c.name IS NULL OR p.name IS NULL OR o.price < 10 OR o.price > 100`;
		expect(await session.row(sql)).toEqual(['0']);
	});

	it('lets customers move and keeps their names', async () => {
		const session = open();
		const sql = 'SELECT customer_id, name, address FROM examples.marketplace.customers ORDER BY customer_id';
		const before = await session.rows(sql);
		session.tick(3_600_000);
		const after = await session.rows(sql);
		expect(after.map(([id, name]) => [id, name])).toEqual(before.map(([id, name]) => [id, name]));
		expect(after.filter(([, , address], index) => address !== before[index]![2]).length).toBeGreaterThan(100);
	});
});

describe('the engine', () => {
	it('serves many statements at once', async () => {
		const session = open();
		await session.run('CREATE TABLE t (n INT)');
		const writes = Array.from({ length: 20 }, (_, n) => session.run(`INSERT INTO t VALUES (${n})`));
		const reads = tables.map((table) => session.rows(`SELECT COUNT(*) FROM examples.marketplace.${table}`));
		await Promise.all([...writes, ...reads]);
		expect(await session.row('SELECT COUNT(*), COUNT(DISTINCT n) FROM t')).toEqual(['20', '20']);
	});

	it('gives every environment its own tables', async () => {
		const session = open({
			environments: [
				{ id: 'env-1', name: 'one', databases: [{ id: 'lkc-1', name: 'main' }] },
				{ id: 'env-2', name: 'two', databases: [{ id: 'lkc-2', name: 'main' }] },
			],
		});
		const one = { 'sql.current-catalog': 'one', 'sql.current-database': 'main' };
		await session.run('CREATE TABLE t (a INT)', one);
		expect(await session.rows('SHOW TABLES', one)).toEqual([['t']]);
		expect(
			await session.rows('SHOW TABLES', { 'sql.current-catalog': 'env-2', 'sql.current-database': 'lkc-2' }),
		).toEqual([]);
	});

	it('closes without having been used, and with statements open', async () => {
		await new SqlSession().close();
		const session = new SqlSession();
		const stream = await session.plan('SELECT COUNT(*) FROM examples.marketplace.orders');
		await stream.advance(session.now);
		await session.close();
		await expect(stream.close()).resolves.toBeUndefined();
	});
});
