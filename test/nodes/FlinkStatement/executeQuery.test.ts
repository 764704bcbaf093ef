/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { COLUMNS, item, QueryHost, row } from './queryHost';

const host = QueryHost.perTest();

const query = { operation: 'executeQuery', sql: 'SELECT * FROM t' };

const rows = (count: number) => [{ changes: Array.from({ length: count }, (_, index) => row(index + 1)) }];

describe('a snapshot query', () => {
	it('gives typed rows and leaves nothing behind', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS, rows: rows(2) } });
		const { json, items, error, hints } = await host.run(query);
		expect(error).toBeUndefined();
		expect(json).toEqual([item(1), item(2)]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(hints).toEqual([]);
		expect(await host.left()).toEqual([]);
	});

	it('is submitted as one, under a generated name', async () => {
		await host.run(
			{
				...query,
				options: { catalog: 'main', properties: { property: [{ name: 'sql.state-ttl', value: '1 h' }] } },
			},
			{ workflowName: 'Daily report' },
		);
		expect(host.submitted()).toEqual([
			expect.objectContaining({
				name: expect.stringMatching(/^n8n-daily-report-\d{4}-\d\d-\d\d-[a-z0-9]{12}$/),
				spec: {
					statement: 'SELECT * FROM t',
					properties: { 'sql.snapshot.mode': 'now', 'sql.current-catalog': 'main', 'sql.state-ttl': '1 h' },
				},
			}),
		]);
	});

	it('reads every page, and says with numbers when the limit cut the rows', async () => {
		host.emulator.control.configure({ results: { rowsPerPage: 20 } });
		host.emulator.control.behave({ results: { columns: COLUMNS, rows: rows(120) } });
		const all = await host.run({ ...query, returnAll: true });
		expect(all.json).toHaveLength(120);
		expect(all.json.at(-1)).toEqual(item(120));
		const cut = await host.run(query);
		expect(cut.json).toHaveLength(50);
		expect(cut.hints).toEqual([
			"Returned 50 of 60 rows read so far. Raise 'Limit', or switch on 'Return All', to get more.",
		]);
		expect(await host.left()).toEqual([]);
	});

	it('materialises changes, or gives them as they came', async () => {
		const results = {
			columns: COLUMNS,
			isAppendOnly: false,
			upsertColumns: [0],
			rows: [{ changes: [row(1), row(2), row(1, 1), { op: 2 as const, row: ['1', null, null] }, row(2, 3)] }],
		};
		host.emulator.control.behave({ results });
		expect((await host.run(query)).json).toEqual([{ id: 1, total: null, tags: null }]);
		const changelog = await host.run({ ...query, output: 'changelog', options: { numbers: 'text' } });
		expect(changelog.json.map(({ _op, id }) => [_op, id])).toEqual([
			['+I', '1'],
			['+I', '2'],
			['-U', '1'],
			['+U', '1'],
			['-D', '2'],
		]);
	});

	it('says when there are no rows', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS } });
		const { json, hints } = await host.run(query);
		expect(json).toEqual([]);
		expect(hints).toEqual(['The query returned no rows.']);
	});

	it('is kept where that is wanted, and named', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS, rows: rows(1) } });
		const { hints } = await host.run({ ...query, options: { keepStatement: true } });
		const [name] = host.submitted().map((body) => body['name']);
		expect(hints).toEqual([`Statement "${String(name)}" was kept.`]);
		expect(await host.left()).toEqual(['COMPLETED']);
	});

	it('finds the columns where older answers have them', async () => {
		host.emulator.control.configure({ schemaPlace: 'result_schema' });
		host.emulator.control.behave({ results: { columns: COLUMNS, rows: rows(1) } });
		expect((await host.run(query)).json).toEqual([item(1)]);
		host.emulator.control.configure({ schemaPlace: 'traits' });
	});
});

