/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { PackageDirectoryLoader } from 'n8n-core';

import { loadSources } from '../../host/package';
import { runNode } from '../../host/runNode';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let other: Server;
let baseUrl: string;
let otherUrl: string;
let handler: Handler;
let loader: PackageDirectoryLoader;
const seen: IncomingMessage[] = [];
const seenElsewhere: IncomingMessage[] = [];

const listen = async (target: Server): Promise<string> => {
	await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
};

beforeAll(async () => {
	loader = loadSources();
	server = createServer((request, response) => {
		seen.push(request);
		handler(request, response);
	});
	other = createServer((request, response) => {
		seenElsewhere.push(request);
		response.end('{}');
	});
	[baseUrl, otherUrl] = [await listen(server), await listen(other)];
});

afterAll(async () => {
	for (const each of [server, other]) {
		each.closeAllConnections();
		await new Promise((resolve) => each.close(resolve));
	}
});

beforeEach(() => {
	seen.length = 0;
	seenElsewhere.length = 0;
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Handler => (_request, response) => {
	response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-1', ...headers });
	response.end(JSON.stringify(body));
};

const bytes = (status: number, body: string | Buffer, type = 'text/html'): Handler => (_request, response) => {
	response.writeHead(status, { 'content-type': type });
	response.end(body);
};

const CREDENTIALS = (key: string, secret: string) => ({
	confluentFlinkApi: {
		apiKeyId: key,
		apiSecret: secret,
		organizationId: '1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f',
		environmentId: 'env-a1b2c3',
		cloud: 'aws',
		region: 'us-east-1',
		endpoint: 'custom',
		baseUrl,
	},
});

const list = async (key = 'KEY', secret = 'SECRET') =>
	await runNode(loader, CREDENTIALS(key, secret), { type: 'flinkStatement', parameters: { resource: 'statement', operation: 'getAll', options: { timeout: 20 } } });

describe('on the wire', () => {
	it.each([
		['KEY', 'SECRET'],
		[' KEY\n', '\tSECRET\r\n'],
		['K', 'with:colon/+= é'],
	])('the header is exact for %j and %j', async (key, secret) => {
		handler = json(200, { data: [], metadata: {} });
		expect((await list(key, secret)).error).toBeUndefined();
		expect(seen).toHaveLength(1);
		expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`${key.trim()}:${secret.trim()}`).toString('base64')}`);
		expect(seen[0]?.headers.accept).toBe('application/json');
	});

	it.each([
		['its head', false],
		['its body', true],
	])('an answer that trickles in, %s, is ended when the time is over', async (_part, isBody) => {
		const drips: NodeJS.Timeout[] = [];
		handler = (request, response) => {
			const { socket } = request;
			socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n');
			if (isBody) socket.write('Content-Length: 100000\r\n\r\n');
			drips.push(setInterval(() => socket.write(isBody ? ' ' : 'X-Drip: 1\r\n'), 100));
			response.on('close', () => drips.forEach(clearInterval));
		};
		const startedAt = performance.now();
		const statement = { __rl: true, mode: 'name', value: 'etl' };
		const { error } = await runNode(loader, CREDENTIALS('KEY', 'SECRET'), {
			type: 'flinkStatement',
			parameters: { resource: 'statement', operation: 'delete', statement, options: { timeout: 2 } },
		});
		drips.forEach(clearInterval);
		expect(error?.message).toContain('Statement "etl": The time for this operation ran out while waiting for an answer');
		// Two seconds are allowed; a busy machine gets some more.
		expect(performance.now() - startedAt).toBeLessThan(10_000);
	});

	it.each([
		['as text', (header: string) => `Bad request. Authorization: ${header}, secret long/enough+secret=`],
		['as JSON', (header: string) => JSON.stringify({ errors: [{ detail: `Bad request ${header} long/enough+secret=` }] }).replaceAll('/', '\\/')],
	])('an answer that quotes the request, %s, does not show the secret', async (_how, body) => {
		handler = (request, response) => {
			response.writeHead(400, { 'content-type': 'text/plain' });
			response.end(body(request.headers.authorization ?? ''));
		};
		const { error, run } = await list('KEY', 'long/enough+secret=');
		expect(error?.message).toContain('Bad request');
		const shown = JSON.stringify([error?.message, error?.description, run.data.resultData]);
		expect(shown).not.toContain('enough+secret');
		expect(shown).not.toContain(Buffer.from('KEY:long/enough+secret=').toString('base64'));
	});

	it('a 401 is asked for once', async () => {
		handler = json(401, { message: 'unauthorized' });
		expect((await list()).error).toMatchObject({ httpCode: '401', message: expect.stringContaining('unauthorized') });
		expect(seen).toHaveLength(1);
	});

	it('a redirect to another host is not followed, and told', async () => {
		handler = json(302, {}, { location: `${otherUrl}/sql/v1/stolen` });
		const { error } = await list();
		expect(error?.message).toContain(otherUrl);
		expect(seenElsewhere).toHaveLength(0);
	});

	it('a redirect in a circle says so', async () => {
		handler = json(307, {}, { location: '/moved' });
		const { error } = await list();
		expect(error?.message).toBe(`The server redirects in a circle: after 5 redirects it leads back to ${baseUrl}`);
		expect(seen).toHaveLength(6);
	});

	it('a redirect on the same host is followed', async () => {
		handler = (request, response) => {
			if (request.url?.startsWith('/moved')) json(200, { data: [], metadata: {} })(request, response);
			else json(307, {}, { location: '/moved?page_size=100' })(request, response);
		};
		expect((await list()).error).toBeUndefined();
		expect(seen.map(({ url }) => url)).toEqual([expect.stringContaining('/statements?'), '/moved?page_size=100']);
	});

	it('the next page is asked for on the own host, whatever host the link names, with its token decoded', async () => {
		let pages = 0;
		handler = (request, response) => {
			pages++;
			const metadata = pages === 1 ? { next: `${otherUrl}/x?page_token=a%2Bb%3D&page_size=3` } : {};
			json(200, { data: [], metadata })(request, response);
		};
		expect((await list()).error).toBeUndefined();
		expect(new URL(seen[1]?.url ?? '', baseUrl).searchParams.get('page_token')).toBe('a+b=');
		expect(seenElsewhere).toHaveLength(0);
	});
});

describe('an answer', () => {
	it.each<[string, Handler, RegExp]>([
		['of the gateway', json(400, { errors: [{ id: 'LEAK', status: '400', detail: 'first' }, { detail: 'second' }] }), /^first; second$/],
		['with a title only', json(400, { errors: [{ title: 'Bad' }] }), /^Bad$/],
		['with a message', json(400, { message: 'nope' }), /^nope$/],
		['in the style of Kafka REST', json(400, { error_code: 40001, message: 'kafka' }), /^kafka$/],
		['with a nested message', json(400, { error: { message: 'nested' } }), /^nested$/],
		['of HTML', bytes(400, '<html><head><title>t</title></head><body><h1>Bad</h1> gateway</body></html>'), /^Bad gateway$/],
		['of text', bytes(400, 'just words', 'text/plain'), /^just words$/],
		['without words', bytes(400, ''), /HTTP status 400/],
		['compressed without saying so', bytes(400, gzipSync('{"errors":[{"detail":"squeezed"}]}')), /^squeezed$/],
	])('%s is reported in its own words', async (_case, answer, words) => {
		handler = answer;
		const { error } = await list();
		expect(error?.message).toMatch(words);
		expect(JSON.stringify(error)).not.toContain('LEAK');
	});

	it.each<[string, Handler]>([
		['JSON without a list', json(200, { hello: 1 })],
		['an error in disguise', json(200, { error: { code: 404 } })],
	])('200 with %s is never an empty list', async (_case, answer) => {
		handler = answer;
		expect((await list()).error).toBeDefined();
	});
});

describe('a large answer', () => {
	const MIB = 1024 * 1024;
	const TOO_LARGE = /^The answer of 127\.0\.0\.1:\d+ has more than 64 MiB and was not read completely$/;

	it.each([200, 502])('without end, of status %d, is not read to its end, nor asked for again', async (status) => {
		let sent = 0;
		const closed = new Promise<void>((resolve) => {
			handler = (_request, response) => {
				response.writeHead(status, { 'content-type': 'application/json' });
				const chunk = Buffer.alloc(MIB, ' ');
				const more = () => {
					while (!response.destroyed && response.write(chunk)) sent += MIB;
					sent += MIB;
				};
				response.on('drain', more);
				response.on('close', resolve);
				more();
			};
		});
		const { error } = await list();
		expect(error?.message).toMatch(TOO_LARGE);
		await closed;
		expect(sent).toBeLessThan(100 * MIB);
		expect(seen).toHaveLength(1);
	});

	it.each([
		['says that it is compressed', { 'content-encoding': 'gzip' }],
		['does not say that it is compressed', {}],
	])('that %s is as large as it is when unpacked', async (_case, headers) => {
		const bomb = gzipSync(Buffer.alloc(200 * MIB, ' '));
		handler = (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json', ...headers });
			response.end(bomb);
		};
		expect((await list()).error?.message).toMatch(TOO_LARGE);
	});

	it('below the limit is read', async () => {
		handler = (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(`{"data":[],${' '.repeat(32 * MIB)}"metadata":{}}`);
		};
		expect((await list()).error).toBeUndefined();
	});

	it('that breaks off is a lost connection', async () => {
		handler = (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
			response.write('{"data":');
			setTimeout(() => response.destroy(), 10);
		};
		const { error } = await runNode(loader, CREDENTIALS('KEY', 'SECRET'), { type: 'flinkStatement', parameters: { resource: 'statement', operation: 'getAll', options: { timeout: 2 } } });
		expect(error?.message).toMatch(/The connection to 127\.0\.0\.1:\d+ was lost before the answer was complete/);
	});
});
