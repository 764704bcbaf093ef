/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { statementPollDelay } from '../../../nodes/shared/confluent/http/scope/pollUntil';
import { resultPages } from '../../../nodes/shared/confluent/results/resultPages';
import {
	inTurn,
	pageBody,
	PATH,
	refusal,
	scriptStatements,
	type Answer,
	type ScriptOptions,
} from '../statements/scriptedStatements';

const A: readonly [number, string] = [0, 'a'];

function script(pages: readonly Answer[], options?: ScriptOptions, look: () => void = () => undefined) {
	const page = inTurn(...pages);
	const scripted = scriptStatements(() => page(), options);
	const looks: number[] = [];
	const confirmComing = async () => {
		looks.push(scripted.elapsed());
		look();
	};
	const deletedMeanwhile = () => new Error('deleted meanwhile');
	const read = async () => {
		const rows: unknown[] = [];
		for await (const { data } of resultPages(scripted.statements, 'q', scripted.time.now(), { confirmComing, deletedMeanwhile }))
			rows.push(...data.map((entry) => (entry as { row: unknown[] }).row[0]));
		return rows;
	};
	return { ...scripted, looks, read: async () => await scripted.run(read()) };
}

const tokens = (sent: ReturnType<typeof script>['sent']) =>
	sent.map(({ request }) => request.query?.['page_token']);

