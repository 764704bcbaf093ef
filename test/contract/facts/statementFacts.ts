import { nextToken, detailOf, type ContractClient } from '../contractClient';
import { listAt, member, textAt } from '../json';

const SNAPSHOT = { 'sql.snapshot.mode': 'now' };

/** Statements: creating, reading, listing, deleting. */
export function statementFacts(open: () => ContractClient): void {
	it('a new statement is 201, PENDING, and echoes where it is', async () => {
		const client = open();
		const { name, reply } = await client.submit('SELECT 1', SNAPSHOT);
		expect(reply.status).toBe(201);
		expect(reply.body).toMatchObject({
			api_version: 'sql/v1',
			kind: 'Statement',
			name,
			organization_id: client.place.organizationId,
			environment_id: client.place.environmentId,
			spec: { statement: 'SELECT 1', properties: SNAPSHOT, stopped: false },
			status: { phase: 'PENDING' },
		});
		await client.remove(name);
	});

	it('every answer carries X-Request-Id, a refusal too', async () => {
		const client = open();
		const replies = [
			await client.get(client.statements),
			await client.get(client.statement('no-such-statement')),
		];
		for (const { headers } of replies) expect(headers['x-request-id']).toEqual(expect.stringMatching(/./));
	});

	it('SQL that is wrong is accepted and FAILED, with the reason in the detail and its exceptions', async () => {
		const client = open();
		const { name, reply } = await client.submit('SELEKT nothing');
		expect(reply.status).toBe(201);
		expect(await client.until(name, 'FAILED')).toBe('FAILED');
		expect(textAt((await client.get(client.statement(name))).body, 'status', 'detail')).not.toBe('');
		const exceptions = await client.get(`${client.statement(name)}/exceptions`);
		expect(exceptions.status).toBe(200);
		expect(listAt(exceptions.body, 'data').length).toBeLessThanOrEqual(10);
		await client.remove(name);
	});

	it.each([
		['SELECT 1', 'COMPLETED'],
		['SELEKT nothing', 'FAILED'],
	])('a dry run of %s is answered in full by the submit, %s, and is not stored', async (sql, phase) => {
		const client = open();
		const { name, reply } = await client.submit(sql, { ...SNAPSHOT, 'sql.dry-run': 'true' });
		expect(textAt(reply.body, 'status', 'phase')).toBe(phase);
		expect(textAt(reply.body, 'metadata', 'uid')).toBe('');
		expect((await client.get(client.statement(name))).status).toBe(404);
	});

	it('the answer to a submit has the schema, and FAILED with the reason where the SQL is refused', async () => {
		const client = open();
		const good = await client.submit('SELECT 1 AS `n`', SNAPSHOT);
		expect(textAt(good.reply.body, 'status', 'traits', 'schema', 'columns', 0, 'name')).toBe('n');
		const bad = await client.submit('SELEKT nothing', SNAPSHOT);
		expect(textAt(bad.reply.body, 'status', 'phase')).toBe('FAILED');
		expect(textAt(bad.reply.body, 'status', 'detail')).not.toBe('');
		await client.remove(good.name);
		await client.remove(bad.name);
	});

	it('a taken name is 409, also with other SQL', async () => {
		const client = open();
		const { name } = await client.submit('SELECT 1', SNAPSHOT);
		const again = await client.create({ name, spec: { statement: 'SELECT 2' } });
		expect(again.status).toBe(409);
		await client.remove(name);
	});

	it('a deleted name is free again, with another uid', async () => {
		const client = open();
		const { name, reply } = await client.submit('SELECT 1', SNAPSHOT);
		await client.remove(name);
		const second = await client.create({ name, spec: { statement: 'SELECT 1', properties: SNAPSHOT } });
		expect(second.status).toBe(201);
		expect(textAt(second.body, 'metadata', 'uid')).not.toBe(textAt(reply.body, 'metadata', 'uid'));
		await client.remove(name);
	});

	it('stopped is ignored when a statement is made', async () => {
		const client = open();
		const name = client.freshName();
		const reply = await client.create({
			name,
			spec: { statement: 'SELECT 1', properties: SNAPSHOT, stopped: true },
		});
		expect(reply.status).toBe(201);
		expect(await client.until(name, 'RUNNING', 'COMPLETED', 'STOPPED')).not.toBe('STOPPED');
		await client.remove(name);
	});

	it.each([
		[
			'a name in upper case',
			(name: string) => ({ name: name.toUpperCase(), spec: { statement: 'SELECT 1' } }),
		],
		['a name of 101 characters', () => ({ name: 'a'.repeat(101), spec: { statement: 'SELECT 1' } })],
		['no SQL', (name: string) => ({ name, spec: { statement: '' } })],
		[
			'an unknown pool',
			(name: string) => ({ name, spec: { statement: 'SELECT 1', compute_pool_id: 'lfcp-000000' } }),
		],
	])('%s is refused with 400', async (_what, bodyOf) => {
		const client = open();
		expect((await client.create(bodyOf(client.freshName()))).status).toBe(400);
	});

	it.each(["SET 'sql.local-time-zone' = 'UTC'; SELECT 1", 'SELECT 1; SELECT 2'])('%j is accepted and FAILS: one statement is run, without settings before it', async (sql) => {
		const client = open();
		const { name } = await client.submit(sql, SNAPSHOT);
		expect(await client.until(name, 'FAILED')).toBe('FAILED');
		expect(textAt((await client.get(client.statement(name))).body, 'status', 'detail')).toMatch(/single statement/i);
		await client.remove(name);
	});

	it('DELETE is accepted, then the statement is gone: 404 that names it', async () => {
		const client = open();
		const { name } = await client.submit('SELECT 1', SNAPSHOT);
		const deleted = await client.call('DELETE', client.statement(name));
		expect([202, 204]).toContain(deleted.status);
		await client.until(name, 'GONE');
		expect(detailOf(await client.get(client.statement(name)))).toContain(`${name} does not exist`);
		expect((await client.call('DELETE', client.statement(name))).status).toBe(404);
	});

	listFacts(open);
}

