import { collectRows, type RowsRequest } from '../../../nodes/shared/confluent/results/collectRows';
import { ApiError } from '../../../nodes/shared/confluent/http/errors/apiError';
import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import type { EarlyEnd } from '../../../nodes/shared/confluent/results/resultsError';
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

const late = new DeadlineError({ doing: 'awaitingTurn' });
const lost = new TransportError({ reason: 'connectionLost', host: 'h' });

const RUNNING: StatementFacts = { phase: 'RUNNING' };
const UPDATING: StatementFacts = { phase: 'RUNNING', traits: { is_append_only: false, upsert_columns: [0] } };
const ENDLESS: StatementFacts = { phase: 'RUNNING', traits: { is_bounded: false } };
const ENDLESS_UPDATING: StatementFacts = {
	phase: 'RUNNING',
	traits: { is_bounded: false, is_append_only: false, upsert_columns: [0] },
};

const ALL: RowsRequest = { output: 'table', numbers: 'auto', limit: undefined, mayBePart: false };

interface Setup extends ScriptOptions {
	readonly facts?: StatementFacts;
	readonly request?: Partial<RowsRequest>;
	/** What GET says after the end. */
	readonly after?: Answer;
}

function script(pages: readonly Answer[], { facts = {}, request = {}, after, ...options }: Setup = {}) {
	const page = inTurn(...pages);
	const scripted = scriptStatements(
		(call) =>
			call === 'GET results' ? page() : (after ?? { body: statementBody({ ...facts, phase: 'COMPLETED' }) }),
		options,
	);
	const read = async () => {
		const { texts, ...rows } = await scripted.run(
			collectRows(scripted.statements, statementOf(facts), { ...ALL, ...request }, scripted.time.now()),
		);
		expect(texts.others.length).toBeGreaterThan(0);
		return rows;
	};
	return { ...scripted, read };
}

const rowsOf = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index): [number, string, string] => [0, `k${from + index}`, '1']);

describe('collectRows', () => {
	it('decodes the rows of all pages', async () => {
		const { read } = script([pageBody([[0, 'a', '1']], 't'), pageBody([[0, 'b', null]])]);
		expect(await read()).toEqual({
			items: [
				{ k: 'a', v: 1 },
				{ k: 'b', v: null },
			],
			end: 'complete',
			total: 2,
		});
	});

	it.each<[string, ReadonlyArray<boolean | undefined>, boolean]>([
		['all pages', [true, true, true], true],
		['all but the last', [true, true, false], false],
		['all but the first', [false, true, true], false],
		['one of which nobody knows', [true, undefined, true], false],
	])('knows whether its pages are clean: %s', async (_which, known, arePagesClean) => {
		const pages = known.map((isClean, index) => ({ ...pageBody([[0, `k${index}`, '1']], index === 2 ? undefined : `t${index}`), ...(isClean !== undefined && { isMemberClean: (name: string) => name === 'results' && isClean }) }));
		const { statements, run, time } = script(pages);
		const { texts } = await run(collectRows(statements, statementOf(), ALL, time.now()));
		expect(texts).toMatchObject({ arePagesClean, areAsTheyCame: true, others: expect.arrayContaining(['k', 'v']) });
	});

	it('keeps numbers as text where asked to', async () => {
		const { read } = script([pageBody([[0, 'a', '1']])], { request: { numbers: 'text' } });
		expect((await read()).items).toEqual([{ k: 'a', v: '1' }]);
	});

	it.each<[string | undefined, string]>([
		[undefined, '2024-06-15T12:00:00Z'],
		['Asia/Tokyo', '2024-06-15T12:00:00'],
	])('knows the time zone of timestamps: %s', async (zone, value) => {
		const schema = {
			columns: [{ name: 't', type: { type: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE', nullable: true } }],
		};
		const properties: Record<string, string> = zone === undefined ? {} : { 'sql.local-time-zone': zone };
		const { read } = script([pageBody([[0, '2024-06-15 12:00:00']])], {
			facts: { traits: { schema }, properties },
		});
		expect((await read()).items).toEqual([{ t: value }]);
	});

	it('materialises a changelog across pages', async () => {
		const { read } = script(
			[
				pageBody(
					[
						[0, 'a', '1'],
						[0, 'b', '1'],
					],
					't1',
				),
				pageBody([[1, 'a', '1']], 't2'),
				pageBody([
					[2, 'a', '2'],
					[3, 'b', '1'],
				]),
			],
			{ facts: UPDATING },
		);
		expect(await read()).toEqual({ items: [{ k: 'a', v: 2 }], end: 'complete', total: 1 });
	});

	it('materialises without a key', async () => {
		const facts = { phase: 'RUNNING', traits: { is_append_only: false, upsert_columns: null } };
		const { read } = script(
			[
				pageBody(
					[
						[0, 'a', '1'],
						[0, 'a', '1'],
					],
					't',
				),
				pageBody([[3, 'a', '1']]),
			],
			{ facts },
		);
		expect((await read()).items).toEqual([{ k: 'a', v: 1 }]);
	});

	it('gives the changelog as it came', async () => {
		const { read } = script(
			[
				pageBody([[0, 'a', '1']], 't'),
				pageBody([
					[1, 'a', '1'],
					[2, 'a', '2'],
				]),
			],
			{ facts: UPDATING, request: { output: 'changelog' } },
		);
		expect((await read()).items).toEqual([
			{ _op: '+I', k: 'a', v: 1 },
			{ _op: '-U', k: 'a', v: 1 },
			{ _op: '+U', k: 'a', v: 2 },
		]);
	});

	it('counts the rows that were read before the statement was deleted', async () => {
		const { read } = script([pageBody(rowsOf(2), 't'), refusal(404, 'x')], { facts: RUNNING });
		await expect(read()).rejects.toMatchObject({
			facts: { reason: 'rowsIncomplete', name: 'q', count: 2, end: { kind: 'deleted', detail: '' } },
		});
	});

	it('keeps to what is known of a statement that is gone before anything was read', async () => {
		const { read } = script([refusal(404, 'x')], { facts: RUNNING });
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'statementGone', name: 'q' } });
	});

	it('refuses a row of the wrong width', async () => {
		const { read } = script([pageBody([[0, 'a']])]);
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'resultUnreadable', name: 'q', failure: { facts: { reason: 'rowWidth', values: 1, columns: 2 } } } });
	});
});

