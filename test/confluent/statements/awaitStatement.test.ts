import { awaitDeleted, awaitPhase, awaitResumed, awaitRunning, awaitStatement, awaitStopped } from '../../../nodes/shared/confluent/statements/awaitStatement';
import type { Statements } from '../../../nodes/shared/confluent/statements/statements';
import { inTurn, refusal, scriptStatements, statementBody, statementOf, type Answer } from './scriptedStatements';

/** The statement that has the name at each look, by its uid; undefined where there is none. */
function looks(...uids: ReadonlyArray<string | undefined>) {
	let look = 0;
	return scriptStatements((): Answer => {
		const uid = uids[Math.min(look++, uids.length - 1)];
		if (uid === undefined) return refusal(404, 'Statement resource=q does not exist');
		return { body: { ...statementBody({ phase: 'DELETING' }), metadata: { uid, resource_version: '1' } } };
	});
}

describe('a deletion has ended', () => {
	it.each<[string, Array<string | undefined>, string | undefined, number]>([
		['when the name is free', ['u-1', 'u-1', undefined], undefined, 3],
		['when another statement has the name', ['u-1', 'u-1', 'u-2'], undefined, 3],
		['when another has it at the first look, for a caller that knows which was deleted', ['u-2'], 'u-1', 1],
		['when the one that the caller knows is gone', ['u-1', undefined], 'u-1', 2],
		['as for anybody, for a caller that was told no uid', ['u-1', undefined], '', 2],
	])('%s', async (_case, uids, uid, expected) => {
		const cloud = looks(...uids);
		await cloud.run(awaitDeleted(cloud.statements, 'q', uid));
		expect(cloud.calls()).toEqual(Array.from({ length: expected }, () => 'GET'));
	});
});

describe('a statement that the key may not see', () => {
	const HIDDEN = refusal(403, 'Forbidden');
	const SAYS_NOTHING: Array<[string, Answer]> = [
		['refuses the key', refusal(403, 'invalid API key')],
		['is a page', { status: 403, body: '<html>Blocked</html>' }],
	];
	const running: Answer = { body: statementBody({ phase: 'RUNNING' }) };

	it('is gone, to whoever waits for the end of its deletion', async () => {
		const answer = inTurn<Answer>({ body: statementBody({ phase: 'DELETING' }) }, HIDDEN);
		const cloud = scriptStatements(answer);
		await cloud.run(awaitDeleted(cloud.statements, 'q'));
		expect(cloud.calls()).toEqual(['GET', 'GET']);
	});

	it('is gone, too, where the first look after the deletion does not find it', async () => {
		const cloud = scriptStatements(() => HIDDEN);
		await cloud.run(awaitDeleted(cloud.statements, 'q', 'u-1'));
		expect(cloud.calls()).toEqual(['GET']);
	});

	it.each(SAYS_NOTHING)('is not gone where the 403 %s', async (_what, answer) => {
		const cloud = scriptStatements(() => answer);
		await expect(cloud.run(awaitDeleted(cloud.statements, 'q', 'u-1'))).rejects.toMatchObject({ name: 'ApiError', status: 403 });
	});

	it('ends a wait that has not seen it, with the answer as it is', async () => {
		const cloud = scriptStatements(() => HIDDEN);
		await expect(cloud.run(awaitRunning(cloud.statements, 'q'))).rejects.toMatchObject({ name: 'ApiError', status: 403, finding: undefined });
		expect(cloud.calls()).toEqual(['GET']);
	});

	it.each<[string, string, (statements: Statements) => Promise<unknown>]>([
		['a phase', 'RUNNING', async (statements) => await awaitPhase(statements, 'q', new Set(['COMPLETED']))],
		['a stop', 'STOPPING', async (statements) => await awaitStopped(statements, 'q')],
		['a resume', 'PENDING', async (statements) => await awaitResumed(statements, 'q', statementOf({ phase: 'STOPPED' }))],
	])('ends a wait that has seen it, with the phase it was in: for %s', async (_what, phase, wait) => {
		const cloud = scriptStatements(inTurn<Answer>({ body: statementBody({ phase }) }, HIDDEN));
		await expect(cloud.run(wait(cloud.statements))).rejects.toMatchObject({ name: 'ApiError', status: 403, detail: 'Forbidden', finding: { reason: 'outOfSight', phase } });
	});

	it('ends a wait that was given it as it had been', async () => {
		const cloud = scriptStatements(() => HIDDEN);
		const wait = awaitStatement(cloud.statements, 'q', { kind: 'readable' }, async () => false, statementOf({ phase: 'PENDING' }));
		await expect(cloud.run(wait)).rejects.toMatchObject({ status: 403, finding: { reason: 'outOfSight', phase: 'PENDING' } });
	});

	it.each(SAYS_NOTHING)('is not lost from sight where the 403 %s', async (_what, answer) => {
		const cloud = scriptStatements(inTurn<Answer>(running, answer));
		await expect(cloud.run(awaitPhase(cloud.statements, 'q', new Set(['COMPLETED'])))).rejects.toMatchObject({ status: 403, finding: undefined });
	});
});

it('one that does not end is reported at the deadline', async () => {
	const cloud = looks('u-1');
	await expect(cloud.run(awaitDeleted(cloud.statements, 'q', 'u-1'))).rejects.toMatchObject({
		facts: { reason: 'statementTimedOut', name: 'q', phase: 'DELETING', waitedMs: 300_000, wish: { kind: 'deleted' }, cut: undefined },
	});
});

