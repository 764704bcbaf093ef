import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from './environment.mjs';
import { ROOT } from './paths.mjs';
import { startProcess } from './processes.mjs';

const START_TIMEOUT_MS = 60_000;

/**
 * What the emulator says of itself in one line, enough to fill both credentials.
 *
 * @typedef {object} EmulatorDescription
 * @property {string} baseUrl
 * @property {{ apiKeyId: string, apiSecret: string, organizationId: string, environmentId: string, cloud: string, region: string }} flinkApi
 * @property {{ apiKeyId: string, apiSecret: string }} cloudApi
 */

/**
 * Starts the local Confluent Cloud on a free loopback port and waits for its description.
 *
 * @param {string} home folder for its log
 * @param {readonly string[]} [options] further options of `npm run emulator`
 * @returns {Promise<{ description: EmulatorDescription, process: import('./processes.mjs').ManagedProcess }>}
 */
export async function startEmulator(home, options = []) {
	/** @type {(description: EmulatorDescription) => void} */
	let describe = () => {};
	/** @type {Promise<EmulatorDescription>} */
	const described = new Promise((resolve) => (describe = resolve));
	const started = startProcess({
		name: 'emulator',
		command: 'npm',
		args: ['run', '--silent', 'emulator', '--', '--port', '0', '--json', ...options],
		cwd: ROOT,
		env: childEnvironment(process.execPath),
		logFile: join(home, 'emulator.log'),
		onLine: (line) => {
			if (line.startsWith('{')) describe(JSON.parse(line));
		},
	});
	const outcome = await Promise.race([described, started.ended, sleep(START_TIMEOUT_MS, 'no answer within a minute', { ref: false })]);
	if (typeof outcome !== 'string') return { description: outcome, process: started };
	await started.kill();
	throw new Error(`The emulator did not start (${outcome}). Its log says:\n${started.lastLines()}`);
}
