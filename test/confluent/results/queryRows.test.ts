import { ApiError } from '../../../nodes/shared/confluent/http/errors/apiError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { queryRows } from '../../../nodes/shared/confluent/results/queryRows';
import type { RowsRequest } from '../../../nodes/shared/confluent/results/collectRows';
import {
	inTurn,
	pageBody,
	PATH,
	refusal,
	scriptStatements,
	statementBody,
	statementOf,
	type Answer,
	type ScriptOptions,
	type StatementFacts,
} from '../statements/scriptedStatements';

const ALL: RowsRequest = { output: 'table', numbers: 'auto', limit: undefined, mayBePart: false };

const NO_ROWS = { schema: null, sql_kind: 'CREATE_TABLE' };

function script(first: StatementFacts, later: readonly Answer[], options: ScriptOptions = {}) {
	const get = inTurn(...later);
	const scripted = scriptStatements(
		(call) => (call === 'GET results' ? pageBody([[0, 'a', '1']]) : get()),
		options,
	);
	return {
		...scripted,
		read: async () => await scripted.run(queryRows(scripted.statements, statementOf(first), ALL)),
	};
}

const body = (facts: StatementFacts): Answer => ({ body: statementBody(facts) });

describe('queryRows', () => {
	it('asks for nothing but the rows when the statement is ready as submitted', async () => {
		const { read, calls } = script({ phase: 'COMPLETED' }, [refusal(500, 'not asked')]);
		expect(await read()).toMatchObject({
			rows: { items: [{ k: 'a', v: 1 }] },
			statement: { phase: 'COMPLETED' },
		});
		expect(calls()).toEqual(['GET results']);
	});

	it.each(['RUNNING', 'DEGRADED', 'COMPLETED'])('reads in phase %s', async (phase) => {
		const { read, calls } = script({ phase: 'PENDING', traits: { schema: null } }, [
			body({ phase: 'PENDING', traits: { schema: null } }),
			body({ phase }),
			body({ phase }),
		]);
		expect((await read()).rows?.items).toEqual([{ k: 'a', v: 1 }]);
		expect(calls().slice(0, 3)).toEqual(['GET', 'GET', 'GET results']);
	});

	it.each(['PENDING', 'STOPPING', 'FAILING', 'NEWLY_INVENTED'])('waits in phase %s', async (phase) => {
		const { read, elapsed } = script({ phase }, [body({ phase }), body({ phase: 'COMPLETED' })]);
		await read();
		expect(elapsed()).toBeGreaterThan(0);
	});

	it('finds the columns in their older place', async () => {
		const { status, ...rest } = statementBody();
		const old = {
			...rest,
			status: {
				phase: 'COMPLETED',
				result_schema: {
					columns: [
						{ name: 'x', type: { type: 'STRING' } },
						{ name: 'y', type: { type: 'INT' } },
					],
				},
				traits: null,
			},
		};
		expect(status).toBeDefined();
		const { read } = script({ phase: 'PENDING' }, [{ body: old }]);
		expect((await read()).rows?.items).toEqual([{ x: 'a', y: 1 }]);
	});

	it.each<[string, StatementFacts, Answer, object]>([
		['failed', { phase: 'PENDING' }, body({ phase: 'FAILED', detail: 'no such table' }), { reason: 'statementFailed', name: 'q', why: { words: 'no such table' } }],
		['was stopped', { phase: 'PENDING' }, body({ phase: 'STOPPED', detail: 'by hand' }), { reason: 'stoppedBeforeRows', name: 'q', detail: 'by hand' }],
		['is being deleted', { phase: 'PENDING' }, body({ phase: 'DELETING' }), { reason: 'statementGone', name: 'q' }],
		['is gone', { phase: 'PENDING' }, refusal(404, 'x'), { reason: 'statementGone', name: 'q' }],
	])('tells that the statement %s', async (_what, first, then, facts) => {
		const { read, calls } = script(first, [then]);
		await expect(read()).rejects.toMatchObject({ facts });
		expect(calls()).toEqual(['GET']);
	});

	it('tells what is waited for when the time runs out', async () => {
		const { read } = script(
			{ phase: 'PENDING' },
			[body({ phase: 'PENDING', detail: 'Waiting for resources' })],
			{ seconds: 10 },
		);
		await expect(read()).rejects.toMatchObject({
			facts: { reason: 'statementTimedOut', name: 'q', phase: 'PENDING', waitedMs: 10_000, wish: { kind: 'readable' }, detail: 'Waiting for resources' },
		});
	});

	it('tells it too when the time runs out while the statement is asked for, with what came of that', async () => {
		const refused = new ApiError({ status: 429, detail: 'Too many requests', headers: {}, method: 'GET', path: PATH });
		const cut = new DeadlineError({ doing: 'awaitingRateLimit' }, refused);
		const { read } = script({ phase: 'PENDING', detail: 'Waiting for resources' }, [cut]);
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'statementTimedOut', wish: { kind: 'readable' }, detail: 'Waiting for resources', cut } });
	});

	it('tells that the statement failed where there is no time left to ask why', async () => {
		const late = new DeadlineError({ doing: 'awaitingTurn' });
		const answers = inTurn<Answer>(body({ phase: 'FAILED' }), late);
		const scripted = scriptStatements(() => answers());
		await expect(scripted.run(queryRows(scripted.statements, statementOf({ phase: 'PENDING' }), ALL))).rejects.toMatchObject({
			facts: { reason: 'statementFailed', name: 'q', why: { words: undefined, unread: late } },
		});
	});

	it.each<[string, StatementFacts[]]>([
		['DDL that has completed', [{ phase: 'COMPLETED', traits: NO_ROWS }]],
		[
			'DDL that still runs',
			[
				{ phase: 'RUNNING', traits: NO_ROWS },
				{ phase: 'COMPLETED', traits: NO_ROWS },
			],
		],
		[
			'a bounded INSERT',
			[
				{ phase: 'RUNNING', traits: { schema: null, sql_kind: 'INSERT_INTO' } },
				{ phase: 'COMPLETED', traits: { schema: { columns: [] }, sql_kind: 'INSERT_INTO' } },
			],
		],
		[
			'a statement of which nothing is known',
			[
				{ phase: 'RUNNING', traits: { schema: null, sql_kind: null, is_bounded: null } },
				{ phase: 'COMPLETED', traits: { schema: null } },
			],
		],
	])('%s gives no rows and is not asked for any', async (_what, lives) => {
		const { read, calls } = script({ phase: 'PENDING', traits: { schema: null } }, lives.map(body));
		expect(await read()).toMatchObject({ rows: undefined, statement: { phase: 'COMPLETED' } });
		expect(calls()).toEqual(lives.map(() => 'GET'));
	});

	it('does not wait for the end of an INSERT that has none', async () => {
		const { read, calls } = script({ phase: 'PENDING' }, [
			body({ phase: 'RUNNING', traits: { schema: null, sql_kind: 'INSERT_INTO', is_bounded: false } }),
		]);
		expect(await read()).toMatchObject({ rows: undefined, statement: { phase: 'RUNNING' } });
		expect(calls()).toEqual(['GET']);
	});
});

