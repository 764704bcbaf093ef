/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Emulator } from '../../../emulator';
import { DATABASE } from '../nodesBeside';

const run = promisify(execFile);

/** Milliseconds that one command of dbt may take. */
const COMMAND_TIMEOUT_MS = 180_000;

/** What dbt says of one node of its project: `success`, `pass`, `error`, … */
export type Results = Readonly<Record<string, string>>;

/** A copy of the project in this folder, with dbt's own command line pointed at an emulator. */
export class DbtProject {
	private constructor(
		private readonly home: string,
		private readonly folder: string,
		private readonly env: NodeJS.ProcessEnv,
	) {}

	static async create(home: string, { baseUrl, flinkApi }: Emulator): Promise<DbtProject> {
		const folder = await mkdtemp(path.join(tmpdir(), 'dbt-project-'));
		await cp(path.join(__dirname, 'project'), folder, { recursive: true });
		return new DbtProject(home, folder, {
			...process.env,
			NO_PROXY: '127.0.0.1,localhost',
			PEER_ENDPOINT: baseUrl,
			PEER_ORGANIZATION: flinkApi.organizationId,
			PEER_ENVIRONMENT: flinkApi.environmentId,
			PEER_DATABASE: DATABASE,
			PEER_KEY: flinkApi.apiKeyId,
			// dbt hides the values of variables with this prefix.
			DBT_ENV_SECRET_PEER: flinkApi.apiSecret,
		});
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}

	/** What a command prints. @throws Error with it where dbt ended badly */
	async print(...command: string[]): Promise<string> {
		try {
			const { stdout } = await run(path.join(this.home, 'bin', 'dbt'), ['--no-use-colors', ...command, '--profiles-dir', '.'], {
				cwd: this.folder,
				env: this.env,
				timeout: COMMAND_TIMEOUT_MS,
				maxBuffer: 16 * 1024 * 1024,
			});
			return stdout;
		} catch (error) {
			const stdout = typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : '';
			throw new Error(`dbt ${command.join(' ')}: ${String(error)}\n${stdout.slice(-4_000)}`);
		}
	}

	/** The results of a command that runs nodes, by their names. */
	async results(...command: string[]): Promise<Results> {
		await this.print(...command);
		const { results } = this.artifact('run_results.json') as { results: ReadonlyArray<{ unique_id: string; status: string }> };
		return Object.fromEntries(results.map(({ unique_id, status }) => [unique_id.split('.').slice(2, 3).join(''), status]));
	}

	/** A file that dbt left in `target/`. */
	artifact(name: string): unknown {
		const file = path.join(this.folder, 'target', name);
		if (!existsSync(file)) throw new Error(`dbt left no ${name}`);
		return JSON.parse(readFileSync(file, 'utf8'));
	}
}
