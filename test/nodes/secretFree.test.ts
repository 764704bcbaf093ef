/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import { emulatorPerTest } from '../host/emulatorPerTest';
import { createHost } from '../host/host';
import { loadSources } from '../host/package';
import { nodeOf, runNode } from '../host/runNode';
import { TriggerHost } from './FlinkStatementTrigger/triggerHost';

const KEY = 'ABCDEFGHIJKLMNOP';
const SECRET = 'cfltVn8Zb+Rk2/W4xq9HsYd3LpJ6uGtC1oKeXw5aTzB0rMf7NiQ=';
const HEADER = `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`;

/** What an answer may quote: each as the service, or something before it, might write it. */
const QUOTES: ReadonlyArray<readonly [string, string]> = [
	['the secret', SECRET],
	['the header', `Authorization: ${HEADER}`],
	['the secret in escapes', SECRET.replaceAll('+', '\\u002B').replaceAll('/', '&#47;').replaceAll('=', '%3D')],
	['the secret in a URL', encodeURIComponent(SECRET)],
	['the header for a URL, without padding', Buffer.from(`${KEY}:${SECRET}`).toString('base64url')],
	['the secret with tags', SECRET.replace(/.{4}/g, '$&<wbr>')],
	['the secret in lines', SECRET.replace(/.{6}/g, '$&\n  ')],
];

const bare = (text: string) => text.replace(/<[^>]*>|\\u002b|\\n|&#47;|%[0-9a-f]{2}|[^A-Za-z0-9]/gi, '').toLowerCase();
const FORMS = [SECRET, Buffer.from(`${KEY}:${SECRET}`).toString('base64')].map(bare);

/** Eight letters or digits of the secret or its base64 in a row, anywhere in what came out. */
function leaksIn(...shown: unknown[]): string[] {
	const text = bare(shown.map((each) => (each instanceof Error ? `${each.message} ${each.stack ?? ''} ${JSON.stringify(each)}` : JSON.stringify(each))).join(' '));
	const pieces = FORMS.flatMap((form) => Array.from({ length: form.length - 7 }, (_, at) => form.slice(at, at + 8)));
	return pieces.filter((piece) => text.includes(piece));
}

const loader = loadSources();
let answer: (response: ServerResponse, url: string, method: string) => void;
const server = createServer((request, response) => answer(response, request.url ?? '', request.method ?? ''));

beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const credentials = () => {
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const key = { apiKeyId: KEY, apiSecret: SECRET, baseUrl };
	return {
		confluentFlinkApi: { ...key, organizationId: '1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f', environmentId: 'env-a1b2c3', cloud: 'aws', region: 'us-east-1', endpoint: 'custom' },
		confluentCloudApi: key,
	};
};

const run = async (parameters: INodeParameters, type = 'flinkStatement', onError?: 'continueRegularOutput') =>
	await runNode(loader, credentials(), { type, parameters: { resource: type === 'flinkRegion' ? 'region' : 'statement', ...parameters }, ...(onError === undefined ? {} : { onError }) });

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => (response: ServerResponse) => {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
};

const statementWith = (detail: string, phase: string) => ({
	name: 'etl',
	metadata: { uid: 'u1', created_at: '2026-01-01T00:00:00Z', labels: { [`user.confluent.io/${detail}`]: 'true' } },
	spec: { statement: `SELECT '${detail}'`, properties: { note: detail }, compute_pool_id: 'lfcp-1' },
	status: { phase, detail, warnings: [{ severity: 'LOW', reason: 'R', message: detail }] },
});

const STATEMENT = { statement: { __rl: true, mode: 'name', value: 'etl' } };

describe.each(QUOTES)('an answer that quotes %s', (_what, quote) => {
	it.each([200, 400, 401, 403, 404, 409, 422, 500])('does not show it in an error with status %i', async (status) => {
		answer = json(status, { errors: [{ detail: `Bad request: ${quote} was refused` }] }, { 'x-request-id': quote.replace(/\s+/g, '') });
		const { error, run: all } = await run({ operation: 'get', ...STATEMENT, options: { timeout: 1 } });
		expect(error?.message).toContain('…');
		expect(leaksIn(error, all.data)).toEqual([]);
	});

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)('does not show it in a page: %s', async (onError) => {
		answer = (response) => response.writeHead(400, { 'content-type': 'text/html' }).end(`<html><body>Refused ${quote}</body></html>`);
		const result = await run({ operation: 'getAll' }, 'flinkRegion', onError === 'stopWorkflow' ? undefined : onError);
		expect(JSON.stringify([result.error?.message, result.json])).toContain('Refused');
		expect(leaksIn(result.error, result.run.data)).toEqual([]);
	});

	it.each([true, false])('does not show it in a statement, simplified: %s', async (simplify) => {
		answer = json(200, statementWith(quote, 'COMPLETED'));
		const { json: items, run: all } = await run({ operation: 'get', ...STATEMENT, simplify });
		expect(JSON.stringify(items)).toContain('…');
		expect(leaksIn(all.data)).toEqual([]);
	});

	it('does not show it in what a statement failed of, nor in its exceptions', async () => {
		answer = json(200, statementWith(quote, 'FAILED'));
		const failed = await run({ operation: 'waitFor', ...STATEMENT });
		expect(failed.error?.message).toContain('…');
		answer = json(200, { data: [{ name: quote, message: `at ${quote}`, timestamp: '2026-01-01T00:00:00Z' }] });
		const { json: exceptions, run: all } = await run({ operation: 'getExceptions', ...STATEMENT });
		expect(exceptions[0]?.['message']).toMatch(/^at .*…/);
		expect(leaksIn(failed.error, failed.run.data, all.data)).toEqual([]);
	});

	it('does not show it in rows, nor in the names of columns', async () => {
		const schema = { columns: [{ name: quote, type: { type: 'VARCHAR', nullable: true } }] };
		answer = (response, url) =>
			url.includes('/results')
				? json(200, { metadata: { next: '' }, results: { data: [{ op: 0, row: [`row ${quote}`] }] } })(response)
				: json(200, { ...statementWith('', 'COMPLETED'), status: { phase: 'COMPLETED', detail: '', traits: { is_bounded: true, is_append_only: true, sql_kind: 'SELECT', schema } } })(response);
		const { json: rows, run: all } = await run({ operation: 'getResults', ...STATEMENT });
		expect(rows).toHaveLength(1);
		expect(leaksIn(all.data)).toEqual([]);
	});

	it('does not show it in a list of the editor, nor in the error of one', async () => {
		const node = nodeOf({ type: 'flinkComputePool', parameters: {} });
		const { workflow, additionalData } = createHost(loader, { nodes: [node] }, credentials());
		const context = new LoadOptionsContext(workflow, node, { ...additionalData, currentNodeParameters: {} }, '') as unknown as ILoadOptionsFunctions;
		const search = async () => await (loader.getNode('flinkComputePool').type as INodeType).methods?.listSearch?.['searchEnvironments']?.call(context);
		answer = json(200, { data: [{ id: 'env-1', display_name: `Prod ${quote}` }] });
		const found = await search();
		expect(found?.results[0]?.name).toMatch(/^Prod .*…/);
		answer = json(400, { errors: [{ detail: quote }] });
		const error = await search().catch((thrown: unknown) => thrown);
		expect(leaksIn(found, error)).toEqual([]);
	});
});

