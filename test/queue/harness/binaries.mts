import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Programs of PostgreSQL that are needed to make a database cluster and to serve it. */
const POSTGRES_PROGRAMS = ['initdb', 'postgres', 'pg_isready'];

/** Where a program is; folders that a user's PATH may lack, such as `/usr/sbin`, are looked at too. */
export function inPath(program: string): string | undefined {
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/bin', '/usr/sbin', '/sbin'];
	return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** The folder of PostgreSQL's programs: Debian keeps them out of PATH, one folder a version; the newest is taken. */
export function postgresFolder(): string | undefined {
	const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES).sort((a, b) => Number(b) - Number(a)) : [];
	const initdb = inPath('initdb');
	const folders = [...versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin')), ...(initdb === undefined ? [] : [join(initdb, '..')])];
	return folders.find((folder) => POSTGRES_PROGRAMS.every((program) => existsSync(join(folder, program))));
}

export function redisServer(): string | undefined {
	return inPath('redis-server');
}

/** Why queue mode cannot be run on this machine; false where it can. */
export function missingServers(): string | false {
	const missing = [
		...(redisServer() === undefined ? ['redis-server'] : []),
		...(postgresFolder() === undefined ? ['postgresql'] : []),
	];
	return missing.length === 0 ? false : `there is no ${missing.join(' and no ')} here; on Debian: apt-get install ${missing.join(' ')}`;
}
