import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import type { StatementDraft } from '../../../nodes/shared/confluent/statements/statements';
import { submitStatement, type OnNameConflict } from '../../../nodes/shared/confluent/statements/submitStatement';
import { UnclearOutcomeError } from '../../../nodes/shared/confluent/http/errors/unclearOutcome';
import { inTurn, lost, refusal, scriptStatements, type Answer } from './scriptedStatements';
import { VirtualTime } from '../virtualTime';

const DRAFT: StatementDraft = { name: 'etl', sql: 'INSERT INTO a SELECT * FROM b', properties: {} };

const dropped = new TransportError({ reason: 'connectionLost', host: 'h' });
const timeout = new TransportError({ reason: 'noAnswerInTime', host: 'h' });
const taken = refusal(409, 'Statement etl already exists');
const absent = refusal(404, 'Statement resource=etl does not exist');
const done: Answer = { status: 202 };

const TAKEN = { reason: 'nameTaken', name: 'etl', hasOtherSql: false };

function existing(sql = DRAFT.sql, uid = 'u-1', phase = 'RUNNING'): Answer {
	const body: JsonObject = { name: 'etl', metadata: { uid, resource_version: '1' }, spec: { statement: sql }, status: { phase } };
	return { body };
}

/** Epoch milliseconds at which a gateway's time begins. */
const START = new VirtualTime().now();

/** A statement that was created so many milliseconds after the start, in an answer given at that time by the service's own clock. */
function createdAt(ms: number, { answeredAt, phase = 'RUNNING', sql = DRAFT.sql }: { answeredAt?: number; phase?: string; sql?: string } = {}): Answer {
	const metadata = { uid: 'u-1', resource_version: '1', created_at: new Date(START + ms).toISOString() };
	const headers = answeredAt === undefined ? {} : { date: new Date(START + answeredAt).toUTCString() };
	return { body: { name: 'etl', metadata, spec: { statement: sql }, status: { phase } }, headers };
}

/** A gateway that answers each kind of call in turn. */
function gateway(script: { readonly POST: readonly Answer[]; readonly GET?: readonly Answer[]; readonly DELETE?: readonly Answer[] }) {
	const answers = Object.fromEntries(Object.entries(script).map(([call, list]) => [call, inTurn(...list)]));
	return scriptStatements((call) => answers[call]?.() ?? new Error(`${call} was not expected`));
}

async function submit(cloud: ReturnType<typeof gateway>, onNameConflict: OnNameConflict = 'fail') {
	return await cloud.run(submitStatement(cloud.statements, DRAFT, onNameConflict));
}

const UNCLEAR: Array<[string, Answer]> = [
	['a dropped connection', dropped],
	['a timeout', timeout],
	['500', lost(500)],
	['502', lost(502)],
	['503', lost(503)],
	['504', lost(504)],
	['a success with nothing in it', { status: 201 }],
	['a success with a page in it', { status: 201, body: '<html>' }],
];