/** A result of one column after the other, its pages as the service writes them: with ordinary rows, then with one more. */
interface Result {
	readonly types: readonly object[];
	readonly names?: readonly string[];
	/** JSON of the last row's values. */
	readonly row: string;
	readonly output?: 'table' | 'changelog';
}

const VARCHAR = { type: 'VARCHAR', nullable: true };
const BYTES = { type: 'VARBINARY', nullable: true };
const escaped = (text: string) => Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const half = SECRET.length / 2;

describe('rows, most of which have nothing of it, do not show it', () => {
	it.each<[string, Result]>([
		['as it is', { types: [VARCHAR], row: `["${SECRET}"]` }],
		['among changes', { types: [VARCHAR], row: `["${SECRET}"]`, output: 'changelog' }],
		['with its slashes escaped', { types: [VARCHAR], row: `["${SECRET.replaceAll('/', '\\/')}"]` }],
		['with all of it escaped', { types: [VARCHAR], row: `["${escaped(SECRET)}"]` }],
		['in two values', { types: [VARCHAR, VARCHAR], row: `["${SECRET.slice(0, half)}","${SECRET.slice(half)}"]` }],
		['in values of lists and rows', { types: [{ type: 'ARRAY', element_type: VARCHAR }, { type: 'ROW', fields: [{ name: 'a', field_type: VARCHAR }] }], row: `[["${SECRET.slice(0, half)}"],["${SECRET.slice(half)}"]]` }],
		['in a key of a map', { types: [{ type: 'MAP', key_type: VARCHAR, value_type: VARCHAR }], row: `[[["${SECRET}","x"]]]` }],
		['as bytes, which are its base64', { types: [BYTES], row: `["x'${Buffer.from(SECRET, 'base64').toString('hex')}'"]` }],
		['as bytes, which become its base64 a second time', { types: [BYTES], row: `["x'${Buffer.from(SECRET).toString('hex')}'"]` }],
		['as bytes in a list', { types: [{ type: 'ARRAY', element_type: BYTES }], row: `[["x'${Buffer.from(SECRET).toString('hex')}'"]]` }],
		['as bytes in a VARIANT', { types: [{ type: 'VARIANT' }], row: `[[15,"x'${Buffer.from(SECRET).toString('hex')}'"]]` }],
		['as base64', { types: [BYTES], row: `["${Buffer.from(SECRET).toString('base64')}"]` }],
		['in the name of a column', { types: [VARCHAR], names: [SECRET], row: '["x"]' }],
		['in the name of a field', { types: [{ type: 'ROW', fields: [{ name: SECRET, field_type: VARCHAR }] }], row: '[["x"]]' }],
	])('%s', async (_how, { types, names, row, output = 'table' }) => {
		const columns = types.map((type, index) => ({ name: names?.[index] ?? `c${index}`, type }));
		const page = (rows: readonly string[], next: string) => `{"metadata":{"next":"${next}"},"results":{"data":[${rows.map((each) => `{"op":0,"row":${each}}`).join(',')}]}}`;
		const ordinary = `[${types.map(() => 'null').join(',')}]`;
		const pages = [page([ordinary, ordinary], 'https://flink.example?page_token=1%3D'), page([ordinary], 'https://flink.example?page_token=2'), page([ordinary, row], '')];
		answer = (response, url) => {
			const token = new URL(url, 'http://flink').searchParams.get('page_token');
			if (url.includes('/results')) response.writeHead(200, { 'content-type': 'application/json' }).end(pages[Number.parseInt(token ?? '0', 10)]);
			else json(200, { ...statementWith('', 'COMPLETED'), status: { phase: 'COMPLETED', detail: '', traits: { is_bounded: true, is_append_only: true, sql_kind: 'SELECT', schema: { columns } } } })(response);
		};
		const { json: rows, run: all } = await run({ operation: 'getResults', ...STATEMENT, output, returnAll: true });
		expect(rows).toHaveLength(5);
		expect(JSON.stringify(rows.at(-1))).toContain('…');
		expect(leaksIn(all.data)).toEqual([]);
	});
});

