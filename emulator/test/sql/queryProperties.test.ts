import { SqlSession } from './sqlSession';

const session = new SqlSession();
afterAll(() => session.close());
beforeAll(async () => {
	await session.run('CREATE TABLE t (k STRING, n INT)');
	await session.run("INSERT INTO t VALUES ('a', 1), ('a', 2)");
});

describe('properties of reading', () => {
	it.each([
		['sql.tables.scan.bounded.mode', 'timestamp'],
	])('%s = %s is refused by name', async (name, value) => {
		expect(await session.failure('SELECT * FROM t', { [name]: value })).toContain('is not supported by this emulator');
	});

	it.each([
		['sql.tables.scan.startup.mode', 'earliest-offset'],
		['sql.tables.scan.bounded.mode', 'unbounded'],
		['sql.tables.scan.idle-timeout', '5 s'],
		['sql.state-ttl', '1 h'],
	])('%s = %s changes nothing', async (name, value) => {
		expect(await session.rows('SELECT * FROM t', { [name]: value })).toEqual([
			['a', '1'],
			['a', '2'],
		]);
	});

	it('refuses a duration that is none', async () => {
		expect(await session.failure('SELECT 1', { 'sql.state-ttl': 'soon' })).toBe("Could not parse value 'soon' for key 'sql.state-ttl'.");
	});

	it('ends an aggregate that runs for longer than its state is kept', async () => {
		const stream = await session.plan('SELECT k, SUM(n) FROM t GROUP BY k', { 'sql.state-ttl': '2 s' });
		expect((await stream.advance(session.now)).changes).toHaveLength(3);
		await expect(stream.advance(session.tick(3_000))).rejects.toMatchObject({
			detail: "A statement that runs for longer than its 'sql.state-ttl' is not supported by this emulator.",
		});
	});

	it('keeps a query without state running', async () => {
		const stream = await session.plan('SELECT n FROM t', { 'sql.state-ttl': '2 s' });
		expect((await stream.advance(session.now)).changes).toHaveLength(2);
		expect((await stream.advance(session.tick(9_000))).changes).toEqual([]);
	});
});

describe('the changes of a stream over rows that are there', () => {
	it('come one after the other, up to a hundred', async () => {
		await session.run('CREATE TABLE few (n INT)');
		await session.run(`INSERT INTO few VALUES ${Array.from({ length: 100 }, (_, index) => `(${index})`).join(', ')}`);
		const stream = await session.plan('SELECT COUNT(*) FROM few');
		expect((await stream.advance(session.now)).changes).toHaveLength(199);
		await session.run(`INSERT INTO few VALUES ${Array.from({ length: 101 }, (_, index) => `(${index})`).join(', ')}`);
		expect((await stream.advance(session.now)).changes).toEqual([
			{ op: 1, row: ['100'] },
			{ op: 2, row: ['201'] },
		]);
	});
});

it('shows the options that the service sets', async () => {
	const [ddl] = await session.row('SHOW CREATE TABLE t');
	for (const option of ["'kafka.cleanup-policy' = 'delete'", "'kafka.retention.time' = '7 d'", "'scan.startup.mode' = 'earliest-offset'", "'value.format' = 'avro-registry'"]) {
		expect(ddl).toContain(option);
	}
	expect(ddl).not.toContain("'key.format'");
});
