import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './command.mjs';
import { childEnvironment } from './environment.mjs';
import { NODE24 } from './paths.mjs';
import { step } from './progress.mjs';

/** n8n 2.41 asks for Node 24, and its native part isolated-vm is built against that version's headers. */
const MAJOR = 24;
const PINNED = '24.21.0';

/**
 * @typedef {object} NodeForN8n
 * @property {string} binary absolute path of a Node 24
 * @property {string | undefined} headers folder that holds `include/node`, for node-gyp; undefined: node-gyp finds its own
 */

/** @param {string} folder */
const withHeaders = (folder) => (existsSync(join(folder, 'include', 'node', 'node.h')) ? folder : undefined);

/** @returns {NodeForN8n | undefined} */
function ownNode() {
	if (Number(process.versions.node.split('.')[0]) !== MAJOR) return undefined;
	return { binary: process.execPath, headers: withHeaders(dirname(dirname(process.execPath))) };
}

/** @returns {NodeForN8n | undefined} */
function broughtNode() {
	const folder = join(NODE24, 'node_modules', 'node');
	const binary = join(folder, 'bin', 'node');
	if (!existsSync(binary)) return undefined;
	const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
	if (version !== `v${PINNED}`) return undefined;
	const platformPackage = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`;
	const places = [join(folder, 'node_modules', platformPackage), join(NODE24, 'node_modules', platformPackage)];
	return { binary, headers: places.map(withHeaders).find((place) => place !== undefined) };
}

/**
 * A Node 24 to run n8n with: this one where it is a 24, else the npm package `node`, installed beside the demo.
 *
 * @returns {Promise<NodeForN8n>}
 */
export async function ensureNode24() {
	const present = ownNode() ?? broughtNode();
	if (present !== undefined) return present;
	return await step(`Fetching Node ${PINNED} for n8n (this machine has ${process.version})`, async () => {
		mkdirSync(NODE24, { recursive: true });
		writeFileSync(join(NODE24, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
		// The package's install script is what fetches the binary of this platform.
		const args = ['install', `node@${PINNED}`, '--save-exact', '--ignore-scripts=false', '--no-audit', '--no-fund'];
		await runCommand('npm', args, { cwd: NODE24, env: childEnvironment(process.execPath) });
		const brought = broughtNode();
		if (brought === undefined) {
			throw new Error(`The npm package node@${PINNED} gave no binary for ${process.platform} ${process.arch}. Install Node 24 and start the demo with it.`);
		}
		return brought;
	});
}