describe('the secret in a field of the node', () => {
	it.each<[string, INodeParameters]>([
		['a compute pool', { operation: 'submit', sql: 'SELECT 1', computePool: { __rl: true, mode: 'id', value: `={{ '${SECRET}' }}` } }],
		['a statement', { operation: 'get', statement: { __rl: true, mode: 'name', value: SECRET } }],
		['a name', { operation: 'submit', sql: 'SELECT 1', statementName: SECRET }],
		['a principal', { operation: 'submit', sql: 'SELECT 1', options: { principal: SECRET } }],
		['a query parameter', { operation: 'submit', sql: 'SELECT :a', options: { queryParameters: { parameter: [{ name: 'a', type: 'number', value: SECRET }] } } }],
	])('is not shown where it is refused: %s', async (_field, parameters) => {
		const { error } = await run(parameters);
		expect(error?.message).toContain('…');
		// The error has the node with it, as the user filled it in.
		expect(leaksIn(error?.message, error?.description, (error as Error | undefined)?.stack)).toEqual([]);
	});
});

describe('with the emulator', () => {
	const cloud = emulatorPerTest();
	const secret = () => cloud.emulator.flinkApi.apiSecret;

	it('a statement whose SQL holds the secret is changed as it is, not as it is shown', async () => {
		const sql = `INSERT INTO t SELECT '${secret()}'`;
		const submitted = await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation: 'submit', sql, statementName: 'etl', options: { properties: { property: [{ name: 'note', value: secret() }] } } } });
		expect(submitted.json[0]?.['sql']).toBe("INSERT INTO t SELECT '…'");
		const stopped = await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation: 'stop', ...STATEMENT } });
		expect(stopped.json[0]).toMatchObject({ phase: 'STOPPED', sql: "INSERT INTO t SELECT '…'" });
		const again = await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation: 'submit', sql, statementName: 'etl', options: { onNameConflict: 'reuse' } } });
		expect(again.error).toBeUndefined();
		expect(await cloud.emulator.control.statements()).toMatchObject([{ name: 'etl', sql }]);
	});

	it('a remark does not show it', async () => {
		const { hints } = await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation: 'submit', sql: 'SELECT 1', statementName: `a${'b'.repeat(90)}` } });
		expect(hints).toHaveLength(1);
		cloud.emulator.control.faults.add({ method: 'DELETE', fault: { kind: 'answer', status: 400, detail: `refused ${secret()}` } });
		const left = await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', operation: 'executeQuery', sql: 'SELECT 1' } });
		expect(left.hints.join(' ')).toContain('refused …');
		expect(JSON.stringify(left.run.data)).not.toContain(secret().slice(0, 12));
	});

	it('an item, an error and a log line of the trigger do not show it', async () => {
		cloud.emulator.control.seed({ statements: [{ name: 'etl', phase: 'FAILED', detail: `at ${secret()}`, exceptions: [{ name: 'E', message: secret() }] }] });
		const host = new TriggerHost(cloud.emulator);
		const items = await host.poll('manual');
		expect(JSON.stringify(items)).toContain('at …');
		expect(JSON.stringify(items)).not.toContain(secret().slice(0, 12));
		cloud.emulator.control.faults.add({ path: '*/exceptions', fault: { kind: 'answer', status: 400, detail: `refused ${secret()}` } });
		const without = JSON.stringify([await host.poll('manual'), host.log]);
		expect(without.match(/refused …/g)).toHaveLength(2);
		expect(without).not.toContain(secret().slice(0, 12));
		cloud.emulator.control.faults.add({ fault: { kind: 'answer', status: 400, detail: `refused ${secret()}` } });
		const error: unknown = await host.poll('manual').catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ message: expect.stringContaining('refused …') });
		expect(`${JSON.stringify(error)} ${(error as Error).stack ?? ''}`).not.toContain(secret().slice(0, 12));
	});
});
