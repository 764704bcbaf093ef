import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 50;

/** Where executions send the rows that they were started with. */
export class RowSink {
	/** Numbers of rows in the order of their arrival. */
	readonly received: number[] = [];
	/** How long an arrival waits for its answer, in milliseconds: so long takes an execution at least. */
	delayMs = 0;
	#isHolding = false;
	#held: ServerResponse[] = [];

	private constructor(
		readonly url: string,
		private readonly server: ReturnType<typeof createServer>,
	) {}

	static async start(): Promise<RowSink> {
		const server = createServer();
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const sink = new RowSink(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, server);
		server.on('request', (request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
			request.on('end', () => sink.#take(Number((JSON.parse(body) as { id: number }).id), response));
		});
		return sink;
	}

	/** Rows that have arrived, each once. */
	get distinct(): ReadonlySet<number> {
		return new Set(this.received);
	}

	/** From now on arrivals are left without an answer, until `release`. */
	hold(): void {
		this.#isHolding = true;
	}

	/** How many wait for their answer. */
	get held(): number {
		return this.#held.length;
	}

	/** Answers all that wait. */
	release(): void {
		this.#isHolding = false;
		for (const response of this.#held.splice(0)) response.end('{}');
	}

	/** Waits until something is so, which has to do with what has arrived. */
	async until(isSo: () => boolean, what: string, timeoutMs: number): Promise<void> {
		for (const deadline = Date.now() + timeoutMs; !isSo(); await sleep(LOOK_MS)) {
			if (Date.now() > deadline) throw new Error(`${what}: not within ${String(timeoutMs / 1000)} s; ${String(this.received.length)} rows have arrived, ${String(this.distinct.size)} different ones`);
		}
	}

	/** Begins anew. */
	clear(): void {
		this.release();
		this.received.length = 0;
		this.delayMs = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}

	#take(id: number, response: ServerResponse): void {
		this.received.push(id);
		if (this.#isHolding) this.#held.push(response);
		else if (this.delayMs > 0) setTimeout(() => response.end('{}'), this.delayMs);
		else response.end('{}');
	}
}
