/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { PACKAGE_ROOT } from '../host/package';

const WORKFLOW = 'orders';

interface Summary {
	readonly id: string;
	readonly mode: string;
	readonly status: string;
	readonly workflowId: string;
}

const execution = (id: number, mode: string): Summary => ({ id: String(id), mode, status: 'success', workflowId: WORKFLOW });

let server: Server | undefined;

afterEach(() => server?.close());

/** An n8n whose lists are always without some executions, which it has when asked for them by id. */
async function n8nWith(executions: readonly Summary[], unlisted: readonly string[]): Promise<string> {
	server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
		const id = /^\/rest\/executions\/(\d+)$/.exec(pathname)?.[1];
		const found = executions.find((one) => one.id === id);
		const results = executions.filter((one) => !unlisted.includes(one.id));
		const data = id === undefined ? { results, count: executions.length, nextCursor: null } : found;
		response.writeHead(data === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
	});
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** The demo is no part of the package and not compiled: it runs in a process of its own. */
async function allExecutions(url: string, mode: string, expected: number): Promise<string[]> {
	const module = pathToFileURL(path.join(PACKAGE_ROOT, 'demo', 'n8nClient.mjs')).href;
	const script = `import { N8nClient } from ${JSON.stringify(module)};
		const found = await new N8nClient(${JSON.stringify(url)}).allExecutions(${JSON.stringify(WORKFLOW)}, ${JSON.stringify(mode)}, ${String(expected)});
		console.log(JSON.stringify(found.map(({ id }) => id)));`;
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
	return JSON.parse(stdout) as string[];
}

it.each([
	['the wanted ones are all listed', [], ['1', '2', '4']],
	['one is in no list', ['2'], ['1', '2', '4']],
	['one is in no list, and one of another mode makes up the number', ['4'], ['1', '2', '4']],
])('all executions of a mode: %s', async (_, unlisted, expected) => {
	const executions = [execution(1, 'webhook'), execution(2, 'webhook'), execution(3, 'retry'), execution(4, 'webhook')];
	const url = await n8nWith(executions, unlisted);
	await expect(allExecutions(url, 'webhook', 3)).resolves.toEqual(expected);
});
