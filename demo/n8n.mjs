import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { N8N_BINARY } from './install.mjs';
import { LOOPBACK } from './ports.mjs';
import { startProcess } from './processes.mjs';
import { untilReady } from './untilReady.mjs';

/** A first start creates the database: about 20 s on two cores, more where they are busy. */
const START_TIMEOUT_MS = 180_000;

/** Keeps an n8n to itself: no telemetry, no look-ups of news, on loopback only. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_LISTEN_ADDRESS: LOOPBACK,
	N8N_HOST: LOOPBACK,
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: LOOPBACK,
};

/** A list of MCP servers that n8n 2.41 fetches from its maker at each start; older versions refuse to start with a module they do not know. */
const WITHOUT_LOOK_UPS = { N8N_DISABLED_MODULES: 'mcp-registry' };

/**
 * @typedef {object} N8nOptions
 * @property {string} home folder in which n8n makes its `.n8n`
 * @property {number} port
 * @property {number} brokerPort of its task runners; each n8n on a machine needs its own
 * @property {string} node binary of a Node that this n8n supports
 * @property {string} [binary] n8n's start script; the demo's when absent
 * @property {readonly string[]} [args] n8n's command; `['start']` when absent
 * @property {readonly string[]} [nodeArgs] options of Node itself, for this process alone and none that it starts
 * @property {Record<string, string>} [env]
 * @property {string} [name] for messages and the log file's name
 */

/** @param {N8nOptions} options */
export function n8nEnvironment({ home, port, brokerPort, node, binary, env }) {
	return childEnvironment(node, {
		...QUIET,
		...(binary === undefined || binary === N8N_BINARY ? WITHOUT_LOOK_UPS : {}),
		N8N_USER_FOLDER: home,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		...env,
	});
}

/**
 * Starts an n8n process, its output in `<home>/<name>.log`, without waiting for it.
 *
 * @param {N8nOptions} options
 */
export function spawnN8n(options) {
	const name = options.name ?? 'n8n';
	return startProcess({
		name,
		command: options.node,
		args: [...(options.nodeArgs ?? []), options.binary ?? N8N_BINARY, ...(options.args ?? ['start'])],
		cwd: options.home,
		env: n8nEnvironment(options),
		logFile: join(options.home, `${name}.log`),
	});
}

/**
 * True once the editor can be used. n8n listens before it has all its routes: /healthz answers before the database is
 * ready, /rest/settings before the list of node types is there, which is a 404 until then (without a session a 401).
 *
 * @param {string} url
 */
async function answers(url) {
	try {
		const settings = await ask(`${url}/rest/settings`);
		if (!settings.ok || !(settings.headers.get('content-type') ?? '').includes('application/json')) return false;
		const nodeTypes = await ask(`${url}/types/nodes.json`);
		return nodeTypes.status !== 404;
	} catch {
		// Not listening yet.
		return false;
	}
}

/** The head of an answer; its body, megabytes for the node types, is not read. @param {string} url */
async function ask(url) {
	const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
	await response.body?.cancel();
	return response;
}

/**
 * Starts an n8n server and waits until its editor can be used.
 *
 * @param {N8nOptions} options
 * @param {(started: import('./processes.mjs').ManagedProcess) => void} [onSpawn] receives the process before it is ready
 * @returns {Promise<{ url: string, process: import('./processes.mjs').ManagedProcess }>}
 */
export async function startN8n(options, onSpawn) {
	const url = `http://${LOOPBACK}:${options.port}`;
	const started = spawnN8n(options);
	onSpawn?.(started);
	await untilReady(started, START_TIMEOUT_MS, () => answers(url));
	return { url, process: started };
}
