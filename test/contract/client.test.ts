/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { setTimeout as delay } from 'node:timers/promises';

import { startEmulator, type Emulator, type RecordedExchange } from '../../emulator';
import { createApi, type Api } from '../../nodes/shared/confluent/http/api';
import { awaitComputePoolDeleted, awaitProvisioned } from '../../nodes/shared/confluent/pools/awaitComputePool';
import { awaitDeleted, awaitPhase } from '../../nodes/shared/confluent/statements/awaitStatement';
import { ComputePools } from '../../nodes/shared/confluent/pools/computePools';
import { dryRun } from '../../nodes/shared/confluent/statements/dryRun';
import { listEnvironments } from '../../nodes/shared/confluent/pools/environments';
import type { Scope } from '../../nodes/shared/confluent/http/scope/scope';
import { limiterFor } from '../../nodes/shared/confluent/http/pacing/hostLimiters';
import { queryRows } from '../../nodes/shared/confluent/results/queryRows';
import { listRegions } from '../../nodes/shared/confluent/pools/regions';
import { Statements } from '../../nodes/shared/confluent/statements/statements';
import { resumeStatement, stopStatement } from '../../nodes/shared/confluent/statements/stopAndResume';
import { submitStatement } from '../../nodes/shared/confluent/statements/submitStatement';
import { OpenApi } from './openApi';
import { SchemaCheck, type Exchange } from './schemaCheck';
import { undiciTransport } from './undiciTransport';

const directory = process.env['CONFLUENT_OPENAPI_DIR'];
const schemas = directory ? new SchemaCheck(new OpenApi(directory)) : null;
const JOB = 'INSERT INTO `sink` SELECT * FROM `source`';
const SNAPSHOT = { 'sql.snapshot.mode': 'now' };

let emulator: Emulator;
let exchanges: Exchange[];
let statements: Statements;
let pools: ComputePools;

beforeAll(async () => {
	exchanges = [];
	const onExchange = (exchange: RecordedExchange): void => void exchanges.push(asExchange(exchange));
	emulator = await startEmulator({
		onExchange,
		lifecycle: {
			pending: { ms: 30 },
			finishing: { ms: 30 },
			stopping: { ms: 30 },
			deleting: { ms: 30 },
			provisioning: { ms: 30 },
			deprovisioning: { ms: 30 },
		},
	});
	const { flinkApi, cloudApi } = emulator;
	statements = new Statements(apiWith(flinkApi.apiKeyId, flinkApi.apiSecret), flinkApi);
	pools = new ComputePools(apiWith(cloudApi.apiKeyId, cloudApi.apiSecret));
});

afterAll(() => emulator.close());
afterEach(() => (exchanges.length = 0));

function apiWith(id: string, secret: string): Api {
	const clock = { now: Date.now, sleep: async (ms: number): Promise<void> => await delay(ms) };
	const scope: Scope = { clock, deadline: Date.now() + 120_000, random: Math.random, owner: {} };
	const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
	const { baseUrl } = emulator;
	return createApi({
		origin: baseUrl,
		transport: undiciTransport(baseUrl, authorization),
		limiter: limiterFor(baseUrl, clock),
		scope,
	});
}

function asExchange(exchange: RecordedExchange): Exchange {
	const type = exchange.requestHeaders['content-type'];
	return { ...exchange, requestContentType: typeof type === 'string' ? type : null };
}

function draft(name: string, sql: string, properties = {}): Parameters<Statements['create']>[0] {
	return { name, sql, properties, labels: ['contract'] };
}

/** What the client did has to have gone over the wire as these calls, each as the published specs have it. */
function expectCalls(expected: readonly string[]): void {
	const calls = exchanges.map(
		({ method, url }) => `${method} ${url.split('?', 1)[0]?.replace(statements.path(), '') ?? ''}`,
	);
	expect([...new Set(calls)]).toEqual(expected);
	expect(exchanges.flatMap((exchange) => schemas?.check(exchange) ?? [])).toEqual([]);
}

