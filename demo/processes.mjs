import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds a process gets to end by itself before it is killed. */
const GRACE_MS = 10_000;

/**
 * Signals a whole process group; false when there is none of that id any more.
 *
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
function signalGroup(pid, signal) {
	try {
		process.kill(-pid, signal);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
		throw error;
	}
}

/** All that this process has started and that has not ended yet. @type {Set<ManagedProcess>} */
const alive = new Set();

/**
 * From now on nothing that `startProcess` started outlives this process, whether it ends by itself, fails, or gets
 * Ctrl+C or `kill`: each is killed with all it started.
 *
 * @param {() => void} [afterwards] what else is to be done then, without waiting for anything
 */
export function endAllOnExit(afterwards) {
	process.on('exit', () => {
		for (const { pid } of alive) signalGroup(pid, 'SIGKILL');
		afterwards?.();
	});
	for (const [signal, code] of /** @type {const} */ ([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]])) {
		process.on(signal, () => process.exit(code));
	}
}

/** Kills all that this process has started, with all they started. */
export async function killAll() {
	await Promise.all([...alive].map((started) => started.kill()));
}

/** A long-lived process with its own group, so that it can be ended together with everything it started. */
export class ManagedProcess {
	/**
	 * @param {string} name
	 * @param {import('node:child_process').ChildProcess} child
	 * @param {string} logFile
	 */
	constructor(name, child, logFile) {
		this.name = name;
		this.child = child;
		this.logFile = logFile;
		this.pid = child.pid ?? 0;
		/** @type {Promise<string>} how it ended, in words */
		this.ended = new Promise((resolve) => {
			child.on('error', (error) => resolve(error.message));
			child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
		});
		if (this.pid !== 0) alive.add(this);
		void this.ended.then(() => alive.delete(this));
	}

	get running() {
		return this.pid !== 0 && this.child.exitCode === null && this.child.signalCode === null;
	}

	/** The last lines of its log, for error messages. */
	lastLines(count = 25) {
		return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
	}

	/** Asks it to end, and kills it when it has not within ten seconds. */
	async stop() {
		if (!this.running) return;
		signalGroup(this.pid, 'SIGTERM');
		await Promise.race([this.ended, sleep(GRACE_MS, undefined, { ref: false })]);
		await this.kill();
	}

	/** Ends it and all it started at once, as a power cut would. */
	async kill() {
		if (this.pid === 0) return;
		signalGroup(this.pid, 'SIGKILL');
		await this.ended;
	}
}

/**
 * Starts a process in a group of its own, its output in a log file.
 *
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.command
 * @param {readonly string[]} options.args
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.logFile
 * @param {(line: string) => void} [options.onLine] sees each line of its standard output, which then does not outlive this process
 */
export function startProcess({ name, command, args, cwd, env, logFile, onLine }) {
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'a');
	const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', onLine === undefined ? log : 'pipe', log] });
	if (onLine !== undefined && child.stdout !== null) {
		child.stdout.pipe(createWriteStream(logFile, { flags: 'a' }));
		createInterface({ input: child.stdout }).on('line', onLine);
	}
	return new ManagedProcess(name, child, logFile);
}

/** @param {number} pid */
function commandOf(pid) {
	try {
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
	} catch {
		// ps ends with 1 where there is no such process.
		return undefined;
	}
}

/**
 * What one start of the demo runs, remembered in a file, so that the next start can end what a start that was
 * killed has left behind.
 */
export class RunningRecord {
	/** @param {string} home */
	constructor(home) {
		this.file = join(home, 'processes.json');
		/** @type {Array<{ pid: number, name: string, command: string }>} */
		this.entries = [];
	}

	/** @param {{ pid: number, name: string }} started */
	add({ pid, name }) {
		const command = commandOf(pid);
		if (command === undefined) return;
		this.entries.push({ pid, name, command });
		mkdirSync(dirname(this.file), { recursive: true });
		writeFileSync(this.file, JSON.stringify(this.entries));
	}

	clear() {
		this.entries = [];
		rmSync(this.file, { force: true });
	}

	/**
	 * Ends what an earlier start left running. Throws when that start is itself still there.
	 *
	 * @param {string} starter name under which a start records itself
	 */
	endLeftovers(starter) {
		if (!existsSync(this.file)) return;
		/** @type {RunningRecord['entries']} */
		const earlier = JSON.parse(readFileSync(this.file, 'utf8'));
		// A process id may have been given to another program since; its command line tells.
		const alive = earlier.filter(({ pid, command }) => commandOf(pid) === command);
		const other = alive.find(({ name }) => name === starter);
		if (other !== undefined) {
			throw new Error(`The demo is already running (process ${other.pid}). Stop it with Ctrl+C where it was started, or: kill ${other.pid}`);
		}
		for (const { pid, name } of alive) {
			console.log(`  Ending ${name} (process ${pid}), left behind by an earlier start.`);
			signalGroup(pid, 'SIGKILL');
		}
		this.clear();
	}
}
