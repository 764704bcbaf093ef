/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { Bench } from './bench';
import { startEmulatorProcess } from './emulatorProcess';
import { startProcess } from './limits/inProcess';
import { mebibytes, thousands } from './table';

const LATENCY_MS = 80;
const ITEMS = 10_000;
/** The seconds that 1000 requests a minute demand: the last thousand takes 20 of its minute. */
const FLOOR = 560;
const REACH = 1.15;

async function measure(): Promise<Array<string | number>> {
	const emulator = await startEmulatorProcess('--limits');
	try {
		await emulator.fault({ fault: { kind: 'latency', ms: LATENCY_MS } });
		await emulator.behave({ steps: [{ phase: 'RUNNING' }] });
		const { begin } = await startProcess({ target: emulator, prefix: 'a', count: ITEMS });
		const { beganAt, endedAt, inOrder, error, loadedBytes, peakBytes } = await begin();
		const refused = (await emulator.journal()).entries.filter(({ status }) => status === 429).length;
		if (error !== null || inOrder !== ITEMS) throw new Error(`${inOrder} of ${ITEMS} items came out in order: ${error ?? 'no error'}`);
		const ratio = (endedAt - beganAt) / 1000 / FLOOR;
		const isReached = ratio <= REACH && refused === 0;
		if (!isReached) process.exitCode = 1;
		return [thousands(ITEMS), FLOOR, ((endedAt - beganAt) / 1000).toFixed(1), ratio.toFixed(2), refused, `${REACH}, no 429: ${isReached ? 'reached' : 'missed'}`, mebibytes(loadedBytes), mebibytes(peakBytes), ((peakBytes - loadedBytes) / 1024 / ITEMS).toFixed(1)];
	} finally {
		await emulator.stop();
	}
}

export const bench: Bench = {
	title: `one execution with 10,000 items, its time and peak memory, ${LATENCY_MS} ms latency (takes ten minutes: 1000 requests a minute are the limit)`,
	async run() {
		return [
			{
				caption: 'Submitting through the Flink Statement node, in a process of its own. The peak is that of the process, n8n-core included.',
				columns: ['items', 'floor (s)', 'time (s)', 'ratio', '429s', 'reach', 'loaded', 'peak', 'KiB more an item'],
				rows: [await measure()],
			},
		];
	},
};