describe('resultPages', () => {
	it('asks first without a token, then with the decoded one, always at its own host', async () => {
		const { read, sent } = script([
			pageBody([A], 'a+/= b&c'),
			pageBody([[0, 'b']], 'ü'),
			pageBody([[0, 'c']]),
		]);
		expect(await read()).toEqual(['a', 'b', 'c']);
		expect(tokens(sent)).toEqual([undefined, 'a+/= b&c', 'ü']);
		expect(sent.map(({ request }) => request.path)).toEqual([
			`${PATH}/q/results`,
			`${PATH}/q/results`,
			`${PATH}/q/results`,
		]);
		expect(sent.every(({ request }) => request.repeat === 'repeat')).toBe(true);
	});

	it('asks for the next page at once after rows, and waits after empty pages', async () => {
		const { read, sent } = script([
			pageBody([], 't0'),
			pageBody([], 't0'),
			pageBody([A], 't1'),
			pageBody([A], 't2'),
			pageBody([], 't2'),
			pageBody([]),
		]);
		await read();
		const first = statementPollDelay(0);
		const second = first + statementPollDelay(first);
		const third = second + statementPollDelay(second);
		expect(sent.map(({ at }) => at)).toEqual([0, first, second, second, second, third]);
		expect(tokens(sent)).toEqual([undefined, 't0', 't0', 't1', 't2', 't2']);
	});

	it('waits longer and longer, up to five seconds', async () => {
		const { read, sent, looks } = script([pageBody([], 't')], { seconds: 300 });
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'outOfTime', during: { doing: 'readingRows', statement: 'q' } } });
		const requests = [...sent.map(({ at }) => at), ...looks].sort((a, b) => a - b);
		const waits = requests.slice(1).map((at, index) => at - requests[index]!);
		expect(
			waits
				.filter((_, index) => requests[index]! > 60_000)
				.slice(0, -1)
				.every((wait) => wait === 5_000),
		).toBe(true);
		expect(requests.filter((at) => at <= 10_000).length).toBeLessThanOrEqual(29);
	});

	it.each<[string, Answer]>([
		['empty pages', pageBody([], 't')],
		['results that are not ready', refusal(409, 'Results for Statement=q not ready')],
	])('looks at the statement now and then while there are only %s, in place of a request', async (_what, page) => {
		const { read, looks } = script([page], { seconds: 120 });
		await expect(read()).rejects.toBeInstanceOf(DeadlineError);
		const apart = looks.slice(1).map((at, index) => at - looks[index]!);
		expect(looks.filter((at) => at <= 10_000)).toHaveLength(3);
		expect(apart[0]).toBeGreaterThanOrEqual(3_000);
		expect(apart[0]).toBeLessThan(3_500);
		expect(apart.slice(2, -1).every((time) => time >= 30_000 && time < 35_000)).toBe(true);
		// One look shortly before the time is over: a statement that has ended is not told as a lack of time.
		expect(looks.at(-1)).toBeGreaterThan(112_000);
	});

	it('does not look at the statement while rows come', async () => {
		const pages = Array.from({ length: 200 }, (_, index) => pageBody([A], `t${index}`));
		const { read, looks, elapsed } = script([...pages, pageBody([A])], { roundTripMs: 100 });
		expect(await read()).toHaveLength(201);
		expect(elapsed()).toBeGreaterThan(20_000);
		expect(looks).toEqual([]);
	});

	it('ends with what the look at the statement throws', async () => {
		const { read, elapsed } = script([pageBody([A], 't'), pageBody([], 't')], {}, () => {
			throw new Error('it has failed');
		});
		await expect(read()).rejects.toThrow('it has failed');
		expect(elapsed()).toBeLessThan(3_500);
	});

	it('does not hurry back to its first pace when rows trickle in', async () => {
		let pages = 0;
		const scripted = scriptStatements(
			() => (++pages % 3 === 0 ? pageBody([A], `t${pages}`) : pageBody([], `t${pages}`)),
			{ seconds: 60 },
		);
		const reader = { confirmComing: async () => undefined, deletedMeanwhile: () => new Error('not asked') };
		const read = async () => {
			for await (const page of resultPages(scripted.statements, 'q', scripted.time.now(), reader))
				expect(page.isLast).toBe(false);
		};
		await expect(scripted.run(read())).rejects.toBeInstanceOf(DeadlineError);
		const waits = scripted.sent.slice(1).map(({ at }, index) => at - scripted.sent[index]!.at);
		expect(
			waits.filter((wait, index) => wait > 0 && wait < 800 && scripted.sent[index]!.at > 10_000).length,
		).toBeLessThanOrEqual(1);
	});

	it.each<[string, unknown]>([
		['an empty next', ''],
		['no next', undefined],
		['a next of null', null],
	])('ends at %s, whatever else there is', async (_what, next) => {
		const { read, sent } = script([
			{ body: { metadata: { next }, results: { data: [{ op: 0, row: ['a'] }] } } },
		]);
		expect(await read()).toEqual(['a']);
		expect(sent).toHaveLength(1);
	});

	it.each<[string, unknown]>([
		['without a token', 'https://x.example/results'],
		['with an empty token', 'https://x.example/results?page_token='],
		['that is no text', 7],
	])('never takes a next %s for the end', async (_what, next) => {
		const { read } = script([{ body: { metadata: { next }, results: { data: [{ op: 0, row: ['a'] }] } } }]);
		await expect(read()).rejects.toMatchObject({ finding: { reason: 'malformed' } });
	});

	it('goes on with a next that is a bare token', async () => {
		const { read, sent } = script([{ body: { metadata: { next: 'tok-1' }, results: { data: [{ op: 0, row: ['a'] }] } } }, pageBody([[0, 'b']])]);
		expect(await read()).toEqual(['a', 'b']);
		expect(tokens(sent)).toEqual([undefined, 'tok-1']);
	});

	it.each<[string, Answer[]]>([
		['pages in a circle of two', [pageBody([A], 'a'), pageBody([A], 'b'), pageBody([A], 'a')]],
		['pages in a circle of three', [pageBody([A], 'a'), pageBody([A], 'b'), pageBody([A], 'c'), pageBody([A], 'a')]],
		['a circle with empty pages in it', [pageBody([], 'a'), pageBody([A], 'b'), pageBody([], 'b'), pageBody([], 'a')]],
		['empty pages in a circle', [pageBody([], 'a'), pageBody([], 'b'), pageBody([], 'a')]],
		['a circle after a page that was not ready', [pageBody([A], 'a'), refusal(409, 'not ready'), pageBody([A], 'b'), pageBody([A], 'a')]],
	])('tells of %s in place of reading for ever', async (_what, pages) => {
		const { read, sent } = script([...pages, new Error('asked for more')]);
		await expect(read()).rejects.toMatchObject({ facts: { reason: 'resultsInCircle', name: 'q' } });
		expect(sent).toHaveLength(pages.length);
	});

	it.each<[string, unknown]>([
		['null', { data: null }],
		['left out', {}],
		['empty', { data: [] }],
	])('takes data that is %s for an empty page', async (_what, results) => {
		const { read } = script([{ body: { metadata: { next: 'x?page_token=t' }, results } }, pageBody([A])]);
		expect(await read()).toEqual(['a']);
	});

	it.each<[string, unknown]>([
		['a list', []],
		['a body without results', { metadata: {} }],
		['results of null', { results: null }],
		['data of text', { results: { data: 'x' } }],
		['an error with status 200', { error: { message: 'x' } }],
	])('never takes %s for an empty page', async (_what, body) => {
		const { read } = script([{ body }]);
		await expect(read()).rejects.toMatchObject({ finding: { reason: 'malformed', expected: 'a page of results' } });
	});

	it('waits while the results are not ready, and asks for the same page', async () => {
		const notReady = refusal(409, 'Results for Statement=q not ready');
		const { read, sent, calls } = script([
			notReady,
			pageBody([A], 't1'),
			notReady,
			notReady,
			pageBody([[0, 'b']]),
		]);
		expect(await read()).toEqual(['a', 'b']);
		expect(calls()).toEqual(sent.map(() => 'GET results'));
		expect(tokens(sent)).toEqual([undefined, undefined, 't1', 't1', 't1']);
	});

	it.each<[string, Answer[], object]>([
		['a closed result window', [refusal(408, 'no longer available')], { facts: { reason: 'resultsExpired', name: 'q', words: 'no longer available' } }],
		['a statement that is gone', [refusal(404, 'x')], { facts: { reason: 'statementGone', name: 'q' } }],
		['a statement that is gone after its first page', [pageBody([A], 't'), refusal(404, 'x')], { message: 'deleted meanwhile' }],
		['a statement that is gone after an empty page', [pageBody([], 't'), refusal(404, 'x')], { message: 'deleted meanwhile' }],
		['a statement that is gone before its results were ready', [refusal(409, 'not ready'), refusal(404, 'x')], { message: 'deleted meanwhile' }],
		['a page of a proxy', [{ status: 404, body: '<h1>Not Found</h1>' }], { detail: 'Not Found' }],
		['another refusal', [refusal(403, 'not yours')], { detail: 'not yours' }],
		['rows that point to themselves', [pageBody([A], 't'), pageBody([A], 't')], { facts: { reason: 'resultsInCircle', name: 'q' } }],
	])('tells of %s', async (_what, pages, error) => {
		const { read } = script(pages);
		await expect(read()).rejects.toMatchObject(error);
	});

	it('stops waiting at once when it is cancelled', async () => {
		const cancel = new AbortController();
		const scripted = script([pageBody([], 't')], { signal: cancel.signal });
		const reading = scripted.read();
		reading.catch(() => undefined);
		await new Promise((resolve) => setImmediate(resolve));
		cancel.abort();
		await expect(reading).rejects.toBeInstanceOf(CancelledError);
		expect(scripted.elapsed()).toBeLessThanOrEqual(statementPollDelay(0));
	});
});
