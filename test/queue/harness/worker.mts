import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnN8n } from '../../../demo/n8n.mjs';
import { placeNodePackage } from '../../../demo/nodePackage.mjs';
import { freePort, LOOPBACK } from '../../../demo/ports.mjs';
import type { ManagedProcess } from '../../../demo/processes.mjs';
import { untilReady } from '../../../demo/untilReady.mjs';

const START_TIMEOUT_MS = 180_000;

export interface WorkerOptions {
	/** Its own user folder, as a container has; made anew. */
	readonly home: string;
	readonly name: string;
	readonly node: string;
	readonly concurrency: number;
	readonly env: Record<string, string>;
}

/** One `n8n worker`, with the built node package in its user folder. */
export class Worker {
	#process: ManagedProcess | undefined;

	constructor(private readonly options: WorkerOptions) {
		rmSync(options.home, { recursive: true, force: true });
		mkdirSync(options.home, { recursive: true });
		placeNodePackage(options.home);
	}

	get name(): string {
		return this.options.name;
	}

	/** Starts it, again after `kill` or `halt`, and waits until it takes executions. */
	async start(): Promise<void> {
		const { home, name, node, concurrency, env } = this.options;
		const [port, brokerPort, health] = [await freePort(), await freePort(), await freePort()];
		const healthCheck = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(health), N8N_WORKER_SERVER_ADDRESS: LOOPBACK };
		this.#process = spawnN8n({ home, name, node, port, brokerPort, args: ['worker', `--concurrency=${String(concurrency)}`], env: { ...env, ...healthCheck } });
		await untilReady(this.#process, START_TIMEOUT_MS, () => isReady(`http://${LOOPBACK}:${String(health)}/healthz/readiness`));
	}

	/** SIGKILL: nothing more is written, nobody is told. */
	async kill(): Promise<void> {
		await this.#process?.kill();
	}

	/** SIGTERM, as at a deployment: it ends what it has begun, within n8n's time for that. */
	async halt(): Promise<string> {
		void this.#process?.stop();
		return (await this.#process?.ended) ?? 'was not running';
	}

	/** Ids of the executions that it has taken, and of those among them that it has not ended, by its log. */
	executions(): { taken: string[]; held: string[] } {
		const log = readFileSync(join(this.options.home, `${this.name}.log`), 'utf8');
		const ids = (what: string) => [...log.matchAll(new RegExp(`Worker ${what} execution (\\d+)`, 'g'))].map(([, id = '']) => id);
		const ended = new Set(ids('finished'));
		const taken = ids('started');
		return { taken, held: taken.filter((id) => !ended.has(id)) };
	}
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		// Not listening yet.
		return false;
	}
}
