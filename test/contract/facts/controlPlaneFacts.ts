import { detailOf, nextToken, type ContractClient } from '../contractClient';
import { listAt, member, textAt } from '../json';

const POOLS = '/fcpm/v2/compute-pools';

/** Regions, environments, organizations, principals. */
export function catalogFacts(open: () => ContractClient): void {
	it.each([
		'/fcpm/v2/regions',
		'/org/v2/environments',
		'/org/v2/organizations',
		'/iam/v2/users',
		'/iam/v2/service-accounts',
	])('%s lists whole pages up to page_size', async (path) => {
		const { status, body } = await open().get(`${path}?page_size=1`);
		expect(status).toBe(200);
		expect(listAt(body, 'data').length).toBeLessThanOrEqual(1);
	});

	it('regions go on by the token of next', async () => {
		const client = open();
		const first = await client.get('/fcpm/v2/regions?page_size=2');
		const token = nextToken(first.body);
		expect(token).not.toBeNull();
		const query = new URLSearchParams({ page_size: '2', page_token: token ?? '' });
		const second = await client.get(`/fcpm/v2/regions?${query.toString()}`);
		const ids = [first, second].map(({ body }) => listAt(body, 'data').map((region) => textAt(region, 'id')));
		expect(new Set(ids.flat()).size).toBe(4);
	});

	it('regions can be asked for by cloud and name', async () => {
		const client = open();
		const cloud = client.place.cloud.toUpperCase();
		const { body } = await client.get(`/fcpm/v2/regions?cloud=${cloud}&region_name=${client.place.region}`);
		expect(listAt(body, 'data')).toMatchObject([{ cloud, region_name: client.place.region }]);
	});

	it('the environment and the organization of the key are there', async () => {
		const client = open();
		const { environmentId, organizationId } = client.place;
		expect((await client.get(`/org/v2/environments/${environmentId}`)).body).toMatchObject({
			id: environmentId,
		});
		expect((await client.get(`/org/v2/organizations/${organizationId}`)).body).toMatchObject({
			id: organizationId,
		});
	});
}

/** Compute pools; making them may cost money, so that a target can leave that out. */
export function computePoolFacts(open: () => ContractClient, makesPools: boolean): void {
	it('a list needs the environment', async () => {
		const client = open();
		expect((await client.get(POOLS)).status).toBe(400);
		const { status, body } = await client.get(`${POOLS}?environment=${client.place.environmentId}`);
		expect([status, member(body, 'kind')]).toEqual([200, 'ComputePoolList']);
	});

	it('a pool that does not exist is 403 or 404', async () => {
		const client = open();
		const { status } = await client.get(`${POOLS}/lfcp-000000?environment=${client.place.environmentId}`);
		expect([403, 404]).toContain(status);
	});

	(makesPools ? it : it.skip)('a pool is made, grows, does not shrink, and goes', async () => {
		const client = open();
		const id = await makePool(client);
		const pool = `${POOLS}/${id}?environment=${client.place.environmentId}`;
		await client.lookUntil(
			async () => phaseOf(client, pool),
			(phase) => phase === 'PROVISIONED',
		);
		expect((await patch(client, id, { max_cfu: 10 })).body).toMatchObject({ id, spec: { max_cfu: 10 } });
		expect((await patch(client, id, { max_cfu: 5 })).status).toBe(400);
		expect(detailOf(await patch(client, id, {}))).toContain('Nothing to update');
		expect((await client.call('DELETE', pool)).status).toBe(204);
		await client.lookUntil(
			async () => (await client.get(pool)).status,
			(status) => status !== 200,
		);
		expect([403, 404]).toContain((await client.get(pool)).status);
	});

	(makesPools ? it : it.skip)('a size that is not offered is refused', async () => {
		const client = open();
		const reply = await client.call('POST', POOLS, { body: { spec: { ...poolSpec(client), max_cfu: 7 } } });
		expect([reply.status, detailOf(reply)]).toEqual([400, expect.stringContaining('MaxCfu is not one of')]);
	});
}

function poolSpec(client: ContractClient): object {
	const { cloud, region, environmentId } = client.place;
	return {
		display_name: client.freshName(),
		cloud: cloud.toUpperCase(),
		region,
		max_cfu: 5,
		environment: { id: environmentId },
	};
}

async function makePool(client: ContractClient): Promise<string> {
	const { status, body } = await client.call('POST', POOLS, { body: { spec: poolSpec(client) } });
	expect([status, member(body, 'status', 'phase')]).toEqual([202, 'PROVISIONING']);
	return textAt(body, 'id');
}

function patch(client: ContractClient, id: string, spec: object): ReturnType<ContractClient['call']> {
	const environment = { id: client.place.environmentId };
	return client.call('PATCH', `${POOLS}/${id}`, { body: { spec: { environment, ...spec } } });
}

async function phaseOf(client: ContractClient, pool: string): Promise<unknown> {
	return member((await client.get(pool)).body, 'status', 'phase');
}
