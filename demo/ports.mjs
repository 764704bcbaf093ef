import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/**
 * @param {number} port 0 for any free one
 * @returns {Promise<number | undefined>} the port, free again; undefined where it is taken
 */
function tryPort(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', (error) => {
			if ('code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) resolve(undefined);
			else reject(error);
		});
		server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
			const address = server.address();
			const found = typeof address === 'object' && address !== null ? address.port : port;
			server.close(() => resolve(found));
		});
	});
}

/** A loopback port that is free now. */
export async function freePort() {
	const port = await tryPort(0);
	if (port === undefined) throw new Error('No free port on 127.0.0.1.');
	return port;
}

/**
 * The wanted port where it is free, else any free one.
 *
 * @param {number} wanted
 */
export async function preferPort(wanted) {
	return (await tryPort(wanted)) ?? (await freePort());
}

/**
 * Lets an HTTP server listen on a free loopback port.
 *
 * @param {import('node:http').Server} server
 * @returns {Promise<string>} its address, without a slash at its end
 */
export function listenOnLoopback(server) {
	return new Promise((resolve, reject) => {
		server.on('error', reject);
		server.listen(0, LOOPBACK, () => {
			const address = server.address();
			resolve(`http://${LOOPBACK}:${typeof address === 'object' && address !== null ? address.port : 0}`);
		});
	});
}

/**
 * Ends an HTTP server with the connections that clients keep open.
 *
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
export function closeServer(server) {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(() => resolve()));
}
