/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LoadOptionsContext, type PackageDirectoryLoader } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters, INodeType } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../../../emulator';
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

/** Calls a node's list search as the editor does. */
async function search(type: string, method: string, options: { parameters?: INodeParameters; filter?: string; token?: string; withoutCloudKey?: boolean; baseUrl?: string; flinkKey?: Partial<Emulator['flinkApi']> } = {}): Promise<INodeListSearchResult> {
	const node = nodeOf({ type, parameters: options.parameters ?? {} });
	if (options.withoutCloudKey === true) delete node.credentials?.['confluentCloudApi'];
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
	it('of the Flink credential are listed through the Cloud key', async () => {
		const { results } = await search('flinkStatement', 'searchComputePoolsOfCredential');
		expect(results[0]).toMatchObject({ name: expect.stringContaining('lfcp-'), value: expect.stringMatching(/^lfcp-/) });
	});

	it('need a Cloud key, and say so', async () => {
		await expect(search('flinkStatement', 'searchComputePoolsOfCredential', { withoutCloudKey: true })).rejects.toThrow('select a Confluent Cloud API credential');
	});

	it('of the environment chosen are listed', async () => {
		const environment = { __rl: true, mode: 'id', value: emulator.flinkApi.environmentId };
		expect((await search('flinkComputePool', 'searchComputePools', { parameters: { environment } })).results.length).toBeGreaterThan(0);
		await expect(search('flinkComputePool', 'searchComputePools', { parameters: { environment: { __rl: true, mode: 'id', value: '' } } })).rejects.toThrow('Choose the environment first');
	});

	it.each<[string, INodeParameters, string]>([
		['gives nothing', { __rl: true, mode: 'id', value: null }, 'Environment is null'],
		['gives nothing, which the editor leaves out', { __rl: true, mode: 'id' }, 'Environment is undefined'],
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
