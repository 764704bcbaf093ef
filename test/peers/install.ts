/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { PEERS, type Peer } from './clients';
import { CACHE, ledgerFile, type Presence } from './installed';

const run = promisify(execFile);

/** Milliseconds that one client may take to come from its registry. */
const INSTALL_TIMEOUT_MS = 8 * 60_000;

/** Jest's global set-up: every client that can be had is in the cache, and the ledger says where or why not. */
export default async function installPeers(): Promise<void> {
	await mkdir(CACHE, { recursive: true });
	const ledger: Record<string, Presence> = {};
	for (const [id, peer] of Object.entries<Peer>(PEERS)) ledger[id] = isWanted(id, peer) ? await presence(peer) : { reason: peer.onlyOnDemand ?? '' };
	await writeFile(ledgerFile(), JSON.stringify(ledger, null, '\t'));
}

/** `PEERS` names clients, separated by commas, that are installed although they are large. */
function isWanted(id: string, { onlyOnDemand }: Peer): boolean {
	return onlyOnDemand === undefined || (process.env['PEERS'] ?? '').split(',').includes(id);
}

async function presence(peer: Peer): Promise<Presence> {
	try {
		for (const command of peer.commands) await requireCommand(command);
		return { home: await install(peer) };
	} catch (error) {
		return { reason: firstLine(error) };
	}
}

/** @throws Error where this machine has no such command */
async function requireCommand(command: string): Promise<void> {
	await run('sh', ['-c', 'command -v "$0"', command]).catch(() => {
		throw new Error(`there is no ${command} on this machine`);
	});
}

/** The folder has the hash of what it was made from, so that another version is another folder. */
async function install(peer: Peer): Promise<string> {
	const { installation } = peer;
	const file = path.join(__dirname, peer.folder, installation.kind === 'pip' ? installation.requirements : installation.manifest);
	const hash = createHash('sha256').update(await readFile(file)).digest('hex').slice(0, 12);
	const home = path.join(CACHE, `${peer.folder}-${hash}`);
	const mark = path.join(home, 'complete');
	if (existsSync(mark)) return home;
	await rm(home, { recursive: true, force: true });
	await mkdir(home, { recursive: true });
	if (installation.kind === 'pip') await installWithPip(home, file);
	else await installWithNpm(home, path.dirname(file));
	await writeFile(mark, '');
	return home;
}

async function installWithPip(home: string, requirements: string): Promise<void> {
	await run('python3', ['-m', 'venv', home], { timeout: INSTALL_TIMEOUT_MS });
	const pip = path.join(home, 'bin', 'pip');
	await run(pip, ['install', '--quiet', '--disable-pip-version-check', '--no-input', '--requirement', requirements], { timeout: INSTALL_TIMEOUT_MS });
}

/** Install scripts do not run: nothing of them is needed, and some of them fetch from elsewhere. */
async function installWithNpm(home: string, source: string): Promise<void> {
	await cp(source, home, { recursive: true, filter: (from) => !from.endsWith('.ts') });
	await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: home, timeout: INSTALL_TIMEOUT_MS });
}

function firstLine(error: unknown): string {
	const stderr = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : '';
	const text = stderr === '' ? String(error) : stderr;
	return text.split('\n').at(-1)?.slice(0, 300) ?? text;
}
