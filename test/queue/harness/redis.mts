import { connect } from 'node:net';
import { freePort, LOOPBACK } from '../../../demo/ports.mjs';
import { startProcess, type ManagedProcess } from '../../../demo/processes.mjs';
import { redisServer } from './binaries.mjs';
import { untilReady } from '../../../demo/untilReady.mjs';

const START_TIMEOUT_MS = 20_000;

export interface Redis {
	readonly port: number;
	readonly process: ManagedProcess;
}

/** A Redis on loopback that keeps everything in memory. @param folder of its log */
export async function startRedis(folder: string): Promise<Redis> {
	const command = redisServer();
	if (command === undefined) throw new Error('There is no redis-server');
	const port = await freePort();
	const process = startProcess({
		name: 'redis',
		command,
		args: ['--bind', LOOPBACK, '--port', String(port), '--save', '', '--appendonly', 'no', '--daemonize', 'no', '--dir', folder],
		cwd: folder,
		env: globalThis.process.env,
		logFile: `${folder}/redis.log`,
	});
	await untilReady(process, START_TIMEOUT_MS, () => answersPing(port));
	return { port, process };
}

/** Redis answers a `PING` with `+PONG` as soon as it serves. */
async function answersPing(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect({ port, host: LOOPBACK }, () => socket.write('PING\r\n'));
		const end = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.setTimeout(1_000, () => end(false));
		socket.on('data', (data) => end(data.toString().startsWith('+PONG')));
		socket.on('error', () => end(false));
	});
}