describe('an answer without a phase', () => {
	const blank: Answer = { body: { ...statementBody(), status: {} } };

	it('is of a statement on its way, which is waited for', async () => {
		const cloud = scriptStatements((_call, { at }) => (at < 5_000 ? blank : { body: statementBody({ phase: 'RUNNING' }) }));
		expect((await cloud.run(awaitRunning(cloud.statements, 'q'))).phase).toBe('RUNNING');
	});

	it('is PENDING to whoever waits for that, and in words', async () => {
		const cloud = scriptStatements(() => blank, { seconds: 10 });
		expect((await cloud.run(awaitPhase(cloud.statements, 'q', new Set(['PENDING'])))).name).toBe('q');
		await expect(cloud.run(awaitRunning(cloud.statements, 'q'))).rejects.toMatchObject({ facts: { reason: 'statementTimedOut', name: 'q', phase: 'PENDING' } });
	});
});

describe('a submitted statement that is waited for until it runs', () => {
	const NO_ROWS = { schema: null, is_bounded: false };
	const lives = (sql: string, sqlKind: string | null, phases: string[]) => {
		const phase = inTurn(...phases);
		return scriptStatements(() => ({ body: statementBody({ phase: phase(), sql, traits: { ...NO_ROWS, sql_kind: sqlKind } }) }));
	};

	it.each([
		['CREATE TABLE t (a INT)', 'CREATE_TABLE'],
		['CREATE TABLE t (a INT)', null],
		['DROP VIEW v', 'DROP_VIEW'],
		["CREATE CONNECTION c WITH ('type' = 'x')", 'CREATE_CONNECTION'],
	])('has completed where it is DDL, which can be used only then: %s (%s)', async (sql, kind) => {
		const cloud = lives(sql, kind, ['PENDING', 'RUNNING', 'RUNNING', 'COMPLETED']);
		expect((await cloud.run(awaitRunning(cloud.statements, 'q'))).phase).toBe('COMPLETED');
	});

	it.each([
		['INSERT INTO t SELECT * FROM s', 'INSERT_INTO'],
		['CREATE TABLE t AS SELECT * FROM s', 'CREATE_TABLE_AS'],
		['CREATE TABLE t AS SELECT * FROM s', null],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT * FROM s; END', null],
		['SELECT * FROM s', 'SELECT'],
	])('runs where it is anything else: %s (%s)', async (sql, kind) => {
		const cloud = lives(sql, kind, ['PENDING', 'RUNNING', 'COMPLETED']);
		expect((await cloud.run(awaitRunning(cloud.statements, 'q'))).phase).toBe('RUNNING');
	});

	it('is waited for as long as it is DDL that runs, which is reported at the deadline', async () => {
		const cloud = scriptStatements(() => ({ body: statementBody({ phase: 'RUNNING', traits: { ...NO_ROWS, sql_kind: 'CREATE_TABLE' } }) }), { seconds: 10 });
		await expect(cloud.run(awaitRunning(cloud.statements, 'q'))).rejects.toMatchObject({
			facts: { reason: 'statementTimedOut', phase: 'RUNNING', wish: { kind: 'phase', phases: ['COMPLETED'] } },
		});
	});
});

describe('a resumed statement', () => {
	const resumed = (answer: (elapsedMs: number) => Answer, before = statementOf({ phase: 'FAILED', detail: 'old' })) => {
		const cloud = scriptStatements((_call, { at }) => answer(at));
		return { ...cloud, wait: async () => await cloud.run(awaitResumed(cloud.statements, 'q', before)) };
	};

	it('is waited for while answers still tell how it failed before it was resumed', async () => {
		const { wait } = resumed((ms) => ({ body: ms < 10_000 ? statementBody({ phase: 'FAILED', detail: 'old' }) : statementBody({ phase: 'RUNNING' }) }));
		expect((await wait()).phase).toBe('RUNNING');
	});

	it('has failed again at once where it was seen to run in between, although for the same reason', async () => {
		const phases = inTurn('FAILED', 'PENDING', 'FAILED');
		const { wait, elapsed } = resumed(() => ({ body: statementBody({ phase: phases(), detail: 'old' }) }));
		await expect(wait()).rejects.toMatchObject({ facts: { reason: 'statementFailed', why: { words: 'old' } } });
		expect(elapsed()).toBeLessThan(1_000);
	});

	it('was stopped again where it was seen to start in between', async () => {
		const phases = inTurn('STOPPED', 'PENDING', 'STOPPED');
		const { wait } = resumed(() => ({ body: statementBody({ phase: phases() }) }), statementOf({ phase: 'STOPPED' }));
		await expect(wait()).rejects.toMatchObject({ facts: { reason: 'endedElsewhere', phase: 'STOPPED', wanted: ['RUNNING', 'DEGRADED', 'COMPLETED'] } });
	});

	it('is waited for while answers still tell how it was stopped before', async () => {
		const phases = inTurn('STOPPED', 'STOPPED', 'RUNNING');
		const { wait } = resumed(() => ({ body: statementBody({ phase: phases() }) }), statementOf({ phase: 'STOPPED' }));
		expect((await wait()).phase).toBe('RUNNING');
	});

	it('has failed for good where answers go on telling so', async () => {
		const { wait, elapsed } = resumed(() => ({ body: statementBody({ phase: 'FAILED', detail: 'old' }) }));
		await expect(wait()).rejects.toMatchObject({ facts: { reason: 'statementFailed' } });
		expect(elapsed()).toBeGreaterThanOrEqual(15_000);
		expect(elapsed()).toBeLessThan(20_000);
	});

	it('has failed again at once where the reason is another: nobody waits for what cannot come', async () => {
		const { wait, elapsed } = resumed(() => ({ body: statementBody({ phase: 'FAILED', detail: 'new' }) }));
		await expect(wait()).rejects.toMatchObject({ facts: { reason: 'statementFailed', why: { words: 'new' } } });
		expect(elapsed()).toBe(0);
	});
});
