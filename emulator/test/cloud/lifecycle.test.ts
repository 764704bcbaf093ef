import type { Step } from '../../statements/behaviours';
import { at, detailOf, list, Session } from '../session';

const INSERT = 'INSERT INTO sink SELECT * FROM source';
const TIMED = {
	pending: { ms: 100 },
	defining: 'immediate' as const,
	finishing: { ms: 100 },
	failing: { ms: 100 },
	stopping: { ms: 100 },
	deleting: { ms: 100 },
};

let session: Session;

beforeAll(async () => (session = await Session.start()));
afterAll(() => session.close());
beforeEach(async () => {
	await session.control.reset();
	await session.control.clock.hold();
	session.control.configure({ lifecycle: TIMED });
});

/** Phases seen every 50 ms. */
async function watch(name: string, looks: number): Promise<string[]> {
	const seen: string[] = [];
	for (let look = 0; look < looks; look++) {
		const phase = await session.phase(name);
		if (seen.at(-1) !== phase) seen.push(phase);
		await session.control.clock.advance(50);
	}
	return seen;
}

it.each([
	['CREATE TABLE t (a INT)', {}, ['PENDING', 'RUNNING', 'COMPLETED']],
	['SELECT 1', { 'sql.snapshot.mode': 'now' }, ['PENDING', 'RUNNING', 'COMPLETED']],
	['SELECT 1', {}, ['PENDING', 'RUNNING']],
	[INSERT, {}, ['PENDING', 'RUNNING']],
	['INSERT INTO t VALUES (1)', {}, ['PENDING', 'RUNNING', 'COMPLETED']],
	['SELEKT 1', {}, ['FAILED']],
])('%s with %j goes %j', async (sql, properties, phases) => {
	await session.submit('s', sql, { properties });
	expect(await watch('s', 20)).toEqual(phases);
});

it('CREATE TABLE AS runs on in streaming mode, although it says that it is bounded, and has no schema', async () => {
	await session.submit('s', 'CREATE TABLE t AS SELECT * FROM source');
	expect(await watch('s', 40)).toEqual(['PENDING', 'RUNNING']);
	const traits = at((await session.get(`${session.statements}/s`)).body, 'status', 'traits');
	expect(traits).toMatchObject({ sql_kind: 'CREATE_TABLE_AS', is_bounded: true });
	expect(at(traits, 'schema')).toBeUndefined();
});

it('CREATE TABLE AS ends as a snapshot', async () => {
	await session.submit('s', 'CREATE TABLE t AS SELECT * FROM source', { properties: { 'sql.snapshot.mode': 'now' } });
	expect(await watch('s', 20)).toEqual(['PENDING', 'RUNNING', 'COMPLETED']);
});

it('DDL is seen RUNNING for as long as is wanted, before and after it is carried out', async () => {
	session.control.configure({ lifecycle: { ...TIMED, defining: { ms: 1_000 }, finishing: 'immediate' } });
	await session.submit('s', 'DROP VIEW v');
	await session.control.clock.advance(1_099);
	expect(await session.phase('s')).toBe('RUNNING');
	await session.control.clock.advance(1);
	expect(await session.phase('s')).toBe('COMPLETED');
	session.control.configure({ lifecycle: { defining: { reads: 3 }, pending: 'immediate', finishing: 'immediate' } });
	await session.submit('t', 'CREATE TABLE t (a INT)');
	const seen = [];
	for (let look = 0; look < 5; look++) seen.push(at((await session.get(`${session.statements}/t`)).body, 'status', 'phase'));
	expect(seen).toEqual(['RUNNING', 'RUNNING', 'RUNNING', 'COMPLETED', 'COMPLETED']);
});

it('traits come with the answer to the submit, PENDING as the statement is', async () => {
	const { body } = await session.submit('s', 'SELECT 1');
	expect(at(body, 'status', 'phase')).toBe('PENDING');
	const traits = at(body, 'status', 'traits');
	expect(traits).toMatchObject({ sql_kind: 'SELECT', is_bounded: false, upsert_columns: null });
	expect(list(at(traits, 'schema', 'columns'))).toHaveLength(1);
});

it('traits come with RUNNING where asked for, and bad SQL fails as late', async () => {
	session.control.configure({ traitsFrom: 'start' });
	expect(at((await session.submit('s', 'SELECT 1')).body, 'status', 'traits')).toBeUndefined();
	expect(at((await session.submit('bad', 'SELEKT 1')).body, 'status', 'phase')).toBe('PENDING');
	await session.control.clock.advance(100);
	expect(at((await session.get(`${session.statements}/s`)).body, 'status', 'traits')).toMatchObject({ sql_kind: 'SELECT' });
	expect(await session.phase('bad')).toBe('FAILED');
});

