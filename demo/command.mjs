import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Lines of a failed command that are shown: enough for a compiler's complaint, not a whole log. */
const SHOWN_LINES = 30;

/**
 * Runs a command to its end and resolves with its output lines. Rejects with its last lines when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 * @returns {Promise<string[]>}
 */
export function runCommand(command, args, { cwd, env, onLine }) {
	return new Promise((resolve, reject) => {
		/** @type {string[]} */
		const lines = [];
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of [child.stdout, child.stderr]) {
			createInterface({ input: stream }).on('line', (line) => {
				lines.push(line);
				onLine?.(line);
			});
		}
		child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
		child.on('close', (code, signal) => {
			if (code === 0) return resolve(lines);
			const what = `${command} ${args.join(' ')} ended with ${signal ?? `exit code ${code}`} in ${cwd}`;
			reject(new Error(`${what}. Its last lines:\n${lines.slice(-SHOWN_LINES).join('\n')}`));
		});
	});
}
