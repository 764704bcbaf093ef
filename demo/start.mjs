import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKS } from './checks/index.mjs';
import { runChecks } from './checks/run.mjs';
import { runFirstStatement } from './firstStatement.mjs';
import { installN8n } from './install.mjs';
import { ensureNode24 } from './node24.mjs';
import { ensureNodePackage } from './nodePackage.mjs';
import { ownerOf } from './owner.mjs';
import { HOMES } from './paths.mjs';
import { freePort, preferPort } from './ports.mjs';
import { RunningRecord } from './processes.mjs';
import { step } from './progress.mjs';
import { Shutdown } from './shutdown.mjs';
import { formatTable } from './table.mjs';
import { startWorld } from './world.mjs';

const STARTER = 'demo';
const N8N_PORT = 5678;

/** @param {import('./checks/run.mjs').DemoContext} context */
async function showFirstExample(context) {
	const { executionId, lifecycle, pools, regions } = await step('Running the first example in n8n', () => runFirstStatement(context));
	console.log(`\nOne statement's life, as execution ${executionId} of n8n saw it:\n${formatTable(lifecycle)}`);
	console.log(`\nCompute pools:\n${formatTable(pools)}`);
	console.log(`\nRegions of AWS (${regions.length}), the first five:\n${formatTable(regions.slice(0, 5))}`);
}

/** @param {string} url @param {string} home */
function printWelcome(url, home) {
	const { email, password } = ownerOf(home);
	console.log(`
n8n is up:  ${url}
  e-mail    ${email}
  password  ${password}

The workflows of examples/ are there, with credentials for the local Confluent Cloud; e-mails end in a sink on this
machine. n8n keeps its data in ${home}. Press Ctrl+C to stop everything.`);
}

async function main() {
	const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, port: { type: 'string' } } });
	const home = join(HOMES, values.check ? 'check' : 'demo');
	const shutdown = new Shutdown();
	const record = new RunningRecord(home);
	shutdown.onSignals();
	record.endLeftovers(STARTER);
	// A check starts from nothing, as a new user does; the demo keeps what was made in it.
	if (values.check) rmSync(home, { recursive: true, force: true });
	record.add({ pid: process.pid, name: STARTER });
	shutdown.add(async () => record.clear());

	try {
		const node = await ensureNode24();
		await installN8n(node);
		await ensureNodePackage();
		const port = values.check ? await freePort() : await preferPort(Number(values.port ?? N8N_PORT));
		const { context, url, ended } = await startWorld({ home, port, node: node.binary, record, shutdown });
		await showFirstExample(context);
		if (values.check) {
			const { passed, failed } = await runChecks(CHECKS, context);
			console.log(`Demo: ${passed} passed, ${failed} failed`);
			process.exitCode = failed === 0 ? 0 : 1;
		} else {
			printWelcome(url, home);
			const how = await ended;
			if (shutdown.begun) return;
			console.error(`Ended by itself: ${how}. The logs are in ${home}.`);
			process.exitCode = 1;
		}
	} finally {
		await shutdown.run();
	}
}

main().then(
	() => process.exit(),
	(error) => {
		console.error(`\nThe demo could not be started. ${error instanceof Error ? error.message : error}`);
		process.exit(1);
	},
);