describe('the end of a result', () => {
	it('is looked at once when the statement still ran', async () => {
		const { read, calls } = script([pageBody([])], { facts: RUNNING });
		await read();
		expect(calls()).toEqual(['GET results', 'GET']);
	});

	it('is clear when the statement had completed', async () => {
		const { read, calls } = script([pageBody([])]);
		await read();
		expect(calls()).toEqual(['GET results']);
	});

	it.each(['RUNNING', 'DEGRADED', 'COMPLETED', 'PENDING', 'NEWLY_INVENTED'])(
		'may come in phase %s',
		async (phase) => {
			const { read } = script([pageBody([[0, 'a', '1']])], {
				facts: RUNNING,
				after: { body: statementBody({ phase }) },
			});
			expect((await read()).end).toBe('complete');
		},
	);

	it.each<[string, Answer, EarlyEnd]>([
		['FAILED', { body: statementBody({ phase: 'FAILED', detail: 'out of memory' }) }, { kind: 'failed', why: { words: 'out of memory' } }],
		['FAILING', { body: statementBody({ phase: 'FAILING', detail: 'out of memory' }) }, { kind: 'failed', why: { words: 'out of memory' } }],
		['STOPPED', { body: statementBody({ phase: 'STOPPED' }) }, { kind: 'stopped', detail: '' }],
		['STOPPING', { body: statementBody({ phase: 'STOPPING', detail: 'idle' }) }, { kind: 'stopped', detail: 'idle' }],
		['gone', refusal(404, 'x'), { kind: 'deleted', detail: '' }],
	])('is an error when the statement is %s', async (_phase, after, end) => {
		const { read } = script([pageBody([[0, 'a', '1']])], { facts: RUNNING, after });
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'rowsIncomplete', name: 'q', count: 1, end } });
	});

	it.each<[string, Answer, object]>([
		['time runs out', late, late],
		['right is missing', refusal(403, 'not yours'), { status: 403, detail: 'not yours' }],
		['answer is lost', lost, lost],
	])('is an error with the number of rows where it cannot be looked at: the %s', async (_what, after, failure) => {
		const { read } = script([pageBody(rowsOf(2))], { facts: RUNNING, after });
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'rowsUnchecked', name: 'q', count: 2, failure } });
	});

	it.each<[string, Setup]>([
		['a part is wanted', { facts: RUNNING, request: { mayBePart: true } }],
		['it was to have no end', { facts: ENDLESS }],
	])('gives the rows where it cannot be looked at, and %s', async (_what, setup) => {
		const { read } = script([pageBody(rowsOf(2))], { ...setup, after: refusal(403, 'not yours') });
		expect(await read()).toMatchObject({ items: [{ k: 'k0' }, { k: 'k1' }], end: 'complete', total: 2, unchecked: { detail: 'not yours' } });
	});

	it.each([2, 3])('does not matter where it cannot be looked at and %d rows reach the limit', async (count) => {
		const { read } = script([pageBody(rowsOf(count))], { facts: RUNNING, request: { limit: 2 }, after: refusal(403, 'not yours') });
		expect(await read()).toEqual({ items: [{ k: 'k0', v: 1 }, { k: 'k1', v: 1 }], end: 'limit', total: count });
	});

	it('matters where rows that reach the limit may have changed before it', async () => {
		const { read } = script([pageBody(rowsOf(3))], { facts: UPDATING, request: { limit: 2 }, after: refusal(403, 'not yours') });
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'rowsUnchecked', failure: { detail: 'not yours' } } });
	});

	it('does not take a cancellation for a failure to look', async () => {
		const { read } = script([pageBody(rowsOf(2))], { facts: ENDLESS, after: new CancelledError() });
		await expect(read()).rejects.toThrow(CancelledError);
	});

	it('asks for the exception where the detail is empty', async () => {
		const scripted = scriptStatements((call) => {
			if (call === 'GET results') return pageBody([]);
			if (call === 'GET exceptions') return { body: { data: [{ name: 'x', message: 'the newest' }] } };
			return { body: statementBody({ phase: 'FAILED' }) };
		});
		await expect(
			scripted.run(collectRows(scripted.statements, statementOf(RUNNING), ALL, 0)),
		).rejects.toMatchObject({ facts: { reason: 'rowsIncomplete', end: { kind: 'failed', why: { words: 'the newest' } } } });
	});
});

