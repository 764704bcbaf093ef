import { nextToken, type ContractClient, type Reply } from '../contractClient';
import { listAt, member, textAt } from '../json';

const ORDERS = 'SELECT * FROM `examples`.`marketplace`.`orders`';
const STARTUP = 'sql.tables.scan.startup.mode';
const CARRY_OVER = 'sql.tables.initial-offset-from';
const OFFSETS = /^partition:\d+,offset:-?\d+(?:;partition:\d+,offset:-?\d+)*$/;

/** Queries that go on as rows come, and statements that take the place of one another. */
export function streamFacts(open: () => ContractClient, makesTables: boolean): void {
	const fact = makesTables ? it : it.skip;

	it.each([
		['a mode that is none', { [STARTUP]: 'newest-offset' }],
		['a time that is none', { [STARTUP]: 'timestamp', 'sql.tables.scan.startup.timestamp-millis': 'noon' }],
		['a time that is not given', { [STARTUP]: 'timestamp' }],
	])('%s to begin at is refused', async (_what, properties) => {
		const client = open();
		const { name, reply } = await client.submit(ORDERS, properties);
		await expectRefused(client, name, reply);
	});

	it('a query that begins with the latest rows runs on, and its pages have rows again and again', async () => {
		const client = open();
		const { name } = await client.submit(ORDERS, { [STARTUP]: 'latest-offset' });
		await client.until(name, 'RUNNING');
		let token: string | null = null;
		for (let times = 0; times < 2; times++) {
			await client.lookUntil(
				async () => {
					const page: Reply = await client.results(name, token);
					token = nextToken(page.body) ?? token;
					return page.status === 200 ? listAt(page.body, 'results', 'data').length : 0;
				},
				(rows) => rows > 0,
			);
		}
		expect(await client.phase(name)).toBe('RUNNING');
		expect(member((await client.get(client.statement(name))).body, 'status', 'latest_offsets') ?? null).toBeNull();
		await client.remove(name);
	});

	it('offsets of a statement that does not exist cannot be taken over', async () => {
		const client = open();
		const { name, reply } = await client.submit(ORDERS, { [CARRY_OVER]: client.freshName() });
		await expectRefused(client, name, reply);
	});

	fact('a stateless query waits for the one whose offsets it takes over, and gives the rows that follow', async () => {
		const client = open();
		const table = await makeTable(client);
		const query = `SELECT n FROM \`${table}\` WHERE n > 0`;
		const first = await client.submit(query, client.session);
		await client.until(first.name, 'RUNNING');
		await insert(client, table, 1);
		expect(await client.read(first.name, 1)).toHaveLength(1);
		const second = await client.submit(query, { ...client.session, [CARRY_OVER]: first.name });
		expect(await client.phase(second.name)).toBe('PENDING');
		await client.lookUntil(
			() => client.putBack(first.name, { stopped: true }),
			({ status }) => status !== 409,
		);
		await client.until(first.name, 'STOPPED');
		const { body } = await client.get(client.statement(first.name));
		const offsets: unknown[] = Object.values(Object(member(body, 'status', 'latest_offsets')));
		expect(offsets).toEqual([expect.stringMatching(OFFSETS)]);
		expect(Date.parse(textAt(body, 'status', 'latest_offsets_timestamp'))).toBeGreaterThan(0);
		await insert(client, table, 2);
		await client.until(second.name, 'RUNNING');
		const rows = await client.read(second.name, 1);
		expect(rows.map((row) => member(row, 'row'))).toEqual([['2']]);
		for (const { name } of [first, second]) await client.remove(name);
		await client.dropTable(table);
	});

	fact('a query with state cannot take over offsets', async () => {
		const client = open();
		const table = await makeTable(client);
		const first = await client.submit(`SELECT n FROM \`${table}\``, client.session);
		await client.until(first.name, 'RUNNING');
		const sql = `SELECT COUNT(*) FROM \`${table}\``;
		const { name, reply } = await client.submit(sql, { ...client.session, [CARRY_OVER]: first.name });
		await expectRefused(client, name, reply);
		await client.remove(first.name);
		await client.dropTable(table);
	});
}

/** With 4xx at once, or by the statement's failure, which has a detail. */
async function expectRefused(client: ContractClient, name: string, reply: Reply): Promise<void> {
	if (reply.status !== 201) {
		expect([400, 422]).toContain(reply.status);
		return;
	}
	expect(await client.until(name, 'FAILED', 'RUNNING', 'COMPLETED')).toBe('FAILED');
	expect(textAt((await client.get(client.statement(name))).body, 'status', 'detail')).not.toBe('');
	await client.remove(name);
}

async function makeTable(client: ContractClient): Promise<string> {
	const table = `contract_${client.freshName().slice(-12)}`;
	const { name } = await client.submit(`CREATE TABLE \`${table}\` (n INT)`, client.session);
	expect(await client.until(name, 'COMPLETED', 'FAILED')).toBe('COMPLETED');
	await client.remove(name);
	return table;
}

async function insert(client: ContractClient, table: string, n: number): Promise<void> {
	const { name } = await client.submit(`INSERT INTO \`${table}\` VALUES (${n})`, client.session);
	expect(await client.until(name, 'COMPLETED', 'FAILED')).toBe('COMPLETED');
	await client.remove(name);
}
