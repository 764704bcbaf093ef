/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A network before a server. */
export interface Network {
	readonly baseUrl: string;
	/** What becomes of the body of each answer. */
	alter: (body: string, path: string) => string;
	/** Holds the next answer until `release`; `made` resolves when the server has made it. */
	holdNext(): { readonly made: Promise<void>; readonly release: () => void };
	/**
	 * Holds the next requests whose path ends so until `release`, before the server has seen them; `sent` resolves
	 * when all of them have come.
	 */
	holdRequests(count: number, end: string): { readonly sent: Promise<void>; readonly release: () => void };
	close(): Promise<void>;
}

interface Hold {
	readonly reached: () => void;
	readonly released: Promise<void>;
}

interface HoldOfRequests extends Hold {
	readonly end: string;
	left: number;
}

/** Passes everything on as it is until a test says otherwise. */
export async function networkTo(baseUrl: string): Promise<Network> {
	let ofRequests: HoldOfRequests | undefined;
	let ofAnswer: Hold | undefined;
	const pass = async (url: string, authorization: string | undefined): Promise<{ status: number; body: string }> => {
		const hold = ofAnswer;
		ofAnswer = undefined;
		await holdRequest(url, ofRequests);
		const answer = await fetch(baseUrl + url, { headers: authorization === undefined ? {} : { authorization } });
		const body = await answer.text();
		hold?.reached();
		await hold?.released;
		return { status: answer.status, body };
	};
	const server = createServer((request, response) => {
		void pass(request.url ?? '/', request.headers.authorization).then(({ status, body }) => {
			response.writeHead(status, { 'content-type': 'application/json' }).end(network.alter(body, request.url ?? '/'));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const network: Network = {
		baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
		alter: (body) => body,
		holdNext: () => {
			const made = deferred();
			const released = deferred();
			ofAnswer = { reached: made.resolve, released: released.promise };
			return { made: made.promise, release: released.resolve };
		},
		holdRequests: (count, end) => {
			const sent = deferred();
			const released = deferred();
			ofRequests = { reached: sent.resolve, released: released.promise, left: count, end };
			return { sent: sent.promise, release: released.resolve };
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	return network;
}

async function holdRequest(url: string, hold: HoldOfRequests | undefined): Promise<void> {
	if (hold === undefined || hold.left === 0 || !url.replace(/\?.*$/, '').endsWith(hold.end)) return;
	hold.left -= 1;
	if (hold.left === 0) hold.reached();
	await hold.released;
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
	let resolve = () => {};
	const promise = new Promise<void>((settle) => (resolve = settle));
	return { promise, resolve };
}