it('bad SQL is FAILED in the answer to the submit, with the reason; what fails later fails later', async () => {
	const { status, body } = await session.submit('s', 'SELEKT 1');
	expect([status, at(body, 'status', 'phase'), at(body, 'status', 'detail')]).toEqual([
		201,
		'FAILED',
		'SQL parse failed. Encountered "SELEKT" at line 1, column 1.',
	]);
});

it.each([
	['SELECT 1', 'COMPLETED', 'Statement is valid.'],
	['SELEKT 1', 'FAILED', 'SQL parse failed. Encountered "SELEKT" at line 1, column 1.'],
])('a dry run of %s is answered in full, without uid, and is never there', async (sql, phase, detail) => {
	const { status, body } = await session.submit('dry', sql, { properties: { 'sql.dry-run': 'true' } });
	expect([status, at(body, 'metadata', 'uid'), at(body, 'status', 'phase'), at(body, 'status', 'detail')]).toEqual([201, '', phase, detail]);
	expect(await session.phase('dry')).toBe('GONE');
	expect((await session.call('DELETE', `${session.statements}/dry`)).status).toBe(404);
	expect(list(at((await session.get(session.statements)).body, 'data'))).toEqual([]);
	expect((await session.submit('dry', 'SELECT 1')).status).toBe(201);
});

it('a dry run has the schema of its rows, and needs a free name', async () => {
	const properties = { 'sql.dry-run': 'true' };
	const { body } = await session.submit('s', 'SELECT 1', { properties });
	expect(list(at(body, 'status', 'traits', 'schema', 'columns'))).toHaveLength(1);
	await session.submit('s', 'SELECT 1');
	expect((await session.submit('s', 'SELECT 1', { properties })).status).toBe(409);
});

it('resource versions are small whole numbers', async () => {
	const { body } = await session.submit('s', 'SELECT 1');
	expect(at(body, 'metadata', 'resource_version')).toBe('1');
	await session.control.clock.advance(100);
	const later = await session.get(`${session.statements}/s`);
	expect(at(later.body, 'metadata', 'resource_version')).toBe('2');
});

it('timestamps have microseconds, and the owner is named', async () => {
	const { body } = await session.submit('s', 'SELECT 1');
	expect(at(body, 'metadata', 'created_at')).toMatch(/T\d\d:\d\d:\d\d\.\d{6}Z$/);
	expect(at(body, 'status', 'identity')).toBe(`crn://confluent.cloud/organization=${session.emulator.flinkApi.organizationId}/user=u-4k9w7e`);
});

it('the schema stands in the older place where asked for', async () => {
	session.control.configure({ schemaPlace: 'result_schema', lifecycle: 'immediate' });
	await session.submit('s', 'SELECT 1');
	const status = at((await session.get(`${session.statements}/s`)).body, 'status');
	expect(at(status, 'traits', 'schema')).toBeUndefined();
	expect(list(at(status, 'result_schema', 'columns'))).toHaveLength(1);
});

it('a bad SQL text is in the detail and among the exceptions', async () => {
	await session.submit('s', 'SELEKT 1');
	await session.control.clock.advance(100);
	const { body } = await session.get(`${session.statements}/s`);
	expect(at(body, 'status', 'detail')).toBe('SQL parse failed. Encountered "SELEKT" at line 1, column 1.');
	const exceptions = await session.get(`${session.statements}/s/exceptions`);
	expect(at(exceptions.body, 'data', 0, 'message')).toBe(at(body, 'status', 'detail'));
});

it('each change of phase has its own moment and makes a new resource version', async () => {
	await session.submit('s', 'CREATE TABLE t (a INT)');
	const versions = new Set<unknown>();
	const times: number[] = [];
	for (let look = 0; look < 3; look++) {
		const { body } = await session.get(`${session.statements}/s`);
		versions.add(at(body, 'metadata', 'resource_version'));
		times.push(Date.parse(String(at(body, 'metadata', 'updated_at'))));
		await session.control.clock.advance(100);
	}
	expect(versions.size).toBe(3);
	expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 100, 200]);
});

it('a late look sees what happened when it was due', async () => {
	await session.submit('s', 'CREATE TABLE t (a INT)');
	const start = session.control.clock.now();
	await session.control.clock.advance(3_600_000);
	const { body } = await session.get(`${session.statements}/s`);
	expect(Date.parse(String(at(body, 'status', 'end_time'))) - start).toBe(200);
	expect((await session.control.history()).map(({ to, at: when }) => [to, when - start])).toEqual([
		['PENDING', 0],
		['RUNNING', 100],
		['COMPLETED', 200],
	]);
});

