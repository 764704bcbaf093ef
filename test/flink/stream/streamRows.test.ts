import { keepsState } from '../../../nodes/shared/flink/sql/sqlNature';
import { createPageReader } from '../../../nodes/shared/flink/stream/streamRows';

const columns = [{ name: '_op', type: { type: 'INTEGER', nullable: true } }] as never;
const page = [0, 1, 2, 3].map((op) => ({ op, row: [String(op)] }));
const shape = { includeMetadata: false, numbers: 'auto', localTimeZone: undefined } as const;

describe('rows of a page', () => {
	it('are all changes, with _op, whose name a column then cannot have', () => {
		const rows = createPageReader({ columns }, 's', { ...shape, output: 'changelog' })(page, 5);
		expect(rows.map(({ item }) => item)).toEqual(['+I', '-U', '+U', '-D'].map((_op, value) => ({ _op, _op_2: value })));
		expect(rows.map(({ ordinal }) => ordinal)).toEqual([5, 6, 7, 8]);
	});

	it('are new states, and keep their place among the changes', () => {
		const rows = createPageReader({ columns }, 's', { ...shape, output: 'newStates', includeMetadata: true })(page, 5);
		expect(rows).toEqual([
			{ ordinal: 5, item: { _op: 0, _metadata: { statement: 's', position: 5 } } },
			{ ordinal: 7, item: { _op: 2, _metadata: { statement: 's', position: 7 } } },
		]);
	});

	it('have texts that are in no page, all of which are known', () => {
		const { texts } = createPageReader({ columns }, 'the-statement', { ...shape, output: 'changelog', includeMetadata: true });
		expect(texts).toMatchObject({ areAsTheyCame: true, others: expect.arrayContaining(['_op', '_op_2', '_metadata', 'statement', 'position', 'the-statement']) });
	});

	it('of a result that only grows have no _op', () => {
		const read = createPageReader({ columns, isAppendOnly: true }, 's', { ...shape, output: 'changelog' });
		expect(read([{ row: ['1'] }], 0).map(({ item }) => item)).toEqual([{ _op: 1 }]);
	});
});

describe('a query keeps state', () => {
	it.each([
		'SELECT a, COUNT(*) FROM t GROUP BY a',
		'SELECT COUNT(*) FROM t',
		'SELECT DISTINCT a FROM t',
		'SELECT * FROM a JOIN b ON a.id = b.id',
		'SELECT * FROM a, b WHERE a.id = b.id',
		'SELECT * FROM a AS x, b AS y',
		'SELECT *, ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) FROM t',
		'SELECT * FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL \'1\' MINUTE))',
		'SELECT * FROM t WHERE a IN (SELECT b FROM u)',
		'SELECT a FROM t UNION SELECT a FROM u',
		'select * from t order by a',
	])('%s', (sql) => {
		expect(keepsState(sql)).toBe(true);
	});

	it.each([
		'SELECT * FROM t',
		"SELECT a, b, UPPER(c), 'GROUP BY' FROM `group by` WHERE a IN (1, 2) -- ORDER BY",
		'SELECT a, b FROM t WHERE f(a, b) > 1',
		'SELECT a FROM t UNION ALL SELECT b, c FROM u',
		'SELECT id, tag FROM t CROSS JOIN UNNEST(tags) AS x (tag)',
		'SELECT `count`, `max` FROM t',
	])('not: %s', (sql) => {
		expect(keepsState(sql)).toBe(false);
	});
});