describe('the limit', () => {
	it('ends the reading of rows that stay as they are', async () => {
		const { read, calls } = script([pageBody(rowsOf(3), 't1'), pageBody(rowsOf(3, 3), 't2')], {
			facts: RUNNING,
			request: { limit: 2 },
		});
		expect(await read()).toEqual({
			items: [
				{ k: 'k0', v: 1 },
				{ k: 'k1', v: 1 },
			],
			end: 'limit',
			total: 3,
		});
		expect(calls()).toEqual(['GET results']);
	});

	it('ends the reading of a changelog, however its rows change', async () => {
		const { read, calls } = script(
			[
				pageBody(
					[
						[0, 'a', '1'],
						[1, 'a', '1'],
						[2, 'a', '2'],
					],
					't',
				),
			],
			{ facts: UPDATING, request: { limit: 2, output: 'changelog' } },
		);
		expect((await read()).items).toHaveLength(2);
		expect(calls()).toEqual(['GET results']);
	});

	it('does not end the reading of rows that may still change', async () => {
		const { read } = script(
			[
				pageBody(rowsOf(3), 't'),
				pageBody([
					[3, 'k0', '1'],
					[2, 'k1', '9'],
				]),
			],
			{ facts: UPDATING, request: { limit: 1 } },
		);
		expect(await read()).toEqual({ items: [{ k: 'k1', v: 9 }], end: 'complete', total: 2 });
	});

	it('is no cut when there are just as many rows', async () => {
		const { read, calls } = script([pageBody(rowsOf(2), 't'), pageBody([])], {
			facts: RUNNING,
			request: { limit: 2 },
		});
		expect(await read()).toMatchObject({ end: 'complete', total: 2 });
		expect(calls()).toEqual(['GET results', 'GET results', 'GET']);
	});

	it('does not wait to learn whether there are more', async () => {
		const { read, calls, elapsed } = script([pageBody(rowsOf(2), 't')].concat(pageBody([], 't')), {
			facts: RUNNING,
			request: { limit: 2 },
		});
		expect(await read()).toMatchObject({ end: 'limit', total: 2 });
		expect(calls()).toEqual(['GET results', 'GET results']);
		expect(elapsed()).toBe(0);
	});

	it.each<[string, Answer]>([
		['is too late', late],
		['is refused', refusal(403, 'not yours')],
		['is gone with the others', refusal(408, 'no longer available')],
		['is gone with the statement', refusal(404, 'x')],
		['fails', refusal(500, 'broken')],
		['cannot be read', pageBody([[0, 'too narrow']])],
	])('keeps the rows that were asked for when the page that would tell more %s', async (_what, answer) => {
		const { read } = script([pageBody(rowsOf(2), 't'), answer], { facts: RUNNING, request: { limit: 2 } });
		expect(await read()).toMatchObject({ items: [{ k: 'k0' }, { k: 'k1' }], end: 'limit', total: 2 });
	});

	it('does not hide that a page cannot be read which had to be', async () => {
		const { read } = script([pageBody([...rowsOf(2), [0, 'too narrow']], 't')], { facts: RUNNING, request: { limit: 2 } });
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'resultUnreadable' } });
	});

	it('does not turn a cancellation into a result', async () => {
		const { read } = script([pageBody(rowsOf(2), 't'), new CancelledError()], { facts: RUNNING, request: { limit: 2 } });
		await expect(read()).rejects.toThrow(CancelledError);
	});

	it('ends the reading of a result that has no end', async () => {
		const { read, calls } = script([pageBody([], 't0'), pageBody(rowsOf(2), 't1')], {
			facts: ENDLESS,
			request: { limit: 2 },
		});
		expect(await read()).toMatchObject({ end: 'limit', total: 2 });
		expect(calls()).toEqual(['GET results', 'GET results']);
	});

	it('ends the reading of rows that may still change, where a part is wanted', async () => {
		const { read, calls } = script([pageBody(rowsOf(3), 't')], {
			facts: UPDATING,
			request: { limit: 3, mayBePart: true },
		});
		expect(await read()).toMatchObject({ end: 'limit', total: 3 });
		expect(calls()).toEqual(['GET results']);
	});

	it('counts the rows that stand where a result without end changes them', async () => {
		const { read } = script(
			[
				pageBody(
					[
						[0, 'a', '1'],
						[2, 'a', '2'],
					],
					't0',
				),
				pageBody(
					[
						[0, 'b', '1'],
						[0, 'c', '1'],
					],
					't1',
				),
			],
			{ facts: ENDLESS_UPDATING, request: { limit: 2 } },
		);
		expect(await read()).toEqual({
			items: [
				{ k: 'a', v: 2 },
				{ k: 'b', v: 1 },
			],
			end: 'limit',
			total: 3,
		});
	});
});

