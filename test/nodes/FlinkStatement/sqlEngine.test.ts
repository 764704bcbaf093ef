import type { IDataObject } from 'n8n-workflow';
import { createDuckDbEngine } from '../../../emulator';
import { QueryHost } from './queryHost';

const host = QueryHost.perFile({ engine: () => createDuckDbEngine() });

const HOME = { catalog: 'default', database: 'cluster_0' };
const MARKETPLACE = { catalog: 'examples', database: 'marketplace' };

const parameter = (name: string, type: string, value: string) => ({ name, type, value });

describe('SQL that really runs', () => {
	it('gives typed rows of the sample tables', async () => {
		const { json, error } = await host.run({
			operation: 'executeQuery',
			sql: 'SELECT * FROM orders',
			limit: 3,
			options: MARKETPLACE,
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(3);
		expect(json[0]).toEqual({
			order_id: expect.any(String),
			customer_id: expect.any(Number),
			product_id: expect.any(String),
			price: expect.any(Number),
		});
	});

	it('ends an aggregate in snapshot mode with its final rows', async () => {
		const sql = 'SELECT customer_id, COUNT(*) AS orders FROM orders GROUP BY customer_id';
		const { json, hints } = await host.run({
			operation: 'executeQuery',
			sql,
			returnAll: true,
			options: MARKETPLACE,
		});
		expect(new Set(json.map((row) => row['customer_id'])).size).toBe(json.length);
		expect(hints).toEqual([]);
	});

	it('follows an aggregate in streaming mode, as a table or change by change', async () => {
		const streaming = {
			operation: 'executeQuery',
			sql: 'SELECT COUNT(*) AS n FROM orders',
			queryMode: 'streaming',
		};
		const changelog = await host.run({
			...streaming,
			output: 'changelog',
			limit: 5,
			options: { ...MARKETPLACE, timeout: 60 },
		});
		expect(changelog.json.map((row) => row['_op'])).toEqual(['+I', '-U', '+U', '-U', '+U']);
		const table = await host.run({ ...streaming, options: { ...MARKETPLACE, timeout: 5 } });
		expect(table.json).toEqual([{ n: expect.any(Number) }]);
		expect(table.json[0]?.['n']).toBeGreaterThanOrEqual(Number(changelog.json[4]?.['n']));
		expect(await host.left()).toEqual([]);
	});

	it('is checked without being run', async () => {
		const valid = await host.run({
			operation: 'validate',
			sql: 'SELECT price FROM orders',
			options: MARKETPLACE,
		});
		expect(valid.json).toEqual([
			{
				valid: true,
				detail: expect.any(String),
				sqlKind: 'SELECT',
				columns: [{ name: 'price', type: 'DOUBLE', nullable: false }],
			},
		]);
		const invalid = await host.run({
			operation: 'validate',
			sql: 'SELECT prize FROM orders',
			options: MARKETPLACE,
		});
		expect(invalid.json).toEqual([
			expect.objectContaining({ valid: false, detail: expect.stringContaining('prize') }),
		]);
		expect(await host.left()).toEqual([]);
	});

	it('names a table that is missing', async () => {
		const { error } = await host.run({
			operation: 'executeQuery',
			sql: 'SELECT * FROM no_such_table',
			options: MARKETPLACE,
		});
		expect(error?.message).toContain('no_such_table');
	});
});

describe('query parameters that really run', () => {
	it.each<[string, string, unknown]>([
		['number', '12345678901234567890', '12345678901234567890'],
		['number', '-5', -5],
		['number', '1e-7', 1e-7],
		['number', '1e300', 1e300],
		['decimal', '0.005', 0.005],
		['decimal', '12345678901234567890.12', '12345678901234567890.12'],
		['boolean', 'true', true],
		['date', '2024-02-29', '2024-02-29'],
		['time', '12:34:56.789', '12:34:56.789'],
		['timestamp', '2024-06-15T12:34:56.123456', '2024-06-15T12:34:56.123456'],
		['timestampLtz', '2024-06-15T12:34:56.789+02:00', '2024-06-15T10:34:56.789000Z'],
		['bytes', 'AQL/', 'AQL/'],
		['null', 'DECIMAL(10, 2)', null],
		['null', 'ARRAY<ROW<a INT>>', null],
		['array', '[1, null, 3]', [1, null, 3]],
		['array', '[["a"], [null, "b\'"]]', [['a'], [null, "b'"]]],
		['interval', '90 minutes', '+0 01:30:00.000'],
		['interval', '1 02:03:04.567', '+1 02:03:04.567'],
		['interval', '-1-06', '-1-06'],
	])('%s %s comes back as %j', async (type, value, expected) => {
		const { json, error } = await host.run({
			operation: 'executeQuery',
			sql: 'SELECT :a AS a',
			options: { queryParameters: { parameter: [parameter('a', type, value)] } },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([{ a: expected }]);
	});

	const values = async (sql: string, entry: IDataObject, input: IDataObject[] = [{}]) => {
		const { json, error } = await host.run({ operation: 'executeQuery', sql, options: { queryParameters: { parameter: [{ name: 'a', ...entry }] } } }, { input });
		return error ?? json.map((row) => row['v']);
	};

	const ROWS = "(VALUES (1, 'x', DATE '2026-01-01', 1.5, TRUE), (2, 'y', DATE '2026-01-02', 2.5, FALSE), (3, CAST(NULL AS STRING), DATE '2026-01-03', 3.5, TRUE)) AS t (v, s, d, n, b)";

	it.each<[string, string, number[]]>([
		['v IN (:a)', '[1, 3, 5]', [1, 3]],
		['v NOT IN (:a)', '[1, 5]', [2, 3]],
		['s IN (:a)', '["x", "it\'s"]', [1]],
		['n IN (:a)', '[1.5, 2]', [1]],
		['b IN (:a)', '[true]', [1, 3]],
		...['v', 's', 'd', 'n', 'b'].flatMap((column): Array<[string, string, number[]]> => [
			[`${column} IN (:a)`, '[]', []],
			[`${column} NOT IN (:a)`, '[]', []],
			[`NOT (${column} IN (:a)) OR v = 2`, '[]', [2]],
		]),
	])('a list: %s of %s', async (condition, value, expected) => {
		expect(await values(`SELECT v FROM ${ROWS} WHERE ${condition}`, { type: 'list', value })).toEqual(expected);
	});

	it('a list that an expression gives, for each item', async () => {
		const input = [{ ids: [1, 2] }, { ids: [] }, { ids: [3] }];
		expect(await values(`SELECT v FROM ${ROWS} WHERE v IN (:a)`, { type: 'list', value: '={{ $json.ids }}' }, input)).toEqual([1, 2, 3]);
	});

	it.each<[unknown, string, RegExp]>([
		[[1, null], 'The value "null" at [1] of query parameter "a" does not fit its type "list"', /cannot contain null/],
		[[[1], 2], 'The value (a list) at [0] of query parameter "a" does not fit its type "list"', /\.flat\(\)/],
		['1, 2', 'The value "1, 2" of query parameter "a" does not fit its type "list"', /a JSON list/],
	])('no list is %j', async (ids, message, description) => {
		const error = await values('SELECT 1 IN (:a) AS v', { type: 'list', value: '={{ $json.ids }}' }, [{ ids } as IDataObject]);
		expect(error).toMatchObject({ message, description: expect.stringMatching(description) });
	});

	const ORDER = { id: 7, customer: { name: "O'Reilly", tags: ['a', null], since: '2026-01-31T12:30:00Z' }, prices: { net: '12.30' } };
	const ORDER_TYPE = 'ROW<id BIGINT, customer ROW<name STRING, tags ARRAY<STRING>, since TIMESTAMP_LTZ(3)>, prices MAP<STRING, DECIMAL(10, 2)>>';

	it.each<[string, unknown]>([
		['an object', ORDER],
		['text', JSON.stringify(ORDER)],
	])('JSON as %s is a value of its SQL type, down to its fields', async (_, order) => {
		const input = [{ order } as IDataObject];
		const json = { type: 'json', sqlType: ORDER_TYPE, value: '={{ $json.order }}' };
		expect(await values('SELECT :a AS v', json, input)).toEqual([{ ...ORDER, customer: { ...ORDER.customer, since: '2026-01-31T12:30:00.000Z' }, prices: { net: 12.3 } }]);
		expect(await values("SELECT r.customer.tags[1] || CAST(r.prices['net'] AS STRING) AS v FROM (SELECT :a AS r)", json, input)).toEqual(['a12.30']);
	});

	it('JSON becomes rows of a table', async () => {
		const create = { operation: 'executeQuery', sql: `CREATE TABLE orders_of_json (\`order\` ${ORDER_TYPE}, placed TIMESTAMP(3))`, options: HOME };
		expect((await host.run(create)).error).toBeUndefined();
		const insert = { operation: 'executeQuery', sql: "INSERT INTO orders_of_json VALUES (:a, CAST('2026-01-31 12:30:00' AS TIMESTAMP(3)))", options: { ...HOME, queryParameters: { parameter: [{ name: 'a', type: 'json', sqlType: ORDER_TYPE, value: JSON.stringify(ORDER) }] } } };
		expect((await host.run(insert)).error).toBeUndefined();
		const { json } = await host.run({ operation: 'executeQuery', sql: 'SELECT `order`.customer.name AS name, placed FROM orders_of_json', options: HOME });
		expect(json).toEqual([{ name: "O'Reilly", placed: '2026-01-31T12:30:00.000' }]);
	});

	it.each<[string, IDataObject, string]>([
		['no SQL type', { value: '1' }, 'Query parameter "a" has no SQL type'],
		['an SQL type that is none', { value: '1', sqlType: 'INT) --' }, 'Query parameter "a" has an SQL type that Flink SQL does not know: INT) --'],
		['a part that does not fit', { value: '{"a": {"b": [1, 300]}}', sqlType: 'ROW<a ROW<b ARRAY<TINYINT>>>' }, 'The value "300" at a.b[1] of query parameter "a" does not fit its type "json"'],
	])('JSON is refused with %s', async (_, entry, message) => {
		expect(await values('SELECT :a AS v', { type: 'json', ...entry })).toMatchObject({ message });
	});

	it('an SQL type that is left from JSON means nothing beside another type', async () => {
		expect(await values('SELECT :a AS v', { type: 'number', value: '5', sqlType: 'no type at all' })).toEqual([5]);
	});

	it.each<[string, string, unknown]>([
		['date', "={{ DateTime.fromISO('2024-09-08', { zone: 'America/Santiago' }).startOf('day') }}", '2024-09-08'],
		['date', "={{ DateTime.fromISO('2026-04-24', { zone: 'Africa/Cairo' }).startOf('day') }}", '2026-04-24'],
		['date', "={{ DateTime.fromISO('2026-01-31', { zone: 'Asia/Tokyo' }) }}", '2026-01-31'],
		['timestampLtz', '={{ new Date(0) }}', '1970-01-01T00:00:00.000000Z'],
		['interval', '={{ Duration.fromObject({ hours: 36, minutes: 30 }) }}', '+1 12:30:00.000'],
		['string', '={{ new Date(0) }}', '1970-01-01T00:00:00.000Z'],
	])('a %s that is the date %s', async (type, value, expected) => {
		expect(await values('SELECT :a AS v', { type, value })).toEqual([expected]);
	});

	it.each([
		["SELECT '{{ new Date(0) }}' AS v", '1970-01-01T00:00:00.000Z'],
		["SELECT '{{ DateTime.fromISO('2026-01-31T12:30:00Z', { zone: 'Asia/Tokyo' }) }}' AS v", '2026-01-31T21:30:00.000+09:00'],
		["SELECT CHAR_LENGTH('{{ $now }}') AS v", 29],
		["SELECT '{{ $json.at }} and {{ ({ at: new Date(0) }) }}' AS v", 'soon and {"at":"1970-01-01T00:00:00.000Z"}'],
	])('dates in the SQL: %s', async (sql, expected) => {
		const { json } = await host.run({ operation: 'executeQuery', sql }, { input: [{ at: 'soon' }] });
		expect(json).toEqual([{ v: expected }]);
	});

	it('an instant is the same one in any local time zone', async () => {
		const options = {
			properties: { property: [{ name: 'sql.local-time-zone', value: 'Asia/Tokyo' }] },
			queryParameters: { parameter: [parameter('a', 'timestampLtz', '2024-06-15T12:34:56.789+02:00')] },
		};
		expect((await host.run({ operation: 'executeQuery', sql: 'SELECT :a AS a', options })).json).toEqual([
			{ a: '2024-06-15T19:34:56.789' },
		]);
	});

	it('an identifier is one name, whatever is in it', async () => {
		const options = {
			...MARKETPLACE,
			queryParameters: {
				parameter: [parameter('column', 'identifier', 'price'), parameter('table', 'identifier', 'orders')],
			},
		};
		const { json } = await host.run({
			operation: 'executeQuery',
			sql: 'SELECT :column FROM :table',
			limit: 1,
			options,
		});
		expect(json).toEqual([{ price: expect.any(Number) }]);
	});

	const HOSTILE = [
		"'",
		"''",
		"' OR 1=1 --",
		'\\',
		"\\'",
		'"',
		'`',
		'--',
		'/*',
		'*/',
		'/*+',
		'//',
		':a',
		':b',
		'$1',
		'{{ 1 + 1 }}',
		'\n',
		'\r\n',
		'\t',
		'\u0000',
		'\u2028',
		'é',
		'e\u0301',
		'日本 🎉',
		'a\uFEFFb',
		'__proto__',
		'NULL',
		'',
		' ',
		"x'00'",
		"U&'\\0041'",
		"E'\\''",
		'x'.repeat(20_000),
		"'".repeat(501),
	];

	it('any text comes back as it went, and nothing else', async () => {
		const options = {
			queryParameters: { parameter: [{ name: 'a', type: 'string', value: '={{ $json.value }}' }] },
		};
		const sql = "SELECT :a AS a, ':a' AS b, 1 AS c -- :a";
		const { json, error } = await host.run(
			{ operation: 'executeQuery', sql, options },
			{ input: HOSTILE.map((value) => ({ value })) },
		);
		expect(error).toBeUndefined();
		expect(json).toEqual(HOSTILE.map((value) => ({ a: value, b: ':a', c: 1 })));
		expect(await host.left()).toEqual([]);
	});
});
