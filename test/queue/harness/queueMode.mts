import { randomBytes } from 'node:crypto';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCredentials } from '../../../demo/credentials.mjs';
import { installN8n } from '../../../demo/install.mjs';
import type { N8nClient } from '../../../demo/n8nClient.mjs';
import { ensureNode24 } from '../../../demo/node24.mjs';
import { ensureNodePackage } from '../../../demo/nodePackage.mjs';
import { HOMES } from '../../../demo/paths.mjs';
import { LOOPBACK } from '../../../demo/ports.mjs';
import { endAllOnExit, killAll } from '../../../demo/processes.mjs';
import { startLocalConfluent, type LocalConfluent } from '../../e2e/harness/localConfluent.mjs';
import { Main } from './main.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { Worker } from './worker.mjs';

/** An n8n in queue mode: one main, some workers, their Redis and PostgreSQL, and a local Confluent Cloud. */
export interface QueueMode {
	readonly url: string;
	readonly client: N8nClient;
	readonly confluent: LocalConfluent;
	/** As `RealN8n` has them, for the `credentials` of workflow nodes. */
	readonly credentialIds: ReadonlyMap<string, { id: string; name: string }>;
	readonly main: Main;
	readonly workers: readonly Worker[];
	/** Ends all of it and removes its folders; with KEEP_N8N_HOMES=1 n8n's folders stay. */
	stop(): Promise<void>;
}

export interface QueueModeOptions {
	readonly workers: number;
	/** Executions that one worker runs at a time. */
	readonly concurrency: number;
	/** Further environment of main and workers. */
	readonly env?: Record<string, string>;
}

const HOME = join(HOMES, 'queue');

/** Starts all of it; whatever happens then, it ends with this process. */
export async function startQueueMode(options: QueueModeOptions): Promise<QueueMode> {
	// In the system's temporary folder, since PostgreSQL's user may not be allowed into this one.
	const serverFolder = mkdtempSync(join(tmpdir(), 'n8n-queue-'));
	chmodSync(serverFolder, 0o755);
	rmSync(HOME, { recursive: true, force: true });
	const removeFolders = () => {
		rmSync(serverFolder, { recursive: true, force: true });
		if (process.env['KEEP_N8N_HOMES'] !== '1') rmSync(HOME, { recursive: true, force: true });
	};
	endAllOnExit(removeFolders);
	const stop = async () => {
		await killAll();
		removeFolders();
	};
	try {
		return { ...(await startAll(options, serverFolder)), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function startAll({ workers: count, concurrency, env: further = {} }: QueueModeOptions, serverFolder: string): Promise<Omit<QueueMode, 'stop'>> {
	const node = await ensureNode24();
	await installN8n(node);
	await ensureNodePackage();
	const [postgres, redis, confluent] = await Promise.all([startPostgres(serverFolder), startRedis(serverFolder), startLocalConfluent(HOME)]);
	const env = {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...postgres.env,
		...further,
	};
	const main = await Main.create({ home: join(HOME, 'main'), node: node.binary, env });
	const { client } = main;
	const credentialIds = await importCredentials(client, confluent.credentials);
	const names = Array.from({ length: count }, (_, index) => `worker-${String(index + 1)}`);
	const workers = names.map((name) => new Worker({ home: join(HOME, name), name, node: node.binary, concurrency, env }));
	await Promise.all(workers.map((worker) => worker.start()));
	return { url: client.url, client, confluent, credentialIds, main, workers };
}
