import { schema, SNAPSHOT, sorted, SqlSession } from './sqlSession';

const session = new SqlSession();
afterAll(() => session.close());

const people = "(VALUES (1, 'ann', 'x'), (2, 'bob', 'y'), (3, 'cid', 'x')) AS p(id, name, team)";
const scores = '(VALUES (1, 10), (1, 20), (2, 5), (9, 1)) AS s(person, points)';

type Case = readonly [title: string, sql: string, rows: readonly unknown[]];

describe('queries', () => {
	it.each<Case>([
		[
			'a projection and a filter',
			`SELECT name, id * 10 FROM ${people} WHERE team = 'x' ORDER BY id`,
			[
				['ann', '10'],
				['cid', '30'],
			],
		],
		[
			'an inner join',
			`SELECT name, points FROM ${people} JOIN ${scores} ON p.id = s.person ORDER BY points`,
			[
				['bob', '5'],
				['ann', '10'],
				['ann', '20'],
			],
		],
		[
			'a left join',
			`SELECT name, points FROM ${people} LEFT JOIN ${scores} ON id = person ORDER BY id, points`,
			[
				['ann', '10'],
				['ann', '20'],
				['bob', '5'],
				['cid', null],
			],
		],
		[
			'a full join',
			`SELECT name, points FROM ${people} FULL OUTER JOIN ${scores} ON id = person AND points > 9 ORDER BY name, points`,
			[
				[null, '1'],
				[null, '5'],
				['ann', '10'],
				['ann', '20'],
				['bob', null],
				['cid', null],
			],
		],
		[
			'USING',
			`SELECT * FROM (VALUES (1, 'a')) AS l(k, v) JOIN (VALUES (1, 'b')) AS r(k, w) USING (k)`,
			[['1', 'a', 'b']],
		],
		[
			'a natural join',
			`SELECT * FROM (VALUES (1, 'a')) AS l(k, v) NATURAL JOIN (VALUES (1, 'b')) AS r(k, w)`,
			[['1', 'a', 'b']],
		],
		[
			'a grouped aggregate',
			`SELECT team, COUNT(*) AS n FROM ${people} GROUP BY team HAVING COUNT(*) > 1`,
			[['x', '2']],
		],
		[
			'a key that is an expression',
			`SELECT UPPER(team) || '!', COUNT(*) FROM ${people} GROUP BY UPPER(team) ORDER BY 1`,
			[
				['X!', '2'],
				['Y!', '1'],
			],
		],
		[
			'ROLLUP',
			`SELECT team, COUNT(*) FROM ${people} GROUP BY ROLLUP (team) ORDER BY team`,
			[
				[null, '3'],
				['x', '2'],
				['y', '1'],
			],
		],
		[
			'GROUPING SETS',
			`SELECT team, name, COUNT(*) FROM ${people} WHERE id < 3 GROUP BY GROUPING SETS ((team), (name)) ORDER BY team, name`,
			[
				[null, 'ann', '1'],
				[null, 'bob', '1'],
				['x', null, '1'],
				['y', null, '1'],
			],
		],
		['DISTINCT', `SELECT DISTINCT team FROM ${people} ORDER BY team DESC`, [['y'], ['x']]],
		['UNION ALL', 'SELECT 1 AS a UNION ALL SELECT 2.5 ORDER BY a DESC', [['2.5'], ['1.0']]],
		['UNION', "SELECT 'a' UNION SELECT 'a'", [['a']]],
		['INTERSECT binds tighter', 'SELECT 1 UNION (SELECT 2 INTERSECT SELECT 3)', [['1']]],
		['EXCEPT', 'VALUES (1), (2) EXCEPT VALUES (2)', [['1']]],
		[
			'WITH',
			`WITH w AS (SELECT id, name FROM ${people}), v(n) AS (SELECT name FROM w WHERE id > 1) SELECT n FROM v ORDER BY n`,
			[['bob'], ['cid']],
		],
		[
			'IN with a query',
			`SELECT name FROM ${people} WHERE id IN (SELECT person FROM ${scores}) ORDER BY name`,
			[['ann'], ['bob']],
		],
		[
			'a correlated EXISTS',
			`SELECT name FROM ${people} WHERE NOT EXISTS (SELECT 1 FROM ${scores} WHERE s.person = p.id)`,
			[['cid']],
		],
		[
			'a scalar subquery',
			`SELECT name, (SELECT SUM(points) FROM ${scores} WHERE person = p.id) FROM ${people} ORDER BY id`,
			[
				['ann', '30'],
				['bob', '5'],
				['cid', null],
			],
		],
		[
			'a lateral subquery',
			`SELECT name, m FROM ${people} CROSS JOIN LATERAL (SELECT MAX(points) AS m FROM ${scores} WHERE person = p.id) ORDER BY id`,
			[
				['ann', '20'],
				['bob', '5'],
				['cid', null],
			],
		],
		[
			'UNNEST',
			'SELECT x, u.y FROM (VALUES (1, ARRAY[10, 20])) AS t(x, a) CROSS JOIN UNNEST(a) AS u(y) ORDER BY y',
			[
				['1', '10'],
				['1', '20'],
			],
		],
		[
			'UNNEST of rows',
			"SELECT s, q FROM (VALUES (ARRAY[ROW('a', 1), ROW('b', 2)])) AS t(a) CROSS JOIN UNNEST(a) AS u(s, q) ORDER BY s",
			[
				['a', '1'],
				['b', '2'],
			],
		],
		[
			'UNNEST of a map',
			"SELECT k, v FROM (VALUES (MAP['a', 1, 'b', 2])) AS t(m) CROSS JOIN UNNEST(m) AS u(k, v) ORDER BY k",
			[
				['a', '1'],
				['b', '2'],
			],
		],
		[
			'UNNEST WITH ORDINALITY',
			"SELECT y, o FROM (VALUES (ARRAY['p', 'q'])) AS t(a) CROSS JOIN UNNEST(a) WITH ORDINALITY AS u(y, o) ORDER BY o",
			[
				['p', '1'],
				['q', '2'],
			],
		],
		[
			'LEFT JOIN UNNEST',
			'SELECT x, y FROM (VALUES (1, CAST(NULL AS ARRAY<INT>))) AS t(x, a) LEFT JOIN UNNEST(a) AS u(y) ON TRUE',
			[['1', null]],
		],
		[
			'ROW_NUMBER',
			`SELECT person, points FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY person ORDER BY points DESC) AS rn FROM ${scores}) WHERE rn = 1 ORDER BY person`,
			[
				['1', '20'],
				['2', '5'],
				['9', '1'],
			],
		],
		[
			'a named window',
			`SELECT points, SUM(points) OVER w, LAG(points, 1, 0) OVER w FROM ${scores} WINDOW w AS (ORDER BY points ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)`,
			[
				['1', '1', '0'],
				['5', '6', '1'],
				['10', '15', '5'],
				['20', '30', '10'],
			],
		],
		['LIMIT and OFFSET', `SELECT id FROM ${people} ORDER BY id DESC LIMIT 1 OFFSET 1`, [['2']]],
		['FETCH FIRST', `SELECT id FROM ${people} ORDER BY id FETCH FIRST 2 ROWS ONLY`, [['1'], ['2']]],
		[
			'NULLs first when ascending',
			'SELECT x FROM (VALUES (1), (CAST(NULL AS INT)), (0)) AS t(x) ORDER BY x',
			[[null], ['0'], ['1']],
		],
		[
			'NULLs last when descending',
			'SELECT x FROM (VALUES (1), (CAST(NULL AS INT)), (0)) AS t(x) ORDER BY x DESC',
			[['1'], ['0'], [null]],
		],
		[
			'NULLS LAST',
			'SELECT x FROM (VALUES (1), (CAST(NULL AS INT))) AS t(x) ORDER BY x NULLS LAST',
			[['1'], [null]],
		],
		[
			'the alias before the column in ORDER BY',
			'SELECT -x AS x FROM (VALUES (1), (2)) AS t(x) ORDER BY x',
			[['-2'], ['-1']],
		],
		[
			'ORDER BY a column that is not selected',
			`SELECT name FROM ${people} ORDER BY team DESC, id DESC`,
			[['bob'], ['cid'], ['ann']],
		],
		['parentheses and semicolons', '((SELECT 1 AS a));;', [['1']]],
		['comments and hints', "SELECT /*+ OPTIONS('scan.bounded.mode'='unbounded') */ 1 -- one\n/* and */ + 1", [['2']]],
		['nothing', `SELECT name FROM ${people} WHERE 1 = 0`, []],
	])('%s', async (_, sql, rows) => {
		expect(await session.rows(sql)).toEqual(rows);
	});

	it('keeps the types and the NULLs of a join apart', async () => {
		const { statement } = await session.run(
			`SELECT p.id, s.points, SUM(points) OVER (ORDER BY id) FROM ${people} LEFT JOIN ${scores} ON id = person`,
		);
		expect(schema(statement.columns)).toEqual(['id INT NOT NULL', 'points INT', 'EXPR$2 INT']);
	});

	it.each([
		[
			'SELECT SUM(x), AVG(x), COUNT(x) FROM (VALUES (1)) AS t(x)',
			['EXPR$0 INT', 'EXPR$1 INT', 'EXPR$2 BIGINT NOT NULL'],
		],
		[
			'SELECT SUM(x), AVG(x) FROM (VALUES (1.50)) AS t(x) GROUP BY x',
			['EXPR$0 DECIMAL(38, 2) NOT NULL', 'EXPR$1 DECIMAL(38, 6) NOT NULL'],
		],
		[
			"SELECT CASE WHEN TRUE THEN 'a' END, COALESCE(CAST(NULL AS INT), 1)",
			['EXPR$0 CHAR(1)', 'EXPR$1 INT NOT NULL'],
		],
		[
			'SELECT 1.5 * 2.25, 1.5 + 2, 1.0 / 3',
			['EXPR$0 DECIMAL(6, 3) NOT NULL', 'EXPR$1 DECIMAL(12, 1) NOT NULL', 'EXPR$2 DECIMAL(13, 12) NOT NULL'],
		],
	])('types of %s', async (sql, expected) => {
		expect(schema((await session.plan(sql, SNAPSHOT)).columns)).toEqual(expected);
	});

	it('is bounded, adds rows only and has no key, as snapshots are', async () => {
		const { statement } = await session.run(`SELECT team, COUNT(*) FROM ${people} GROUP BY team`);
		expect(statement).toMatchObject({
			sqlKind: 'SELECT',
			isBounded: true,
			isAppendOnly: true,
			upsertColumns: null,
		});
	});
});

