import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { childEnvironment } from './environment.mjs';
import { DEMO } from './paths.mjs';
import { step } from './progress.mjs';

/**
 * n8n's start script, once it is installed.
 *
 * @param {string} folder where a package.json and a package-lock.json pin it
 */
export const n8nBinary = (folder) => join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

/** Start script of the demo's n8n. */
export const N8N_BINARY = n8nBinary(DEMO);

/** The only native parts that n8n needs here; the install scripts of others want downloads from elsewhere. */
const NATIVE_PARTS = ['sqlite3', 'isolated-vm'];

const TOOLCHAIN = [
	{ name: 'Python 3', commands: ['python3', 'python'] },
	{ name: 'make', commands: ['make', 'gmake'] },
	{ name: 'a C++ compiler', commands: ['g++', 'clang++', 'c++'] },
];

/** @param {string} command */
const canRun = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function requireToolchain() {
	const missing = TOOLCHAIN.filter(({ commands }) => !commands.some(canRun)).map(({ name }) => name);
	if (missing.length === 0) return;
	throw new Error(
		`n8n has two native parts (${NATIVE_PARTS.join(', ')}) that are compiled on this machine, and ${missing.join(' and ')} ` +
			'is missing. On Debian or Ubuntu: apt-get install python3 make g++. On macOS: xcode-select --install.',
	);
}

/**
 * @param {import('./node24.mjs').NodeForN8n} node
 * @param {string} folder
 */
function fingerprint(node, folder) {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(folder, file)));
	return hash.update(`${node.binary} ${process.platform} ${process.arch}`).digest('hex');
}

/**
 * Runs `work` unless it has been done already for this lock file and Node. The mark lies inside node_modules, so
 * that it goes when the folder goes.
 *
 * @param {string} file
 * @param {string} wanted
 * @param {() => Promise<unknown>} work
 */
async function once(file, wanted, work) {
	if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return;
	await work();
	writeFileSync(file, wanted);
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function installPackages(folder, env) {
	const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
	const total = Object.keys(packages).length;
	await step(`Installing n8n ${packages['node_modules/n8n'].version} and the ${total} packages it needs (2 to 3 GB; three minutes on two cores)`, async (note) => {
		let fetched = 0;
		const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];
		await runCommand('npm', args, {
			cwd: folder,
			env,
			onLine: (line) => {
				if (!/^npm http (fetch GET 200|cache) /.test(line)) return;
				fetched += 1;
				note(fetched < total - 1 ? `${fetched} packages fetched` : 'all packages fetched, writing them');
			},
		});
	});
}

/**
 * Installs the n8n that a folder pins, the demo's by default, from the npm registry alone, and compiles
 * its native parts. Does nothing when that has been done for the same lock file.
 *
 * @param {import('./node24.mjs').NodeForN8n} node
 * @param {string} [folder]
 */
export async function installN8n(node, folder = DEMO) {
	const wanted = fingerprint(node, folder);
	const env = childEnvironment(node.binary, node.headers === undefined ? {} : { npm_config_nodedir: node.headers });
	/** @param {string} name */
	const mark = (name) => join(folder, 'node_modules', `.${name}`);
	await once(mark('installed'), wanted, async () => {
		requireToolchain();
		await installPackages(folder, env);
	});
	await once(mark('compiled'), wanted, async () => {
		requireToolchain();
		await step(`Compiling ${NATIVE_PARTS.join(' and ')} (about a minute)`, () =>
			runCommand('npm', ['rebuild', ...NATIVE_PARTS, '--ignore-scripts=false'], { cwd: folder, env }),
		);
	});
}