describe('an update that is under way when reading ends', () => {
	const COUNTING: StatementFacts = { phase: 'RUNNING', traits: { is_bounded: false, is_append_only: false, upsert_columns: null } };
	const COUNTING_BY_KEY: StatementFacts = { phase: 'RUNNING', traits: { is_bounded: false, is_append_only: false, upsert_columns: [0] } };
	const begun = [
		pageBody([[0, 'a', '1'], [0, 'b', '1']], 't1'),
		pageBody([[1, 'a', '1']], 't2'),
		pageBody([[2, 'a', '2'], [1, 'a', '2'], [1, 'b', '1']], 't3'),
	];
	const rows = [{ k: 'b', v: 1 }, { k: 'a', v: 2 }];

	it.each<[string, StatementFacts]>([
		['without a key', COUNTING],
		['with one', COUNTING_BY_KEY],
	])('leaves the row as it was where the time is over, %s', async (_what, facts) => {
		const { read } = script([...begun, pageBody([], 't3')], { facts, seconds: 20 });
		const { items, end, total } = await read();
		expect({ items, end, total }).toEqual({ items: expect.arrayContaining(rows), end: 'deadline', total: 2 });
	});

	it.each<[string, StatementFacts]>([
		['without a key', COUNTING],
		['with one', COUNTING_BY_KEY],
	])('leaves the row as it was where the limit is reached, %s', async (_what, facts) => {
		const { read, calls } = script([pageBody([[0, 'a', '1'], [0, 'b', '1'], [1, 'a', '1']], 't')], { facts, request: { limit: 2 } });
		expect(await read()).toEqual({ items: [{ k: 'a', v: 1 }, { k: 'b', v: 1 }], end: 'limit', total: 2 });
		expect(calls()).toEqual(['GET results']);
	});

	it('is completed by a later page, where one comes', async () => {
		const { read } = script([...begun, pageBody([[2, 'b', '2'], [2, 'a', '3']], 't4'), pageBody([], 't4')], { facts: COUNTING, seconds: 20 });
		expect((await read()).items).toEqual([{ k: 'b', v: 2 }, { k: 'a', v: 3 }]);
	});

	it.each<[string, StatementFacts]>([
		['without a key', COUNTING],
		['with one', COUNTING_BY_KEY],
	])('is none where the result itself ends: the row is gone, %s', async (_what, facts) => {
		const { read } = script([pageBody([[0, 'a', '1'], [0, 'b', '1']], 't'), pageBody([[1, 'a', '1']])], { facts });
		expect(await read()).toEqual({ items: [{ k: 'b', v: 1 }], end: 'complete', total: 1 });
	});

	it('is given as it came in a changelog', async () => {
		const { read } = script([...begun, pageBody([], 't3')], { facts: COUNTING, request: { output: 'changelog' }, seconds: 20 });
		expect((await read()).items.map(({ _op, k }) => `${String(_op)} ${String(k)}`)).toEqual(['+I a', '+I b', '-U a', '+U a', '-U a', '-U b']);
	});
});

