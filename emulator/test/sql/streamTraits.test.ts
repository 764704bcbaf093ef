import { SqlSession, traitsOf } from './sqlSession';

const orders = 'examples.marketplace.orders';
const customers = 'examples.marketplace.customers';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

describe('traits of a stream', () => {
	const appendOnly = { isBounded: false, isAppendOnly: true, upsertColumns: null };
	const updating = (upsertColumns: number[] | null) => ({
		isBounded: false,
		isAppendOnly: false,
		upsertColumns,
	});
	const bounded = { isBounded: true, isAppendOnly: true, upsertColumns: null };

	it.each([
		[`SELECT * FROM ${orders}`, appendOnly],
		[`SELECT price FROM ${orders} WHERE price > 5`, appendOnly],
		[`SELECT * FROM ${orders} LIMIT 5`, appendOnly],
		[`SELECT * FROM ${orders} ORDER BY \`$rowtime\``, appendOnly],
		[`SELECT order_id FROM ${orders} UNION ALL SELECT click_id FROM examples.marketplace.clicks`, appendOnly],
		[
			`SELECT * FROM ${orders} AS o JOIN examples.marketplace.clicks AS c ON o.customer_id = c.user_id`,
			appendOnly,
		],
		[
			`SELECT o.price, c.city FROM ${orders} AS o JOIN ${customers} FOR SYSTEM_TIME AS OF o.\`$rowtime\` AS c ON o.customer_id = c.customer_id`,
			appendOnly,
		],
		[
			`SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE ${orders}, DESCRIPTOR($rowtime), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end`,
			appendOnly,
		],
		[
			`SELECT price, SUM(price) OVER (PARTITION BY customer_id ORDER BY \`$rowtime\` ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM ${orders}`,
			appendOnly,
		],
		[
			`SELECT window_start, customer_id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY price DESC) AS rn FROM TABLE(TUMBLE(TABLE ${orders}, DESCRIPTOR($rowtime), INTERVAL '1' MINUTE))) WHERE rn <= 3`,
			appendOnly,
		],
		[
			`SELECT window_start, window_end, COUNT(*) FROM TABLE(SESSION(TABLE ${orders} PARTITION BY customer_id, DESCRIPTOR($rowtime), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, customer_id`,
			appendOnly,
		],
		[`SELECT COUNT(*) FROM ${orders}`, updating(null)],
		[`SELECT customer_id, COUNT(*) FROM ${orders} GROUP BY customer_id`, updating([0])],
		[
			`SELECT COUNT(*), product_id, customer_id FROM ${orders} GROUP BY customer_id, product_id`,
			updating([1, 2]),
		],
		[`SELECT COUNT(*) FROM ${orders} GROUP BY customer_id`, updating(null)],
		[
			`SELECT n, customer_id FROM (SELECT customer_id, COUNT(*) AS n FROM ${orders} GROUP BY customer_id) WHERE n > 3`,
			updating([1]),
		],
		[`SELECT DISTINCT customer_id, product_id FROM ${orders}`, updating([0, 1])],
		[`SELECT * FROM ${customers}`, updating([0])],
		[`SELECT city, customer_id FROM ${customers}`, updating([1])],
		[`SELECT city FROM ${customers}`, updating(null)],
		[
			`SELECT * FROM ${orders} AS o LEFT JOIN ${customers} AS c ON o.customer_id = c.customer_id`,
			updating(null),
		],
		[`SELECT * FROM ${orders} ORDER BY price DESC LIMIT 3`, updating(null)],
		[
			`SELECT price, customer_id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY price DESC) AS rn FROM ${orders}) WHERE rn = 1`,
			updating([1]),
		],
		[
			`SELECT rn, price, customer_id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY price DESC) AS rn FROM ${orders}) WHERE 3 >= rn AND price > 1`,
			updating([0, 2]),
		],
		[
			`SELECT order_id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY price DESC) AS rn FROM ${orders}) WHERE rn < 4`,
			updating(null),
		],
		[`SELECT customer_id, COUNT(*) FROM ${orders} GROUP BY ROLLUP (customer_id)`, updating(null)],
		['SELECT 1', bounded],
		["VALUES (1, 'a')", bounded],
		['SELECT * FROM INFORMATION_SCHEMA.`CATALOGS`', bounded],
	])('%s', async (sql, expected) => {
		expect(traitsOf(await session.plan(sql))).toEqual(expected);
	});

	it.each([
		[`SELECT * FROM ${orders} ORDER BY price`, 'Sort on a non-time-attribute field is not supported.'],
		[
			`SELECT * FROM ${orders} ORDER BY \`$rowtime\` DESC`,
			'Sort on a non-time-attribute field is not supported.',
		],
		[
			"SELECT * FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' DAY))",
			'The window function requires the timecol is a time attribute type, but is TIMESTAMP_WITH_LOCAL_TIME_ZONE(3).',
		],
	])('%s is refused', async (sql, detail) => {
		await session.run('CREATE TABLE t (ts TIMESTAMP_LTZ(3))');
		expect(await session.failure(sql, {})).toBe(detail);
	});
});