it('deleting a job stops it first; its name stays taken until it is gone', async () => {
	await session.submit('s', INSERT);
	await session.control.clock.advance(100);
	const answer = await session.call('DELETE', `${session.statements}/s`);
	expect([answer.status, answer.text]).toEqual([202, '']);
	expect((await session.submit('s')).status).toBe(409);
	expect(await watch('s', 6)).toEqual(['STOPPING', 'DELETING', 'GONE']);
	expect(detailOf(await session.get(`${session.statements}/s`))).toBe('Statement resource=s does not exist');
	expect((await session.call('DELETE', `${session.statements}/s`)).status).toBe(404);
	expect((await session.submit('s')).status).toBe(201);
});

it('deleting a terminal statement does not stop it, and deleting twice is one deletion', async () => {
	await session.submit('s', 'CREATE TABLE t (a INT)');
	await session.control.clock.advance(200);
	await session.call('DELETE', `${session.statements}/s`);
	await session.control.clock.advance(60);
	expect((await session.call('DELETE', `${session.statements}/s`)).status).toBe(202);
	expect(await session.phase('s')).toBe('DELETING');
	await session.control.clock.advance(40);
	expect(await session.phase('s')).toBe('GONE');
});

it('a stop before the start keeps the statement from running', async () => {
	await session.submit('s', INSERT);
	await session.update('s', { stopped: true });
	expect(await watch('s', 10)).toEqual(['STOPPING', 'STOPPED']);
});

it('stopping what has ended changes no phase', async () => {
	await session.submit('s', 'CREATE TABLE t (a INT)');
	await session.control.clock.advance(200);
	expect((await session.update('s', { stopped: true })).status).toBe(202);
	expect(await watch('s', 10)).toEqual(['COMPLETED']);
});

it('thirty days after its end a statement is removed', async () => {
	await session.submit('s', 'CREATE TABLE t (a INT)');
	await session.control.clock.advance(200);
	await session.control.clock.advance(30 * 24 * 3_600_000 - 1);
	expect(await session.phase('s')).toBe('COMPLETED');
	await session.control.clock.advance(101);
	expect(await session.phase('s')).toBe('GONE');
});

describe('a query that nobody reads', () => {
	beforeEach(async () => {
		await session.submit('s', 'SELECT 1');
		await session.control.clock.advance(100);
	});

	it('is stopped after five minutes', async () => {
		await session.control.clock.advance(299_999);
		expect(await session.phase('s')).toBe('RUNNING');
		await session.control.clock.advance(101);
		const { body } = await session.get(`${session.statements}/s`);
		expect(body).toMatchObject({ spec: { stopped: false }, status: { phase: 'STOPPED' } });
		expect(at(body, 'status', 'detail')).toContain('automatically stopped since no client has consumed the results for 5 minutes or more');
	});

	it('cannot be resumed then, as any other that gives rows', async () => {
		await session.control.clock.advance(300_100);
		const answer = await session.update('s', { stopped: false });
		expect([answer.status, detailOf(answer)]).toEqual([400, expect.stringContaining('cannot be resumed')]);
	});

	it('lives as long as somebody reads', async () => {
		for (let minute = 0; minute < 20; minute++) {
			await session.control.clock.advance(60_000);
			await session.get(`${session.statements}/s/results`);
		}
		await session.control.clock.advance(299_999);
		expect(await session.phase('s')).toBe('RUNNING');
		await session.control.clock.advance(101);
		expect(await session.phase('s')).toBe('STOPPED');
	});
});

it('an INSERT needs no reader', async () => {
	await session.submit('s', INSERT);
	await session.control.clock.advance(24 * 3_600_000);
	expect(await session.phase('s')).toBe('RUNNING');
});