/** A statement that is readable, rows included, `readyAt` milliseconds after it was submitted. */
async function runUntil(readyAt: number, runsAt: number, roundTripMs: number) {
	const scripted = scriptStatements(
		(call, { at }) => {
			const arrived = at + roundTripMs / 2;
			if (call === 'GET results') return arrived < readyAt ? pageBody([], 't') : pageBody([[0, 'a', '1']]);
			if (arrived < runsAt) return body({ phase: 'PENDING', traits: { schema: null } });
			return body({ phase: arrived < readyAt ? 'RUNNING' : 'COMPLETED' });
		},
		{ roundTripMs },
	);
	const result = await scripted.run(
		queryRows(scripted.statements, statementOf({ phase: 'PENDING', traits: { schema: null } }), ALL),
	);
	expect(result.rows?.items).toEqual([{ k: 'a', v: 1 }]);
	return {
		delay: scripted.elapsed() - readyAt,
		requestsBefore: scripted.sent.filter(({ at }) => at + roundTripMs / 2 <= readyAt).length,
	};
}

describe('the pace', () => {
	const moments = Array.from({ length: 200 }, (_, index) => 25 + index * 50);

	it.each<[string, number, (readyAt: number) => number]>([
		['the statement becomes readable, at once', 0, (readyAt) => readyAt],
		['the statement becomes readable, over 80 ms of network', 80, (readyAt) => readyAt],
		['rows come to a statement that has long been running', 0, () => 500],
		['rows come, over 80 ms of network', 80, () => 500],
	])('finds within 300 ms, as a rule, that %s', async (_what, roundTripMs, runsAt) => {
		const delays: number[] = [];
		for (const readyAt of moments) {
			const { delay, requestsBefore } = await runUntil(readyAt, Math.min(runsAt(readyAt), readyAt), roundTripMs);
			delays.push(delay - 2 * roundTripMs);
			// The submit comes to these.
			expect(requestsBefore).toBeLessThanOrEqual(29);
		}
		expect(delays.sort((a, b) => a - b)[delays.length / 2]).toBeLessThanOrEqual(300);
	});

	it('settles to one request in five seconds', async () => {
		const scripted = scriptStatements(() => body({ phase: 'PENDING' }), { seconds: 600 });
		await expect(
			scripted.run(queryRows(scripted.statements, statementOf({ phase: 'PENDING' }), ALL)),
		).rejects.toMatchObject({ facts: { reason: 'statementTimedOut', phase: 'PENDING', waitedMs: 600_000 } });
		const late = scripted.sent.filter(({ at }) => at > 120_000 && at < 600_000).map(({ at }) => at);
		expect(late.slice(1).every((at, index) => at - late[index]! === 5_000)).toBe(true);
	});
});
