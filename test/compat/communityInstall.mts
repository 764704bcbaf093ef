import { n8nBinary } from '../../demo/install.mjs';
import { startN8n } from '../../demo/n8n.mjs';
import { ownerOf } from '../../demo/owner.mjs';
import { freePort, LOOPBACK } from '../../demo/ports.mjs';
import type { ManagedProcess } from '../../demo/processes.mjs';
import type { N8nLine } from './n8nLines.mjs';

/** A package as the Community Nodes page lists it. */
export interface InstalledPackage {
	readonly packageName: string;
	readonly installedVersion: string;
	readonly installedNodes: ReadonlyArray<{ readonly name: string; readonly type: string }>;
	readonly failedLoading?: boolean;
}

export interface CommunityInstall {
	/** What the page shows afterwards. */
	readonly listed: readonly InstalledPackage[];
	/** Types that the editor can use afterwards, without a new start. */
	readonly nodeTypes: readonly string[];
}

interface Options {
	readonly line: N8nLine;
	/** The package's name and, after an @, its version. n8n 1.123 wants one where it cannot reach the public registry. */
	readonly wanted: string;
	/** n8n's user folder. */
	readonly home: string;
	/** Binary of the Node that runs n8n. */
	readonly node: string;
	/** Environment with a PATH in which npm knows the package. */
	readonly env: Record<string, string>;
	readonly onSpawn: (started: ManagedProcess) => void;
}

/**
 * n8n asks its maker whether the package is banned, and the public registry whether the version exists, before it
 * falls back on npm. Neither question is to leave this machine: no one listens there.
 */
const NO_WAY_OUT = { HTTPS_PROXY: `http://${LOOPBACK}:9`, NO_PROXY: LOOPBACK };

/**
 * Starts n8n on a fresh user folder, lets its owner install the package from the Community Nodes page, and ends it.
 * The page's request is sent, and n8n does all the rest itself: `npm view`, `npm pack`, `tar`, taking the dev, peer
 * and optional dependencies out of package.json, `npm install`, its ledger in `.n8n/nodes/package.json`, loading the
 * nodes, and its table of installed packages. Only the registry is another, with the packed package in it.
 */
export async function installFromCommunityPage({ line, wanted, home, node, env, onSpawn }: Options): Promise<CommunityInstall> {
	const ports = { port: await freePort(), brokerPort: await freePort() };
	const options = { home, node, ...ports, binary: n8nBinary(line.folder), env: { ...env, ...NO_WAY_OUT }, name: 'n8n-install' };
	// Before n8n makes its database: a folder that has one belongs to an owner already.
	const owner = ownerOf(home);
	const { url, process: started } = await startN8n(options, onSpawn);
	try {
		const client = line.connect(url);
		await client.signIn(owner);
		await client.request('POST', '/rest/community-packages', { name: wanted });
		const listed = (await client.request('GET', '/rest/community-packages')) as InstalledPackage[];
		const types = (await client.request('GET', '/types/nodes.json')) as Array<{ name: string }>;
		return { listed, nodeTypes: types.map(({ name }) => name) };
	} finally {
		await started.stop();
	}
}
