/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import fc from 'fast-check';

import { SqlError } from '../../sql/engine';
import { SNAPSHOT, SqlSession } from './sqlSession';

const session = new SqlSession();
afterAll(() => session.close());

type Kind = 'number' | 'text' | 'condition' | 'date' | 'stamp' | 'list';
const { number, text, condition, date, stamp, list } = fc.letrec<Record<Kind, string>>((tie) => {
	const call = (template: string, ...kinds: Kind[]) =>
		fc
			.tuple(...kinds.map((kind) => tie(kind)))
			.map((args) => args.reduce((sql, arg, index) => sql.replaceAll(`$${index}`, () => arg), template));
	return {
		number: fc.oneof(
			{ maxDepth: 3 },
			fc.constantFrom('id', 'price', 'small', '1', '2.50', '1e3', 'CAST(NULL AS INT)', '9007199254740993'),
			call('($0 + $1)', 'number', 'number'),
			call('($0 - $1)', 'number', 'number'),
			call('$0 * $1', 'number', 'number'),
			call('-$0', 'number'),
			call('ABS($0)', 'number'),
			call('FLOOR($0)', 'number'),
			call('ROUND($0, 1)', 'number'),
			call('SIGN($0)', 'number'),
			call('GREATEST($0, $1)', 'number', 'number'),
			call('COALESCE($0, $1)', 'number', 'number'),
			call('NULLIF($0, $1)', 'number', 'number'),
			call('CASE WHEN $0 THEN $1 ELSE $2 END', 'condition', 'number', 'number'),
			call('CHAR_LENGTH($0)', 'text'),
			call('POSITION($0 IN $1)', 'text', 'text'),
			call('EXTRACT(DAY FROM $0)', 'stamp'),
			call('YEAR($0)', 'date'),
			call('TIMESTAMPDIFF(HOUR, $0, $1)', 'stamp', 'date'),
			call('CARDINALITY($0)', 'list'),
			call('CAST($0 AS DOUBLE)', 'number'),
			call('CAST($0 AS DECIMAL(38, 4))', 'number'),
			call('(SELECT MAX($0) FROM t AS inner_t WHERE inner_t.id = t.id)', 'number'),
			call('$0[1]', 'list').map((sql) => `CARDINALITY(ARRAY[${sql}])`),
		),
		text: fc.oneof(
			{ maxDepth: 3 },
			fc.constantFrom('name', "'it''s'", "''", 'CAST(NULL AS STRING)'),
			fc.string({ maxLength: 6 }).map((value) => `'${value.replaceAll("'", "''")}'`),
			call('$0 || $1', 'text', 'text').map((sql) => `(${sql})`),
			call('UPPER($0)', 'text'),
			call('TRIM($0)', 'text'),
			call('SUBSTRING($0 FROM 2)', 'text'),
			call('REPLACE($0, $1, $2)', 'text', 'text', 'text'),
			call("LPAD($0, 3, 'x')", 'text'),
			call('CONCAT($0, $1, $2)', 'text', 'number', 'condition'),
			call('CAST($0 AS STRING)', 'number'),
			call('CAST($0 AS VARCHAR(3))', 'stamp'),
			call('CAST($0 AS CHAR(4))', 'condition'),
			call('CAST($0 AS STRING)', 'list'),
			call("DATE_FORMAT($0, 'yyyy-MM-dd HH:mm')", 'stamp'),
			call('IF($0, $1, $2)', 'condition', 'text', 'text'),
			call("JSON_VALUE(JSON_OBJECT('k' VALUE $0), '$.k')", 'number'),
			call('JSON_STRING($0)', 'list'),
			call('INITCAP($0)', 'text'),
		),
		condition: fc.oneof(
			{ maxDepth: 3 },
			fc.constantFrom('TRUE', 'flag', 'id = 1', 'UNKNOWN'),
			call('($0 AND $1)', 'condition', 'condition'),
			call('NOT $0', 'condition').map((sql) => `(${sql})`),
			call('$0 < $1', 'number', 'number').map((sql) => `(${sql})`),
			call('$0 <> $1', 'text', 'text').map((sql) => `(${sql})`),
			call('$0 >= $1', 'stamp', 'stamp').map((sql) => `(${sql})`),
			call('$0 = $1', 'stamp', 'date').map((sql) => `(${sql})`),
			call('$0 BETWEEN $1 AND $2', 'number', 'number', 'number').map((sql) => `(${sql})`),
			call('$0 IN ($1, $2)', 'text', 'text', 'text').map((sql) => `(${sql})`),
			call('$0 LIKE $1', 'text', 'text').map((sql) => `(${sql})`),
			call('$0 IS NULL', 'list').map((sql) => `(${sql})`),
			call('$0 IS DISTINCT FROM $1', 'date', 'date').map((sql) => `(${sql})`),
			call('$0 IN (SELECT id FROM t)', 'number').map((sql) => `(${sql})`),
			call('EXISTS (SELECT 1 FROM t AS u WHERE $0)', 'condition'),
		),
		date: fc.oneof(
			{ maxDepth: 3 },
			fc.constantFrom("DATE '2024-02-29'", 'born', 'CURRENT_DATE'),
			call('CAST($0 AS DATE)', 'stamp'),
			call("($0 + INTERVAL '1' MONTH)", 'date'),
			call('COALESCE($0, $1)', 'date', 'date'),
		),
		stamp: fc.oneof(
			{ maxDepth: 3 },
			fc.constantFrom("TIMESTAMP '2024-02-29 10:11:12.5'", 'ts', 'CURRENT_TIMESTAMP', 'LOCALTIMESTAMP'),
			call("($0 - INTERVAL '1 02:00:00' DAY TO SECOND)", 'stamp'),
			call('CAST($0 AS TIMESTAMP(3))', 'date'),
			call('CAST($0 AS TIMESTAMP_LTZ(0))', 'stamp'),
			call('FLOOR($0 TO HOUR)', 'stamp'),
			call('TIMESTAMPADD(DAY, 2, $0)', 'stamp'),
			call('TO_TIMESTAMP_LTZ(id, 3)'),
			call('CASE WHEN $0 THEN $1 END', 'condition', 'stamp'),
		),
		list: fc.oneof(
			{ maxDepth: 2 },
			fc.constantFrom('tags', 'CAST(NULL AS ARRAY<STRING>)'),
			call('ARRAY[$0, $1]', 'text', 'text'),
			call('ARRAY_DISTINCT($0)', 'list'),
			call('ARRAY_REMOVE($0, $1)', 'list', 'text'),
			call('ARRAY_APPEND($0, $1)', 'list', 'text'),
			call('SPLIT($0, $1)', 'text', 'text'),
			call("MAP_KEYS(MAP[$0, 1, 'other', 2])", 'text'),
		),
	};
});

