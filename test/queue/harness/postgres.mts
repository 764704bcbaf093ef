import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, LOOPBACK } from '../../../demo/ports.mjs';
import { startProcess, type ManagedProcess } from '../../../demo/processes.mjs';
import { inPath, postgresFolder } from './binaries.mjs';
import { untilReady } from '../../../demo/untilReady.mjs';

const START_TIMEOUT_MS = 60_000;
const SUPERUSER = 'n8n';
/** Who runs it where this process is root, which PostgreSQL refuses to be; Debian's package creates it. */
const SYSTEM_USER = 'postgres';

const run = promisify(execFile);

export interface Postgres {
	readonly port: number;
	readonly process: ManagedProcess;
	/** For n8n to reach it. */
	readonly env: Record<string, string>;
}

/** The command as the user that may run PostgreSQL. */
function asAllowedUser(command: string, args: readonly string[]): [string, string[]] {
	return process.getuid?.() === 0 ? [inPath('runuser') ?? 'runuser', ['-u', SYSTEM_USER, '--', command, ...args]] : [command, [...args]];
}

/**
 * A PostgreSQL on loopback with a cluster of its own, made for it. What n8n has written does not outlive the machine,
 * which saves the waiting for its disk.
 *
 * @param folder an empty one below a folder that every user can enter
 */
export async function startPostgres(folder: string): Promise<Postgres> {
	const programs = postgresFolder();
	if (programs === undefined) throw new Error('There is no PostgreSQL');
	const data = join(folder, 'data');
	await makeCluster(programs, data);
	const port = await freePort();
	const settings = ['listen_addresses=' + LOOPBACK, `port=${String(port)}`, 'unix_socket_directories=', 'fsync=off', 'max_connections=100'];
	const [command, args] = asAllowedUser(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]);
	const server = startProcess({ name: 'postgres', command, args, cwd: folder, env: process.env, logFile: join(folder, 'postgres.log') });
	await untilReady(server, START_TIMEOUT_MS, () => isReady(programs, port));
	return { port, process: server, env: connection(port) };
}

async function makeCluster(programs: string, data: string): Promise<void> {
	rmSync(data, { recursive: true, force: true });
	mkdirSync(data, { recursive: true });
	if (process.getuid?.() === 0) await run('chown', [SYSTEM_USER, data]);
	chmodSync(data, 0o700);
	const [command, args] = asAllowedUser(join(programs, 'initdb'), ['-D', data, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']);
	await run(command, args, { cwd: join(data, '..') });
}

async function isReady(programs: string, port: number): Promise<boolean> {
	try {
		await run(join(programs, 'pg_isready'), ['-h', LOOPBACK, '-p', String(port), '-U', SUPERUSER, '-d', 'postgres']);
		return true;
	} catch {
		// It says by its exit code that it is not yet ready.
		return false;
	}
}

function connection(port: number): Record<string, string> {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOOPBACK,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: SUPERUSER,
		DB_POSTGRESDB_DATABASE: 'postgres',
	};
}
