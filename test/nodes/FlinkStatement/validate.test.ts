import { COLUMNS, QueryHost } from './queryHost';

const host = QueryHost.perTest();

const validate = { operation: 'validate', sql: 'SELECT * FROM t' };

describe('Validate', () => {
	it('tells what a valid query gives, and leaves nothing behind', async () => {
		host.emulator.control.behave({ results: { columns: COLUMNS } });
		expect((await host.run(validate)).json).toEqual([
			{
				valid: true,
				detail: expect.any(String),
				sqlKind: 'SELECT',
				columns: [
					{ name: 'id', type: 'BIGINT', nullable: false },
					{ name: 'total', type: 'DECIMAL(10, 2)', nullable: true },
					{ name: 'tags', type: 'ARRAY<VARCHAR>', nullable: true },
				],
			},
		]);
		expect(host.submitted()[0]).toMatchObject({ spec: { properties: { 'sql.dry-run': 'true' } } });
		expect(host.calls()).not.toContain('GET results');
		expect(await host.left()).toEqual([]);
	});

	it('tells why a query is not valid; that is an answer, not an error', async () => {
		host.emulator.control.behave({ steps: [{ phase: 'FAILED', detail: "Column 'x' not found" }] });
		const { json, error } = await host.run(validate);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({ valid: false, detail: "Column 'x' not found", columns: [] }),
		]);
		expect(await host.left()).toEqual([]);
	});

	it('gives the same answer where the service refuses the SQL at once', async () => {
		host.emulator.control.faults.add({ method: 'POST', fault: { kind: 'answer', status: 422, detail: 'SQL parse failed' } });
		const { json, error } = await host.run(validate);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ valid: false, detail: 'SQL parse failed', sqlKind: null, columns: [] }]);
	});

	it('tells of a wrong compute pool as the error that it is', async () => {
		const { error } = await host.run({
			...validate,
			computePool: { __rl: true, mode: 'id', value: 'lfcp-nosuch' },
		});
		expect(error?.message).toContain('lfcp-nosuch');
	});
});
