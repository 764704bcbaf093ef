/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LoadOptionsContext, type PackageDirectoryLoader } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters, INodeType } from 'n8n-workflow';

import { startEmulator, type Emulator, type Fault } from '../../../emulator';
import { createHost, credentialsFor } from '../../host/host';
import { loadSources } from '../../host/package';
import { nodeOf } from '../../host/runNode';

let emulator: Emulator;
let loader: PackageDirectoryLoader;

beforeAll(async () => {
	loader = loadSources();
	emulator = await startEmulator({ lifecycle: 'immediate' });
	emulator.control.seed({ bulk: { count: 450, prefix: 'etl-' } });
});

afterAll(async () => {
	await emulator.close();
});

interface Key {
	readonly apiKeyId: string;
	readonly apiSecret: string;
}

/** Calls a node's list search as the editor does. */
async function search(type: string, method: string, options: { parameters?: INodeParameters; filter?: string; token?: string; baseUrl?: string; flinkKey?: Partial<Emulator['flinkApi']> } = {}): Promise<INodeListSearchResult> {
	const node = nodeOf({ type, parameters: options.parameters ?? {} });
	const flinkApi = { ...emulator.flinkApi, ...options.flinkKey };
	const credentials = credentialsFor({ ...emulator, flinkApi, baseUrl: options.baseUrl ?? emulator.baseUrl });
	const { workflow, additionalData } = createHost(loader, { nodes: [node] }, credentials);
	const context = new LoadOptionsContext(workflow, node, { ...additionalData, currentNodeParameters: node.parameters }, '') as unknown as ILoadOptionsFunctions;
	const nodeType = loader.getNode(type).type as INodeType;
	return await nodeType.methods!.listSearch![method]!.call(context, options.filter, options.token);
}

describe('statements', () => {
	it('come page by page', async () => {
		const first = await search('flinkStatement', 'searchStatements');
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toMatchObject({ name: expect.stringMatching(/^etl-00000 \([A-Z]+\)$/), value: 'etl-00000' });
		const second = await search('flinkStatement', 'searchStatements', { token: String(first.paginationToken) });
		expect(second.results[0]?.value).toBe('etl-00100');
	});

	it('come whatever names the service gives them', async () => {
		const names = ['.', '..', 'a/b', '\ud800', '%2e%2e'];
		const environmentId = 'env-strange';
		const { apiSecret } = emulator.flinkApi;
		emulator.control.seed({
			environments: [{ id: environmentId, displayName: 'strange' }],
			keys: [{ id: 'STRANGE', secret: apiSecret, kind: 'global', owner: 'u-4k9w7e' }],
			statements: names.map((name) => ({ name, environmentId, computePoolId: 'lfcp-1' })),
		});
		const { results } = await search('flinkStatement', 'searchStatements', { flinkKey: { apiKeyId: 'STRANGE', environmentId } });
		expect(results.map(({ value }) => value).sort()).toEqual([...names].sort());
	});

	it('are those that the key may see', async () => {
		emulator.control.seed({
			statements: [{ name: 'of-other-pool', computePoolId: 'lfcp-other1' }],
			keys: [{ id: 'POOLED', secret: emulator.flinkApi.apiSecret, kind: 'global', owner: 'u-4k9w7e', computePoolId: 'lfcp-other1' }],
		});
		const { results } = await search('flinkStatement', 'searchStatements', { flinkKey: { apiKeyId: 'POOLED' } });
		expect(results.map(({ value }) => value)).toEqual(['of-other-pool']);
	});

	it('are none that lists leave out', async () => {
		emulator.control.seed({ statements: [{ name: 'zz-hidden', labels: { 'user.confluent.io/hidden': 'true' } }, { name: 'zz-shown' }] });
		const { results } = await search('flinkStatement', 'searchStatements', { filter: 'zz-' });
		expect(results.map(({ value }) => value)).toEqual(['zz-shown']);
	});

	it('are found however far down the list', async () => {
		const { results, paginationToken } = await search('flinkStatement', 'searchStatements', { filter: 'ETL-00444' });
		expect(results.map(({ value }) => value)).toEqual(['etl-00444']);
		expect(paginationToken).toBeUndefined();
	});
});

