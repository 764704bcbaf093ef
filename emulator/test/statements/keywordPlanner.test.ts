import { SqlError } from '../../sql/engine';
import { createKeywordPlanner } from '../../statements/keywordPlanner';
import { isResumable } from '../../statements/sqlKind';

const engine = createKeywordPlanner();

function plan(sql: string, properties: Record<string, string> = {}): ReturnType<typeof engine.plan> {
	return engine.plan({ statementName: 's', environmentId: 'env-a', sql, properties, now: 0 });
}

it.each([
	['SELECT 1', 'SELECT', false, true],
	['  -- why\n /* and */ select 1', 'SELECT', false, true],
	['WITH a AS (SELECT 1) SELECT * FROM a', 'SELECT', false, true],
	['(SELECT 1) UNION ALL (SELECT 2)', 'SELECT', false, true],
	['SHOW TABLES', 'SHOW', true, true],
	['DESCRIBE orders', 'DESCRIBE', true, true],
	['EXPLAIN SELECT 1', 'EXPLAIN', true, true],
	['INSERT INTO t SELECT * FROM s', 'INSERT_INTO', false, false],
	['INSERT INTO t VALUES (1)', 'INSERT_INTO', true, false],
	['EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END', 'STATEMENT_SET', false, false],
	['CREATE TABLE t (a INT)', 'CREATE_TABLE', true, false],
	['CREATE VIEW v AS SELECT 1', 'CREATE_VIEW', true, false],
	['DROP VIEW v', 'DROP_VIEW', true, false],
	['DROP TABLE t', 'DROP_TABLE', true, false],
	['ALTER TABLE t ADD (a INT)', 'ALTER_TABLE', true, false],
	['CREATE FUNCTION f AS x', 'CREATE', true, false],
	["SET 'a' = 'b'", 'SET', true, false],
])('%j is %s, bounded %s, with rows %s', async (sql, sqlKind, isBounded, hasRows) => {
	const planned = await plan(sql);
	expect([planned.sqlKind, planned.isBounded, planned.columns !== null]).toEqual([
		sqlKind,
		isBounded,
		hasRows,
	]);
	expect(await planned.advance(0)).toEqual({ changes: [], finished: isBounded });
});

it.each(['CREATE TABLE t AS SELECT 1', "CREATE TABLE t WITH ('a' = 'b') AS SELECT 1"])('%j says that it is bounded, and runs on', async (sql) => {
	const planned = await plan(sql);
	expect(planned).toMatchObject({ sqlKind: 'CREATE_TABLE_AS', isBounded: true, columns: null });
	expect(await planned.advance(0)).toEqual({ changes: [], finished: false });
});

it.each(['SELECT 1', 'INSERT INTO t SELECT * FROM s', 'CREATE TABLE t AS SELECT * FROM s'])('%j as a snapshot is bounded, and ends', async (sql) => {
	const planned = await plan(sql, { 'sql.snapshot.mode': 'now' });
	expect(planned.isBounded).toBe(true);
	expect(await planned.advance(0)).toEqual({ changes: [], finished: true });
});

it.each([
	"SET 'a' = 'b'; SELECT 1",
	'USE CATALOG x;SELECT 1',
	'SELECT 1; SELECT 2;',
	'EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END; SELECT 1',
])('%j is more than one statement', async (sql) => {
	await expect(plan(sql)).rejects.toThrow('Only a single statement is supported at a time.');
});

it.each([
	"SELECT ';' AS `a;b` -- ;\n;;",
	'EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT CASE WHEN a THEN 1 END FROM s; INSERT INTO t SELECT 2; END;',
	"SELECT 'not closed; SELECT 2",
])('%j is one statement', async (sql) => {
	await expect(plan(sql)).resolves.toBeDefined();
});

it.each(['SELEKT 1', 'hello', ';'])('%j is no SQL', async (sql) => {
	await expect(plan(sql)).rejects.toThrow(SqlError);
});

it.each([
	['INSERT INTO t SELECT * FROM s', true],
	['CREATE TABLE t AS SELECT 1', true],
	['EXECUTE STATEMENT SET BEGIN END', true],
	['SELECT 1', false],
	['CREATE TABLE t (a INT)', false],
	['nonsense', false],
])('%j may be resumed: %s', (sql, resumable) => {
	expect(isResumable(sql)).toBe(resumable);
});
