import * as words from './sampleWords';
import type { Generator } from './generatedTable';

const FIRST_CUSTOMER = 3000;
const CUSTOMERS = 250;
const FIRST_PRODUCT = 1000;
const PRODUCTS = 200;

const list = (items: readonly string[]): string =>
	`[${items.map((item) => `'${item.replace(/'/g, "''")}'`).join(', ')}]`;

/** SQL of pseudo-random whole numbers below `below`, the same for the same seed, row and purpose. */
function dice(seed: number, table: string) {
	return (row: string, purpose: string, below: number): string =>
		`CAST(md5_number_lower('${seed}/${table}/${purpose}/' || ${row}) % ${below} AS INTEGER)`;
}

/** One of a list of words. */
function pick(roll: ReturnType<typeof dice>, row: string, purpose: string, items: readonly string[]): string {
	return `list_extract(${list(items)}, ${roll(row, purpose, items.length)} + 1)`;
}

const rowtime = (interval: number): string => `make_timestamp(CAST(floor(k * ${interval * 1000}) AS BIGINT))`;

export function ordersGenerator(seed: number, interval: number): Generator {
	const roll = dice(seed, 'orders');
	return {
		table: 'marketplace_orders',
		columns: 'c0 VARCHAR, c1 INTEGER, c2 VARCHAR, c3 DOUBLE',
		interval,
		generate: (from, to) =>
			`SELECT flink_uuid_of('${seed}/orders/' || k), ${FIRST_CUSTOMER} + ${roll('k', 'customer', CUSTOMERS)}, ` +
			`CAST(${FIRST_PRODUCT} + ${roll('k', 'product', PRODUCTS)} AS VARCHAR), ` +
			`CAST(1000 + ${roll('k', 'price', 9001)} AS DOUBLE) / 100, ${rowtime(interval)}, k FROM range(${from}, ${to}) AS r(k)`,
	};
}

export function clicksGenerator(seed: number, interval: number): Generator {
	const roll = dice(seed, 'clicks');
	return {
		table: 'marketplace_clicks',
		columns: 'c0 VARCHAR, c1 INTEGER, c2 VARCHAR, c3 VARCHAR, c4 INTEGER',
		interval,
		generate: (from, to) =>
			`SELECT flink_uuid_of('${seed}/clicks/' || k), ${FIRST_CUSTOMER} + ${roll('k', 'user', 2000)}, ` +
			`'https://www.example.com/product/' || (${FIRST_PRODUCT} + ${roll('k', 'page', PRODUCTS)}), ` +
			`${pick(roll, 'k', 'agent', words.USER_AGENTS)}, 10 + ${roll('k', 'view', 110)}, ${rowtime(interval)}, k ` +
			`FROM range(${from}, ${to}) AS r(k)`,
	};
}

/** A customer keeps the name; address, postcode, city and so on belong to a version. */
export function customersGenerator(seed: number, interval: number): Generator {
	const roll = dice(seed, 'customers');
	const version = `(id || '.' || k)`;
	const first = pick(roll, 'id', 'first', words.FIRST_NAMES);
	const last = pick(roll, 'id', 'last', words.LAST_NAMES);
	const columns =
		`id, ${first} || ' ' || ${last}, (1 + ${roll(version, 'number', 200)}) || ' ' || ${pick(roll, version, 'street', words.STREETS)}, ` +
		`lpad(CAST(${roll(version, 'postcode', 100000)} AS VARCHAR), 5, '0'), ${pick(roll, version, 'city', words.CITIES)}, ` +
		`lower(${first} || '.' || ${last}) || id || '@example.com'`;
	return {
		table: 'marketplace_customers',
		columns: 'c0 INTEGER, c1 VARCHAR, c2 VARCHAR, c3 VARCHAR, c4 VARCHAR, c5 VARCHAR',
		interval,
		key: 'c0',
		initial: (at) =>
			`SELECT ${columns}, make_timestamp(${at * 1000}), k FROM (SELECT CAST(${FIRST_CUSTOMER} + i AS INTEGER) AS id, 0 AS k FROM range(${CUSTOMERS}) AS r(i))`,
		generate: (from, to) =>
			`SELECT ${columns}, ${rowtime(interval)}, k FROM ` +
			`(SELECT ${FIRST_CUSTOMER} + ${roll('k', 'moved', CUSTOMERS)} AS id, k FROM range(${from}, ${to}) AS r(k))`,
	};
}

/** A product keeps everything but its vendor, who belongs to a version. */
export function productsGenerator(seed: number, interval: number): Generator {
	const roll = dice(seed, 'products');
	const version = `(id || '.' || k)`;
	const name = ['adjective', 'material', 'thing']
		.map((part, index) =>
			pick(roll, 'id', part, [words.ADJECTIVES, words.MATERIALS, words.THINGS][index] ?? []),
		)
		.join(` || ' ' || `);
	const columns =
		`CAST(id AS VARCHAR), ${name}, ${pick(roll, 'id', 'brand', words.BRANDS)}, ` +
		`${pick(roll, version, 'vendor', words.VENDORS)}, ${pick(roll, 'id', 'department', words.DEPARTMENTS)}`;
	return {
		table: 'marketplace_products',
		columns: 'c0 VARCHAR, c1 VARCHAR, c2 VARCHAR, c3 VARCHAR, c4 VARCHAR',
		interval,
		key: 'c0',
		initial: (at) =>
			`SELECT ${columns}, make_timestamp(${at * 1000}), k FROM (SELECT ${FIRST_PRODUCT} + i AS id, 0 AS k FROM range(${PRODUCTS}) AS r(i))`,
		generate: (from, to) =>
			`SELECT ${columns}, ${rowtime(interval)}, k FROM ` +
			`(SELECT ${FIRST_PRODUCT} + ${roll('k', 'changed', PRODUCTS)} AS id, k FROM range(${from}, ${to}) AS r(k))`,
	};
}
