/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from './bench';
import { mebibytes, median, thousands } from './table';

const SIZES = [100_000, 1_000_000] as const;
const REPETITIONS = 5;
/** The greatest ratio of ten times the changes that is taken as linear. */
const LARGEST_RATIO = 12;

interface Measurement {
	readonly ms: number;
	readonly rows: number;
	readonly peakBytes: number;
}

async function measure(mode: string, changes: number): Promise<Measurement> {
	const script = path.join(__dirname, 'changelog', 'run.ts');
	const measurements: Measurement[] = [];
	for (let repetition = 0; repetition < REPETITIONS; repetition++) {
		const { stdout } = await promisify(execFile)(process.execPath, [
			'--import',
			'tsx',
			script,
			mode,
			String(changes),
		]);
		measurements.push(JSON.parse(stdout) as Measurement);
	}
	return {
		ms: median(measurements.map(({ ms }) => ms)),
		rows: measurements[0]?.rows ?? 0,
		peakBytes: Math.max(...measurements.map(({ peakBytes }) => peakBytes)),
	};
}

export const bench: Bench = {
	title: 'decode and materialise a changelog over 100,000 keys',
	async run() {
		const rows: Array<Array<string | number>> = [];
		for (const mode of ['keyed', 'multiset']) {
			const [small, large] = [await measure(mode, SIZES[0]), await measure(mode, SIZES[1])];
			const ratio = large.ms / small.ms;
			if (ratio > LARGEST_RATIO) process.exitCode = 1;
			rows.push([
				mode,
				...[small, large].flatMap(({ ms, peakBytes }, index) => [
					`${thousands(ms)} ms`,
					thousands((SIZES[index] ?? 0) / (ms / 1000)),
					mebibytes(peakBytes),
				]),
				`${ratio.toFixed(1)} ${ratio > LARGEST_RATIO ? 'missed' : 'reached'}`,
			]);
		}
		return [
			{
				caption: `Median of ${REPETITIONS} runs, each in a process of its own; peak memory is the largest of the processes.`,
				columns: [
					'',
					'10⁵ changes',
					'changes/s',
					'peak',
					'10⁶ changes',
					'changes/s',
					'peak',
					`ratio (10 = linear, at most ${LARGEST_RATIO})`,
				],
				rows,
			},
		];
	},
};
