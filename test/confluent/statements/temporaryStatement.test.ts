/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import fc from 'fast-check';

import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import { awaitReadable } from '../../../nodes/shared/confluent/results/awaitReadable';
import { queryRows } from '../../../nodes/shared/confluent/results/queryRows';
import { withTemporaryStatement } from '../../../nodes/shared/confluent/statements/temporaryStatement';
import {
	inTurn,
	lost,
	pageBody,
	refusal,
	scriptStatements,
	statementBody,
	type Answer,
	type ScriptOptions,
} from './scriptedStatements';
import { SimulatedService, type Fate } from './simulatedService';

const DRAFT = { name: 'q', sql: 'SELECT 1', properties: { 'sql.snapshot.mode': 'now' } };

const CREATED: Answer = { status: 201, body: statementBody() };

function script(answers: Partial<Record<string, Answer | (() => Answer)>>, options?: ScriptOptions) {
	const scripted = scriptStatements((call) => {
		const answer =
			answers[call] ??
			(call === 'DELETE' ? { status: 202 } : call === 'POST' ? CREATED : pageBody([[0, 'a', '1']]));
		return typeof answer === 'function' ? answer() : answer;
	}, options);
	const work = async () =>
		await withTemporaryStatement(
			scripted,
			DRAFT,
			async (submitted) =>
				await queryRows(scripted.statements, submitted, {
					output: 'table',
					numbers: 'auto',
					limit: undefined,
					mayBePart: false,
				}),
		);
	return { ...scripted, work, execute: async () => await scripted.run(work()) };
}

const failed: Answer = { body: statementBody({ phase: 'FAILED', detail: 'no such table' }) };
const running: Answer = { body: statementBody({ phase: 'RUNNING' }) };
const pending: Answer = { status: 201, body: statementBody({ phase: 'PENDING' }) };

/** Milliseconds between the looks for what comes late. */
const LATE_WAITS = [500, 1_000, 2_000, 4_000, 8_000];

