/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { startEmulator, type Emulator, type RecordedExchange } from '../../emulator';
import { ContractClient } from './contractClient';
import type { Finding } from './disagreements';
import { isRecord, recordAt } from './json';
import { OpenApi } from './openApi';
import { SchemaCheck } from './schemaCheck';
import { EMULATOR, placeOf } from './target';

const directory = process.env['CONFLUENT_OPENAPI_DIR'];
const POOLS = '/fcpm/v2/compute-pools';

/** What a careless client might send instead of what belongs there; undefined leaves it out. */
const WRONG: readonly unknown[] = [undefined, null, '', 'with a space', 'x'.repeat(140_000), 5, 5.5, true, [], ['a'], {}, { '': 'a' }, { a: 5 }];

/** Every body that has one member, however deep, replaced by something else. */
function variants(body: unknown): unknown[] {
	if (!isRecord(body)) return [];
	const members = Object.entries(body).filter(([, value]) => value !== undefined);
	return members.flatMap(([key, value]) => {
		const replaced: unknown[] = [...WRONG, ...variants(value)];
		return replaced.map((wrong) => ({ ...body, [key]: wrong }));
	});
}

/** Answers have a link to themselves in `metadata`, and so have bodies that are made from them. */
function withSelf(body: Record<string, unknown>, self: unknown): unknown {
	const { metadata } = body;
	return isRecord(metadata) ? { ...body, metadata: { ...metadata, self } } : body;
}

/** Strictness cannot be checked without the files: whatever the emulator accepts has to be what they allow. */
(directory === undefined ? describe.skip : describe)('what the emulator accepts is what the OpenAPI files allow', () => {
	const findings: Array<Finding & { body: string }> = [];
	let schemas: SchemaCheck;
	let emulator: Emulator;
	let client: ContractClient;
	let environment: { id: string };

	function hold(exchange: RecordedExchange): void {
		const requestContentType = String(exchange.requestHeaders['content-type'] ?? '') || null;
		const found = exchange.status < 400 ? schemas.check({ ...exchange, requestContentType }) : [];
		findings.push(...found.map((finding) => ({ ...finding, message: finding.message.slice(0, 120), body: exchange.requestBody.slice(0, 200) })));
	}

	beforeAll(async () => {
		schemas = new SchemaCheck(new OpenApi(String(directory)));
		emulator = await startEmulator({ lifecycle: 'immediate', onExchange: hold });
		// What it sends is wrong on purpose: only what comes of it is held to the files, in `hold`.
		client = await ContractClient.open({ ...EMULATOR, open: async () => placeOf(emulator) }, null);
		environment = { id: client.place.environmentId };
	});
	afterAll(async () => await client.close());
	beforeEach(async () => {
		findings.length = 0;
		await emulator.control.reset();
		await emulator.control.clock.hold();
	});

	async function sendAll(method: 'POST' | 'PUT' | 'PATCH', path: string, bodies: readonly unknown[], after?: () => Promise<unknown>): Promise<Set<number>> {
		const statuses = new Set<number>();
		for (const body of bodies) {
			statuses.add((await client.call(method, path, { body })).status);
			await after?.();
		}
		return statuses;
	}

	it('for a statement that is submitted', async () => {
		const whole = {
			api_version: 'sql/v1',
			kind: 'Statement',
			name: 'job',
			organization_id: client.place.organizationId,
			environment_id: environment.id,
			metadata: { labels: { 'user.confluent.io/a': 'true' } },
			spec: { statement: 'SELECT 1', properties: { a: 'b' }, compute_pool_id: 'lfcp-7d3k9w', principal: 'u-4k9w7e', stopped: false },
		};
		const statuses = await sendAll('POST', client.statements, [whole, ...variants(whole)], async () => {
			for (const { name } of await emulator.control.statements()) await client.call('DELETE', `${client.statements}/${encodeURIComponent(name)}`);
		});
		expect(statuses).toEqual(new Set([201, 400]));
		expect(findings).toEqual([]);
	});

	it('for a statement that is changed', async () => {
		await client.create({ name: 'job', spec: { statement: 'INSERT INTO `a` SELECT * FROM `b`', properties: { a: 'b' } } });
		const whole = recordAt((await client.get(`${client.statements}/job`)).body);
		const { labels, resource_version, self } = recordAt(whole['metadata']);
		// What only the service writes is not looked at there, and left out here.
		const written = { ...whole, status: undefined, metadata: { labels, resource_version }, spec: { ...recordAt(whole['spec']), execution_mode: undefined } };
		const bodies = [written, ...variants(written)].map((body) => withSelf(recordAt(body), self));
		const statuses = await sendAll('PUT', `${client.statements}/job`, bodies);
		expect([...statuses].every((status) => [202, 400, 409].includes(status))).toBe(true);
		expect(statuses).toContain(202);
		expect(findings).toEqual([]);
	});

	it('for a compute pool that is made', async () => {
		const spec = { display_name: 'etl', cloud: 'AWS', region: 'us-east-1', max_cfu: 5, default_pool: false, environment, network: { id: 'n-1', environment: environment.id } };
		const whole = { api_version: 'fcpm/v2', kind: 'ComputePool', spec };
		expect(await sendAll('POST', POOLS, [whole, ...variants(whole)])).toEqual(new Set([202, 400, 404]));
		await client.get(`${POOLS}?environment=${environment.id}&page_size=100`);
		expect(findings).toEqual([]);
	});

	it('for a compute pool that is changed', async () => {
		const whole = { spec: { display_name: 'etl', max_cfu: 50, environment } };
		expect(await sendAll('PATCH', `${POOLS}/lfcp-7d3k9w`, [whole, ...variants(whole)])).toEqual(new Set([200, 400, 404]));
		expect(findings).toEqual([]);
	});
});