describe('a service that gives page tokens in a circle', () => {
	const NEXT: Readonly<Record<string, string>> = { first: 'a', a: 'b', b: 'a', same: 'same' };
	let asked: string[] = [];
	const server = createServer((request, response) => {
		const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('page_token') ?? 'first';
		asked.push(token);
		const body = { metadata: { next: `https://elsewhere.example/x?page_token=${NEXT[token]}` }, data: [{ name: `of-${token}`, spec: {}, metadata: {}, status: {} }] };
		response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
	});

	beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	beforeEach(() => (asked = []));

	it.each([
		[undefined, ['first', 'a', 'b']],
		['same', ['same']],
	])('does not have the editor scroll forever, from %s on', async (token, expected) => {
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const { results, paginationToken } = await search('flinkStatement', 'searchStatements', { baseUrl, ...(token === undefined ? {} : { token }) });
		expect(asked).toEqual(expected);
		expect(results.map(({ value }) => value)).toEqual(expected.map((page) => `of-${page}`));
		expect(paginationToken).toBeUndefined();
	});
});

describe('compute pools and environments', () => {
	it('of the environment chosen are listed', async () => {
		const environment = { __rl: true, mode: 'id', value: emulator.flinkApi.environmentId };
		expect((await search('flinkComputePool', 'searchComputePools', { parameters: { environment } })).results.length).toBeGreaterThan(0);
		await expect(search('flinkComputePool', 'searchComputePools', { parameters: { environment: { __rl: true, mode: 'id', value: '' } } })).rejects.toThrow('Choose the environment first');
	});

	it.each<[string, INodeParameters, string]>([
		['gives nothing', { __rl: true, mode: 'id', value: null }, "'Environment' is null"],
		['gives nothing, which the editor leaves out', { __rl: true, mode: 'id' }, "'Environment' is undefined"],
		['cannot be evaluated in the editor', { __rl: true, mode: 'id', value: '={{ $json.environment }}' }, 'is not the ID of an environment'],
	])('are not asked for where the expression of the environment %s', async (_case, environment, message) => {
		emulator.control.clearJournal();
		await expect(search('flinkComputePool', 'searchComputePools', { parameters: { environment } })).rejects.toThrow(message);
		expect(emulator.control.journal().entries).toEqual([]);
	});

	it('and environments are searched by name', async () => {
		const { results } = await search('flinkComputePool', 'searchEnvironments', { filter: emulator.flinkApi.environmentId });
		expect(results.map(({ value }) => value)).toEqual([emulator.flinkApi.environmentId]);
	});
});

