import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 250;

/**
 * Waits until a server that was just started answers; kills it and throws with its log when it does not.
 *
 * @param {import('./processes.mjs').ManagedProcess} server
 * @param {number} timeoutMs
 * @param {() => Promise<boolean>} answers
 */
export async function untilReady(server, timeoutMs, answers) {
	const deadline = Date.now() + timeoutMs;
	while (!(await answers())) {
		if (!server.running) throw new Error(`${server.name} ended with ${await server.ended} before it was ready. Its log says:\n${server.lastLines()}`);
		if (Date.now() > deadline) {
			await server.kill();
			throw new Error(`${server.name} was not ready after ${timeoutMs / 1000} s. Its log says:\n${server.lastLines()}`);
		}
		await sleep(LOOK_MS);
	}
}
