import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { childEnvironment } from './environment.mjs';
import { PACKAGE_NAME, ROOT } from './paths.mjs';
import { step } from './progress.mjs';

/** Builds the node package with the scripts of its own package.json. */
export async function buildNodePackage() {
	await runCommand('npm', ['run', '--silent', 'build'], { cwd: ROOT, env: childEnvironment(process.execPath) });
	if (!existsSync(join(ROOT, 'dist', 'nodes'))) throw new Error('npm run build left no dist/nodes. Run it by itself to see why.');
}

/**
 * When files were last written, in epoch milliseconds.
 *
 * @param {readonly string[]} paths files and folders below the package's folder; missing ones are left out
 * @param {(path: string) => boolean} [counts] which files; all when absent
 * @returns {number[]}
 */
function writtenAt(paths, counts = () => true) {
	return paths.flatMap((path) => {
		const status = statSync(join(ROOT, path), { throwIfNoEntry: false });
		if (status === undefined) return [];
		if (status.isDirectory()) return writtenAt(readdirSync(join(ROOT, path)).map((name) => join(path, name)), counts);
		return counts(path) ? [status.mtimeMs] : [];
	});
}

/**
 * Builds the node package unless everything that was compiled into `dist` is younger than every source. Icons and
 * codex files do not count there: they are copied with the times of their sources.
 */
export async function ensureNodePackage() {
	const built = Math.min(...writtenAt(['dist'], (path) => path.endsWith('.js')));
	const changed = Math.max(...writtenAt(['nodes', 'credentials', 'package.json', 'tsconfig.json', 'gulpfile.js']));
	if (built !== Infinity && built > changed) return;
	await step('Building the node package', buildNodePackage);
}

/**
 * Puts the built package where n8n looks for community nodes. A copy, without node_modules of its own: a link would
 * lead to the n8n-workflow of this checkout, beside n8n's.
 *
 * @param {string} home
 */
export function placeNodePackage(home) {
	const target = join(home, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	for (const part of ['dist', 'package.json', 'README.md', 'LICENSE']) {
		const source = join(ROOT, part);
		if (existsSync(source)) cpSync(source, join(target, part), { recursive: true });
	}
}