describe('windows', () => {
	const orders = 'examples.marketplace.orders';

	it('TUMBLE gives every row its window', async () => {
		const sql = `SELECT window_start, window_end, window_time, COUNT(*) FROM TABLE(TUMBLE(TABLE ${orders}, DESCRIPTOR($rowtime), INTERVAL '10' MINUTE)) GROUP BY window_start, window_end, window_time ORDER BY 1`;
		const { statement, changes } = await session.run(sql);
		expect(schema(statement.columns)).toEqual([
			'window_start TIMESTAMP(3) NOT NULL',
			'window_end TIMESTAMP(3) NOT NULL',
			'window_time TIMESTAMP_LTZ(3) NOT NULL',
			'EXPR$3 BIGINT NOT NULL',
		]);
		expect(changes.map(({ row }) => row)).toEqual([
			['2026-01-02 02:30:00.000', '2026-01-02 02:40:00.000', '2026-01-02 02:39:59.999', '709'],
			['2026-01-02 02:40:00.000', '2026-01-02 02:50:00.000', '2026-01-02 02:49:59.999', '1200'],
			['2026-01-02 02:50:00.000', '2026-01-02 03:00:00.000', '2026-01-02 02:59:59.999', '1200'],
			['2026-01-02 03:00:00.000', '2026-01-02 03:10:00.000', '2026-01-02 03:09:59.999', '491'],
		]);
	});

	it('HOP gives every row as many as overlap', async () => {
		const sql = `SELECT COUNT(*), COUNT(DISTINCT window_start) FROM HOP(TABLE ${orders}, DESCRIPTOR(\`$rowtime\`), INTERVAL '5' MINUTES, INTERVAL '10' MINUTES)`;
		const [[all]] = (await session.rows(`SELECT COUNT(*) FROM ${orders}`)) as [[string]];
		expect(await session.row(sql)).toEqual([String(2 * Number(all)), '8']);
	});

	it('CUMULATE grows its windows step by step', async () => {
		const sql = `SELECT window_start, window_end, COUNT(*) FROM TABLE(CUMULATE(DATA => TABLE ${orders}, TIMECOL => DESCRIPTOR($rowtime), STEP => INTERVAL '10' MINUTE, SIZE => INTERVAL '20' MINUTE)) GROUP BY window_start, window_end ORDER BY window_end LIMIT 2`;
		expect(await session.rows(sql)).toEqual([
			['2026-01-02 02:20:00.000', '2026-01-02 02:40:00.000', '709'],
			['2026-01-02 02:40:00.000', '2026-01-02 02:50:00.000', '1200'],
		]);
	});

	it('take their arguments by name in any order', async () => {
		const named = `SELECT * FROM HOP(SIZE => INTERVAL '10' MINUTES, SLIDE => INTERVAL '5' MINUTES, TIMECOL => DESCRIPTOR($rowtime), DATA => TABLE ${orders})`;
		const ordered = `SELECT * FROM HOP(TABLE ${orders}, DESCRIPTOR($rowtime), INTERVAL '5' MINUTES, INTERVAL '10' MINUTES)`;
		expect(await session.rows(named)).toEqual(await session.rows(ordered));
		expect(
			await session.failure(
				`SELECT * FROM TUMBLE(TABLE ${orders}, DESCRIPTOR($rowtime), GAP => INTERVAL '1' MINUTE)`,
			),
		).toMatch(/^SQL parse failed/);
	});

	it.each([
		['of every key', 'PARTITION BY customer_id', 'customer_id'],
		['of several keys', 'PARTITION BY (customer_id, product_id)', 'customer_id, product_id'],
		['of the whole table', '', ''],
	])('SESSION ends where the rows %s pause', async (_, partition, keys) => {
		const gap = 20_000;
		const list = keys === '' ? '' : `${keys}, `;
		const rows = await session.rows(
			`SELECT ${list}$rowtime FROM ${orders} WHERE price > 97 ORDER BY $rowtime`,
		);
		const sessions: Array<{ key: string; start: number; last: number; count: number }> = [];
		for (const row of rows) {
			const key = row.slice(0, -1).join();
			const time = Date.parse(`${String(row.at(-1)).replace(' ', 'T')}Z`);
			const open = sessions.findLast((candidate) => candidate.key === key);
			if (open && time - open.last <= gap) Object.assign(open, { last: time, count: open.count + 1 });
			else sessions.push({ key, start: time, last: time, count: 1 });
		}
		const text = (time: number) => new Date(time).toISOString().replace('T', ' ').replace('Z', '');
		const table = `SESSION(DATA => (SELECT *, $rowtime FROM ${orders} WHERE price > 97) ${partition}, TIMECOL => DESCRIPTOR($rowtime), GAP => INTERVAL '20' SECOND)`;
		const sql = `SELECT ${list}window_start, window_end, window_time, COUNT(*) FROM TABLE(${table}) GROUP BY ${list}window_start, window_end, window_time`;
		const found = (await session.rows(sql, {})).map((row) => [row.slice(0, -4).join(), ...row.slice(-4)]);
		const over = sessions.filter(({ last }) => last + gap <= session.now);
		expect(sorted(found)).toEqual(
			sorted(
				over.map(({ key, start, last, count }) => [
					key,
					text(start),
					text(last + gap),
					text(last + gap - 1),
					String(count),
				]),
			),
		);
		expect(over.length).toBeGreaterThan(2);
	});

	it('lie in the zone of the session', async () => {
		const sql = `SELECT MIN(window_start) FROM TABLE(TUMBLE(TABLE ${orders}, DESCRIPTOR($rowtime), INTERVAL '1' DAY))`;
		expect(await session.row(sql, { ...SNAPSHOT, 'sql.local-time-zone': 'America/New_York' })).toEqual([
			'2026-01-01 00:00:00.000',
		]);
	});
});

it.each(["INTERVAL '1' DAY", "INTERVAL '2' HOUR", "INTERVAL '1 02' DAY TO HOUR", "INTERVAL '3' SECOND", "INTERVAL '1 02:03:04' DAY TO SECOND"])('the schema of %s has six digits of seconds', async (sql) => {
	const { columns } = await session.plan(`SELECT ${sql} AS i`, { 'sql.snapshot.mode': 'now' });
	expect(columns?.[0]?.type).toMatchObject({ type: 'INTERVAL_DAY_TIME', fractional_precision: 6 });
});
