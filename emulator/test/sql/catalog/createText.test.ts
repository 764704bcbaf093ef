import fc from 'fast-check';
import { SqlSession } from '../sqlSession';

let session: SqlSession;
beforeAll(() => {
	session = new SqlSession();
});
afterEach(() => session.run('DROP TABLE IF EXISTS t'));
afterAll(() => session.close());

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** What there is to know of a table, from everywhere that tells it. */
async function everythingAbout(name: string): Promise<unknown> {
	const literal = name.replaceAll("'", "''");
	const of = (view: string) => session.rows(`SELECT * FROM INFORMATION_SCHEMA.\`${view}\` WHERE TABLE_NAME = '${literal}'`);
	return {
		ddl: await session.row(`SHOW CREATE TABLE ${quoted(name)}`),
		described: await session.rows(`DESCRIBE EXTENDED ${quoted(name)}`),
		columns: await of('COLUMNS'),
		table: await of('TABLES'),
		options: await of('TABLE_OPTIONS'),
		constraints: await of('TABLE_CONSTRAINTS'),
		key: await of('KEY_COLUMN_USAGE'),
		types: (await session.plan(`SELECT * FROM ${quoted(name)}`)).columns,
	};
}

async function madeAgain(name: string, about = everythingAbout): Promise<{ before: unknown; after: unknown }> {
	const before = await about(name);
	const [ddl] = await session.row(`SHOW CREATE TABLE ${quoted(name)}`);
	await session.run(`DROP TABLE ${quoted(name)}`);
	await session.run(String(ddl));
	const after = await about(name);
	await session.run(`DROP TABLE ${quoted(name)}`);
	return { before, after };
}

describe('SHOW CREATE TABLE gives DDL that makes the same table again', () => {
	it.each([
		['t (a INT)'],
		['t (a INT NOT NULL, b STRING) '],
		['t (a STRING, PRIMARY KEY (a) NOT ENFORCED)'],
		['t (a STRING, b INT, CONSTRAINT `my key` PRIMARY KEY (b, a) NOT ENFORCED) DISTRIBUTED BY (a) INTO 3 BUCKETS'],
		['t (a STRING, b INT) DISTRIBUTED INTO 2 BUCKETS'],
		['t (a STRING, b INT) DISTRIBUTED BY HASH(b)'],
		["t (a STRING COMMENT 'it''s a \"comment\"\n-- with a line', b AS UPPER(a) COMMENT 'computed') COMMENT 'of the \\ table'"],
		["t (ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', `timestamp` TIMESTAMP_LTZ(3) METADATA VIRTUAL COMMENT 'again', o BIGINT METADATA FROM 'offset' VIRTUAL)"],
		["t (a INT, `at` TIMESTAMP_LTZ(3), ts AS `at` + INTERVAL '1' DAY, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)"],
		["t (a INT, WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '1' MINUTE)"],
		["t (a STRING, b AS `a` || 'x' || '''', c AS CAST(a AS VARCHAR(3))) WITH ('kafka.retention.time' = '1 h', 'key.format' = 'json-registry')"],
		["t (a INT, PRIMARY KEY (a) NOT ENFORCED) WITH ('changelog.mode' = 'append')"],
		["t (a INT) WITH ('changelog.mode' = 'retract')"],
		['t (a CHAR, b VARCHAR(3), c BINARY(2), d BYTES, e DECIMAL(38, 18), f TIME(3), g TIMESTAMP(0), h TIMESTAMP_LTZ(6) NOT NULL, i VARIANT, j DOUBLE, k DATE)'],
		['t (a INTERVAL YEAR TO MONTH, b INTERVAL DAY(3) TO SECOND(6), c INTERVAL HOUR, d INTERVAL SECOND(3))'],
		["t (a ARRAY<TIMESTAMP_LTZ(3) NOT NULL> NOT NULL, b MAP<STRING NOT NULL, MULTISET<INT>>, c ROW<`x y` INT NOT NULL 'it''s x', `z``` ROW<a STRING>>)"],
		['t AS SELECT 1 AS a, CAST(NULL AS TIMESTAMP_LTZ(3)) AS b, ARRAY[1] AS c'],
	])('%s', async (definition) => {
		await session.run(`CREATE TABLE ${definition}`);
		const { before, after } = await madeAgain('t');
		expect(after).toEqual(before);
	});

	it('of a table like another', async () => {
		await session.run("CREATE TABLE origin (a INT, b AS a + 1, ts TIMESTAMP_LTZ(3), PRIMARY KEY (a) NOT ENFORCED, WATERMARK FOR ts AS ts) COMMENT 'first'");
		await session.run('CREATE TABLE t LIKE origin');
		const { before, after } = await madeAgain('t');
		expect(after).toEqual(before);
	});

	it('of a table that was altered', async () => {
		await session.run('CREATE TABLE t (a INT, ts TIMESTAMP(3))');
		await session.run("ALTER TABLE t ADD (b AS a * 2, o BIGINT METADATA FROM 'offset' VIRTUAL)");
		await session.run("ALTER TABLE t MODIFY WATERMARK FOR ts AS ts - INTERVAL '1' SECOND");
		await session.run("ALTER TABLE t SET ('kafka.cleanup-policy' = 'compact')");
		const { before, after } = await madeAgain('t');
		expect(after).toEqual(before);
	});

	it('with any names and comments', async () => {
		const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/[\r\n\0]/.test(text));
		const comment = fc.string({ unit: 'grapheme', maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(name, fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), comment, async (table, columns, words) => {
				const literal = words.replaceAll("'", "''");
				const list = columns.map((column) => `${quoted(column)} ROW<${quoted(column)} INT '${literal}'> COMMENT '${literal}'`);
				await session.run(`CREATE TABLE ${quoted(table)} (${list.join(', ')}) COMMENT '${literal}'`);
				const { before, after } = await madeAgain(table, (made) => session.rows(`SHOW CREATE TABLE ${quoted(made)}`));
				expect(after).toEqual(before);
			}),
			{ numRuns: 25 },
		);
	});

	it('writes types in full, and the zone of a TIMESTAMP_LTZ in words', async () => {
		await session.run("CREATE TABLE t (a STRING, ts TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp', `offset` BIGINT METADATA VIRTUAL)");
		const [ddl] = await session.row('SHOW CREATE TABLE t');
		expect(String(ddl).split('\n').slice(0, 5)).toEqual([
			'CREATE TABLE `default`.`cluster_0`.`t` (',
			'  `a` VARCHAR(2147483647),',
			"  `ts` TIMESTAMP(3) WITH LOCAL TIME ZONE NOT NULL METADATA FROM 'timestamp',",
			'  `offset` BIGINT METADATA VIRTUAL',
			')',
		]);
	});
});