describe('submitStatement', () => {
	it('posts once and asks nothing when the answer is clear', async () => {
		const cloud = gateway({ POST: [existing()] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls()).toEqual(['POST']);
	});

	it.each(UNCLEAR)('adopts the statement that was created behind %s', async (_case, answer) => {
		const cloud = gateway({ POST: [answer], GET: [existing()] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls()).toEqual(['POST', 'GET']);
	});

	it.each<[string, Answer]>([
		['was created at the same moment', createdAt(0, { answeredAt: 0 })],
		['was created a little before, as whole seconds go', createdAt(-900, { answeredAt: 3_000 })],
		['was created just now, by a clock that differs by years', createdAt(-1e11, { answeredAt: -1e11 + 500 })],
		['was created just now, by this machine’s clock', createdAt(-30_000)],
		['is not told when it was created', existing()],
	])('adopts after an unclear failure what %s', async (_case, found) => {
		const cloud = gateway({ POST: [dropped], GET: [found] });
		expect((await submit(cloud)).uid).toBe('u-1');
	});

	it.each<[string, Answer]>([
		['ran long before', createdAt(-60_000, { answeredAt: 0 })],
		['ran long before, by this machine’s clock', createdAt(-3_600_000)],
		['has failed long before', createdAt(-60_000, { answeredAt: 0, phase: 'FAILED' })],
		['is being deleted', createdAt(0, { answeredAt: 0, phase: 'DELETING' })],
	])('does not adopt after an unclear failure what %s, although it has the same SQL', async (_case, found) => {
		const cloud = gateway({ POST: [lost(503)], GET: [found] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: TAKEN });
		expect(cloud.calls()).toEqual(['POST', 'GET']);
	});

	it('waits after an unclear failure for one that is being deleted, where it would reuse it', async () => {
		const leaving = createdAt(-60_000, { answeredAt: 0, phase: 'DELETING' });
		const cloud = gateway({ POST: [dropped, existing(DRAFT.sql, 'u-2')], GET: [leaving, absent] });
		expect((await submit(cloud, 'reuse')).uid).toBe('u-2');
	});

	it.each([' ;', ';\n;', '\n'])('knows its SQL again with %j behind it', async (end) => {
		const cloud = gateway({ POST: [dropped], GET: [existing(DRAFT.sql + end)] });
		expect((await submit(cloud)).uid).toBe('u-1');
	});

	it.each<[string, Error]>([
		['the time is over', new DeadlineError({ doing: 'awaitingRateLimit' })],
		['it is cancelled', new CancelledError()],
	])('says what is not known when %s before the repeat', async (_case, end) => {
		const cloud = gateway({ POST: [timeout, end], GET: [absent] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: { reason: 'creationUnclear', created: { kind: 'statement', name: 'etl' }, failure: timeout } });
	});

	it('tells a refusal of the repeat as it is: the POST before it had nothing else in it', async () => {
		const cloud = gateway({ POST: [timeout, refusal(400, 'bad SQL')], GET: [absent] });
		await expect(submit(cloud)).rejects.toMatchObject({ status: 400, detail: 'bad SQL' });
	});

	it.each(UNCLEAR)('posts again when nothing was created behind %s', async (_case, answer) => {
		const cloud = gateway({ POST: [answer, existing()], GET: [absent] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls()).toEqual(['POST', 'GET', 'POST']);
	});

	it('adopts what a delayed POST created: the 409 answers its own repeat', async () => {
		const cloud = gateway({ POST: [timeout, taken], GET: [absent, existing()] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls()).toEqual(['POST', 'GET', 'POST', 'GET']);
	});

	it.each([
		['after an unclear failure', [dropped]],
		['after a repeat', [timeout, taken]],
		['at once', [taken]],
	])('reports other SQL under the name %s', async (_case, posts) => {
		const others = existing('SELECT 2');
		const cloud = gateway({ POST: posts, GET: posts.length > 1 ? [absent, others] : [others] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: TAKEN });
	});

	it('reports the same SQL under the name when nothing was unclear', async () => {
		const cloud = gateway({ POST: [taken], GET: [existing()] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: TAKEN });
		expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(1);
	});

	it.each([400, 401, 403, 404, 422, 429])('throws %d as it is', async (status) => {
		const cloud = gateway({ POST: [refusal(status, 'words')] });
		await expect(submit(cloud)).rejects.toMatchObject({ status, detail: 'words' });
		expect(cloud.calls()).toEqual(['POST']);
	});

	it('says what is not known, with the name and why, when GET cannot tell either', async () => {
		const cloud = gateway({ POST: [dropped], GET: [lost(500)] });
		const error: unknown = await submit(cloud).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(UnclearOutcomeError);
		expect(error).toMatchObject({
			facts: { reason: 'creationUnclear', created: { kind: 'statement', name: 'etl' }, failure: dropped },
			cause: dropped,
		});
	});

	it('gives up after six POSTs', async () => {
		const cloud = gateway({ POST: [lost(500)], GET: [absent] });
		await expect(submit(cloud)).rejects.toMatchObject({ name: 'UnclearOutcomeError', facts: { failure: { status: 500 } } });
		expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(6);
	});

	describe('reuse', () => {
		it('takes the statement with the same SQL', async () => {
			const cloud = gateway({ POST: [taken], GET: [existing(` ${DRAFT.sql}\n`)] });
			expect((await submit(cloud, 'reuse')).uid).toBe('u-1');
		});

		it('refuses one with other SQL', async () => {
			const cloud = gateway({ POST: [taken], GET: [existing('SELECT 2')] });
			await expect(submit(cloud, 'reuse')).rejects.toMatchObject({ facts: { ...TAKEN, hasOtherSql: true } });
		});

		it('waits for one that is being deleted and posts again', async () => {
			const leaving = existing(DRAFT.sql, 'u-1', 'DELETING');
			const cloud = gateway({ POST: [taken, existing(DRAFT.sql, 'u-2')], GET: [leaving, leaving, absent] });
			expect((await submit(cloud, 'reuse')).uid).toBe('u-2');
		});
	});

	describe('replace', () => {
		it('deletes what has the name, waits until it is gone, and posts', async () => {
			const cloud = gateway({ DELETE: [done], GET: [existing(), absent], POST: [existing(DRAFT.sql, 'u-2')] });
			expect((await submit(cloud, 'replace')).uid).toBe('u-2');
			expect(cloud.calls()).toEqual(['DELETE', 'GET', 'GET', 'POST']);
		});

		it('posts at once where nothing has the name', async () => {
			const cloud = gateway({ DELETE: [absent], POST: [existing()] });
			await submit(cloud, 'replace');
			expect(cloud.calls()).toEqual(['DELETE', 'POST']);
		});

		it('never takes the old statement for the new one after an unclear failure', async () => {
			const cloud = gateway({ DELETE: [done], GET: [absent, existing(DRAFT.sql, 'u-2')], POST: [dropped] });
			expect((await submit(cloud, 'replace')).uid).toBe('u-2');
			expect(cloud.calls()).toEqual(['DELETE', 'GET', 'POST', 'GET']);
		});

		it('waits only until the one that it deleted is gone: another that has the name by then may stay for ever', async () => {
			const cloud = gateway({
				DELETE: [absent, done],
				GET: [existing('SELECT 2', 'u-1'), existing('SELECT 2', 'u-2')],
				POST: [taken, existing(DRAFT.sql, 'u-3')],
			});
			expect((await submit(cloud, 'replace')).uid).toBe('u-3');
			expect(cloud.calls()).toEqual(['DELETE', 'POST', 'GET', 'DELETE', 'GET', 'POST']);
		});

		it('replaces one that somebody created meanwhile', async () => {
			const cloud = gateway({ DELETE: [absent, done], GET: [existing('SELECT 2'), absent], POST: [taken, existing()] });
			expect((await submit(cloud, 'replace')).uid).toBe('u-1');
		});
	});
});
