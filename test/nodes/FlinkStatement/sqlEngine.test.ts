import { createDuckDbEngine } from '../../../emulator';
import { QueryHost } from './queryHost';

let host: QueryHost;

beforeAll(async () => {
	host = await QueryHost.start({ engine: () => createDuckDbEngine() });
});

afterAll(async () => {
	await host.emulator.close();
});

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
	])('%s %s comes back as %j', async (type, value, expected) => {
		const { json, error } = await host.run({
			operation: 'executeQuery',
			sql: 'SELECT :a AS a',
			options: { queryParameters: { parameter: [parameter('a', type, value)] } },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([{ a: expected }]);
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
