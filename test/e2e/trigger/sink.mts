import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the workflow sends what it was told: the service on the far side of an alert. */
export interface Sink {
	readonly url: string;
	/** Event keys in the order of their arrival. */
	readonly received: readonly string[];
	/** Resolves with the next arrival, which then is left without an answer. */
	holdNext(): Promise<void>;
	close(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
	const received: string[] = [];
	let hold: (() => void) | undefined;
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
		request.on('end', () => {
			received.push((JSON.parse(body) as { eventKey: string }).eventKey);
			const held = hold;
			hold = undefined;
			if (held === undefined) response.end('{}');
			else held();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
		received,
		holdNext: async () => await new Promise<void>((resolve) => (hold = resolve)),
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
