import { nextToken, type ContractClient, type Reply } from '../contractClient';
import { listAt, member, textAt } from '../json';

const ROWS = "SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (3, CAST(NULL AS STRING))) AS t (n, s)";

/** Reading the rows of a statement. */
export function resultFacts(open: () => ContractClient): void {
	it('results are 409 before the statement runs, then readable', async () => {
		const client = open();
		const { name } = await client.submit(ROWS, { 'sql.snapshot.mode': 'now' });
		const first = await client.results(name);
		expect(first.status).toBe(409);
		const ready = await client.lookUntil(
			() => client.results(name),
			({ status }) => status !== 409,
		);
		expect(ready.status).toBe(200);
		await client.remove(name);
	});

	it('a snapshot query is read to an end without next: scalars as text, NULL as null', async () => {
		const client = open();
		const { name } = await client.submit(ROWS, { 'sql.snapshot.mode': 'now' });
		await client.until(name, 'RUNNING', 'COMPLETED');
		const rows = await client.read(name);
		expect(rows.map((row) => member(row, 'row'))).toEqual([
			['1', 'a'],
			['2', 'b'],
			['3', null],
		]);
		const { body } = await client.get(client.statement(name));
		const columns = listAt(body, 'status', 'traits', 'schema', 'columns');
		expect(columns.map((column) => [member(column, 'name'), member(column, 'type', 'type')])).toEqual([
			['n', 'INTEGER'],
			['s', 'VARCHAR'],
		]);
		expect(member(body, 'status', 'traits', 'is_bounded')).toBe(true);
		expect(member(body, 'status', 'traits', 'is_append_only')).toBe(true);
		await client.remove(name);
	});

	it('a streaming query always has a next', async () => {
		const client = open();
		const { name } = await client.submit('SELECT * FROM `examples`.`marketplace`.`orders`');
		await client.until(name, 'RUNNING');
		let token: string | null = null;
		for (let page = 0; page < 4; page++) {
			const reply: Reply = await client.lookUntil(
				() => client.results(name, token),
				({ status }) => status !== 409,
			);
			token = nextToken(reply.body);
			expect(token).not.toBeNull();
		}
		await client.remove(name);
	});

	it('a token that the gateway has not made is refused', async () => {
		const client = open();
		const { name } = await client.submit(ROWS, { 'sql.snapshot.mode': 'now' });
		await client.until(name, 'RUNNING', 'COMPLETED');
		const reply = await client.results(name, 'not a token');
		expect([reply.status, textAt(reply.body, 'errors', 0, 'status')]).toEqual([400, '400']);
		await client.remove(name);
	});

	it('results of a statement that does not exist are 404', async () => {
		expect((await open().results('no-such-statement')).status).toBe(404);
	});
}
