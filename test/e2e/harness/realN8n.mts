import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { importCredentials } from '../../../demo/credentials.mjs';
import { installN8n } from '../../../demo/install.mjs';
import { startN8n } from '../../../demo/n8n.mjs';
import { N8nClient } from '../../../demo/n8nClient.mjs';
import { ensureNode24 } from '../../../demo/node24.mjs';
import { ensureNodePackage, placeNodePackage } from '../../../demo/nodePackage.mjs';
import { DEMO, HOMES } from '../../../demo/paths.mjs';
import { freePort } from '../../../demo/ports.mjs';
import type { ManagedProcess } from '../../../demo/processes.mjs';
import { ownerOf } from '../../../demo/owner.mjs';
import { fillFromTemplate } from './template.mjs';

export interface RealN8nOptions {
	/** Names the user folder and the log; one a test file. */
	readonly name: string;
	/** Further environment of n8n, such as `{ N8N_LOG_LEVEL: 'debug' }`. */
	readonly env?: Record<string, string>;
	/** Saved in n8n before `startRealN8n` resolves. */
	readonly credentials?: ReadonlyArray<{ name: string; type: string; data: Record<string, unknown> }>;
}

/**
 * The demo's n8n with a user folder and ports of its own, the built node package installed, and its owner signed in.
 * Folder, ports and session outlive `kill` and `start`, as they do when a machine loses power.
 */
export class RealN8n {
	/** Ids of the credentials given at the start, by type; for the `credentials` of workflow nodes. */
	credentialIds: ReadonlyMap<string, { id: string; name: string }> = new Map();
	#process: ManagedProcess | undefined;

	constructor(
		readonly home: string,
		readonly client: N8nClient,
		private readonly ports: { port: number; brokerPort: number },
		private readonly node: string,
		private readonly env: Record<string, string>,
	) {}

	get url(): string {
		return this.client.url;
	}

	/** The process id of the running server. */
	get pid(): number {
		if (this.#process?.running !== true) throw new Error('n8n is not running');
		return this.#process.pid;
	}

	/** Starts the server, again after `kill` or `halt`, and waits until its editor answers; `env` is for this start alone. */
	async start(env: Record<string, string> = {}): Promise<void> {
		const { process } = await startN8n({ home: this.home, node: this.node, env: { ...this.env, ...env }, ...this.ports }, (started) => (this.#process = started));
		this.#process = process;
	}

	/** SIGKILL for n8n and everything it started: nothing more is written. */
	async kill(): Promise<void> {
		await this.#process?.kill();
	}

	/** Ends n8n in order, keeping its folder. */
	async halt(): Promise<void> {
		await this.#process?.stop();
	}

	/** Ends n8n and removes its folder; with KEEP_N8N_HOMES=1 the folder stays, to be looked at. */
	async stop(): Promise<void> {
		await this.halt();
		if (process.env['KEEP_N8N_HOMES'] !== '1') rmSync(this.home, { recursive: true, force: true });
	}

	/** Everything n8n has written to its log so far. */
	log(): string {
		return readFileSync(join(this.home, 'n8n.log'), 'utf8');
	}
}

function pinnedVersion(): string {
	const { dependencies } = JSON.parse(readFileSync(join(DEMO, 'package.json'), 'utf8')) as { dependencies: { n8n: string } };
	return dependencies.n8n;
}

/**
 * Starts a real n8n for a test. Installs n8n and builds the package first where that has not been done, which takes
 * minutes once and milliseconds afterwards.
 */
export async function startRealN8n({ name, env = {}, credentials = [] }: RealN8nOptions): Promise<RealN8n> {
	const node = await ensureNode24();
	await installN8n(node);
	await ensureNodePackage();
	const home = join(HOMES, `e2e-${name}`);
	await fillFromTemplate(home, node.binary, pinnedVersion());
	placeNodePackage(home);
	const ports = { port: await freePort(), brokerPort: await freePort() };
	const n8n = new RealN8n(home, new N8nClient(`http://127.0.0.1:${String(ports.port)}`), ports, node.binary, env);
	try {
		await n8n.start();
		await n8n.client.signIn(ownerOf(home));
		n8n.credentialIds = await importCredentials(n8n.client, credentials);
	} catch (error) {
		await n8n.kill();
		throw error;
	}
	return n8n;
}
