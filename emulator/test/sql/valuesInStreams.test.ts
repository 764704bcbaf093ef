import { SNAPSHOT, SqlSession } from './sqlSession';

let session: SqlSession;
beforeEach(() => {
	session = new SqlSession();
});
afterEach(() => session.close());

describe('rows of VALUES in a stream', () => {
	const values = "(VALUES ('a', 1), ('b', 2), ('a', 3)) AS t (k, v)";
	const changesOf = async (sql: string, properties = {}) => (await (await session.plan(sql, properties)).advance(session.now)).changes.map(({ op, row }) => [op, ...row]);

	it.each<readonly [sql: string, changes: unknown]>([
		[`SELECT COUNT(*) FROM ${values}`, [[0, '1'], [1, '1'], [2, '2'], [1, '2'], [2, '3']]],
		[`SELECT k, SUM(v) FROM ${values} GROUP BY k`, [[0, 'a', '1'], [0, 'b', '2'], [1, 'a', '1'], [2, 'a', '4']]],
		[`SELECT COUNT(*) FROM ${values} WHERE k IN (VALUES 'b', 'c')`, [[0, '1']]],
		[`SELECT COUNT(*) FROM ${values} JOIN (VALUES ('a', 10), ('b', 20)) AS u (k, w) ON t.k = u.k`, [[0, '1'], [1, '1'], [2, '2'], [1, '2'], [2, '3']]],
		[`SELECT COUNT(*) FROM ${values} WHERE v > 5`, []],
		[`SELECT * FROM ${values}`, [[0, 'a', '1'], [0, 'b', '2'], [0, 'a', '3']]],
	])('%s', async (sql, changes) => {
		expect(await changesOf(sql)).toEqual(changes);
	});

	it('come together in a snapshot, and where there are too many', async () => {
		expect(await changesOf(`SELECT COUNT(*) FROM ${values}`, SNAPSHOT)).toEqual([[0, '3']]);
		const many = Array.from({ length: 101 }, (_, index) => `(${index})`).join(', ');
		expect(await changesOf(`SELECT COUNT(*) FROM (VALUES ${many}) AS t (v)`)).toEqual([[0, '101']]);
	});
});
