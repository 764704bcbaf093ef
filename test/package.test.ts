/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { PACKAGE_ROOT } from './host/package';

const run = promisify(execFile);

interface Manifest {
	readonly dependencies?: object;
	readonly overrides?: object;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly peerDependencies: Record<string, string>;
	readonly scripts: Record<string, string>;
	readonly keywords: string[];
	readonly n8n: { readonly strict: boolean; readonly nodes: string[]; readonly credentials: string[] };
}

const manifest = async () => JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as Manifest;

test('the package holds dist, README, LICENSE and package.json, and nothing else', async () => {
	const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: PACKAGE_ROOT });
	const [pack] = JSON.parse(stdout) as Array<{ files: Array<{ path: string }> }>;
	const files = pack!.files.map((file) => file.path);
	expect(files.filter((file) => !file.startsWith('dist/')).sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
	expect(files.filter((file) => !/^dist\/(nodes|credentials)\/|^[^/]+$/.test(file))).toEqual([]);
	const { n8n } = await manifest();
	expect(files).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials]));
	for (const node of n8n.nodes) expect(files).toContain(node.replace(/\.js$/, '.json'));
	expect(files.filter((file) => file.endsWith('.svg'))).toHaveLength(16);
});

test('the manifest keeps to the rules for verified packages', async () => {
	const { dependencies, overrides, peerDependencies, scripts, keywords, n8n } = await manifest();
	expect({ dependencies, overrides }).toEqual({ dependencies: undefined, overrides: undefined });
	expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(keywords).toContain('n8n-community-node-package');
	expect(n8n.strict).toBe(true);
	const forbidden = ['prepare', 'preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'postprepare'];
	expect(Object.keys(scripts).filter((name) => forbidden.includes(name))).toEqual([]);
});

test('the emulator has its dependencies at the versions that the project has', async () => {
	const shared = (await manifest()).devDependencies;
	const { dependencies, devDependencies } = JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'emulator', 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
	const differing = Object.entries({ ...dependencies, ...devDependencies }).filter(([name, version]) => version !== (shared[name] ?? version));
	expect(differing).toEqual([]);
});

test('the lock file names no download address', async () => {
	expect(await readFile(path.join(PACKAGE_ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http');
});
