/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

import type { Submitted, Target } from './submitMany';

export interface Order {
	readonly target: Target;
	readonly prefix: string;
	readonly count: number;
}

export interface ProcessSubmitted extends Submitted {
	/** Resident memory with n8n-core and the nodes loaded, before the execution. */
	readonly loadedBytes: number;
	/** The most resident memory that the process ever had. */
	readonly peakBytes: number;
}

/** A process that has everything loaded and begins when it is told to. */
export interface ReadyProcess {
	readonly begin: () => Promise<ProcessSubmitted>;
}

/** Starts an n8n process of its own for one execution. */
export async function startProcess({ target: { baseUrl, flinkApi, cloudApi }, prefix, count }: Order): Promise<ReadyProcess> {
	const order: Order = { target: { baseUrl, flinkApi, cloudApi }, prefix, count };
	const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'process.ts'), JSON.stringify(order)], { stdio: ['pipe', 'pipe', 'inherit'] });
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const nextLine = async (): Promise<string> => {
		const line = await lines.next();
		if (line.done === true) throw new Error(`the process for ${prefix} ended early`);
		return line.value;
	};
	await nextLine();
	return {
		begin: async () => {
			child.stdin.end('begin\n');
			return JSON.parse(await nextLine()) as ProcessSubmitted;
		},
	};
}
