/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- not in the published package: n8n's rules for nodes do not apply here */
import { performance } from 'node:perf_hooks';
import { parseChanges } from '../../nodes/shared/flink/rows/changelog';
import { compileRowDecoder } from '../../nodes/shared/flink/rows/decodeRow';
import { createMaterializer } from '../../nodes/shared/flink/rows/materializer';
import { COLUMNS, createWorkload } from './workload';

/**
 * One measurement in a process of its own, since its peak memory is asked for:
 * `run.ts <keyed|multiset> <number of changes>` prints milliseconds, peak bytes and rows as JSON.
 */
function measure(upsertColumns: readonly number[] | null, changes: number): { ms: number; rows: number } {
	const workload = createWorkload(changes);
	const materializer = createMaterializer({ upsertColumns }, COLUMNS);
	let ms = 0;
	for (const page of workload.pages) {
		const start = performance.now();
		for (const change of parseChanges(page, COLUMNS.length)) materializer.add(change);
		ms += performance.now() - start;
	}
	const start = performance.now();
	const { decode } = compileRowDecoder(COLUMNS, { numbers: 'auto' });
	const items = Array.from(materializer.rows(), (row) => decode(row));
	ms += performance.now() - start;
	if (items.length !== workload.standing())
		throw new Error(`${items.length} rows instead of ${workload.standing()}`);
	return { ms, rows: items.length };
}

const [mode, changes] = process.argv.slice(2);
const key = mode === 'keyed' ? [0] : null;
measure(key, 20_000);
const result = measure(key, Number(changes));
console.log(JSON.stringify({ ...result, peakBytes: process.resourceUsage().maxRSS * 1024 }));
