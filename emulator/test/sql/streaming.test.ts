import type { Change } from '../../sql/engine';
import { SNAPSHOT, sorted, SqlSession, traitsOf, type Row } from './sqlSession';

const orders = 'examples.marketplace.orders';
const customers = 'examples.marketplace.customers';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

describe('a stream over time', () => {
	it('gives old rows once, then new ones, in order', async () => {
		const stream = await session.plan(`SELECT order_id, \`$rowtime\` FROM ${orders}`);
		const first = await stream.advance(session.now);
		expect(first).toMatchObject({ finished: false });
		expect(first.changes).toHaveLength(3600);
		expect((await stream.advance(session.now)).changes).toEqual([]);
		const next = await stream.advance(session.tick(2_000));
		expect(next.changes.map(({ op, row }) => [op, row[1]])).toEqual([
			[0, '2026-01-02 03:04:05.500'],
			[0, '2026-01-02 03:04:06.000'],
			[0, '2026-01-02 03:04:06.500'],
			[0, '2026-01-02 03:04:07.000'],
		]);
	});

	it('corrects a grouped aggregate with -U and +U, old row first', async () => {
		const stream = await session.plan(
			`SELECT customer_id, COUNT(*) AS n FROM ${orders} GROUP BY customer_id`,
		);
		const { changes: initial } = await stream.advance(session.now);
		expect(new Set(initial.map(({ op }) => op))).toEqual(new Set([0]));
		const { changes } = await stream.advance(session.tick(500));
		expect(changes.map(({ op }) => op)).toEqual([1, 2]);
		const [before, after] = changes.map(({ row }) => row);
		expect(after![0]).toBe(before![0]);
		expect(Number(after![1])).toBe(Number(before![1]) + 1);
	});

	it('corrects a global aggregate', async () => {
		const stream = await session.plan(`SELECT COUNT(*) FROM ${orders}`);
		await stream.advance(session.now);
		expect((await stream.advance(session.tick(1_000))).changes).toEqual([
			{ op: 1, row: ['3600'] },
			{ op: 2, row: ['3602'] },
		]);
	});

	it('withdraws rows of a Top-N with -D', async () => {
		await session.run('CREATE TABLE t (n INT)');
		await session.run('INSERT INTO t VALUES (1), (2), (3)');
		const stream = await session.plan('SELECT n FROM t ORDER BY n DESC LIMIT 2');
		expect((await stream.advance(session.now)).changes).toEqual([
			{ op: 0, row: ['1'] },
			{ op: 0, row: ['2'] },
			{ op: 3, row: ['1'] },
			{ op: 0, row: ['3'] },
		]);
		await session.run('INSERT INTO t VALUES (9)');
		expect((await stream.advance(session.now)).changes).toEqual([
			{ op: 3, row: ['2'] },
			{ op: 0, row: ['9'] },
		]);
	});

	it('holds a window back until time has passed its end', async () => {
		const sql = `SELECT window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE ${orders}, DESCRIPTOR($rowtime), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end`;
		const stream = await session.plan(sql);
		await stream.advance(session.now);
		expect((await stream.advance(session.tick(54_000))).changes).toEqual([]);
		expect((await stream.advance(session.tick(1_000))).changes).toEqual([
			{ op: 0, row: ['2026-01-02 03:05:00.000', '120'] },
		]);
	});

	const tumbling = `TABLE(TUMBLE(TABLE ${orders}, DESCRIPTOR($rowtime), INTERVAL '1' MINUTE))`;
	const overRows = `SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY price DESC, order_id) AS rn FROM ${tumbling}`;
	const overSums = `SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY total DESC, customer_id) AS rn FROM
		(SELECT window_start, window_end, customer_id, SUM(price) AS total FROM ${tumbling} GROUP BY window_start, window_end, customer_id)`;
	const overSessions = `SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY price DESC, order_id) AS rn
		FROM TABLE(SESSION(TABLE ${orders} PARTITION BY customer_id, DESCRIPTOR($rowtime), INTERVAL '10' SECOND))`;
	it.each([
		['the rows of a window', `SELECT window_end, order_id, price FROM (${overRows}) WHERE rn <= 2`],
		['the sums of a window', `SELECT window_end, customer_id, total FROM (${overSums}) WHERE rn = 1`],
		['the rows of a session', `SELECT window_end, order_id, price FROM (${overSessions}) WHERE rn < 2`],
		[
			'a session itself',
			`SELECT window_end, customer_id, COUNT(*) FROM TABLE(SESSION(TABLE ${orders} PARTITION BY customer_id, DESCRIPTOR($rowtime), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, customer_id`,
		],
	])('%s: rows of windows that are over, each once', async (_, sql) => {
		const stream = await session.plan(sql);
		expect(stream).toMatchObject({ isBounded: false, isAppendOnly: true, upsertColumns: null });
		const seen: Change[] = [];
		for (const step of [0, 20_000, 500, 34_500, 1_000, 90_000]) {
			seen.push(...(await stream.advance(session.tick(step))).changes);
			const now = new Date(session.now).toISOString().replace('T', ' ').replace('Z', '');
			// A snapshot has no sessions: those are what a new stream gives at once.
			const properties = sql.includes('SESSION(') ? {} : SNAPSHOT;
			const over = (await session.rows(sql, properties)).filter(([end]) => String(end) <= now);
			expect(seen.every(({ op }) => op === 0)).toBe(true);
			expect(sorted(seen.map(({ row }) => row))).toEqual(sorted(over));
		}
		expect(seen.length).toBeGreaterThan(30);
	});

	const clicks = 'examples.marketplace.clicks';
	it.each([
		['LEFT', "c.$rowtime BETWEEN o.$rowtime AND o.$rowtime + INTERVAL '20' SECOND", 20_000, 0],
		[
			'LEFT',
			"o.$rowtime >= c.$rowtime - INTERVAL '5' SECOND AND c.$rowtime > o.$rowtime - INTERVAL '9' SECOND",
			5_000,
			0,
		],
		['RIGHT', "c.$rowtime BETWEEN o.$rowtime - INTERVAL '30' SECOND AND o.$rowtime", 0, 30_000],
		[
			'FULL',
			"c.$rowtime BETWEEN o.$rowtime - INTERVAL '4' SECOND AND o.$rowtime + INTERVAL '6' SECOND",
			6_000,
			4_000,
		],
	])('a %s JOIN on %s gives a row without a match when none can come', async (join, on, after, before) => {
		const sql = `SELECT o.order_id, c.click_id, o.$rowtime AS ot, c.$rowtime AS ct FROM ${orders} AS o ${join} JOIN ${clicks} AS c ON o.customer_id = c.user_id AND ${on}`;
		const stream = await session.plan(sql);
		expect(stream).toMatchObject({ isBounded: false, isAppendOnly: true, upsertColumns: null });
		const seen: Change[] = [];
		const time = (cell: unknown) => Date.parse(`${String(cell).replace(' ', 'T')}Z`);
		for (const step of [0, 2_000, 500, 20_000]) {
			seen.push(...(await stream.advance(session.tick(step))).changes);
			const settled = (await session.rows(sql)).filter(([order, click, orderTime, clickTime]) => {
				if (order !== null && click !== null) return true;
				return click === null
					? time(orderTime) + after < session.now
					: time(clickTime) + before < session.now;
			});
			expect(sorted(seen.map(({ row }) => row))).toEqual(sorted(settled));
		}
		expect(seen.every(({ op }) => op === 0)).toBe(true);
		expect(seen.some(({ row: [order, click] }) => order === null || click === null)).toBe(true);
	});

	it('closes windows by the watermark of the table', async () => {
		await session.run(
			"CREATE TABLE t (n INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)",
		);
		const stream = await session.plan(
			"SELECT window_start, SUM(n) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end",
		);
		await session.run(
			"INSERT INTO t VALUES (1, TIMESTAMP '2024-01-01 00:00:10'), (2, TIMESTAMP '2024-01-01 00:01:02')",
		);
		expect((await stream.advance(session.now)).changes).toEqual([]);
		await session.run("INSERT INTO t VALUES (4, TIMESTAMP '2024-01-01 00:01:05')");
		expect((await stream.advance(session.now)).changes).toEqual([
			{ op: 0, row: ['2024-01-01 00:00:00.000', '1'] },
		]);
	});

	it('ends its rows at the limit', async () => {
		await session.run('CREATE TABLE t (n INT)');
		await session.run('INSERT INTO t VALUES (1), (2)');
		const stream = await session.plan('SELECT n FROM t LIMIT 2 OFFSET 1');
		expect(await stream.advance(session.now)).toEqual({ changes: [{ op: 0, row: ['2'] }], finished: false });
		await session.run('INSERT INTO t VALUES (3), (4)');
		expect(await stream.advance(session.now)).toEqual({ changes: [{ op: 0, row: ['3'] }], finished: true });
	});

	it('gives nothing more once closed', async () => {
		const stream = await session.plan(`SELECT COUNT(*) FROM ${orders}`);
		await stream.advance(session.now);
		await stream.close();
		expect(await stream.advance(session.tick(5_000))).toMatchObject({ changes: [] });
	});

	it('keeps CURRENT_TIMESTAMP still where rows are compared', async () => {
		const stream = await session.plan(
			`SELECT customer_id, COUNT(*), CURRENT_TIMESTAMP FROM ${orders} GROUP BY customer_id`,
		);
		await stream.advance(session.now);
		expect((await stream.advance(session.tick(500))).changes).toHaveLength(2);
	});

	it('joins an order with the customer as of its time', async () => {
		const sql = `SELECT o.order_id, c.address FROM ${orders} AS o JOIN ${customers} FOR SYSTEM_TIME AS OF o.\`$rowtime\` AS c ON o.customer_id = c.customer_id`;
		const stream = await session.plan(sql);
		const seen: Change[] = [...(await stream.advance(session.now)).changes];
		for (let step = 0; step < 5; step += 1) seen.push(...(await stream.advance(session.tick(7_000))).changes);
		expect(sorted(seen.map(({ row }) => row))).toEqual(sorted(await session.rows(sql)));
	});
});

