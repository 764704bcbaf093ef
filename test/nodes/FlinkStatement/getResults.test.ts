import { COLUMNS, item, QueryHost, row } from './queryHost';

const host = QueryHost.perTest({ results: { rowsPerPage: 2, emptyFirstPages: 2 } });

const statement = { __rl: true, mode: 'name', value: 'q-1' };

async function submit(sql = 'SELECT * FROM t') {
	const { error } = await host.run({ operation: 'submit', sql, statementName: 'q-1' });
	expect(error).toBeUndefined();
}

describe('Get Results', () => {
	it('reads the rows of a statement and leaves it where it is', async () => {
		host.emulator.control.behave({
			results: { columns: COLUMNS, rows: [{ changes: [row(1), row(2), row(3)] }] },
		});
		await submit();
		expect((await host.run({ operation: 'getResults', statement })).json).toEqual([
			item(1),
			item(2),
			item(3),
		]);
		expect(await host.left()).toEqual(['COMPLETED']);
	});

	it('waits for a statement that is still PENDING', async () => {
		host.emulator.control.behave({
			steps: [{ phase: 'RUNNING', after: { reads: 3 } }],
			results: { columns: COLUMNS, rows: [{ changes: [row(1)] }] },
		});
		await submit();
		expect((await host.run({ operation: 'getResults', statement })).json).toEqual([item(1)]);
	});

	it('gives the changelog with its operations', async () => {
		host.emulator.control.behave({
			results: { columns: COLUMNS, isAppendOnly: false, rows: [{ changes: [row(1), row(1, 3)] }] },
		});
		await submit();
		const { json } = await host.run({ operation: 'getResults', statement, output: 'changelog' });
		expect(json).toEqual([
			{ _op: '+I', ...item(1) },
			{ _op: '-D', ...item(1) },
		]);
	});

	it('gives the statement where there are no rows to read', async () => {
		await submit('CREATE TABLE t (a INT)');
		expect((await host.run({ operation: 'getResults', statement })).json).toEqual([
			expect.objectContaining({ name: 'q-1', sqlKind: 'CREATE_TABLE' }),
		]);
		expect(host.calls()).not.toContain('GET results');
	});

	it('tells that a statement does not exist', async () => {
		const { error } = await host.run({ operation: 'getResults', statement });
		expect(error).toMatchObject({ message: expect.stringContaining('q-1'), httpCode: '404' });
	});

	it('tells that rows were read before: they are kept only until then', async () => {
		host.emulator.control.behave({
			results: { columns: COLUMNS, rows: [{ changes: [row(1), row(2), row(3)] }] },
		});
		await submit();
		await host.run({ operation: 'getResults', statement });
		const { error } = await host.run({ operation: 'getResults', statement });
		expect(error?.message).toContain('no longer available');
		expect(error?.description).toContain('Rows can be read only once');
	});

	it('does not promise more rows where the limit cut them: those that were read are gone', async () => {
		host.emulator.control.behave({
			results: { columns: COLUMNS, rows: [{ changes: [row(1), row(2), row(3)] }] },
		});
		await submit();
		const { json, hints } = await host.run({ operation: 'getResults', statement, limit: 1 });
		expect(json).toEqual([item(1)]);
		expect(hints).toEqual([
			"Returned 1 of 2 rows read so far. Rows can be read only once: to get more, run the query again with a higher 'Limit' or 'Return All'.",
		]);
	});
});
