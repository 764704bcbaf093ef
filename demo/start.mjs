import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { activateExamples, deactivateExamples } from './activeExamples.mjs';
import { CHECKS } from './checks/index.mjs';
import { runChecks } from './checks/run.mjs';
import { runFirstStatement } from './firstStatement.mjs';
import { Inbox } from './inbox.mjs';
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

/**
 * @param {import('./checks/run.mjs').DemoContext} context
 * @param {Shutdown} shutdown
 * @returns {Promise<string>} the page that shows what comes
 */
async function showActiveExamples(context, shutdown) {
	const { slack, mailSink } = context;
	const inbox = new Inbox(slack, mailSink);
	const url = await inbox.listen();
	shutdown.add(() => inbox.close());
	shutdown.add(() => deactivateExamples(context));
	const { channel, text } = await step('Activating the examples that post big orders and failed statements to Slack', () => activateExamples(context));
	console.log(`\nThe first message in ${channel} of the stand-in for Slack:\n  ${text}`);
	return url;
}

/** @param {{ url: string, inboxUrl: string, home: string }} where */
function printWelcome({ url, inboxUrl, home }) {
	const { email, password } = ownerOf(home);
	console.log(`
n8n is up:  ${url}
  e-mail    ${email}
  password  ${password}

Messages:   ${inboxUrl}
  Slack messages and e-mails that workflows send end there, on this machine. Two workflows are active: "Big order" posts
  an order every few seconds, "Statement failed" an alert when a statement fails.

The workflows of examples/ are there, with credentials for the local Confluent Cloud, SMTP and Slack. n8n keeps its
data in ${home}. Press Ctrl+C to stop everything.`);
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
			const inboxUrl = await showActiveExamples(context, shutdown);
			printWelcome({ url, inboxUrl, home });
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
