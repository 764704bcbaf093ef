/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- not in the published package: n8n's rules for nodes do not apply here */
import { readdir } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import type { Bench } from './bench';
import { tableText } from './table';

const SUFFIX = '.bench.ts';

/** Runs the benchmarks named on the command line, or all of them, and prints their tables. */
async function main(names: readonly string[]): Promise<void> {
	const files = await readdir(__dirname);
	const known = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length > 0)
		throw new Error(`No benchmark is named ${unknown.join(', ')}; there are ${known.join(', ')}`);
	console.log(
		`${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}`,
	);
	for (const name of names.length > 0 ? names : known) await runBench(name);
}

async function runBench(name: string): Promise<void> {
	const { bench } = (await import(path.join(__dirname, name + SUFFIX))) as { bench: Bench };
	console.log(`\n## ${name}: ${bench.title}`);
	for (const table of await bench.run()) console.log(`\n${tableText(table)}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