describe('query parameters', () => {
	const withParameters = (...parameter: Array<Record<string, string>>) => ({
		...query,
		sql: "SELECT ':a' FROM :t WHERE x = :a -- :a",
		options: { queryParameters: { parameter } },
	});

	it('become literals', async () => {
		await host.run(
			withParameters(
				{ name: 'a', type: 'string', value: "'; DROP TABLE t; --" },
				{ name: 't', type: 'identifier', value: 'or`ders' },
			),
		);
		expect(host.submitted()[0]).toMatchObject({
			spec: { statement: "SELECT ':a' FROM `or``ders` WHERE x = '''; DROP TABLE t; --' -- :a" },
		});
	});

	it.each([
		[
			'a value that does not fit',
			{ name: 'a', type: 'date', value: 'today' },
			{ name: 't', type: 'identifier', value: 'x' },
			'The value "today" of query parameter "a" does not fit its type "date"',
			'It has to be a date such as 2024-06-15.',
		],
		[
			'a placeholder without a value',
			{ name: 't', type: 'identifier', value: 'x' },
			undefined,
			'The SQL uses :a',
			"Add it under 'Query Parameters'",
		],
		['an unused parameter', { name: 'b', type: 'string', value: 'x' }, undefined, ':t', "Add it under 'Query Parameters'"],
	])('are reported before anything is sent: %s', async (_what, first, second, message, nextStep) => {
		const { error } = await host.run(withParameters(first, ...(second === undefined ? [] : [second])));
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(nextStep);
		expect(host.calls()).toEqual([]);
	});
});

describe('a statement without rows', () => {
	it('gives one item with the statement, and is not asked for results', async () => {
		const { json, hints } = await host.run({ ...query, sql: 'CREATE TABLE t (a INT)' });
		expect(json).toEqual([
			expect.objectContaining({ phase: 'COMPLETED', sqlKind: 'CREATE_TABLE', columns: [] }),
		]);
		expect(host.calls()).not.toContain('GET results');
		expect(hints).toEqual([]);
		expect(await host.left()).toEqual([]);
	});
});

describe('a statement that goes on and gives no rows', () => {
	it('is deleted all the same, which is said', async () => {
		host.emulator.control.behave({ steps: [{ phase: 'RUNNING' }], results: { columns: null, isBounded: false } });
		const { json, hints } = await host.run({ ...query, queryMode: 'streaming', sql: 'INSERT INTO a SELECT * FROM b' });
		expect(json).toEqual([expect.objectContaining({ phase: 'RUNNING', sqlKind: 'INSERT_INTO' })]);
		expect(hints).toEqual([
			expect.stringMatching(/^Statement "n8n-[^"]+" runs continuously, so Execute Query deleted it\. To keep it running, use Submit Statement/),
		]);
		expect(await host.left()).toEqual([]);
	});
});

