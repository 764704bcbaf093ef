import type { AppendRequest } from '../../sql/engine';
import { SqlSession } from './sqlSession';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

async function append(table: string, ...rows: AppendRequest['rows']): Promise<void> {
	await session.engine.append?.({ environmentId: 'env-a1b2c3', table, rows, now: session.now });
}

const ALL_TYPES =
	'CREATE TABLE t (b BOOLEAN, ti TINYINT, i INT, bi BIGINT, d DECIMAL(6, 2), f FLOAT, dbl DOUBLE, s STRING, v VARCHAR(3), day_ DATE, t TIME(0), ts TIMESTAMP(3), lt TIMESTAMP_LTZ(3), a ARRAY<INT>)';

it.each<[string, string | number | boolean | null, string | null]>([
	['b', true, 'TRUE'],
	['b', 'false', 'FALSE'],
	['ti', -7, '-7'],
	['i', '42', '42'],
	['bi', '9007199254740993', '9007199254740993'],
	['d', 12.5, '12.50'],
	['f', 1.5, '1.5'],
	['dbl', 1e21, '1.0E21'],
	['s', "it's 'quoted'\n\u0000end", "it's 'quoted'\n\u0000end"],
	['s', '', ''],
	['s', 17, '17'],
	['v', 'abcdef', 'abc'],
	['day_', '2026-02-28', '2026-02-28'],
	['t', '12:34:56', '12:34:56'],
	['ts', '2026-01-02 03:04:05.678', '2026-01-02 03:04:05.678'],
	['lt', '2026-01-02 03:04:05.678', '2026-01-02 03:04:05.678'],
	['i', null, null],
])('%s: %j is stored as %j', async (column, value, expected) => {
	await session.run(ALL_TYPES);
	await append('t', { [column]: value });
	expect(await session.rows(`SELECT ${column} FROM t`)).toEqual([[expected]]);
});

it('rows come in their order, after one another, with the time of the clock', async () => {
	await session.run('CREATE TABLE t (n INT, s STRING)');
	const stream = await session.plan('SELECT n, s, `$rowtime` FROM t');
	await append('t', { n: 2, s: 'x' }, { s: 'y' }, { n: 1 });
	expect((await stream.advance(session.now)).changes.map(({ row }) => row)).toEqual([
		['2', 'x', '2026-01-02 03:04:05.000'],
		[null, 'y', '2026-01-02 03:04:05.000'],
		['1', null, '2026-01-02 03:04:05.000'],
	]);
	session.tick(1_000);
	await append('default.cluster_0.t', { n: 3 });
	await append('cluster_0.t', { n: 4 });
	expect((await stream.advance(session.now)).changes.map(({ row }) => [row[0], row[2]])).toEqual([
		['3', '2026-01-02 03:04:06.000'],
		['4', '2026-01-02 03:04:06.000'],
	]);
});

it('a column that is the record\'s time takes what the rows say', async () => {
	await session.run("CREATE TABLE t (n INT, at_ TIMESTAMP_LTZ(3) METADATA FROM 'timestamp')");
	await append('t', { n: 1, at_: '2020-01-01 00:00:00.000' });
	expect(await session.rows('SELECT n, at_, `$rowtime` FROM t')).toEqual([['1', '2020-01-01 00:00:00.000', '2020-01-01 00:00:00.000']]);
});

it('a table with a key takes them as upserts', async () => {
	await session.run('CREATE TABLE t (k STRING, n INT, PRIMARY KEY (k) NOT ENFORCED)');
	await append('t', { k: 'a', n: 1 }, { k: 'b', n: 1 }, { k: 'a', n: 2 });
	expect(await session.rows('SELECT k, n FROM t ORDER BY k')).toEqual([['a', '2'], ['b', '1']]);
});

it('a hundred thousand rows, in one call or in batches, are read once each', async () => {
	await session.run('CREATE TABLE t (n INT)');
	const stream = await session.plan('SELECT n FROM t WHERE MOD(n, 10) = 0');
	let seen = 0;
	for (const batch of [60_000, 30_000, 10_000]) {
		await append('t', ...Array.from({ length: batch }, (_, n) => ({ n })));
		seen += (await stream.advance(session.now)).changes.length;
	}
	expect(seen).toBe(10_000);
});

describe('takes nothing where', () => {
	it.each<[string, string, AppendRequest['rows'], string]>([
		['there is no such table', 'nothing', [{ n: 1 }], 'There is no table nothing.'],
		['it is a view', 'v', [{ n: 1 }], 'There is no table v.'],
		['it is a sample table', 'examples.marketplace.orders', [{ order_id: 'a' }], 'is a read-only example table'],
		['a column is not there', 't', [{ n: 1 }, { m: 1 }], "Unknown target column 'm'"],
		['a value is none of the type', 't', [{ n: 1 }, { n: 'two' }], 'two'],
		['a value is missing', 'strict', [{ n: 1, m: 1 }, { m: 1 }], "Column 'n' is INT NOT NULL, and a row has no value for it."],
		['all values are missing', 'strict', [{ m: 1 }], "Column 'n' is INT NOT NULL, and a row has no value for it."],
		['no text becomes the type', 't', [{ a: '1' }], "The column 'a' has the type ARRAY<INT>: rows of such are written with INSERT only."],
	])('%s', async (_, table, rows, detail) => {
		await session.run('CREATE TABLE t (n INT, a ARRAY<INT>)');
		await session.run('CREATE TABLE strict (n INT NOT NULL, m INT)');
		await session.run('CREATE VIEW v AS SELECT n FROM t');
		await expect(append(table, ...rows)).rejects.toMatchObject({ detail: expect.stringContaining(detail) });
		expect(await session.rows('SELECT COUNT(*) FROM t')).toEqual([['0']]);
		await append('t', { n: 1 });
		expect(await session.rows('SELECT n FROM t')).toEqual([['1']]);
	});
});
