/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { once } from 'node:events';
import { loadSources } from '../../test/host/package';
import type { Order, ProcessSubmitted } from './inProcess';
import { submitMany } from './submitMany';

// An n8n process of its own: what it submits and for whom comes as JSON in the first argument. When all is loaded
// it says "ready" and waits for a line; the result goes to standard output.
async function run({ target, prefix, count }: Order): Promise<ProcessSubmitted> {
	const loader = loadSources();
	process.stdout.write('ready\n');
	await once(process.stdin, 'data');
	const loadedBytes = process.memoryUsage.rss();
	const submitted = await submitMany(loader, target, prefix, count);
	return { ...submitted, loadedBytes, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

void run(JSON.parse(process.argv[2] ?? '') as Order).then((submitted) => {
	process.stdout.write(`${JSON.stringify(submitted)}\n`, () => process.exit());
});
