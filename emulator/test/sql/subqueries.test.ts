import type { Change, PlannedStatement } from '../../sql/engine';
import { materialise, sorted, SqlSession } from './sqlSession';

const orders = 'examples.marketplace.orders';
const customers = 'examples.marketplace.customers';
const products = 'examples.marketplace.products';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

const kiel = `(SELECT customer_id FROM ${customers} WHERE city = 'Kiel')`;
const ofKiel = `SELECT o.order_id FROM ${orders} AS o JOIN ${customers} AS c ON o.customer_id = c.customer_id WHERE c.city = 'Kiel'`;
const ofOthers = `SELECT o.order_id FROM ${orders} AS o JOIN ${customers} AS c ON o.customer_id = c.customer_id WHERE c.city <> 'Kiel'`;

describe('subqueries over tables, the first to touch them', () => {
	it.each([
		['IN', `SELECT order_id FROM ${orders} WHERE customer_id IN ${kiel}`, ofKiel],
		['NOT IN', `SELECT order_id FROM ${orders} WHERE customer_id NOT IN ${kiel}`, ofOthers],
		[
			'EXISTS',
			`SELECT order_id FROM ${orders} AS o WHERE EXISTS (SELECT 1 FROM ${customers} AS c WHERE c.customer_id = o.customer_id AND city = 'Kiel')`,
			ofKiel,
		],
		[
			'NOT EXISTS',
			`SELECT order_id FROM ${orders} AS o WHERE NOT EXISTS (SELECT 1 FROM ${customers} AS c WHERE c.customer_id = o.customer_id AND city = 'Kiel')`,
			ofOthers,
		],
		[
			'a scalar in SELECT',
			`SELECT order_id, (SELECT MAX(customer_id) FROM ${customers}) FROM ${orders} WHERE price > 99`,
			`SELECT order_id, m FROM ${orders}, (SELECT MAX(customer_id) AS m FROM ${customers}) WHERE price > 99`,
		],
		[
			'a scalar in HAVING',
			`SELECT brand FROM ${products} GROUP BY brand HAVING COUNT(*) < (SELECT COUNT(*) FROM ${customers})`,
			`SELECT DISTINCT brand FROM ${products}`,
		],
		[
			'IN behind ON',
			`SELECT o.order_id FROM ${orders} AS o JOIN (VALUES (1)) AS v(n) ON o.customer_id IN ${kiel}`,
			ofKiel,
		],
		[
			'one inside another',
			`SELECT order_id FROM ${orders} WHERE product_id IN (SELECT product_id FROM ${products} WHERE brand = (SELECT MIN(brand) FROM ${products}))`,
			`SELECT order_id FROM ${orders} AS o, ${products} AS p, (SELECT MIN(brand) AS m FROM ${products}) WHERE o.product_id = p.product_id AND brand = m`,
		],
		['without FROM', `SELECT (SELECT COUNT(*) FROM ${customers})`, `SELECT COUNT(*) FROM ${customers}`],
		[
			'IN as a group key',
			`SELECT customer_id IN ${kiel}, COUNT(*) FROM ${orders} GROUP BY customer_id IN ${kiel}`,
			`SELECT city = 'Kiel', COUNT(*) FROM ${orders} AS o JOIN ${customers} AS c ON o.customer_id = c.customer_id GROUP BY city = 'Kiel'`,
		],
		['in VALUES', `VALUES ((SELECT COUNT(*) FROM ${customers}))`, `SELECT COUNT(*) FROM ${customers}`],
		[
			'in UNNEST',
			`SELECT n FROM UNNEST((SELECT ARRAY_AGG(customer_id) FROM ${customers})) AS u(n)`,
			`SELECT customer_id FROM ${customers}`,
		],
		[
			'in ORDER BY',
			`SELECT 1 AS n UNION ALL SELECT 2 ORDER BY n + (SELECT COUNT(*) FROM ${customers})`,
			'VALUES (1), (2)',
		],
	])('%s', async (_, sql, equal) => {
		const rows = sorted(await session.rows(sql));
		expect(rows.length).toBeGreaterThan(0);
		expect(rows).toEqual(sorted(await session.rows(equal)));
	});

	it('rows of both sides by pairs', async () => {
		const pairs = `SELECT customer_id, product_id FROM ${orders} WHERE price > 95`;
		const within = await session.rows(
			`SELECT order_id FROM ${orders} WHERE (customer_id, product_id) IN (${pairs})`,
		);
		const without = await session.rows(
			`SELECT order_id FROM ${orders} WHERE (customer_id, product_id) NOT IN (${pairs})`,
		);
		expect(within.length).toBeGreaterThan(0);
		expect(sorted([...within, ...without])).toEqual(
			sorted(await session.rows(`SELECT order_id FROM ${orders}`)),
		);
		expect(sorted(within)).toEqual(
			sorted(
				await session.rows(
					`SELECT DISTINCT o.order_id FROM ${orders} AS o JOIN (${pairs}) AS p ON o.customer_id = p.customer_id AND o.product_id = p.product_id`,
				),
			),
		);
	});

	it('does not know whether a row with NULL is among others', async () => {
		expect(await session.row('SELECT (1, CAST(NULL AS INT)) IN (SELECT 1, 2)')).toEqual([null]);
		expect(await session.row('SELECT (2, CAST(NULL AS INT)) IN (SELECT 1, 2)')).toEqual(['FALSE']);
	});
});

