import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoCredentials, importCredentials } from './credentials.mjs';
import { startEmulator } from './emulator.mjs';
import { tableStatements } from './exampleTables.mjs';
import { exampleFiles, placeholders, readExample } from './examples.mjs';
import { MailSink } from './mailSink.mjs';
import { startN8n } from './n8n.mjs';
import { N8nClient } from './n8nClient.mjs';
import { placeNodePackage } from './nodePackage.mjs';
import { ownerOf } from './owner.mjs';
import { freePort } from './ports.mjs';
import { step } from './progress.mjs';
import { runSql } from './runSql.mjs';
import { redirectToStandIn, SlackStandIn } from './slackStandIn.mjs';

/**
 * What is different where it is not the demo's n8n.
 *
 * @typedef {object} N8nVariant
 * @property {{ binary: string, env?: Record<string, string> }} [start] its start script and further environment
 * @property {(url: string) => N8nClient} [connect] a client for its editor's API
 * @property {boolean} [hasPackage] the package is in its user folder already and is left as it is
 */

/**
 * Saves the demo's credentials and the workflows of `examples/` in a running n8n, as its owner, and makes the tables
 * that they write to.
 *
 * @param {N8nClient} client
 * @param {import('./emulator.mjs').EmulatorDescription} emulator
 * @param {number} smtpPort
 */
async function fillN8n(client, emulator, smtpPort) {
	const credentialData = demoCredentials(emulator, smtpPort);
	const credentials = await importCredentials(client, credentialData);
	const replacements = placeholders(emulator);
	const examples = exampleFiles().map((file) => readExample(file, credentials, replacements));
	for (const sql of examples.flatMap(tableStatements)) await runSql(emulator, sql);
	for (const workflow of examples) await client.saveWorkflow(workflow);
	return { credentialData, credentials, workflows: new Map(examples.map((workflow) => [workflow.id, workflow])) };
}

/**
 * Starts everything the demo consists of: emulator, mail sink, a stand-in for Slack and an n8n that has the package,
 * the credentials and the examples.
 *
 * @param {object} options
 * @param {string} options.home
 * @param {number} options.port n8n's
 * @param {string} options.node binary of the Node that runs n8n
 * @param {import('./processes.mjs').RunningRecord} options.record
 * @param {import('./shutdown.mjs').Shutdown} options.shutdown
 * @param {N8nVariant} [options.variant] the demo's n8n when absent
 */
export async function startWorld({ home, port, node, record, shutdown, variant = {} }) {
	mkdirSync(home, { recursive: true });
	const owner = ownerOf(home);
	const mailSink = new MailSink();
	const smtpPort = await mailSink.listen();
	shutdown.add(() => mailSink.close());
	const slack = new SlackStandIn();
	const nodeArgs = redirectToStandIn(await slack.listen());
	shutdown.add(() => slack.close());

	const emulator = await step('Starting the local Confluent Cloud', () => startEmulator(home));
	record.add(emulator.process);
	shutdown.add(() => emulator.process.stop());

	if (variant.hasPackage !== true) placeNodePackage(home);
	const firstStart = existsSync(join(home, '.n8n', 'database.sqlite')) ? '' : '; the first start creates its database';
	const n8n = await step(`Starting n8n (log: ${join(home, 'n8n.log')}${firstStart})`, async () =>
		startN8n({ home, port, brokerPort: await freePort(), node, nodeArgs, ...variant.start }, (started) => {
			record.add(started);
			shutdown.add(() => started.stop());
		}),
	);
	const client = variant.connect?.(n8n.url) ?? new N8nClient(n8n.url);
	await client.signIn(owner);
	const filled = await step('Importing credentials and example workflows', () => fillN8n(client, emulator.description, smtpPort));
	/** @type {import('./checks/run.mjs').DemoContext} */
	const context = { client, emulator: emulator.description, mailSink, slack, ...filled };
	return { context, url: n8n.url, ended: Promise.race([n8n.process.ended.then((how) => `n8n: ${how}`), emulator.process.ended.then((how) => `emulator: ${how}`)]) };
}
