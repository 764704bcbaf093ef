import { mkdirSync } from 'node:fs';
import { startN8n } from '../../../demo/n8n.mjs';
import { N8nClient } from '../../../demo/n8nClient.mjs';
import { placeNodePackage } from '../../../demo/nodePackage.mjs';
import { ownerOf } from '../../../demo/owner.mjs';
import { freePort, LOOPBACK } from '../../../demo/ports.mjs';
import type { ManagedProcess } from '../../../demo/processes.mjs';

export interface MainOptions {
	readonly home: string;
	readonly node: string;
	readonly env: Record<string, string>;
}

/** The main instance: folder, ports and session outlive `kill`, `halt` and `start`. */
export class Main {
	#process: ManagedProcess | undefined;

	private constructor(
		readonly client: N8nClient,
		private readonly options: MainOptions & { readonly port: number; readonly brokerPort: number },
	) {}

	/** Starts it for the first time, at which it creates the tables, and signs in as its owner. */
	static async create(options: MainOptions): Promise<Main> {
		const { home } = options;
		mkdirSync(home, { recursive: true });
		placeNodePackage(home);
		const owner = ownerOf(home);
		const ports = { port: await freePort(), brokerPort: await freePort() };
		const main = new Main(new N8nClient(`http://${LOOPBACK}:${String(ports.port)}`), { ...options, ...ports });
		await main.start();
		await main.client.signIn(owner);
		return main;
	}

	/** Starts it, again after `kill` or `halt`, and waits until its editor answers. */
	async start(): Promise<void> {
		const { process } = await startN8n({ ...this.options, name: 'main' }, (started) => (this.#process = started));
		this.#process = process;
	}

	/** SIGKILL: nothing more is written, nobody is told. */
	async kill(): Promise<void> {
		await this.#process?.kill();
	}

	/** SIGTERM, as at a deployment. */
	async halt(): Promise<void> {
		await this.#process?.stop();
	}
}
