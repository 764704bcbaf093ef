import type { ContractClient } from '../contractClient';

/** Which key opens what. */
export function keyFacts(open: () => ContractClient): void {
	it('the gateway refuses a Cloud key and an unknown key with 401 and a challenge', async () => {
		const client = open();
		for (const key of [client.place.cloudKey, { id: 'NOSUCHKEY', secret: 'nothing' }]) {
			const { status, headers } = await client.get(client.statements, { key });
			expect(status).toBe(401);
			expect(headers['www-authenticate']).toBeDefined();
		}
	});

	it('the control plane refuses a Flink key', async () => {
		const client = open();
		const { status } = await client.get('/fcpm/v2/regions', { key: client.place.flinkKey });
		expect([401, 403]).toContain(status);
	});

	it('a Flink key opens its own environment only', async () => {
		const client = open();
		const path = client.statements.replace(client.place.environmentId, 'env-000000');
		expect([401, 403, 404]).toContain((await client.get(path)).status);
	});
}
