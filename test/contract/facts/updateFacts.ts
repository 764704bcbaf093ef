import { detailOf, type ContractClient } from '../contractClient';
import { member, textAt } from '../json';

/** A query over an endless stream: it runs until somebody stops it. */
const STREAM = 'SELECT * FROM `examples`.`marketplace`.`orders`';

/** Stopping through PUT, and what PUT refuses. */
export function updateFacts(open: () => ContractClient): void {
	let name: string;

	beforeAll(async () => {
		({ name } = await open().submit(STREAM));
		await open().until(name, 'RUNNING');
	});

	afterAll(() => open().remove(name));

	it('PUT wants the SQL text, which the spec does not ask for', async () => {
		const client = open();
		const { body } = await client.get(client.statement(name));
		const partial = { name, metadata: member(body, 'metadata'), spec: { stopped: true } };
		const reply = await client.call('PUT', client.statement(name), { body: partial });
		expect(reply.status).toBe(400);
		expect(detailOf(reply)).toContain('Statement is nil or empty');
	});

	it('PUT is accepted without the name, which the spec asks for', async () => {
		const client = open();
		const { name: nameless } = await client.submit(STREAM);
		await client.until(nameless, 'RUNNING');
		const { body } = await client.get(client.statement(nameless));
		const spec = { ...Object(member(body, 'spec')), stopped: true };
		const reply = await client.call('PUT', client.statement(nameless), { body: { metadata: member(body, 'metadata'), spec } });
		expect([200, 202]).toContain(reply.status);
		await client.remove(nameless);
	});

	it('a resource version that is not the latest is refused with 409', async () => {
		const client = open();
		const { body } = await client.get(client.statement(name));
		const whole = {
			name,
			metadata: { ...Object(member(body, 'metadata')), resource_version: 'stale' },
			spec: member(body, 'spec'),
		};
		expect((await client.call('PUT', client.statement(name), { body: whole })).status).toBe(409);
	});

	it('the SQL text cannot be changed', async () => {
		expect((await open().putBack(name, { statement: 'SELECT 1', stopped: true })).status).toBe(400);
	});

	it('a stop is accepted, and STOPPED comes later, with another resource version', async () => {
		const client = open();
		const before = textAt((await client.get(client.statement(name))).body, 'metadata', 'resource_version');
		const accepted = await client.lookUntil(
			() => client.putBack(name, { stopped: true }),
			({ status }) => status !== 409,
		);
		expect([200, 202]).toContain(accepted.status);
		await client.until(name, 'STOPPED');
		const { body } = await client.get(client.statement(name));
		expect(member(body, 'spec', 'stopped')).toBe(true);
		expect(textAt(body, 'metadata', 'resource_version')).not.toBe(before);
	});

	it('a query cannot be resumed', async () => {
		expect((await open().putBack(name, { stopped: false })).status).toBe(400);
	});

	it('a statement that does not exist is 404', async () => {
		const client = open();
		const body = {
			name: 'no-such-statement',
			metadata: { resource_version: 'x' },
			spec: { statement: STREAM, stopped: true },
		};
		expect((await client.call('PUT', client.statement('no-such-statement'), { body })).status).toBe(404);
	});
}