describe('a stream with a subquery', () => {
	const traits = ({ isBounded, isAppendOnly }: PlannedStatement) => ({ isBounded, isAppendOnly });
	const dear = `(SELECT customer_id FROM ${orders} WHERE price > 99)`;

	it.each([
		['IN over rows that stay', `SELECT order_id FROM ${orders} WHERE customer_id IN ${dear}`, true],
		['IN over rows that change', `SELECT order_id FROM ${orders} WHERE customer_id IN ${kiel}`, false],
		['NOT IN', `SELECT order_id FROM ${orders} WHERE customer_id NOT IN ${dear}`, false],
		[
			'IN that is one of two ways',
			`SELECT order_id FROM ${orders} WHERE price > 90 OR customer_id IN ${dear}`,
			false,
		],
		[
			'NOT EXISTS',
			`SELECT address FROM ${customers} AS c WHERE NOT EXISTS (SELECT 1 FROM ${orders} AS o WHERE o.customer_id = c.customer_id AND price > 90)`,
			false,
		],
		['a scalar', `SELECT order_id, (SELECT MAX(price) FROM ${orders}) FROM ${orders}`, false],
		['a scalar without FROM', `SELECT (SELECT COUNT(*) FROM ${orders})`, false],
		[
			'a scalar in WHERE',
			`SELECT order_id FROM ${orders} WHERE price > (SELECT AVG(price) FROM ${orders})`,
			false,
		],
	])('%s', async (_, sql, isAppendOnly) => {
		const stream = await session.plan(sql);
		expect(traits(stream)).toEqual({ isBounded: false, isAppendOnly });
		const seen: Change[] = [];
		for (const step of [0, 1_000, 7_000, 25_000]) {
			seen.push(...(await stream.advance(session.tick(step))).changes);
			expect(sorted(materialise(seen, stream.upsertColumns))).toEqual(sorted(await session.rows(sql)));
		}
		if (isAppendOnly) expect(seen.every(({ op }) => op === 0)).toBe(true);
	});

	it('is as before over constants', async () => {
		const stream = await session.plan(
			`SELECT order_id FROM ${orders} WHERE customer_id IN (SELECT x FROM (VALUES (3001), (3002)) AS v(x))`,
		);
		expect(traits(stream)).toEqual({ isBounded: false, isAppendOnly: true });
	});

	it('takes part in whether a table can be written', async () => {
		await session.run('CREATE TABLE sink (id STRING)');
		const sql = `INSERT INTO sink SELECT order_id FROM ${orders} WHERE customer_id NOT IN ${dear}`;
		expect(await session.failure(sql, {})).toContain("doesn't support consuming update and delete changes");
	});
});
