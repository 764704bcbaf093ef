import fc from 'fast-check';

import type { Change } from '../../sql/engine';
import { changelog } from '../../sql/run/changelog';
import { CONSTANT } from '../../sql/bound/relation';
import { materialise, sorted, SqlSession } from './sqlSession';

const orders = 'examples.marketplace.orders';
const customers = 'examples.marketplace.customers';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

describe('the law of changelogs: what they add up to is the snapshot', () => {
	it.each([
		['a filter', `SELECT order_id, price * 2 FROM ${orders} WHERE price > 50`],
		[
			'a grouped aggregate',
			`SELECT customer_id, COUNT(*), SUM(price), MAX(price) FROM ${orders} GROUP BY customer_id`,
		],
		[
			'a filtered aggregate',
			`SELECT * FROM (SELECT product_id, COUNT(*) AS n FROM ${orders} GROUP BY product_id) WHERE MOD(n, 3) <> 0`,
		],
		['a global aggregate', `SELECT COUNT(*), AVG(price) FROM ${orders}`],
		[
			'an aggregate of an aggregate',
			`SELECT n, COUNT(*) FROM (SELECT customer_id, COUNT(*) AS n FROM ${orders} GROUP BY customer_id) GROUP BY n`,
		],
		['DISTINCT', `SELECT DISTINCT customer_id, CAST(price AS INT) FROM ${orders}`],
		['a table with updates', `SELECT * FROM ${customers}`],
		['a projection of it without the key', `SELECT city FROM ${customers}`],
		[
			'a join with it',
			`SELECT o.order_id, c.city FROM ${orders} AS o JOIN ${customers} AS c ON o.customer_id = c.customer_id WHERE o.price > 90`,
		],
		[
			'an outer join',
			`SELECT c.customer_id, o.order_id FROM ${customers} AS c LEFT JOIN (SELECT * FROM ${orders} WHERE price > 99) AS o ON o.customer_id = c.customer_id`,
		],
		['a Top-N', `SELECT order_id, price FROM ${orders} ORDER BY price DESC, order_id LIMIT 7`],
		[
			'the first row of each key',
			`SELECT customer_id, price FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY price DESC, order_id) AS rn FROM ${orders}) WHERE rn = 1`,
		],
		[
			'a union',
			`SELECT customer_id FROM ${orders} WHERE price > 95 UNION SELECT user_id FROM examples.marketplace.clicks WHERE view_time > 115`,
		],
		[
			'EXCEPT',
			`SELECT customer_id FROM ${customers} EXCEPT SELECT customer_id FROM ${orders} WHERE price > 60`,
		],
		[
			'nested types',
			`SELECT customer_id, ARRAY_AGG(price), MAP['n', COUNT(*)] FROM ${orders} WHERE price > 95 GROUP BY customer_id`,
		],
	])('%s', async (_, sql) => {
		const stream = await session.plan(sql);
		const seen: Change[] = [...(await stream.advance(session.now)).changes];
		for (const step of [1_000, 500, 0, 7_000, 25_000]) {
			seen.push(...(await stream.advance(session.tick(step))).changes);
			const state = materialise(seen, stream.upsertColumns);
			expect(sorted(state)).toEqual(sorted(await session.rows(sql)));
			if (stream.isAppendOnly) expect(seen.every(({ op }) => op === 0)).toBe(true);
		}
	});

	it('holds for any writing to a table of the user', async () => {
		await session.run('CREATE TABLE t (id INT, team STRING, n INT, PRIMARY KEY (id) NOT ENFORCED)');
		const sql = 'SELECT team, COUNT(*), SUM(n) FROM t GROUP BY team';
		const stream = await session.plan(sql);
		const seen: Change[] = [];
		const row = fc.tuple(fc.nat(5), fc.constantFrom("'a'", "'b'", 'CAST(NULL AS STRING)'), fc.nat(3));
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
				await session.run(`INSERT INTO t VALUES ${rows.map((cells) => `(${cells.join(', ')})`).join(', ')}`);
				seen.push(...(await stream.advance(session.tick(100))).changes);
				expect(sorted(materialise(seen, stream.upsertColumns))).toEqual(sorted(await session.rows(sql)));
			}),
			{ numRuns: 25 },
		);
	});

	it('holds for any two results', () => {
		const row = fc.tuple(fc.constantFrom('a', 'b', 'c', null), fc.constantFrom('1', '2'));
		const natures = [
			{ ...CONSTANT, updating: true },
			{ ...CONSTANT, updating: true, retracting: true },
		];
		fc.assert(
			fc.property(fc.array(row), fc.array(row), fc.constantFrom(...natures), (before, after, nature) => {
				const initial = before.map((cells): Change => ({ op: 0, row: cells }));
				expect(sorted(materialise([...initial, ...changelog(before, after, nature)], null))).toEqual(
					sorted(after),
				);
			}),
		);
		const keyed = fc.uniqueArray(row, { selector: ([key]) => key });
		fc.assert(
			fc.property(keyed, keyed, (before, after) => {
				const initial = before.map((cells): Change => ({ op: 0, row: cells }));
				const changes = changelog(before, after, { ...CONSTANT, updating: true, key: [0] });
				expect(sorted(materialise([...initial, ...changes], [0]))).toEqual(sorted(after));
				const keys = changes.filter(({ op }) => op === 1).map(({ row: [key] }) => key);
				expect(changes.filter(({ op }) => op === 2).map(({ row: [key] }) => key)).toEqual(keys);
			}),
		);
	});
});
