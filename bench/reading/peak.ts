/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { EmulatorAddress } from '../../test/host/host';
import { READERS, type ReaderName } from './readers';
import { ROWS } from './workload';

export interface PeakOrder {
	readonly reader: ReaderName;
	readonly address: EmulatorAddress;
}

export interface Peak {
	/** Of the process once all is loaded. */
	readonly loadedBytes: number;
	readonly peakBytes: number;
}

// One reading in a process of its own, whose peak is asked for; the order comes as JSON in the first argument.
async function run({ reader, address }: PeakOrder): Promise<Peak> {
	const loadedBytes = process.memoryUsage.rss();
	const rows = await READERS[reader](address);
	if (rows !== ROWS) throw new Error(`${rows} rows instead of ${ROWS}`);
	return { loadedBytes, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

void run(JSON.parse(process.argv[2] ?? '') as PeakOrder).then((peak) => {
	process.stdout.write(`${JSON.stringify(peak)}\n`, () => process.exit());
});
