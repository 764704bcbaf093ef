import { SqlSession } from './sqlSession';

const orders = 'examples.marketplace.orders';

interface Order {
	readonly orderId: string;
	readonly customerId: number;
	readonly productId: string;
	/** As the results write it. */
	readonly price: string;
}

const session = new SqlSession();
let sample: readonly Order[];

beforeAll(async () => {
	const rows = await session.rows(
		`SELECT order_id, customer_id, product_id, price FROM ${orders} WHERE price > 80`,
	);
	sample = rows.map(([orderId, customerId, productId, price]) => ({
		orderId: String(orderId),
		customerId: Number(customerId),
		productId: String(productId),
		price: String(price),
	}));
	expect(sample.length).toBeGreaterThan(100);
});
afterAll(() => session.close());

type Case = readonly [sql: string, of: (order: Order) => unknown];

describe('an expression of the columns of every row', () => {
	it.each<Case>([
		['CAST(price AS VARCHAR)', ({ price }) => price],
		['customer_id * 1000000', ({ customerId }) => String(Math.imul(customerId, 1_000_000))],
		['CAST(price * 1e9 AS TINYINT)', () => '-1'],
		['SQRT(80 - price)', () => 'NaN'],
		[
			'ARRAY_JOIN(ARRAY[product_id, order_id], product_id)',
			({ orderId, productId }) => productId + productId + orderId,
		],
		["REGEXP_EXTRACT_ALL(product_id, '([0-9])')", ({ productId }) => [...productId]],
		["PARSE_URL('http://h/?k=' || order_id, 'QUERY', 'k')", ({ orderId }) => orderId],
		['CAST(ROW(order_id, price) AS STRING)', ({ orderId, price }) => `(${orderId}, ${price})`],
		[
			'ARRAY_UNION(ARRAY[order_id, product_id], ARRAY[product_id])',
			({ orderId, productId }) => [orderId, productId],
		],
		["CAST(customer_id AS STRING) || '{}' IS JSON OBJECT", () => 'FALSE'],
		['CAST(order_id AS VARCHAR)', ({ orderId }) => orderId],
		[
			'TO_TIMESTAMP_LTZ(customer_id * 500000, 0)',
			({ customerId }) => new Date(customerId * 500_000_000).toISOString().replace('T', ' ').replace('Z', ''),
		],
	])('%s', async (sql, of) => {
		expect(await session.rows(`SELECT ${sql} FROM ${orders} WHERE price > 80`)).toEqual(
			sample.map((order) => [of(order)]),
		);
	});
});

describe('an expression over the rows before', () => {
	it.each([
		['FIRST_VALUE', 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW', (seen: readonly string[]) => seen[0]],
		[
			'LAST_VALUE',
			'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
			(seen: readonly string[]) => seen.at(-1),
		],
		[
			'FIRST_VALUE',
			'ROWS BETWEEN 1 PRECEDING AND CURRENT ROW',
			(seen: readonly string[]) => seen.slice(-2)[0],
		],
	])('%s over %s', async (name, frame, of) => {
		const seen = new Map<number, string[]>();
		const expected = sample.map(({ customerId, price }) => {
			const before = [...(seen.get(customerId) ?? []), price];
			seen.set(customerId, before);
			return [of(before)];
		});
		const sql = `SELECT ${name}(price) OVER (PARTITION BY customer_id ORDER BY $rowtime ${frame}) AS v, $rowtime FROM ${orders} WHERE price > 80`;
		expect(await session.rows(`SELECT v FROM (${sql}) ORDER BY $rowtime`)).toEqual(expected);
	});

	it('FIRST_VALUE and LAST_VALUE pass over NULL', async () => {
		const when = (condition: string) => `CASE WHEN ${condition} THEN price END`;
		const over = 'OVER (ORDER BY $rowtime ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)';
		const sql = `SELECT order_id, FIRST_VALUE(${when('price > 90')}) ${over} AS a, LAST_VALUE(${when('price <= 90')}) ${over} AS b, $rowtime FROM ${orders} WHERE price > 80`;
		let first: string | null = null;
		let last: string | null = null;
		const expected = sample.map(({ orderId, price }) => {
			if (Number(price) > 90) first ??= price;
			else last = price;
			return [orderId, first, last];
		});
		expect(await session.rows(`SELECT order_id, a, b FROM (${sql}) ORDER BY $rowtime`)).toEqual(expected);
	});
});
