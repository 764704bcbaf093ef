/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorAddress } from '../../host/host';

/** A Confluent Cloud that refuses every request, and remembers it. */
export interface RefusingNetwork {
	/** With credentials that are valid. */
	readonly address: EmulatorAddress;
	/** The requests since the last call, such as `GET /sql/v1/…`. */
	requests(): string[];
	close(): Promise<void>;
}

export async function refusingNetwork(): Promise<RefusingNetwork> {
	let seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		response.writeHead(400, { 'content-type': 'application/json' }).end('{"errors":[{"detail":"refused"}]}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const flinkApi = { apiKeyId: 'KEY', apiSecret: 'secret', organizationId: '11111111-2222-4333-8444-555555555555', environmentId: 'env-a1b2c3', cloud: 'aws', region: 'us-east-1' } as const;
	return {
		address: { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, flinkApi, cloudApi: { apiKeyId: 'CLOUD', apiSecret: 'secret' } },
		requests: () => {
			const requests = seen;
			seen = [];
			return requests;
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
