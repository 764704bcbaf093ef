/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { request } from 'undici';
import type { AppendedRows, Emulator, FaultRule, JournalView, Seed, SettingsChange, StatementBehaviour, Transition } from '../emulator';

/** An emulator in a process of its own, so that its work does not count as the client's. */
export interface EmulatorProcess extends Pick<Emulator, 'baseUrl' | 'flinkApi' | 'cloudApi'> {
	reset(): Promise<void>;
	configure(change: SettingsChange): Promise<void>;
	behave(behaviour: StatementBehaviour): Promise<void>;
	seed(seed: Seed): Promise<void>;
	appendRows(table: string, rows: AppendedRows): Promise<void>;
	fault(rule: FaultRule): Promise<void>;
	journal(): Promise<JournalView>;
	history(): Promise<readonly Transition[]>;
	stop(): Promise<void>;
}

export async function startEmulatorProcess(...args: string[]): Promise<EmulatorProcess> {
	const main = path.join(__dirname, '..', 'emulator', 'main.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', main, '--json', ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
	const started = JSON.parse(line) as Pick<Emulator, 'baseUrl' | 'flinkApi' | 'cloudApi'>;
	const control = async (method: 'GET' | 'POST', name: string, body?: unknown): Promise<unknown> => {
		const headers = { 'content-type': 'application/json' };
		const answer = await request(`${started.baseUrl}/__emulator/${name}`, {
			method,
			headers,
			body: method === 'GET' ? null : JSON.stringify(body ?? {}),
		});
		const text = await answer.body.text();
		if (answer.statusCode !== 200) throw new Error(`${method} ${name}: ${text}`);
		return JSON.parse(text);
	};
	return {
		...started,
		reset: async () => {
			await control('POST', 'reset');
		},
		configure: async (change) => {
			await control('POST', 'settings', change);
		},
		behave: async (behaviour) => {
			await control('POST', 'behaviours', behaviour);
		},
		seed: async (seed) => {
			await control('POST', 'seed', seed);
		},
		appendRows: async (table, rows) => {
			await control('POST', 'rows', { table, rows });
		},
		fault: async (rule) => {
			await control('POST', 'faults', rule);
		},
		journal: async () => (await control('GET', 'journal')) as JournalView,
		history: async () => ((await control('GET', 'history')) as { transitions: Transition[] }).transitions,
		stop: async () => {
			child.kill();
			await once(child, 'exit');
		},
	};
}
