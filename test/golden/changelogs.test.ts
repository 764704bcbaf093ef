import { createRowCollector } from '../../nodes/shared/flink/rows/rowCollector';
import { parseColumns } from '../../nodes/shared/flink/rows/resultSchema';
import { QUERIES, TABLES, type AnsweredRow, type QueryAnswer } from './answers';
import { GoldenEngine, type QueryResult } from './goldenEngine';

const OPS = ['+I', '-U', '+U', '-D'];
const engine = new GoldenEngine();

beforeAll(async () => {
	for (const table of TABLES) await engine.fill(table);
});
afterAll(() => engine.close());

const batchOf = ({ sql }: QueryAnswer): readonly AnsweredRow[] | undefined =>
	QUERIES.find((other) => other.sql === sql && other.mode === 'batch')?.rows;

/** Every changelog of Flink's whose table Flink gave too. */
const CHANGELOGS = QUERIES.flatMap((query) => {
	const table = batchOf(query);
	return query.mode === 'streaming' && query.rows && table ? [{ ...query, rows: query.rows, table }] : [];
});

/** What Get Results makes of pages of changes. */
function folded(rows: readonly AnsweredRow[], pageSize: number, result: QueryResult, isKeyed: boolean): string[] {
	const traits = {
		columns: parseColumns({ columns: result.columns }),
		...(isKeyed && result.upsertColumns ? { upsertColumns: result.upsertColumns } : {}),
		isAppendOnly: rows.every(({ op = '+I' }) => op === '+I'),
	};
	const collector = createRowCollector(traits, 'table', { numbers: 'text' });
	const data = rows.map(({ op = '+I', row }) => ({ op: OPS.indexOf(op), row }));
	for (let from = 0; from < data.length; from += pageSize) collector.add(data.slice(from, from + pageSize));
	return collector
		.items()
		.map((item) => JSON.stringify(item))
		.sort();
}

test('there are changelogs, among them such as withdraw rows', () => {
	expect(CHANGELOGS.length).toBeGreaterThanOrEqual(30);
	expect(CHANGELOGS.some(({ rows }) => rows.some(({ op }) => op === '-D'))).toBe(true);
});

test.each(CHANGELOGS)('pages of every size of: $sql', async ({ sql, rows, table }) => {
	const result = await engine.query(sql, 'streaming');
	const expected = folded(table, table.length + 1, result, false);
	for (const isKeyed of [true, false]) {
		for (let pageSize = 1; pageSize <= rows.length; pageSize += 1) {
			expect(folded(rows, pageSize, result, isKeyed)).toEqual(expected);
		}
	}
});