describe('withTemporaryStatement', () => {
	it('deletes the statement when its rows are read, and does not wait until it is gone', async () => {
		const { execute, calls, left } = script({});
		expect((await execute()).rows?.items).toEqual([{ k: 'a', v: 1 }]);
		expect(calls()).toEqual(['POST', 'GET results', 'DELETE']);
		expect(left).toEqual([]);
	});

	it.each<[string, Partial<Record<string, Answer>>, ScriptOptions, object]>([
		['has failed', { POST: pending, GET: failed }, {}, { facts: { reason: 'statementFailed', why: { words: 'no such table' } } }],
		['cannot be read', { 'GET results': refusal(403, 'not yours') }, {}, { detail: 'not yours' }],
		[
			'gives rows that cannot be decoded',
			{ 'GET results': pageBody([[9, 'a', '1']]) },
			{},
			{ facts: { reason: 'resultUnreadable', name: 'q', failure: { facts: { reason: 'unknownOp', op: '9' } } } },
		],
		['is not ready in time', { POST: pending, GET: pending }, { seconds: 5 }, { facts: { reason: 'statementTimedOut', phase: 'PENDING', waitedMs: 5_000 } }],
		['has no end within its time', { 'GET results': pageBody([], 't'), GET: running }, { seconds: 5 }, { facts: { reason: 'rowsUnfinished' } }],
	])('deletes a statement that %s', async (_what, answers, options, error) => {
		const { execute, calls } = script(answers, options);
		await expect(execute()).rejects.toMatchObject(error);
		expect(calls().filter((call) => call === 'DELETE')).toHaveLength(1);
		expect(calls().at(-1)).toBe('DELETE');
	});

	it('deletes the statement after a cancellation, and waits for nothing else', async () => {
		const cancel = new AbortController();
		const { work, calls, elapsed } = script({ POST: pending, GET: pending }, { signal: cancel.signal });
		const working = work();
		working.catch(() => undefined);
		await new Promise((resolve) => setImmediate(resolve));
		expect(calls()).toEqual(['POST']);
		cancel.abort();
		await expect(working).rejects.toBeInstanceOf(CancelledError);
		expect(calls()).toEqual(['POST', 'DELETE']);
		expect(elapsed()).toBe(0);
	});

	it.each<[string, Answer]>([
		['an answer that was lost', lost(502)],
		['no answer', new TransportError({ reason: 'noAnswerInTime', host: 'h' })],
	])('deletes what %s may have left, also where it comes late', async (_what, answer) => {
		const removals = inTurn<Answer>(refusal(404, 'x'), refusal(404, 'x'), { status: 202 }, refusal(404, 'x'));
		const { execute, sent, left } = script({ POST: answer, GET: refusal(404, 'x'), DELETE: removals }, { seconds: 5 });
		await expect(execute()).rejects.toMatchObject({
			facts: { reason: 'temporaryUnclear', name: 'q' },
		});
		const at = sent.filter(({ call }) => call === 'DELETE').map((entry) => entry.at);
		expect(at.slice(1).map((time, index) => time - at[index]!)).toEqual(LATE_WAITS);
		expect(left).toEqual([]);
	});

	it('keeps the failure that left it open as the cause of what it tells: whoever looks for the fault needs it', async () => {
		const cause = lost(502);
		const { execute } = script({ POST: cause, GET: refusal(404, 'x') }, { seconds: 5 });
		await expect(execute()).rejects.toMatchObject({ facts: { reason: 'temporaryUnclear', failure: cause }, cause });
	});

	it('looks no longer than a quarter of a minute for what may come late', async () => {
		const { execute, sent } = script({ POST: lost(502), GET: refusal(404, 'x'), DELETE: refusal(404, 'x') }, { seconds: 5 });
		await expect(execute()).rejects.toMatchObject({ facts: { reason: 'temporaryUnclear' } });
		const at = sent.filter(({ call }) => call === 'DELETE').map((entry) => entry.at);
		expect(at).toHaveLength(6);
		expect(at.at(-1)! - at[0]!).toBe(15_500);
	});

	it('deletes nothing when nothing was submitted', async () => {
		const { execute, calls } = script({ POST: refusal(400, 'logical compute pool=lfcp-1 not found') });
		await expect(execute()).rejects.toThrow('logical compute pool=lfcp-1 not found');
		expect(calls()).toEqual(['POST']);
	});

	it('takes what has its generated name for its own, however the service shows the SQL', async () => {
		const shown = { body: { ...statementBody(), spec: { statement: 'SELECT /* masked */ 1' } } };
		const { execute, calls, lostAnswers } = script({ POST: refusal(409, 'exists'), GET: shown });
		expect((await execute()).rows?.items).toHaveLength(1);
		expect(calls()).toEqual(['POST', 'GET', 'GET results', 'DELETE']);
		expect(lostAnswers).toEqual([]);
	});

	it('deletes what has its name where it is cancelled before it has seen it', async () => {
		const { execute, calls } = script({ POST: refusal(409, 'exists'), GET: new CancelledError() });
		await expect(execute()).rejects.toBeInstanceOf(CancelledError);
		expect(calls()).toEqual(['POST', 'GET', 'DELETE']);
	});

	it('gives the rows, and tells what it leaves behind, when the deletion fails', async () => {
		const { execute, left } = script({ DELETE: refusal(403, 'not allowed') });
		expect((await execute()).rows?.items).toHaveLength(1);
		expect(left).toEqual([['q', expect.objectContaining({ status: 403, detail: 'not allowed' })]]);
	});

	it('keeps the first error when the deletion fails as well', async () => {
		const { execute, left } = script({
			POST: pending,
			GET: failed,
			DELETE: new TransportError({ reason: 'connectionLost', host: 'h' }),
		});
		await expect(execute()).rejects.toMatchObject({ facts: { reason: 'statementFailed', why: { words: 'no such table' } } });
		expect(left).toHaveLength(1);
	});

	it('counts a statement that is gone already as deleted', async () => {
		const { execute, left } = script({ DELETE: refusal(404, 'x') });
		await execute();
		expect(left).toEqual([]);
	});

	it('counts a dry run that is kept nowhere as deleted, also for a key whose role covers one compute pool', async () => {
		const unstored = { status: 201, body: { ...statementBody(), metadata: { uid: '' } } };
		const { execute, left } = script({ POST: unstored, DELETE: refusal(403, 'Forbidden') });
		await execute();
		expect(left).toEqual([]);
	});

	it('submits once, although the first answer was lost, looks whether it comes a second time, and tells it', async () => {
		const { execute, calls, lostAnswers } = script({
			POST: inTurn<Answer>(lost(503), refusal(500, 'never')),
			GET: { body: statementBody() },
		});
		expect((await execute()).rows?.items).toHaveLength(1);
		expect(calls()).toEqual(['POST', 'GET', 'GET results', 'DELETE', ...LATE_WAITS.map(() => 'GET')]);
		expect(lostAnswers).toEqual([{ name: 'q', isRepeated: false, cameLate: false }]);
	});

	it('deletes what is carried out after the statement was deleted, and tells it', async () => {
		let isDeleted = false;
		const late = { ...statementBody({ phase: 'PENDING' }), metadata: { uid: 'u-2', resource_version: '1' } };
		const { execute, calls, lostAnswers } = script({
			POST: inTurn<Answer>(lost(504), CREATED),
			DELETE: () => ((isDeleted = !isDeleted), { status: 202 }),
			GET: () => (isDeleted ? { body: late } : refusal(404, 'x')),
		});
		await execute();
		expect(calls().filter((call) => call === 'DELETE')).toHaveLength(2);
		expect(lostAnswers).toEqual([{ name: 'q', isRepeated: true, cameLate: true }]);
	});

	it('does not take the statement that it deletes for one that came late', async () => {
		const { execute, calls, lostAnswers } = script({
			POST: inTurn<Answer>(lost(504), { status: 201, body: statementBody() }),
			GET: inTurn<Answer>(...Array.from({ length: 5 }, () => refusal(404, 'x')), { body: statementBody({ phase: 'STOPPING' }) }),
		});
		await execute();
		expect(calls().filter((call) => call === 'DELETE')).toHaveLength(1);
		expect(lostAnswers).toEqual([{ name: 'q', isRepeated: true, cameLate: false }]);
	});

	it('cleans up where an unclear POST is followed by a refusal', async () => {
		const { execute, calls } = script({ POST: inTurn<Answer>(lost(504), refusal(402, 'quota exceeded')), GET: refusal(404, 'x'), DELETE: refusal(404, 'x') });
		await expect(execute()).rejects.toMatchObject({ status: 402 });
		expect(calls().filter((call) => call === 'DELETE')).toHaveLength(6);
	});

	it('tells nothing that was not there to a key whose role covers one compute pool', async () => {
		const { execute, left, lostAnswers } = script({ POST: lost(504), GET: refusal(403, 'x'), DELETE: refusal(403, 'x') });
		await expect(execute()).rejects.toMatchObject({ facts: { reason: 'temporaryUnclear' } });
		expect([left, lostAnswers]).toEqual([[], []]);
	});
});

