/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What a process of its own took. */
export interface ProcessUsage {
	/** Resident memory with n8n-core and the nodes loaded, before the work. */
	readonly loadedBytes: number;
	/** The most resident memory that the process ever had. */
	readonly peakBytes: number;
	/** Of the work alone, user and system. */
	readonly cpuMs: number;
}

/** A process that has everything loaded and begins when it is told to. */
export interface ReadyProcess<Result> {
	readonly begin: () => Promise<Result & ProcessUsage>;
}

/** Starts `script` in a process of its own, for one order. It is to answer with `whenTold`. */
export async function startReady<Result>(script: string, order: object): Promise<ReadyProcess<Result>> {
	const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(order)], { stdio: ['pipe', 'pipe', 'inherit'] });
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const nextLine = async (): Promise<string> => {
		const line = await lines.next();
		if (line.done === true) throw new Error(`the process of ${script} ended early`);
		return line.value;
	};
	await nextLine();
	return {
		begin: async () => {
			child.stdin.end('begin\n');
			return JSON.parse(await nextLine()) as Result & ProcessUsage;
		},
	};
}

/** In such a process, once all is loaded: says that it is ready, waits for a line, works, and answers with the result. */
export async function whenTold<Order, Result extends object>(work: (order: Order) => Promise<Result>): Promise<void> {
	const order = JSON.parse(process.argv[2] ?? '') as Order;
	process.stdout.write('ready\n');
	await once(process.stdin, 'data');
	const [loadedBytes, cpu] = [process.memoryUsage.rss(), process.cpuUsage()];
	const result = await work(order);
	const { user, system } = process.cpuUsage(cpu);
	const usage: ProcessUsage = { loadedBytes, peakBytes: process.resourceUsage().maxRSS * 1024, cpuMs: (user + system) / 1000 };
	process.stdout.write(`${JSON.stringify({ ...result, ...usage })}\n`, () => process.exit());
}
