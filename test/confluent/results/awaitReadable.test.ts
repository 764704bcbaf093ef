import { awaitReadable } from '../../../nodes/shared/confluent/results/awaitReadable';
import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import { inTurn, scriptStatements, statementBody, statementOf, type Answer, type StatementFacts } from '../statements/scriptedStatements';

const SNAPSHOT = { 'sql.snapshot.mode': 'now' };
const BOUNDED_SCANS = { 'sql.tables.scan.bounded.mode': 'latest-offset' };

/** A statement without rows that is seen RUNNING as it is submitted. */
function running(sql: string, traits: JsonObject, properties: Record<string, string> = {}): StatementFacts {
	return { phase: 'RUNNING', sql, properties, traits: { schema: null, ...traits } };
}

const body = (facts: StatementFacts): Answer => ({ body: statementBody(facts) });

/** In which phase the waiting ends for a statement that would COMPLETE in the end. */
async function phaseWaitedFor(facts: StatementFacts): Promise<string | undefined> {
	const answers = inTurn(body(facts), body(facts), body({ ...facts, phase: 'COMPLETED' }));
	const cloud = scriptStatements(() => answers());
	return (await cloud.run(awaitReadable(cloud.statements, statementOf(facts)))).phase;
}

it('a running SELECT whose columns are not known yet is waited for, although it is unbounded: without them no row can be read', async () => {
	const submitted = statementOf({ phase: 'RUNNING', traits: { is_bounded: false, schema: null } });
	const cloud = scriptStatements(() => ({ body: statementBody({ phase: 'RUNNING', traits: { is_bounded: false } }) }));
	await cloud.run(awaitReadable(cloud.statements, submitted));
	expect(cloud.calls()).toEqual(['GET']);
});

it('an INSERT that runs without end is there as soon as it runs, since it never has rows', async () => {
	const submitted = statementOf({ phase: 'RUNNING', traits: { sql_kind: 'INSERT_INTO', is_bounded: false, schema: null } });
	const cloud = scriptStatements(() => new Error('nothing was to be asked for'));
	expect((await cloud.run(awaitReadable(cloud.statements, submitted))).phase).toBe('RUNNING');
});

describe('a statement that writes', () => {
	const WRITES: ReadonlyArray<readonly [sql: string, sqlKind: string | null]> = [
		['CREATE TABLE t AS SELECT * FROM s', 'CREATE_TABLE_AS'],
		['CREATE TABLE t AS SELECT * FROM s', 'CREATE_TABLE'],
		['-- filled\nCREATE OR REPLACE TABLE `t` AS SELECT * FROM s', null],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT * FROM s; END', 'STATEMENT_SET'],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT * FROM s; END', null],
		['INSERT INTO t SELECT * FROM s', 'INSERT_INTO'],
		['CREATE MATERIALIZED TABLE t AS SELECT * FROM s', 'CREATE_MATERIALIZED_TABLE'],
	];
	const cases = WRITES.flatMap(([sql, kind]) => [true, false, null].map((bounded) => [sql, kind, bounded] as const));

	it.each(cases)('is there as soon as it runs in streaming mode: %s (%s), is_bounded %s', async (sql, kind, bounded) => {
		expect(await phaseWaitedFor(running(sql, { sql_kind: kind, is_bounded: bounded }))).toBe('RUNNING');
	});

	it.each(['DEGRADED', 'COMPLETED'])('is there in phase %s, too', async (phase) => {
		expect(await phaseWaitedFor({ ...running('CREATE TABLE t AS SELECT * FROM s', { sql_kind: 'CREATE_TABLE_AS' }), phase })).toBe(phase);
	});

	it.each<[string, Record<string, string>, boolean | null]>([
		['in snapshot mode', SNAPSHOT, true],
		['in snapshot mode, where the service does not say that it ends', SNAPSHOT, null],
		['where its scans end', BOUNDED_SCANS, true],
	])('is waited for until it has completed %s', async (_what, properties, bounded) => {
		for (const [sql, kind] of WRITES.slice(0, -1)) expect(await phaseWaitedFor(running(sql, { sql_kind: kind, is_bounded: bounded }, properties))).toBe('COMPLETED');
	});

	it('is not waited for where the service says that it has no end, whatever was asked for', async () => {
		expect(await phaseWaitedFor(running('INSERT INTO t SELECT * FROM s', { sql_kind: 'INSERT_INTO', is_bounded: false }, SNAPSHOT))).toBe('RUNNING');
	});

	it('keeps a materialized table up to date in any mode', async () => {
		// The service shows other text than was sent.
		for (const sql of ['CREATE MATERIALIZED TABLE t AS SELECT * FROM s', ''])
			expect(await phaseWaitedFor(running(sql, { sql_kind: 'CREATE_MATERIALIZED_TABLE' }, SNAPSHOT))).toBe('RUNNING');
	});

	it.each([
		['INSERT INTO t VALUES (1)', 'INSERT_INTO'],
		['CREATE TABLE t AS SELECT 1 AS a', 'CREATE_TABLE_AS'],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO t VALUES (1); INSERT INTO u VALUES (2); END', 'STATEMENT_SET'],
	])('is waited for until it has written the rows that it is made of: %s', async (sql, kind) => {
		expect(await phaseWaitedFor(running(sql, { sql_kind: kind, is_bounded: true }))).toBe('COMPLETED');
	});
});

describe('DDL', () => {
	const DEFINITIONS: ReadonlyArray<readonly [sql: string, sqlKind: string | null]> = [
		['CREATE TABLE t (a INT, b AS a + 1)', 'CREATE_TABLE'],
		['CREATE TABLE t (a INT, b AS a + 1)', null],
		['CREATE VIEW v AS SELECT * FROM s', 'CREATE_VIEW'],
		['CREATE VIEW v AS SELECT * FROM s', null],
		["/* c */ CREATE CONNECTION c WITH ('type' = 'x')", null],
		["CREATE FUNCTION f AS 'x'", 'CREATE_FUNCTION'],
		["CREATE MODEL m WITH ('provider' = 'x')", 'CREATE_MODEL'],
		["ALTER TABLE t SET ('k' = 'v')", 'ALTER_TABLE'],
		['DROP TABLE t', 'DROP_TABLE'],
		['DROP MATERIALIZED TABLE t', 'DROP_MATERIALIZED_TABLE'],
		// What the service shows of it may be other text than was sent.
		['', 'CREATE_CONNECTION'],
	];
	const cases = DEFINITIONS.flatMap(([sql, kind]) => [true, false, null].map((bounded) => [sql, kind, bounded] as const));

	it.each(cases)('that is seen RUNNING is waited for until it has completed: %s (%s), is_bounded %s', async (sql, kind, bounded) => {
		for (const properties of [{}, SNAPSHOT]) expect(await phaseWaitedFor(running(sql, { sql_kind: kind, is_bounded: bounded }, properties))).toBe('COMPLETED');
	});

	it('is not told to wait for a compute pool when the time is over while it runs', async () => {
		const facts = running('CREATE TABLE t (a INT)', { sql_kind: 'CREATE_TABLE', is_bounded: false });
		const cloud = scriptStatements(() => body(facts), { seconds: 10 });
		await expect(cloud.run(awaitReadable(cloud.statements, statementOf(facts)))).rejects.toMatchObject({
			facts: { reason: 'statementTimedOut', phase: 'RUNNING', wish: { kind: 'finished' } },
		});
	});
});