const INSERT = { name: 'check-q', sql: 'INSERT INTO t VALUES (1)', properties: {} };

const CASE = fc.record({
	fates: fc.array(
		fc.oneof(
			{ weight: 3, arbitrary: fc.constant<Fate>('fine') },
			{ weight: 2, arbitrary: fc.constantFrom<Fate>('lostBefore', 'lostAfter', 'timeoutBefore', 'timeoutAfter', 'twice', 'page', 'refused') },
			{ weight: 1, arbitrary: fc.integer({ min: 0, max: 9_500 }).map((lateMs): Fate => ({ lateMs })) },
		),
		{ maxLength: 10 },
	),
	isPoolRole: fc.boolean(),
	cancelAfter: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
});

it('whatever answer is lost: what is inserted is inserted once, and nothing is left', async () => {
	await fc.assert(
		fc.asyncProperty(CASE, async ({ cancelAfter, ...options }) => {
			const cancel = new AbortController();
			const service = new SimulatedService({ ...options, signal: cancel.signal, meanwhile: (cloud) => cloud.sent.length === cancelAfter && cancel.abort() });
			const work = withTemporaryStatement(service.clients, INSERT, async (submitted) => await awaitReadable(service.statements, submitted));
			const outcome: unknown = await service.run(work).catch((error: unknown) => error);
			expect(service.all()).toEqual([]);
			expect(service.left).toEqual([]);
			if (!(outcome instanceof Error)) expect(service.created).toHaveLength(1);
			expect(service.lostAnswers.length).toBeLessThanOrEqual(1);
			if (service.created.length > 1) expect(service.lostAnswers).toMatchObject([{ cameLate: true }]);
		}),
		{ numRuns: 300 },
	);
}, 120_000);