it('a job is submitted, stopped, resumed and deleted', async () => {
	await submitStatement(statements, draft('job', JOB), 'fail');
	await awaitPhase(statements, 'job', new Set(['RUNNING']));
	expect((await stopStatement(statements, 'job', true)).phase).toBe('STOPPED');
	expect((await resumeStatement(statements, 'job', {}, true)).phase).toBe('RUNNING');
	expect(await statements.remove('job')).toBe(true);
	await awaitDeleted(statements, 'job');
	expectCalls(['POST ', 'GET /job', 'PUT /job', 'DELETE /job']);
	expect(await emulator.control.statements()).toEqual([]);
});

it('a query is read', async () => {
	const columns = [{ name: 'n', type: { type: 'INTEGER', nullable: false } }];
	emulator.control.behave({
		name: 'query',
		results: {
			columns,
			rows: [
				{
					changes: [
						{ op: 0, row: ['1'] },
						{ op: 0, row: ['2'] },
					],
				},
			],
		},
	});
	const submitted = await submitStatement(statements, draft('query', 'SELECT n FROM t', SNAPSHOT), 'fail');
	const { rows } = await queryRows(statements, submitted, {
		output: 'table',
		numbers: 'auto',
		limit: undefined,
		mayBePart: false,
	});
	expect(rows).toMatchObject({ items: [{ n: 1 }, { n: 2 }], end: 'complete' });
	expectCalls(['POST ', 'GET /query', 'GET /query/results']);
});

it('SQL is validated and its failure explained', async () => {
	const clients = { statements, afterwards: () => statements, leftBehind: () => undefined, answerLost: () => undefined };
	expect(await dryRun(clients, draft('check-1', 'SELECT 1'))).toMatchObject({ valid: true });
	expect(await dryRun(clients, draft('check-2', 'SELEKT 1'))).toMatchObject({ valid: false });
	await submitStatement(statements, draft('wrong', 'SELEKT 1'), 'fail');
	await delay(60);
	expect(await statements.exceptions('wrong')).toHaveLength(1);
	expectCalls([
		'POST ',
		'DELETE /check-1',
		'DELETE /check-2',
		'GET /wrong/exceptions',
	]);
});

it('statements are listed over all pages, with filters', async () => {
	emulator.control.seed({
		bulk: { count: 250, prefix: 'listed-', phase: 'COMPLETED', labels: { 'user.confluent.io/many': 'true' } },
	});
	const { items } = await statements.list({ labels: ['many'], computePoolId: 'lfcp-7d3k9w' });
	expect(items).toHaveLength(250);
	expect(exchanges).toHaveLength(3);
	expectCalls(['GET ']);
});

it('a compute pool is made, found, changed and deleted', async () => {
	const { environmentId } = emulator.flinkApi;
	const made = await pools.create({
		environmentId,
		displayName: 'etl',
		cloud: 'AWS',
		region: 'us-east-1',
		maxCfu: 5,
		networkId: 'n-abc123',
	});
	await awaitProvisioned(pools, made.id, environmentId);
	expect((await pools.list({ environmentId, region: 'us-east-1' })).items.map(({ id }) => id)).toContain(
		made.id,
	);
	expect(await pools.update(made.id, environmentId, { maxCfu: 10 })).toMatchObject({ maxCfu: 10 });
	await pools.remove(made.id, environmentId);
	await awaitComputePoolDeleted(pools, made.id, environmentId);
	const pool = `/fcpm/v2/compute-pools/${made.id}`;
	expectCalls([
		'POST /fcpm/v2/compute-pools',
		`GET ${pool}`,
		'GET /fcpm/v2/compute-pools',
		`PATCH ${pool}`,
		`DELETE ${pool}`,
	]);
});

it('regions and environments are listed', async () => {
	expect((await listRegions(pools.api, { cloud: 'GCP' })).items.length).toBeGreaterThan(3);
	expect((await listEnvironments(pools.api, undefined)).items).toHaveLength(1);
	expectCalls(['GET /fcpm/v2/regions', 'GET /org/v2/environments']);
});

(schemas ? it : it.skip)('the check sees what goes over the wire: a broken body is found', async () => {
	await statements.page(undefined);
	const [listed] = exchanges;
	if (!listed) throw new Error('nothing was recorded');
	const broken = {
		...listed,
		responseBody: listed.responseBody.replace('"kind":"StatementList"', '"kind":"Statements"'),
	};
	expect(schemas?.check(listed)).toEqual([]);
	expect(schemas?.check(broken)).toMatchObject([{ where: 'response', at: '/kind', rule: 'enum' }]);
});