describe('scripted phases', () => {
	const steps: Step[] = [
		{ phase: 'PENDING', after: { ms: 10 }, scalingState: 'POOL_EXHAUSTED' },
		{ phase: 'RUNNING', after: { ms: 100 } },
		{
			phase: 'DEGRADED',
			after: { ms: 100 },
			warnings: [{ severity: 'MODERATE', reason: 'SLOW', message: 'It is slow.' }],
		},
		{ phase: 'FAILING', after: { ms: 100 } },
		{ phase: 'FAILED', after: { ms: 100 }, detail: '' },
	];
	const exceptions = [
		...Array.from({ length: 12 }, (_, n) => ({ name: 'E', message: `number ${n}`, at: 1_000 * (n + 1) })),
		{ name: 'Last', message: 'now' },
	];

	it('go as laid down, with exceptions newest first, ten at most', async () => {
		session.control.behave({ name: 'odd-*', steps, exceptions });
		await session.submit('odd-one', INSERT);
		expect(await watch('odd-one', 10)).toEqual(['PENDING', 'RUNNING', 'DEGRADED', 'FAILING', 'FAILED']);
		const { body } = await session.get(`${session.statements}/odd-one/exceptions`);
		const messages = list(at(body, 'data')).map((exception) => at(exception, 'message'));
		expect(messages).toEqual(['now', ...Array.from({ length: 9 }, (_, n) => `number ${11 - n}`)]);
		expect(body).toMatchObject({ kind: 'StatementExceptionList', api_version: 'sql/v1' });
	});

	it('show scaling and warnings', async () => {
		session.control.behave({ sqlContains: 'sink', steps });
		await session.submit('s', INSERT);
		await session.control.clock.advance(10);
		const status = async (): Promise<unknown> =>
			at((await session.get(`${session.statements}/s`)).body, 'status');
		expect(await status()).toMatchObject({
			phase: 'PENDING',
			scaling_status: { scaling_state: 'POOL_EXHAUSTED' },
		});
		await session.control.clock.advance(200);
		expect(await status()).toMatchObject({
			phase: 'DEGRADED',
			warnings: [{ severity: 'MODERATE', reason: 'SLOW' }],
		});
	});

	it.each([
		['another name', { name: 'other-*', steps }],
		['other SQL', { sqlContains: 'nowhere', steps }],
		['one of both only', { name: 's', sqlContains: 'nowhere', steps }],
	])('are for those that fit: %s', async (_what, behaviour) => {
		session.control.behave(behaviour);
		await session.submit('s', 'CREATE TABLE t (a INT)');
		expect(await watch('s', 10)).toEqual(['PENDING', 'RUNNING', 'COMPLETED']);
	});

	it('count down, and the newest comes first', async () => {
		session.control.behave({ steps: [{ phase: 'FAILED' }] });
		session.control.behave({ times: 1, steps: [{ phase: 'COMPLETED' }] });
		await session.submit('a');
		await session.submit('b');
		expect([await session.phase('a'), await session.phase('b')]).toEqual(['COMPLETED', 'FAILED']);
	});

	it('may depend on reads, by GET or in a list, instead of time', async () => {
		session.control.behave({
			steps: [
				{ phase: 'RUNNING', after: { reads: 2 } },
				{ phase: 'COMPLETED', after: { reads: 1 } },
			],
		});
		await session.submit('s');
		const seen = [await session.phase('s')];
		const listed = await session.get(session.statements);
		seen.push(
			String(at(listed.body, 'data', 0, 'status', 'phase')),
			await session.phase('s'),
			await session.phase('s'),
		);
		expect(seen).toEqual(['PENDING', 'PENDING', 'RUNNING', 'COMPLETED']);
	});

	it('let a statement complete while it is being stopped, or go by PENDING', async () => {
		const stopSteps: Step[] = [
			{ phase: 'PENDING' },
			{ phase: 'STOPPING', after: { ms: 50 } },
			{ phase: 'COMPLETED', after: { ms: 50 } },
		];
		session.control.behave({ stopSteps });
		await session.submit('s', INSERT);
		await session.control.clock.advance(100);
		await session.update('s', { stopped: true });
		expect(await watch('s', 6)).toEqual(['PENDING', 'STOPPING', 'COMPLETED']);
	});

	it('hold for a resume', async () => {
		session.control.behave({
			resumeSteps: [{ phase: 'RUNNING' }, { phase: 'FAILED', after: { ms: 50 }, detail: 'again' }],
		});
		await session.submit('s', INSERT);
		await session.control.clock.advance(100);
		await session.update('s', { stopped: true });
		await session.control.clock.advance(100);
		await session.update('s', { stopped: false });
		expect(await watch('s', 6)).toEqual(['RUNNING', 'FAILED']);
	});

	it('may end in phases that no document lists', async () => {
		session.control.behave({ steps: [{ phase: 'HIBERNATING' }] });
		await session.submit('s');
		expect(await session.phase('s')).toBe('HIBERNATING');
	});

	it('can show stopped offsets beyond 64 bits', async () => {
		const latestOffsets = { orders: 'partition:0,offset:9223372036854775808' };
		session.control.behave({ stopSteps: [{ phase: 'STOPPED', latestOffsets }] });
		await session.submit('s', INSERT);
		await session.control.clock.advance(100);
		await session.update('s', { stopped: true });
		expect((await session.get(`${session.statements}/s`)).body).toMatchObject({
			status: { latest_offsets: latestOffsets },
		});
	});
});