describe('streams into tables', () => {
	const copyOf = async (
		sql: string,
		table: string,
		steps: readonly number[] = [1_000, 6_000],
	): Promise<[Row[], Row[]]> => {
		const job = await session.plan(sql);
		// CREATE TABLE AS says that it is bounded, and is not.
		expect(job).toMatchObject({ isBounded: job.sqlKind === 'CREATE_TABLE_AS', columns: null });
		for (const step of [0, ...steps])
			expect(await job.advance(session.tick(step))).toEqual({ changes: [], finished: false });
		return [sorted(await session.rows(`SELECT * FROM ${table}`)), []];
	};

	it('INSERT INTO … SELECT goes on inserting', async () => {
		await session.run('CREATE TABLE t (id STRING, price DOUBLE)');
		const [rows] = await copyOf(`INSERT INTO t SELECT order_id, price FROM ${orders} WHERE price > 90`, 't');
		expect(rows).toEqual(
			sorted(await session.rows(`SELECT order_id, price FROM ${orders} WHERE price > 90`)),
		);
	});

	it('an aggregate replaces rows by key', async () => {
		await session.run('CREATE TABLE t (id INT, n BIGINT, PRIMARY KEY (id) NOT ENFORCED)');
		const sql = `SELECT customer_id, COUNT(*) FROM ${orders} GROUP BY customer_id`;
		const [rows] = await copyOf(`INSERT INTO t ${sql}`, 't');
		expect(rows).toEqual(sorted(await session.rows(sql)));
	});

	it('CREATE TABLE AS without a key keeps rows that can be withdrawn', async () => {
		const sql = `SELECT n, COUNT(*) AS times FROM (SELECT customer_id, COUNT(*) AS n FROM ${orders} GROUP BY customer_id) GROUP BY n`;
		const [rows] = await copyOf(`CREATE TABLE t AS ${sql}`, 't');
		expect(rows).toEqual(sorted(await session.rows(sql)));
		const stream = await session.plan('SELECT * FROM t');
		expect(traitsOf(stream)).toEqual({ isBounded: false, isAppendOnly: false, upsertColumns: null });
	});

	it('feed one another', async () => {
		await session.run('CREATE TABLE a (price DOUBLE)');
		await session.run('CREATE TABLE b (n BIGINT)');
		const first = await session.plan(`INSERT INTO a SELECT price FROM ${orders}`);
		const second = await session.plan('SELECT COUNT(*) FROM a');
		await first.advance(session.now);
		expect((await second.advance(session.now)).changes).toEqual([{ op: 0, row: ['3600'] }]);
		await first.advance(session.tick(1_000));
		expect((await second.advance(session.now)).changes).toEqual([
			{ op: 1, row: ['3600'] },
			{ op: 2, row: ['3601'] },
			{ op: 1, row: ['3601'] },
			{ op: 2, row: ['3602'] },
		]);
		await first.close();
		await first.advance(session.tick(1_000));
		expect((await second.advance(session.now)).changes).toEqual([]);
	});
});
