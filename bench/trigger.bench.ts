/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from './bench';
import { startEmulatorProcess } from './emulatorProcess';
import { mebibytes, median, thousands } from './table';
import type { Measurement, PollMeasurement } from './trigger/run';

const SIZES = [10, 1_000, 10_000] as const;

async function measure(address: string, statements: number): Promise<Measurement> {
	const script = path.join(__dirname, 'trigger', 'run.ts');
	const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, address, String(statements)]);
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measurement;
}

function rowOf(statements: number, { quiet, busy, stateBytes, peakBytes }: Measurement): Array<string | number> {
	const of = (value: (poll: PollMeasurement) => number) => median(quiet.map(value));
	const perStatement = stateBytes / statements;
	return [
		thousands(statements),
		of((poll) => poll.requests),
		`${thousands(of((poll) => poll.cpuMs))} ms`,
		`${thousands(of((poll) => poll.ms))} ms`,
		busy.reported,
		busy.requests,
		`${thousands(busy.cpuMs)} ms`,
		`${thousands(stateBytes)} (${perStatement.toFixed(1)})`,
		mebibytes(peakBytes),
	];
}

export const bench: Bench = {
	title: 'one poll of the trigger in n8n-core',
	async run() {
		const emulator = await startEmulatorProcess();
		try {
			const { baseUrl, flinkApi, cloudApi } = emulator;
			const address = JSON.stringify({ baseUrl, flinkApi, cloudApi });
			const rows: Array<Array<string | number>> = [];
			for (const statements of SIZES) {
				const measurement = await measure(address, statements);
				const expected = Math.ceil(statements / 100);
				if (measurement.quiet.some(({ requests }) => requests !== expected)) throw new Error(`not ${expected} requests for ${statements} statements`);
				rows.push(rowOf(statements, measurement));
			}
			return [
				{
					caption: 'Median of 5 polls that find nothing new, then one that finds 1 % failed and reads their exceptions; each row in a process of its own. CPU and peak memory are those of the process, n8n-core included; the time is the rate limit of 50 requests a second.',
					columns: ['statements', 'requests', 'CPU', 'time', 'changes', 'requests then', 'CPU then', 'state in bytes (each)', 'peak'],
					rows,
				},
			];
		} finally {
			await emulator.stop();
		}
	},
};