/** What DuckDB says when the SQL that it was given makes no sense to it: the translation is wrong, not the user. */
const TRANSLATION_FAULT = /^This emulator cannot run the statement|[A-Z][a-z]+ Error: /;

async function runs(sql: string): Promise<void> {
	try {
		const statement = await session.plan(sql, { ...SNAPSHOT, 'sql.local-time-zone': 'Europe/Berlin' });
		const { changes } = await statement.advance(session.now);
		for (const { row } of changes) expect(row).toHaveLength(statement.columns!.length);
	} catch (error) {
		if (!(error instanceof SqlError)) throw error;
		expect(error.detail).not.toMatch(TRANSLATION_FAULT);
	}
}

describe('DuckDB understands all that the planner lets through', () => {
	beforeAll(async () => {
		await session.run(
			'CREATE TABLE t (id INT, price DECIMAL(10, 2), small DOUBLE, name STRING, flag BOOLEAN, born DATE, ts TIMESTAMP_LTZ(3), tags ARRAY<STRING>)',
		);
		await session.run(
			`INSERT INTO t VALUES (1, 9.99, 0.5e0, 'ann', TRUE, DATE '1990-01-02', CURRENT_TIMESTAMP, ARRAY['a', 'b']),
				(2, 1000, CAST('NaN' AS DOUBLE), CAST(NULL AS STRING), FALSE, DATE '2000-02-29', TO_TIMESTAMP_LTZ(0, 3), CAST(NULL AS ARRAY<STRING>))`,
		);
	});

	it('in expressions', async () => {
		await fc.assert(
			fc.asyncProperty(number, text, condition, date, stamp, list, (...items) =>
				runs(`SELECT ${items.join(', ')} FROM t WHERE ${items[2]} ORDER BY 1`),
			),
			{ numRuns: Number(process.env['SQL_FUZZ_RUNS'] ?? 60) },
		);
	});

	it('in aggregates, set operations and joins', async () => {
		const aggregate = fc.constantFrom(
			'COUNT(*)',
			'COUNT(DISTINCT $t)',
			'SUM($n)',
			'AVG($n)',
			'MIN($t)',
			'MAX($s)',
			'LISTAGG($t)',
			'ARRAY_AGG($d)',
			'COLLECT($t)',
			'SUM($n) FILTER (WHERE $c)',
			'STDDEV_SAMP($n)',
			'FIRST_VALUE($l)',
		);
		const filled = fc
			.tuple(aggregate, number, text, condition, date, stamp, list)
			.map(([sql, n, t, c, d, s, l]) =>
				sql
					.replace('$n', () => n)
					.replace('$t', () => t)
					.replace('$c', () => c)
					.replace('$d', () => d)
					.replace('$s', () => s)
					.replace('$l', () => l),
			);
		const query = fc
			.tuple(filled, text, condition, number)
			.map(([agg, key, having, n]) => [
				`SELECT ${key}, ${agg} FROM t GROUP BY ${key}`,
				`SELECT ${agg} FROM t HAVING COUNT(*) > 0`,
				`SELECT ${key} FROM t UNION SELECT name FROM t WHERE ${having}`,
				`SELECT DISTINCT ${n} AS n FROM t ORDER BY n LIMIT 3`,
				`SELECT a.x, b.* FROM (SELECT ${n} AS x, id FROM t) AS a LEFT JOIN t AS b ON a.id = b.id AND b.name IS NOT NULL`,
				`SELECT ${n}, ROW_NUMBER() OVER (PARTITION BY ${key} ORDER BY ${n} DESC), SUM(id) OVER (ORDER BY id) FROM t`,
			]);
		await fc.assert(
			fc.asyncProperty(query, async (queries) => {
				for (const sql of queries) await runs(sql);
			}),
			{ numRuns: Number(process.env['SQL_FUZZ_RUNS'] ?? 60) / 2 },
		);
	});

	it('and no text at all upsets the parser', async () => {
		const word = fc.constantFrom(
			'SELECT',
			'FROM',
			't',
			'WHERE',
			'(',
			')',
			',',
			'*',
			'AS',
			'a',
			'id',
			'1',
			"'x'",
			'JOIN',
			'ON',
			'=',
			'GROUP',
			'BY',
			'CASE',
			'WHEN',
			'END',
			'CAST',
			'INT',
			'ARRAY',
			'[',
			']',
			'UNION',
			'VALUES',
			'WITH',
			'ORDER',
			'LIMIT',
			'NOT',
			'NULL',
			'CREATE',
			'TABLE',
			'INSERT',
			'INTO',
			'OVER',
			'COUNT',
			'.',
			'`x`',
			'INTERVAL',
			'DAY',
			'UNNEST',
			'TUMBLE',
			'DESCRIPTOR',
		);
		await fc.assert(
			fc.asyncProperty(fc.array(word, { maxLength: 14 }), async (words) => {
				try {
					await session.plan(words.join(' '));
				} catch (error) {
					expect(error).toBeInstanceOf(SqlError);
				}
			}),
			{ numRuns: 300 },
		);
	});
});
