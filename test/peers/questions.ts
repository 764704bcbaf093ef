/** SQL that every client is asked, and the rows that it has to give: in the form of the nodes' items, numbers as text. */
export interface Question {
	readonly id: string;
	readonly sql: string;
	readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

const scalars = 'CAST(7 AS TINYINT) AS t, CAST(300 AS SMALLINT) AS s, 42 AS i, CAST(9007199254740993 AS BIGINT) AS b';

/** Snapshot queries, one for each group of types and clauses. */
export const QUESTIONS: readonly Question[] = [
	{ id: 'whole numbers', sql: `SELECT ${scalars}`, rows: [{ t: '7', s: '300', i: '42', b: '9007199254740993' }] },
	{ id: 'decimals', sql: 'SELECT CAST(12.30 AS DECIMAL(10, 2)) AS d, CAST(-0.001 AS DECIMAL(5, 3)) AS e', rows: [{ d: '12.30', e: '-0.001' }] },
	{ id: 'approximate numbers', sql: 'SELECT CAST(0.5 AS FLOAT) AS f, CAST(-1.25 AS DOUBLE) AS d', rows: [{ f: '0.5', d: '-1.25' }] },
	{ id: 'text', sql: "SELECT 'O''Reilly' AS a, 'żółw 🐢' AS c, CAST('ab' AS CHAR(2)) AS d", rows: [{ a: "O'Reilly", c: 'żółw 🐢', d: 'ab' }] },
	{ id: 'empty text', sql: "SELECT '' AS e", rows: [{ e: '' }] },
	{ id: 'truth', sql: 'SELECT TRUE AS t, FALSE AS f, CAST(NULL AS BOOLEAN) AS u', rows: [{ t: true, f: false, u: null }] },
	{ id: 'bytes', sql: "SELECT x'00ff10' AS b", rows: [{ b: 'AP8Q' }] },
	{ id: 'days and times', sql: "SELECT DATE '2026-01-31' AS d, TIME '12:34:56' AS t", rows: [{ d: '2026-01-31', t: '12:34:56' }] },
	{ id: 'timestamps', sql: "SELECT TIMESTAMP '2026-01-31 12:34:56.789' AS a", rows: [{ a: '2026-01-31T12:34:56.789' }] },
	{ id: 'moments', sql: 'SELECT TO_TIMESTAMP_LTZ(1, 3) AS b', rows: [{ b: '1970-01-01T00:00:00.001Z' }] },
	{ id: 'lists', sql: 'SELECT ARRAY[1, 2, 3] AS a', rows: [{ a: ['1', '2', '3'] }] },
	{ id: 'lists with NULL', sql: 'SELECT ARRAY[CAST(NULL AS INT), 5] AS b', rows: [{ b: [null, '5'] }] },
	{ id: 'maps', sql: "SELECT MAP['x', 1, 'y', 2] AS m", rows: [{ m: { x: '1', y: '2' } }] },
	{ id: 'maps by number', sql: "SELECT MAP[7, 'seven'] AS m", rows: [{ m: [{ key: '7', value: 'seven' }] }] },
	{ id: 'rows in rows', sql: "SELECT CAST(ROW(1, 'z') AS ROW<id INT, name STRING>) AS r", rows: [{ r: { id: '1', name: 'z' } }] },
	{ id: 'months', sql: "SELECT INTERVAL '1-6' YEAR TO MONTH AS y", rows: [{ y: '+1-06' }] },
	{ id: 'several rows', sql: "SELECT * FROM (VALUES (1, 'one'), (2, 'two'), (3, 'three')) AS t (n, word)", rows: [{ n: '1', word: 'one' }, { n: '2', word: 'two' }, { n: '3', word: 'three' }] },
	{ id: 'no rows', sql: "SELECT * FROM (VALUES (1, 'one')) AS t (n, word) WHERE n > 1", rows: [] },
	{ id: 'an aggregate', sql: 'SELECT COUNT(*) AS n, SUM(v) AS s, AVG(v) AS a FROM (VALUES (1), (2), (4)) AS t (v)', rows: [{ n: '3', s: '7', a: '2' }] },
	{ id: 'groups', sql: "SELECT k, SUM(v) AS s FROM (VALUES ('a', 1), ('b', 2), ('a', 3)) AS t (k, v) GROUP BY k", rows: [{ k: 'a', s: '4' }, { k: 'b', s: '2' }] },
	{ id: 'collected', sql: "SELECT COLLECT(v) AS c FROM (VALUES ('a'), ('a')) AS t (v)", rows: [{ c: [{ value: 'a', count: '2' }] }] },
	{ id: 'a join', sql: "SELECT l.k, l.v, r.w FROM (VALUES ('a', 1), ('b', 2)) AS l (k, v) JOIN (VALUES ('a', 10)) AS r (k, w) ON l.k = r.k", rows: [{ k: 'a', v: '1', w: '10' }] },
];

/** Rows in an order of their own: without ORDER BY none is promised. */
export function inOrder(rows: unknown): unknown[] {
	if (!Array.isArray(rows)) throw new Error(`these are no rows: ${JSON.stringify(rows)}`);
	return [...(rows as unknown[])].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