describe('a streaming query', () => {
	const streaming = { ...query, queryMode: 'streaming' };
	const endless = { columns: COLUMNS, isBounded: false, endless: true };

	it('is not submitted as a snapshot', async () => {
		host.emulator.control.behave({ results: { ...endless, rows: rows(3) } });
		await host.run({ ...streaming, limit: 1 });
		expect(host.submitted()[0]).toMatchObject({ spec: { properties: {} } });
	});

	it('ends at the limit, and is deleted although it would run on', async () => {
		host.emulator.control.behave({ results: { ...endless, rows: rows(3) } });
		const { json, hints } = await host.run({ ...streaming, limit: 2 });
		expect(json).toEqual([item(1), item(2)]);
		expect(hints[0]).toContain('2 of 3 rows read so far');
		expect(await host.left()).toEqual([]);
	});

	it('ends with what came when the time is over', async () => {
		host.emulator.control.behave({ results: { ...endless, rows: rows(1) } });
		const { json, hints, error } = await host.run({ ...streaming, options: { timeout: 5 } });
		expect(error).toBeUndefined();
		expect(json).toEqual([item(1)]);
		expect(hints).toEqual([
			'Stopped at Max Wait with 1 row; the query was still running.',
		]);
		expect(await host.left()).toEqual([]);
	});

	it('ends in the same way where the service says that it has an end', async () => {
		host.emulator.control.behave({ results: { ...endless, isBounded: true, rows: rows(2) } });
		const timedOut = await host.run({ ...streaming, options: { timeout: 5 } });
		expect(timedOut.error).toBeUndefined();
		expect(timedOut.json).toEqual([item(1), item(2)]);
		expect(timedOut.hints).toEqual([
			'Stopped at Max Wait with 2 rows; more rows may follow.',
		]);
		expect((await host.run({ ...streaming, limit: 2 })).json).toEqual([item(1), item(2)]);
		expect(await host.left()).toEqual([]);
	});

	it('says where it could not see whether the query ended well', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS, isBounded: false, rows: rows(2) }, steps: [{ phase: 'RUNNING' }] });
		await host.run(streaming);
		// The last look is the last GET.
		const skip = host.calls().filter((call) => call.startsWith('GET')).length - 1;
		host.emulator.control.faults.add({ method: 'GET', path: '*/statements/*', skip, fault: { kind: 'answer', status: 403, detail: 'not allowed' } });
		const { json, hints, error } = await host.run(streaming);
		expect(error).toBeUndefined();
		expect(json).toEqual([item(1), item(2)]);
		expect(hints).toEqual([expect.stringMatching(/^Statement "[^"]+": All 2 rows were read, but the statement's final status could not be verified: not allowed\.$/)]);
	});

	it.each<[string, number[] | null]>([
		['without a key', null],
		['with a key', [0]],
	])('gives a row whose update is under way when the time is over as it was, %s, over any pages', async (_what, upsertColumns) => {
		const total = (id: number, op: 0 | 1 | 2 | 3, value: string) => ({ op, row: [String(id), value, null] });
		const changes = [total(1, 0, '1'), total(2, 0, '5'), total(1, 1, '1'), total(1, 2, '2'), total(1, 1, '2'), total(2, 1, '5')];
		host.emulator.control.configure({ results: { rowsPerPage: 1 } });
		host.emulator.control.behave({ results: { ...endless, isAppendOnly: false, upsertColumns, rows: [{ changes }] } });
		const { json, hints } = await host.run({ ...streaming, options: { timeout: 4 } });
		expect(json).toHaveLength(2);
		expect(json).toEqual(expect.arrayContaining([{ id: 1, total: 2, tags: null }, { id: 2, total: 5, tags: null }]));
		expect(hints[0]).toContain('with 2 rows');
	});

	it('gives the rows that stand, not those that were replaced', async () => {
		host.emulator.control.behave({
			results: { ...endless, isAppendOnly: false, rows: [{ changes: [row(1), row(1, 1), row(7, 2)] }] },
		});
		expect((await host.run({ ...streaming, limit: 1 })).json).toEqual([item(7)]);
	});
});

