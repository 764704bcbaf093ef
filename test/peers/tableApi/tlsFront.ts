/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Of a key store that lives as long as one test. */
const STORE_PASSWORD = 'changeit';

/** TLS in front of the emulator, for a client that accepts nothing else, with a certificate made for this run. */
export class TlsFront {
	private constructor(
		private readonly server: Server,
		private readonly folder: string,
		private readonly store: string,
	) {}

	/** @param target base URL of the emulator */
	static async start(target: string): Promise<TlsFront> {
		const folder = await mkdtemp(path.join(tmpdir(), 'tls-front-'));
		const store = path.join(folder, 'store.p12');
		const owner = ['-alias', 'front', '-dname', 'CN=localhost', '-ext', 'SAN=dns:localhost', '-validity', '2'];
		await run('keytool', ['-genkeypair', '-keyalg', 'RSA', '-keysize', '2048', ...owner, '-storetype', 'PKCS12', '-keystore', store, '-storepass', STORE_PASSWORD]);
		const server = createServer({ pfx: await readFile(store), passphrase: STORE_PASSWORD }, (incoming, outgoing) => {
			const headers = { ...incoming.headers };
			delete headers.host;
			const passed = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers }, (answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			});
			passed.on('error', () => outgoing.destroy());
			incoming.pipe(passed);
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return new TlsFront(server, folder, store);
	}

	get url(): string {
		return `https://localhost:${(this.server.address() as AddressInfo).port}`;
	}

	/** Makes a Java program trust the certificate. */
	get javaOptions(): string {
		return `-Djavax.net.ssl.trustStore=${this.store} -Djavax.net.ssl.trustStorePassword=${STORE_PASSWORD} -Djavax.net.ssl.trustStoreType=PKCS12`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await rm(this.folder, { recursive: true, force: true });
	}
}
