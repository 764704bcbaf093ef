import type { ContractClient } from '../contractClient';
import { member } from '../json';

/** Jobs that write on their own: they stop and run again. They need a place for a table. */
export function jobFacts(open: () => ContractClient, makesTables: boolean): void {
	const fact = makesTables ? it : it.skip;

	fact('CREATE TABLE AS runs, stops, and runs again under the same uid', async () => {
		const client = open();
		const table = `contract_${client.freshName().slice(-12)}`;
		const job = await client.submit(
			`CREATE TABLE \`${table}\` AS SELECT * FROM \`examples\`.\`marketplace\`.\`orders\``,
			client.session,
		);
		await client.until(job.name, 'RUNNING');
		await set(client, job.name, { stopped: true });
		await client.until(job.name, 'STOPPED');
		const resumed = await set(client, job.name, { stopped: false });
		expect([200, 202]).toContain(resumed);
		await client.until(job.name, 'RUNNING');
		const { body } = await client.get(client.statement(job.name));
		expect(member(body, 'metadata', 'uid')).toBe(member(job.reply.body, 'metadata', 'uid'));
		await client.remove(job.name);
		await client.dropTable(table);
	});

	fact('an unknown pool is refused at the resume, and the job stays stopped', async () => {
		const client = open();
		const table = `contract_${client.freshName().slice(-12)}`;
		const job = await client.submit(
			`CREATE TABLE \`${table}\` AS SELECT * FROM \`examples\`.\`marketplace\`.\`orders\``,
			client.session,
		);
		await client.until(job.name, 'RUNNING');
		await set(client, job.name, { stopped: true });
		await client.until(job.name, 'STOPPED');
		expect(await set(client, job.name, { stopped: false, compute_pool_id: 'lfcp-000000' })).toBe(400);
		expect(await client.phase(job.name)).toBe('STOPPED');
		await client.remove(job.name);
		await client.dropTable(table);
	});
}

/** PUT until it is no conflict. @returns the status */
async function set(client: ContractClient, name: string, change: object): Promise<number> {
	const { status } = await client.lookUntil(
		() => client.putBack(name, change),
		(reply) => reply.status !== 409,
	);
	return status;
}
