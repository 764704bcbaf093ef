/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- not in the published package: n8n's rules for nodes do not apply here */
import { performance } from 'node:perf_hooks';
import type { EmulatorAddress } from '../../test/host/host';
import { RowTriggerHost, until } from '../../test/nodes/FlinkRowTrigger/rowTriggerHost';
import { PLACE } from './tables';

/** All rows of a table through one active trigger. */
export interface ThroughTrigger {
	readonly ms: number;
	/** Of this process, user and system. */
	readonly cpuMs: number;
	readonly executions: number;
	/** What is alive after each tenth of the rows, garbage collected, in bytes. */
	readonly heap: readonly number[];
	readonly peakBytes: number;
}

const TENTHS = 10;

function heapNow(): number {
	const { gc } = globalThis;
	if (gc === undefined) throw new Error('node has to be started with --expose-gc');
	gc();
	return process.memoryUsage().heapUsed;
}

async function measure(emulator: EmulatorAddress, table: string, rows: number, batchSize: number): Promise<ThroughTrigger> {
	const host = new RowTriggerHost(emulator, { sql: `SELECT * FROM ${table}`, startFrom: 'earliest', options: { ...PLACE, batchSize } });
	const heap: number[] = [];
	let [came, executions] = [0, 0];
	let wrong: string | undefined;
	host.onExecution = (batch) => {
		executions++;
		for (const { order_id: id } of batch) {
			if (id !== came) wrong ??= `row ${String(id)} came as number ${came}`;
			came++;
			if (came % (rows / TENTHS) === 0) heap.push(heapNow());
		}
	};
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	await host.activate();
	await until(() => came >= rows || host.errors.length > 0, `${rows} rows`, 600_000);
	const [ms, { user, system }] = [performance.now() - start, process.cpuUsage(cpu)];
	await host.close();
	const failure = host.errors[0]?.message ?? wrong ?? (came === rows ? undefined : `${came} rows came`);
	if (failure !== undefined) throw new Error(failure);
	return { ms, cpuMs: (user + system) / 1000, executions, heap, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

const [address = '', table = '', rows, batchSize] = process.argv.slice(2);
measure(JSON.parse(address) as EmulatorAddress, table, Number(rows), Number(batchSize)).then(
	(measured) => {
		console.log(JSON.stringify(measured));
		process.exit();
	},
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