describe('the compute pools of the Flink credential', () => {
	const SEARCHES = [
		['flinkStatement', { operation: 'getAll' }],
		['flinkStatementTrigger', { watch: 'computePool' }],
	] as const;
	const POOL = 'lfcp-7d3k9w';
	const OWNER = 'u-4k9w7e';
	let keys = 0;
	let cloud: Emulator;

	beforeEach(async () => {
		cloud = await startEmulator({ lifecycle: 'immediate' });
	});
	afterEach(async () => {
		await cloud.close();
	});

	const pools = async (type: string, parameters: INodeParameters, options: { filter?: string; flinkKey?: Key; baseUrl?: string } = {}) => {
		const { flinkApi } = cloud;
		return (await search(type, 'searchComputePoolsOfCredential', { parameters, baseUrl: cloud.baseUrl, flinkKey: flinkApi, ...options })).results;
	};
	const globalKey = (): Key => {
		const key = { apiKeyId: `GLOBAL${keys++}`, apiSecret: 'cfltGlobalSecretOfATest' };
		cloud.control.seed({ keys: [{ id: key.apiKeyId, secret: key.apiSecret, kind: 'global', owner: OWNER }] });
		return key;
	};
	const asked = () => cloud.control.journal().entries.map(({ method, path }) => `${method} ${path.replace(/^\/sql.*\//, '…/')}`);

	it.each(SEARCHES)('are all listed with a Global key, the default one first: %s', async (type, parameters) => {
		const flinkKey = globalKey();
		cloud.control.seed({ computePools: [{ id: 'lfcp-elsewhere', region: 'eu-west-1' }, { id: 'lfcp-default', isDefault: true, displayName: 'default', maxCfu: 50 }] });
		expect(await pools(type, parameters, { flinkKey })).toEqual([
			{ name: 'default (lfcp-default, us-east-1, 50 CFU, default pool)', value: 'lfcp-default' },
			{ name: `examples-pool (${POOL}, us-east-1, 10 CFU)`, value: POOL },
		]);
		expect(asked()).toEqual(['GET /fcpm/v2/compute-pools']);
		expect(await pools(type, parameters, { flinkKey, filter: 'EXAMPLES' })).toHaveLength(1);
	});

	it.each(SEARCHES)('are those of the statements with a Flink key, with what runs there, and the control plane is asked once: %s', async (type, parameters) => {
		const on = (name: string, phase: 'RUNNING' | 'DEGRADED' | 'COMPLETED', computePoolId: string) => ({ name, phase, computePoolId, steps: [] });
		cloud.control.seed({
			computePools: [{ id: 'lfcp-busy' }, { id: 'lfcp-idle' }],
			statements: [on('a', 'RUNNING', 'lfcp-busy'), on('b', 'DEGRADED', 'lfcp-busy'), on('c', 'COMPLETED', 'lfcp-busy'), on('d', 'RUNNING', POOL), on('e', 'COMPLETED', 'lfcp-idle')],
		});
		const listed = [
			{ name: 'lfcp-busy (2 running)', value: 'lfcp-busy' },
			{ name: `${POOL} (1 running)`, value: POOL },
			{ name: 'lfcp-idle (0 running)', value: 'lfcp-idle' },
		];
		expect(await pools(type, parameters)).toEqual(listed);
		expect(await pools(type, parameters)).toEqual(listed);
		expect(asked()).toEqual(['GET /fcpm/v2/compute-pools', 'GET …/statements', 'GET …/statements']);
	});

	it('are those of all pages of the statements', async () => {
		cloud.control.seed({ bulk: { count: 250, prefix: 'x-', phase: 'RUNNING' } });
		expect(await pools('flinkStatementTrigger', {})).toEqual([{ name: `${POOL} (250 running)`, value: POOL }]);
	});

	it.each(['executeQuery', 'submit', 'validate'])('have the default pool before them where %s may leave the field empty', async (operation) => {
		expect((await pools('flinkStatement', { operation }, { flinkKey: globalKey() }))[0]).toEqual({ name: 'Default Pool', value: '' });
		cloud.control.seed({ statements: [{ name: 'a' }] });
		expect((await pools('flinkStatement', { operation })).map(({ value }) => value)).toEqual(['', POOL]);
	});

	it.each(['resume', 'update', 'getAll'])('are alone for %s, which needs a pool', async (operation) => {
		expect((await pools('flinkStatement', { operation }, { flinkKey: globalKey() })).map(({ value }) => value)).toEqual([POOL]);
	});

	it.each(SEARCHES)('say what to do where none is known: %s', async (type, parameters) => {
		await expect(pools(type, parameters)).rejects.toMatchObject({
			message: 'No compute pools found. Choose "By ID" and enter an ID such as lfcp-a1b2c3',
			description: expect.stringContaining('Global API key'),
		});
		await expect(pools('flinkStatement', { operation: 'submit' })).rejects.toThrow(/leave the field empty for the default pool$/);
	});

	it.each<[string, Fault]>([
		['fails', { kind: 'answer', status: 503, detail: 'later' }],
		['limits requests', { kind: 'answer', status: 429, detail: 'slower' }],
		['drops the connection', { kind: 'drop', when: 'before' }],
		['answers with a page', { kind: 'answer', status: 200, body: 'html' }],
	])('are those of the statements where the control plane %s', async (_case, fault) => {
		cloud.control.seed({ statements: [{ name: 'a' }] });
		cloud.control.faults.add({ path: '/fcpm/*', fault });
		expect((await pools('flinkStatementTrigger', {}, { flinkKey: globalKey() })).map(({ value }) => value)).toEqual([POOL]);
	});

	it('are tried again at the control plane once a mistyped secret is corrected', async () => {
		const flinkKey = globalKey();
		await expect(pools('flinkStatementTrigger', {}, { flinkKey: { ...flinkKey, apiSecret: 'mistyped' } })).rejects.toThrow(/needs a Flink API key/);
		expect((await pools('flinkStatementTrigger', {}, { flinkKey }))[0]?.name).toContain('examples-pool');
	});
});