describe('what goes wrong', () => {
	it('is reported in the words of the service, and the statement is deleted', async () => {
		host.emulator.control.behave({ steps: [{ phase: 'FAILED', detail: "Table 't' does not exist" }] });
		const { error } = await host.run(query);
		expect(error?.message).toMatch(/^Statement "n8n-test-[^"]+" failed: Table 't' does not exist$/);
		expect(await host.left()).toEqual([]);
	});

	it('is read from an exception where the detail is empty', async () => {
		host.emulator.control.behave({
			steps: [{ phase: 'FAILED', detail: '' }],
			exceptions: [{ name: 'x', message: 'the newest reason' }],
		});
		expect((await host.run(query)).error?.message).toContain('failed: the newest reason');
	});

	it('is reported when a query is stopped from outside: the rows are not all', async () => {
		host.emulator.control.behave({
			results: { columns: COLUMNS, rows: rows(1) },
			steps: [{ phase: 'RUNNING' }, { phase: 'STOPPED', after: { reads: 1 } }],
		});
		const { error, json } = await host.run({ ...query, returnAll: true });
		expect(error?.message).toMatch(
			/was stopped before it had returned all its rows|is STOPPED, so its remaining rows cannot be read/,
		);
		expect(json).toEqual([]);
		expect(await host.left()).toEqual([]);
	});

	it('is reported when results have expired', async () => {
		host.emulator.control.faults.add({
			path: '*/results',
			fault: { kind: 'answer', status: 408, detail: 'Results are no longer available' },
		});
		host.emulator.control.behave({ results: { columns: COLUMNS } });
		expect((await host.run(query)).error?.message).toContain(
			'can no longer be read: Results are no longer available',
		);
	});

	it('is reported for a result that cannot be read, with the statement and what to do', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS, rows: [{ changes: [{ op: 0, row: ['1'] }] }] } });
		const { error } = await host.run(query);
		expect(error?.message).toMatch(/^The result of statement "n8n-test-[^"]+" cannot be read: a row of the result has 1 values, but the result has 3 columns$/);
		expect(error?.description).toMatch(/console .* report this message/);
		expect(await host.left()).toEqual([]);
	});

	it('is reported when the time is not enough, and the statement is deleted', async () => {
		host.emulator.control.behave({ steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		const { error } = await host.run({ ...query, options: { timeout: 5 } });
		expect(error?.message).toMatch(/is PENDING after \d+ s, not yet readable/);
		expect(await host.left()).toEqual([]);
	});

	it('does not lose the rows when only the deletion fails', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS, rows: rows(1) } });
		host.emulator.control.faults.add({
			method: 'DELETE',
			fault: { kind: 'answer', status: 403, detail: 'not allowed' },
		});
		const { json, hints, error } = await host.run(query);
		expect(error).toBeUndefined();
		expect(json).toEqual([item(1)]);
		expect(hints).toEqual([expect.stringContaining('could not be deleted and may still run: not allowed')]);
	});

	it('concerns its own item where the node goes on', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS, rows: rows(1) } });
		host.emulator.control.behave({ sqlContains: 'broken', steps: [{ phase: 'FAILED', detail: 'no' }] });
		const { items, errorItems } = await host.run(
			{ ...query, sql: '=SELECT * FROM {{ $json.table }}' },
			{ input: [{ table: 'a' }, { table: 'broken' }, { table: 'c' }], onError: 'continueErrorOutput' },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(await host.left()).toEqual([]);
	});

	it('ends the other items too, whose statements are deleted', async () => {
		host.emulator.control.behave({ steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] });
		host.emulator.control.behave({ sqlContains: 'broken', steps: [{ phase: 'FAILED', detail: 'no' }] });
		const { error } = await host.run(
			{ ...query, sql: '=SELECT * FROM {{ $json.table }}' },
			{ input: [{ table: 'a' }, { table: 'b' }, { table: 'broken' }] },
		);
		expect(error?.message).toContain('failed: no');
		expect(await host.left()).toEqual([]);
	});
});

describe('a cancelled execution', () => {
	it.each<[string, Parameters<typeof host.emulator.control.behave>[0], string]>([
		['while the statement is waited for', { steps: [{ phase: 'RUNNING', after: { ms: 3_600_000 } }] }, 'GET'],
		[
			'while rows are waited for',
			{ results: { columns: COLUMNS, isBounded: false, endless: true } },
			'GET results',
		],
	])('deletes the statement and waits for nothing else: %s', async (_when, behaviour, reached) => {
		host.emulator.control.behave(behaviour);
		const execution = host.start({ ...query, queryMode: 'streaming', options: { timeout: 600 } });
		while (host.calls().filter((call) => call === reached).length < 2)
			await new Promise((resolve) => setTimeout(resolve, 10));
		execution.cancel();
		await execution.finished();
		while (!host.calls().includes('DELETE')) await new Promise((resolve) => setTimeout(resolve, 10));
		// By arrival: a request that was cut short may be noted as answered after the deletion.
		expect(host.emulator.control.journal().entries.at(-1)?.method).toBe('DELETE');
		expect(await host.left()).toEqual([]);
	});
});
