/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';

import { startEmulator } from '../../emulator';
import { credentialsFor } from '../host/host';
import { loadSources } from '../host/package';
import { testCredential } from './credentialTester';
import { FLINK_FIELDS } from './flinkFields';

const loader = loadSources();
const servers: Server[] = [];

async function listen(answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

const DATA = { ...FLINK_FIELDS, endpoint: 'custom' };
const TYPES = ['confluentFlinkApi', 'confluentCloudApi'] as const;
const STATUSES = [301, 302, 303, 307, 308];

describe.each(TYPES)('the test of %s', (type) => {
	it.each(STATUSES)('follows no %i to another host, and says what to check', async (status) => {
		const elsewhere: IncomingMessage[] = [];
		const other = await listen((request, response) => {
			elsewhere.push(request);
			response.end('{}');
		});
		const asked: Array<string | undefined> = [];
		const own = await listen((request, response) => {
			asked.push(request.headers.authorization);
			response.writeHead(status, { location: `${other}/login` }).end();
		});
		const words = await testCredential(loader, type, { ...DATA, baseUrl: own });
		expect(words).toMatch(/^The server answered with a redirect.*Check the .*base URL/);
		expect(asked).toEqual([`Basic ${Buffer.from('KEY:SECRET').toString('base64')}`]);
		expect(elsewhere).toHaveLength(0);
	});

	it('drops a user and password from the base URL', async () => {
		const asked: Array<string | undefined> = [];
		const own = await listen((request, response) => {
			asked.push(request.headers.authorization);
			response.setHeader('content-type', 'application/json').end('{"data":[]}');
		});
		expect(await testCredential(loader, type, { ...DATA, baseUrl: own.replace('http://', 'http://other:password@') })).toBeUndefined();
		expect(asked).toEqual([`Basic ${Buffer.from('KEY:SECRET').toString('base64')}`]);
	});

	it('is passed with the right key, and says of a wrong secret which key belongs here', async () => {
		const emulator = await startEmulator();
		try {
			const data = credentialsFor(emulator)[type];
			expect(await testCredential(loader, type, data)).toBeUndefined();
			expect(await testCredential(loader, type, { ...data, apiSecret: 'wrong' })).toMatch(/Confluent does not accept this key here/);
		} finally {
			await emulator.close();
		}
	});
});
