import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CHECKS } from '../../demo/checks/index.mjs';
import type { DemoContext } from '../../demo/checks/run.mjs';
import { installN8n, n8nBinary } from '../../demo/install.mjs';
import { ensureNode24 } from '../../demo/node24.mjs';
import { HOMES, PACKAGE_NAME } from '../../demo/paths.mjs';
import { freePort } from '../../demo/ports.mjs';
import { RunningRecord, type ManagedProcess } from '../../demo/processes.mjs';
import { Shutdown } from '../../demo/shutdown.mjs';
import { startWorld } from '../../demo/world.mjs';
import { askAgent } from './agent.mjs';
import { installFromCommunityPage, type InstalledPackage } from './communityInstall.mjs';
import { editorNodes, iconsOf, operationsOf } from './editorNodes.mjs';
import type { N8nLine } from './n8nLines.mjs';
import { packNodePackage, pathWithNpmFrom, startRegistry } from './packageRegistry.mjs';
import { executionWithWrongKey, testsOfWrongKeys } from './wrongKey.mjs';

const NODES = ['flinkComputePool', 'flinkRegion', 'flinkRowTrigger', 'flinkStatement', 'flinkStatementTrigger', 'flinkTable'];
/** Stored in the workflows of users: none may be missing, in whichever n8n. */
const STATEMENT_OPERATIONS = ['delete', 'executeQuery', 'get', 'getAll', 'getExceptions', 'getResults', 'resume', 'stop', 'submit', 'update', 'validate', 'waitFor'];
const TABLE_OPERATIONS = ['getAll', 'getRows', 'getSchema', 'insert'];
const STARTER = 'compatibility test';

const ownTypes = (names: readonly string[]) => names.map((name) => `${PACKAGE_NAME}.${name}`);
const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

/** Everything that is tried in one n8n, in order: each test goes on with what the one before has left. */
export function testIn(line: N8nLine): void {
	const home = join(HOMES, `compat-${line.name}`);
	const record = new RunningRecord(home);
	const shutdown = new Shutdown();
	let node = '';
	/** Of n8n, from its first start to its last. */
	let env: Record<string, string> = {};
	let running: DemoContext | undefined;
	/** The n8n that the tests before have started. */
	const context = (): DemoContext => {
		if (running === undefined) throw new Error('n8n with the package did not start: see the tests before this one.');
		return running;
	};

	before(() => {
		shutdown.onSignals();
		record.endLeftovers(STARTER);
		rmSync(home, { recursive: true, force: true });
		record.add({ pid: process.pid, name: STARTER });
	});

	after(async () => {
		await shutdown.run();
		record.clear();
		if (process.env['KEEP_N8N_HOMES'] !== '1') rmSync(home, { recursive: true, force: true });
	});

	test(`n8n ${line.version} is installed from its lock file`, async (t) => {
		const from = Date.now();
		const brought = await ensureNode24();
		await installN8n(brought, line.folder);
		node = brought.binary;
		const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
		t.diagnostic(`n8n ${line.version} on Node ${version}, installed in ${seconds(from)}`);
	});

	test('the Community Nodes page installs the packed package', async (t) => {
		const from = Date.now();
		const packed = await packNodePackage(join(home, 'packed'));
		const registry = await startRegistry(packed);
		shutdown.add(() => registry.close());
		env = { PATH: pathWithNpmFrom(registry.url, join(home, 'npm'), node) };
		const onSpawn = (started: ManagedProcess) => {
			record.add(started);
			shutdown.add(() => started.stop());
		};
		const { listed, nodeTypes } = await installFromCommunityPage({ line, wanted: `${packed.name}@${packed.version}`, home, node, env, onSpawn });
		assertListed(listed, packed.version);
		assert.deepEqual(ownTypes(NODES).filter((type) => !nodeTypes.includes(type)), [], 'usable without a new start');
		assert.ok(registry.requests.some((path) => path.endsWith(packed.filename)), `n8n did not fetch the package: ${registry.requests.join(', ')}`);
		const nodes = join(home, '.n8n', 'nodes');
		const ledger = JSON.parse(readFileSync(join(nodes, 'package.json'), 'utf8')) as { dependencies: object };
		assert.deepEqual(ledger.dependencies, { [packed.name]: packed.version });
		assert.deepEqual(readdirSync(join(nodes, 'node_modules')), [PACKAGE_NAME], 'no second n8n-workflow beside the one of n8n');
		t.diagnostic(`${packed.filename}, ${String(packed.content.length)} bytes, installed in ${seconds(from)}, n8n's first start included`);
	});

	test('n8n starts again with the package, and the examples can be imported', async (t) => {
		const from = Date.now();
		const variant = { hasPackage: true, start: { binary: n8nBinary(line.folder), env }, connect: (url: string) => line.connect(url) };
		const world = await startWorld({ home, port: await freePort(), node, record, shutdown, variant });
		const { client, workflows } = world.context;
		const { versionCli } = (await client.request('GET', '/rest/settings')) as { versionCli: string };
		assert.equal(versionCli, line.version);
		assertListed((await client.request('GET', '/rest/community-packages')) as InstalledPackage[]);
		running = world.context;
		t.diagnostic(`n8n ${versionCli} up with emulator, credentials and ${String(workflows.size)} examples in ${seconds(from)}`);
	});

	test('the editor gets every operation, the variants for AI agents, and the icons', async () => {
		const { client } = context();
		const nodes = await editorNodes(client);
		for (const name of NODES) assert.ok(nodes.has(name), `there is no ${name}`);
		assert.deepEqual(operationsOf(nodes.get('flinkStatement')), STATEMENT_OPERATIONS);
		assert.deepEqual(operationsOf(nodes.get('flinkStatementTool')), STATEMENT_OPERATIONS);
		assert.deepEqual(operationsOf(nodes.get('flinkTable')), TABLE_OPERATIONS);
		assert.deepEqual(operationsOf(nodes.get('flinkTableTool')), TABLE_OPERATIONS);
		const icons = [...nodes.values()].flatMap(iconsOf);
		assert.ok(icons.length >= nodes.size, 'each node has an icon');
		for (const icon of new Set(icons)) {
			const answer = await fetch(`${client.url}/${icon}`);
			assert.equal(answer.headers.get('content-type')?.split(';')[0], 'image/svg+xml', icon);
		}
	});

	for (const { title, run } of CHECKS) {
		test(title, async (t) => t.diagnostic(await run(context())));
	}

	test("the AI agent's example asks for a schema, checks its SQL and runs it with the nodes as tools", async (t) => {
		const told = await askAgent(context());
		assert.match(told, /"primaryKey":/);
		assert.match(told, /"valid":true/);
		assert.match(told, /"products":[1-9]/);
		t.diagnostic(told);
	});

	test('a wrong key is reported in plain words, by the test of a credential and by a node', async (t) => {
		for (const message of await testsOfWrongKeys(context())) assert.match(message, line.refusal);
		const told = await executionWithWrongKey(context());
		assert.match(told, /This node needs a Flink API key/);
		t.diagnostic(`"${told}"`);
	});
}

/** The package is in n8n's own list of installed ones, with all its nodes, and loaded. */
function assertListed(listed: readonly InstalledPackage[], version?: string): void {
	const found = listed.find(({ packageName }) => packageName === PACKAGE_NAME);
	assert.ok(found !== undefined, `n8n lists ${JSON.stringify(listed)}`);
	assert.notEqual(found.failedLoading, true);
	assert.deepEqual(found.installedNodes.map(({ type }) => type).sort(), ownTypes(NODES));
	if (version !== undefined) assert.equal(found.installedVersion, version);
}