describe('the deadline', () => {
	it('is an error for a result that ends', async () => {
		const { read } = script([pageBody(rowsOf(3), 't'), pageBody([], 't')], { facts: RUNNING, seconds: 20 });
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'rowsUnfinished', name: 'q', count: 3, cut: { facts: { during: { doing: 'readingRows' } } } } });
	});

	it('is the end of one that does not', async () => {
		const { read, elapsed } = script([pageBody(rowsOf(3), 't'), pageBody([], 't')], {
			facts: ENDLESS,
			seconds: 20,
		});
		expect(await read()).toMatchObject({ end: 'deadline', total: 3 });
		expect(elapsed()).toBe(20_000);
	});

	it('may come while a page is waited for', async () => {
		const { read } = script([pageBody(rowsOf(3), 't'), late], {
			facts: ENDLESS,
		});
		expect(await read()).toMatchObject({ end: 'deadline', total: 3, cut: late });
	});

	it('does not hide what went wrong before it', async () => {
		const refused = new ApiError({ status: 429, detail: 'slow down', headers: {}, method: 'GET', path: PATH });
		const { read } = script([new DeadlineError({ doing: 'awaitingRateLimit' }, refused)], { facts: ENDLESS });
		expect(await read()).toMatchObject({ end: 'deadline', total: 0, cut: { facts: { failure: refused } } });
	});

	it('is the end of one that ends, where a part is wanted', async () => {
		const { read, elapsed } = script([pageBody(rowsOf(2), 't'), pageBody([], 't')], {
			facts: RUNNING,
			request: { mayBePart: true },
			seconds: 20,
		});
		expect(await read()).toMatchObject({ end: 'deadline', total: 2 });
		expect(elapsed()).toBe(20_000);
	});

	it.each<[string, StatementFacts, string]>([
		[
			'a snapshot ends',
			{ phase: 'RUNNING', properties: { 'sql.snapshot.mode': 'now' }, traits: { is_bounded: null } },
			'rejects',
		],
		['anything else does not', { phase: 'RUNNING', traits: { is_bounded: null } }, 'resolves'],
	])('where the service does not say whether the result ends, %s', async (_what, facts, outcome) => {
		const { read } = script([pageBody([], 't')], { facts, seconds: 5 });
		const [result] = await Promise.allSettled([read()]);
		expect(result.status).toBe(outcome === 'rejects' ? 'rejected' : 'fulfilled');
	});
});
