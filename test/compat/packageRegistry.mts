import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { ensureNodePackage } from '../../demo/nodePackage.mjs';
import { ROOT } from '../../demo/paths.mjs';
import { LOOPBACK } from '../../demo/ports.mjs';

/** The tarball as `npm publish` would send it, and what npm says of it. */
export interface PackedPackage {
	readonly name: string;
	readonly version: string;
	readonly filename: string;
	readonly integrity: string;
	readonly shasum: string;
	readonly content: Buffer;
}

/** Builds the package where that is due, and packs it into `folder`. */
export async function packNodePackage(folder: string): Promise<PackedPackage> {
	await ensureNodePackage();
	mkdirSync(folder, { recursive: true });
	const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' });
	const [packed] = JSON.parse(said) as Array<Omit<PackedPackage, 'content'>>;
	if (packed === undefined) throw new Error(`npm pack said nothing of a package: ${said}`);
	return { ...packed, content: readFileSync(join(folder, packed.filename)) };
}

export interface PackageRegistry {
	readonly url: string;
	/** Paths that were asked for, in order. */
	readonly requests: readonly string[];
	close(): Promise<void>;
}

/** An npm registry on loopback in which this package is published, and no other. */
export async function startRegistry({ content, ...packed }: PackedPackage): Promise<PackageRegistry> {
	const requests: string[] = [];
	let url = '';
	const manifest: object = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		requests.push(path);
		const tarball = `/${packed.name}/-/${packed.filename}`;
		if (path === tarball) return response.end(content);
		if (path !== `/${packed.name}`) return response.writeHead(404).end('{"error":"not found"}');
		const dist = { tarball: `${url}${tarball}`, integrity: packed.integrity, shasum: packed.shasum };
		const versions = { [packed.version]: { ...manifest, dist } };
		return response.setHeader('content-type', 'application/json').end(JSON.stringify({ name: packed.name, 'dist-tags': { latest: packed.version }, versions }));
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	url = `http://${LOOPBACK}:${String((server.address() as AddressInfo).port)}`;
	return {
		url,
		requests,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/**
 * The PATH of an n8n whose npm takes everything from `registry`, whatever address it is given: n8n looks npm up
 * there, and only a licence lets it be told of another registry than the public one.
 *
 * @param folder for that npm and its cache
 * @param node binary of the Node that runs n8n, and npm
 */
export function pathWithNpmFrom(registry: string, folder: string, node: string): string {
	mkdirSync(folder, { recursive: true });
	const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
	writeFileSync(join(folder, 'npm'), `#!/bin/sh\nexec "${npm}" "$@" --registry=${registry} --cache="${join(folder, 'cache')}"\n`, { mode: 0o755 });
	return [folder, dirname(node), process.env['PATH'] ?? ''].join(delimiter);
}
