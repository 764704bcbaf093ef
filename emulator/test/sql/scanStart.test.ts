import type { PlannedStatement } from '../../sql/engine';
import { SNAPSHOT, SqlSession, START, type Properties } from './sqlSession';

const CARRY = 'sql.tables.initial-offset-from';
const mode = (value: string, more: Properties = {}): Properties => ({ 'sql.tables.scan.startup.mode': value, ...more });
const LATEST = mode('latest-offset');

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

const numbersOf = async (stream: PlannedStatement, now = session.now, room?: number) =>
	(await stream.advance(now, room)).changes.map(({ op, row }) => (op === 0 ? Number(row[0]) : [op, ...row]));

const insert = (...numbers: number[]) => session.run(`INSERT INTO t VALUES ${numbers.map((n) => `(${n})`).join(', ')}`);

/** A row a second, 1 to `count`, and the clock behind the last. */
async function fill(count: number): Promise<void> {
	await session.run('CREATE TABLE t (n INT)');
	for (let n = 1; n <= count; n += 1) {
		await insert(n);
		session.tick(1_000);
	}
}

describe('where a statement begins to read', () => {
	beforeEach(() => fill(4));

	it.each<[string, Properties, number[]]>([
		['nothing is said', {}, [1, 2, 3, 4]],
		['earliest-offset', mode('earliest-offset'), [1, 2, 3, 4]],
		['latest-offset', LATEST, []],
		['timestamp', mode('timestamp', { 'sql.tables.scan.startup.timestamp-millis': String(START + 1_001) }), [3, 4]],
		['timestamp of a row', mode('timestamp', { 'sql.tables.scan.startup.timestamp-millis': String(START + 1_000) }), [2, 3, 4]],
		['timestamp before all', mode('timestamp', { 'sql.tables.scan.startup.timestamp-millis': '0' }), [1, 2, 3, 4]],
		['timestamp to come', mode('timestamp', { 'sql.tables.scan.startup.timestamp-millis': String(START + 99_000) }), []],
		['specific-offsets', mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:3' }), [4]],
		['the first offset', mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:0' }), [1, 2, 3, 4]],
		['the offset behind the last', mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:4' }), []],
		['offset -2', mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:-2' }), [1, 2, 3, 4]],
		['offset -1', mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:-1' }), []],
		['another partition', mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:3,offset:2' }), [1, 2, 3, 4]],
		['a time and no mode', { 'sql.tables.scan.startup.timestamp-millis': '0' }, [1, 2, 3, 4]],
	])('%s', async (_, properties, expected) => {
		const stream = await session.plan('SELECT n FROM t', properties);
		expect(await numbersOf(stream)).toEqual(expected);
		await insert(5);
		expect(await numbersOf(stream)).toEqual([5]);
		expect(await numbersOf(stream)).toEqual([]);
	});

	it('latest is what is there when the job starts, not when it was planned', async () => {
		const stream = await session.plan('SELECT n FROM t', LATEST);
		await insert(5);
		expect(await numbersOf(stream)).toEqual([]);
		await insert(6);
		expect(await numbersOf(stream)).toEqual([6]);
	});

	it('a snapshot reads from there to what is there', async () => {
		expect(await session.rows('SELECT n FROM t', { ...SNAPSHOT, ...LATEST })).toEqual([]);
		const properties = { ...SNAPSHOT, ...mode('timestamp', { 'sql.tables.scan.startup.timestamp-millis': String(START + 3_000) }) };
		expect(await session.rows('SELECT n FROM t', properties)).toEqual([['4']]);
	});

	it.each<[string, string, Properties, number[]]>([
		['a hint', "t /*+ OPTIONS('scan.startup.mode'='latest-offset') */", {}, []],
		['a hint before an alias', "t /*+ OPTIONS('scan.startup.mode' = 'timestamp', 'scan.startup.timestamp-millis' = '" + String(START + 2_000) + "') */ AS x", {}, [3, 4]],
		['a hint over a property', "t /*+ OPTIONS('scan.startup.mode'='earliest-offset') */", LATEST, [1, 2, 3, 4]],
		['a hint over an option', "later /*+ OPTIONS('scan.startup.mode'='earliest-offset') */", {}, [1, 2, 3, 4]],
		['an option', 'later', {}, []],
		['an option that is not the usual one, over a property', 'later', mode('earliest-offset'), []],
		['a hint in a view', 'v', {}, []],
		['a property over what a view reads', 'plain', LATEST, []],
		['a hint in a subquery', "(SELECT * FROM t /*+ OPTIONS('scan.startup.mode'='latest-offset') */)", {}, []],
	])('%s', async (_, from, properties, expected) => {
		await session.run("CREATE TABLE later (n INT) WITH ('scan.startup.mode' = 'latest-offset')");
		await session.run('INSERT INTO later VALUES (1), (2), (3), (4)');
		await session.run("CREATE VIEW v AS SELECT n FROM t /*+ OPTIONS('scan.startup.mode'='latest-offset') */");
		await session.run('CREATE VIEW plain AS SELECT n FROM t');
		expect(await numbersOf(await session.plan(`SELECT n FROM ${from}`, properties))).toEqual(expected);
	});

	it('ALTER TABLE changes it', async () => {
		await session.run("ALTER TABLE t SET ('scan.startup.mode' = 'latest-offset')");
		expect(await numbersOf(await session.plan('SELECT n FROM t'))).toEqual([]);
	});

	it('an aggregate counts what it has read', async () => {
		const stream = await session.plan('SELECT COUNT(*) FROM t', LATEST);
		expect(await numbersOf(stream)).toEqual([]);
		await insert(5, 6);
		expect(await numbersOf(stream)).toEqual([1, [1, '1'], [2, '2']]);
	});

	it('each reading of a join begins for itself', async () => {
		const stream = await session.plan("SELECT a.n FROM t AS a JOIN t /*+ OPTIONS('scan.startup.mode'='latest-offset') */ AS b ON a.n < b.n");
		expect(await numbersOf(stream)).toEqual([]);
		await insert(3);
		expect((await numbersOf(stream)).sort()).toEqual([1, 2]);
	});

	it('of an upsert table, a key that was there before comes as a new one', async () => {
		await session.run('CREATE TABLE u (k STRING, n INT, PRIMARY KEY (k) NOT ENFORCED)');
		await session.run("INSERT INTO u VALUES ('a', 1), ('b', 1)");
		const stream = await session.plan('SELECT n, k FROM u', LATEST);
		expect(await numbersOf(stream)).toEqual([]);
		await session.run("INSERT INTO u VALUES ('a', 2)");
		expect(await numbersOf(stream)).toEqual([2]);
		await session.run("INSERT INTO u VALUES ('a', 3)");
		expect(await numbersOf(stream)).toEqual([[1, '2', 'a'], [2, '3', 'a']]);
	});

	it('a statement that fails leaves others as they are', async () => {
		const broken = await session.plan('SELECT CAST(CAST(n AS STRING) || \'x\' AS INT) FROM t', mode('earliest-offset'));
		await expect(broken.advance(session.now, 1)).rejects.toThrow();
		expect(await session.rows('SELECT COUNT(*) FROM t')).toEqual([['4']]);
		expect(await numbersOf(await session.plan('SELECT n FROM t'))).toEqual([1, 2, 3, 4]);
	});
});

describe('what is refused', () => {
	beforeEach(() => fill(2));

	it.each<[Properties, string]>([
		[mode('newest'), "Invalid value for option 'sql.tables.scan.startup.mode': expected one of earliest-offset, latest-offset, timestamp, specific-offsets, but was 'newest'."],
		[mode('timestamp'), "'sql.tables.scan.startup.timestamp-millis' is required in 'timestamp' startup mode but missing."],
		[mode('specific-offsets'), "'sql.tables.scan.startup.specific-offsets' is required in 'specific-offsets' startup mode but missing."],
		[mode('timestamp', { 'sql.tables.scan.startup.timestamp-millis': 'noon' }), "Could not parse value 'noon' for key 'sql.tables.scan.startup.timestamp-millis'."],
		[mode('timestamp', { 'sql.tables.scan.startup.timestamp-millis': '-1' }), "Could not parse value '-1' for key 'sql.tables.scan.startup.timestamp-millis'."],
		[
			mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': '0:17' }),
			"Invalid properties 'sql.tables.scan.startup.specific-offsets' should follow the format 'partition:0,offset:42;partition:1,offset:300', but is '0:17'.",
		],
		[mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:3' }), 'The offset 3 is out of range: the partition 0 has the offsets 0 to 2.'],
		[mode('specific-offsets', { 'sql.tables.scan.startup.specific-offsets': 'partition:0,offset:9223372036854775808' }), 'The offset 9223372036854775808 is out of range: the partition 0 has the offsets 0 to 2.'],
	])('%j', async (properties, detail) => {
		expect(await session.failure('SELECT n FROM t', properties)).toBe(detail);
	});

	it.each([
		["SELECT n FROM t /*+ OPTIONS('scan.startup.mode'='newest') */", "Invalid value for option 'scan.startup.mode'"],
		["SELECT n FROM t /*+ OPTIONS('scan.startup.mode'='timestamp') */", "'scan.startup.timestamp-millis' is required in 'timestamp' startup mode but missing."],
		["SELECT n FROM t /*+ OPTIONS('scan.bounded.mode'='latest-offset') */", 'is not supported by this emulator'],
		["SELECT n FROM t AS x /*+ OPTIONS('scan.startup.mode'='latest-offset') */", 'The hint /*+'],
		["SELECT /*+ OPTIONS('scan.startup.mode'='latest-offset') */ n FROM t", 'The hint /*+'],
		["/*+ OPTIONS('scan.startup.mode'='latest-offset') */ SELECT n FROM t", 'The hint /*+'],
		["SELECT n FROM t /*+ BROADCAST(t) */", 'The hint /*+ BROADCAST(t) */ is not supported by this emulator'],
		["SELECT n FROM v /*+ OPTIONS('scan.startup.mode'='latest-offset') */", "View 'v' cannot be enriched with new options. Hints can only be applied to tables."],
		["WITH c AS (SELECT n FROM t) SELECT n FROM c /*+ OPTIONS('scan.startup.mode'='latest-offset') */", 'is not supported by this emulator'],
		["SELECT n FROM r /*+ OPTIONS('scan.startup.mode'='latest-offset') */", "'changelog.mode' = 'retract'"],
		["CREATE TABLE x (n INT) WITH ('scan.startup.mode' = 'timestamp')", "'scan.startup.timestamp-millis' is required in 'timestamp' startup mode but missing."],
		["ALTER TABLE t SET ('scan.startup.mode' = 'specific-offsets')", "'scan.startup.specific-offsets' is required in 'specific-offsets' startup mode but missing."],
	])('%s', async (sql, detail) => {
		await session.run('CREATE VIEW v AS SELECT n FROM t');
		await session.run("CREATE TABLE r (n INT) WITH ('changelog.mode' = 'retract')");
		expect(await session.failure(sql, {})).toContain(detail);
	});
});

describe('the sample tables', () => {
	const orders = 'SELECT order_id, `$rowtime` FROM examples.marketplace.orders';

	it('give only rows from now on, at their pace', async () => {
		const stream = await session.plan(orders, LATEST);
		expect((await stream.advance(session.now)).changes).toEqual([]);
		const times = (await stream.advance(session.tick(1_500))).changes.map(({ row }) => row[1]);
		expect(times).toEqual(['2026-01-02 03:04:05.500', '2026-01-02 03:04:06.000', '2026-01-02 03:04:06.500']);
	});

	it('are the same rows from a time on as from an offset on', async () => {
		const from = { 'sql.tables.scan.startup.timestamp-millis': String(START - 1_000) };
		const byTime = await (await session.plan(orders, mode('timestamp', from))).advance(session.now);
		const all = await (await session.plan(orders)).advance(session.now);
		const offset = { 'sql.tables.scan.startup.specific-offsets': `partition:0,offset:${all.changes.length - byTime.changes.length}` };
		const byOffset = await (await session.plan(orders, mode('specific-offsets', offset))).advance(session.now);
		expect(byTime.changes).toHaveLength(3);
		expect(byOffset).toEqual(byTime);
	});

	it('that keep versions show what changes from now on', async () => {
		const stream = await session.plan('SELECT customer_id FROM examples.marketplace.customers', LATEST);
		expect((await stream.advance(session.now)).changes).toEqual([]);
		expect((await stream.advance(session.tick(5_000))).changes.map(({ op }) => op)).toEqual([0]);
	});
});

describe('how far a statement has read', () => {
	it.each<[string, string, Properties, object]>([
		['all that is there', 'SELECT n FROM t', {}, { t: 'partition:0,offset:4' }],
		['what a filter drops, too', 'SELECT n FROM t WHERE n > 100', {}, { t: 'partition:0,offset:4' }],
		['nothing yet, from now on', 'SELECT n FROM t', LATEST, { t: 'partition:0,offset:4' }],
		['a table without rows', 'SELECT n FROM nothing', {}, { nothing: 'partition:0,offset:-2' }],
		['a table without rows, from now on', 'SELECT n FROM nothing', LATEST, { nothing: 'partition:0,offset:0' }],
		['an aggregate', 'SELECT COUNT(*) FROM t', {}, { t: 'partition:0,offset:4' }],
		['several tables', 'SELECT t.n FROM t JOIN nothing ON t.n = nothing.n', {}, { t: 'partition:0,offset:4', nothing: 'partition:0,offset:-2' }],
		['no table', 'SELECT 1', {}, {}],
		['a table of upserts', 'SELECT n FROM u', {}, { u: 'partition:0,offset:3' }],
	])('%s', async (_, sql, properties, offsets) => {
		await fill(4);
		await session.run('CREATE TABLE nothing (n INT)');
		await session.run('CREATE TABLE u (k STRING, n INT, PRIMARY KEY (k) NOT ENFORCED)');
		await session.run("INSERT INTO u VALUES ('a', 1), ('b', 1), ('a', 2)");
		const stream = await session.plan(sql, properties);
		expect(await stream.offsets?.()).toEqual({});
		await stream.advance(session.now);
		expect(await stream.offsets?.()).toEqual(offsets);
		await stream.close();
		expect(await stream.offsets?.()).toEqual(offsets);
	});

	it('is what its job has taken in, no further than there was room', async () => {
		await fill(4);
		const stream = await session.plan('SELECT n FROM t');
		expect(await numbersOf(stream, session.now, 3)).toEqual([1, 2, 3]);
		expect(await stream.offsets?.()).toEqual({ t: 'partition:0,offset:3' });
		expect(await numbersOf(stream, session.now, 3)).toEqual([4]);
	});

	it('leaves out a table that is gone', async () => {
		await fill(1);
		const stream = await session.plan('SELECT n FROM t');
		await stream.advance(session.now);
		await session.run('DROP TABLE t');
		expect(await stream.offsets?.()).toEqual({});
	});

	it('counts rows of the table, whatever other tables were written in between', async () => {
		await session.run('CREATE TABLE t (n INT)');
		await session.run('CREATE TABLE other (n INT)');
		for (let n = 0; n < 4; n += 1) {
			await insert(n);
			await session.run('INSERT INTO other VALUES (1), (2), (3)');
		}
		const stream = await session.plan('SELECT n FROM t');
		expect(await numbersOf(stream, session.now, 2)).toEqual([0, 1]);
		expect(await stream.offsets?.()).toEqual({ t: 'partition:0,offset:2' });
		expect(await numbersOf(stream)).toEqual([2, 3]);
	});
});

describe('taking over offsets', () => {
	const plan = (sql: string, carried: Properties, properties: Properties = {}) =>
		session.engine.plan({
			statementName: 'b',
			environmentId: 'env-a1b2c3',
			sql,
			properties: { 'sql.current-catalog': 'default', 'sql.current-database': 'cluster_0', [CARRY]: 'a', ...properties },
			now: session.now,
			carried,
		});
	beforeEach(() => fill(4));

	it.each<[string, Properties, Properties, number[]]>([
		['where the other has stopped', { t: 'partition:0,offset:3' }, {}, [4]],
		['over what the properties say', { t: 'partition:0,offset:3' }, LATEST, [4]],
		['where it has read nothing', { t: 'partition:0,offset:-2' }, {}, [1, 2, 3, 4]],
		['by the properties, for a table that it has not read', { other: 'partition:0,offset:1' }, LATEST, []],
	])('%s', async (_, carried, properties, expected) => {
		expect(await numbersOf(await plan('SELECT n FROM t WHERE n > 0', carried, properties))).toEqual(expected);
	});

	it.each([
		'SELECT COUNT(*) FROM t',
		'SELECT DISTINCT n FROM t',
		'SELECT n FROM t LIMIT 3',
		'SELECT a.n FROM t AS a JOIN t AS b ON a.n = b.n',
		'SELECT n FROM t ORDER BY n LIMIT 1',
		'SELECT n, ROW_NUMBER() OVER (ORDER BY $rowtime) FROM t',
		'SELECT n FROM t WHERE n IN (SELECT n FROM t)',
		'SELECT customer_id FROM examples.marketplace.customers',
		"SELECT window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR($rowtime), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end",
	])('is for statements without state: %s', async (sql) => {
		await expect(plan(sql, {})).rejects.toMatchObject({ detail: expect.stringContaining('This statement is not stateless') });
	});

	it.each([
		["SELECT n FROM t /*+ OPTIONS('scan.startup.mode'='latest-offset') */", "A hint for where to begin beside 'sql.tables.initial-offset-from'"],
		['INSERT INTO t SELECT n FROM t', "'sql.tables.initial-offset-from' of INSERT_INTO"],
	])('refuses %s', async (sql, detail) => {
		await expect(plan(sql, { t: 'partition:0,offset:3' })).rejects.toMatchObject({ detail: expect.stringContaining(detail) });
	});
});