function listFacts(open: () => ContractClient): void {
	it('lists come page by page, by a token that is decoded from next, with the label asked for', async () => {
		const client = open();
		const label = `user.confluent.io/${client.freshName()}`;
		const names = [client.freshName(), client.freshName(), client.freshName()];
		for (const name of names) {
			const reply = await client.create({
				name,
				metadata: { labels: { [label]: 'true' } },
				spec: { statement: 'SELECT 1', properties: SNAPSHOT },
			});
			expect(reply.status).toBe(201);
		}
		expect((await readAll(client, { label_selector: `${label}=true`, page_size: '1' })).sort()).toEqual(
			names.sort(),
		);
		for (const name of names) await client.remove(name);
	});

	it('a selector with != lists those without the label, and goes together with others', async () => {
		const client = open();
		const label = `user.confluent.io/${client.freshName()}`;
		const hidden = { [label]: 'true', 'user.confluent.io/hidden': 'true' };
		const [shown, unseen] = [client.freshName(), client.freshName()];
		for (const [name, labels] of [[shown, { [label]: 'true' }], [unseen, hidden]] as const) {
			await client.create({ name, metadata: { labels }, spec: { statement: 'SELECT 1', properties: SNAPSHOT } });
		}
		expect(await readAll(client, { label_selector: `${label}=true,user.confluent.io/hidden!=true` })).toEqual([shown]);
		for (const name of [shown, unseen]) await client.remove(name);
	});

	it('an unknown compute pool lists nothing, without an error', async () => {
		const client = open();
		const reply = await client.get(`${client.statements}?spec.compute_pool_id=lfcp-000000`);
		expect([reply.status, listAt(reply.body, 'data')]).toEqual([200, []]);
	});
}

async function readAll(client: ContractClient, filters: Readonly<Record<string, string>>): Promise<string[]> {
	const names: string[] = [];
	let token: string | null = null;
	for (let page = 0; page < 100; page++) {
		const query = new URLSearchParams({ ...filters, ...(token !== null && { page_token: token }) });
		const { body } = await client.get(`${client.statements}?${query.toString()}`);
		names.push(...listAt(body, 'data').map((statement) => textAt(statement, 'name')));
		expect(member(body, 'kind')).toBe('StatementList');
		token = nextToken(body);
		if (token === null) return names;
	}
	throw new Error('the list does not end');
}
