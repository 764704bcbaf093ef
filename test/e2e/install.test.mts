import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HOMES, ROOT } from '../../demo/paths.mjs';
import { itemsOf } from '../../demo/runExample.mjs';
import { startLocalConfluent, type LocalConfluent } from './harness/localConfluent.mjs';
import { startRealN8n, type RealN8n } from './harness/realN8n.mjs';
import { chain, MANUAL_TRIGGER } from './harness/workflows.mjs';

let confluent: LocalConfluent;
let n8n: RealN8n;

before(async () => {
	mkdirSync(HOMES, { recursive: true });
	confluent = await startLocalConfluent(join(HOMES, 'logs'));
	n8n = await startRealN8n({ name: 'install', credentials: confluent.credentials });
});

after(async () => {
	await n8n?.stop();
	await confluent?.stop();
});

test('the packed package, installed with the command of docs/install.md, runs a query', async () => {
	await n8n.halt();
	const nodes = join(n8n.home, '.n8n', 'nodes');
	rmSync(nodes, { recursive: true, force: true });
	mkdirSync(nodes, { recursive: true });
	const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', nodes], { cwd: ROOT, encoding: 'utf8' })) as [{ filename: string }];
	execFileSync('npm', ['install', '--prefix', nodes, '--ignore-scripts', '--omit=peer', '--no-audit', '--no-fund', join(nodes, filename)], { cwd: HOMES, stdio: 'ignore' });
	assert.ok(existsSync(join(nodes, 'node_modules', 'n8n-nodes-confluent-flink', 'dist')));
	assert.ok(!existsSync(join(nodes, 'node_modules', 'n8n-workflow')), 'no second n8n-workflow beside the one of n8n');
	await n8n.start();

	const parameters = { operation: 'executeQuery', sql: 'SELECT COUNT(*) AS `n` FROM `examples`.`marketplace`.`products`' };
	await n8n.client.saveWorkflow(chain(n8n, 'query', [MANUAL_TRIGGER, { name: 'Query', type: 'flinkStatement', parameters, credentials: ['confluentFlinkApi'] }]));
	const execution = await n8n.client.waitForExecution(await n8n.client.run('query', 'Start'), 60_000);
	assert.equal(execution.status, 'success');
	assert.ok(Number(itemsOf(execution, 'Query')[0]?.json['n']) > 0);
});

test('the unpacked package is found as a custom extension, under the names that docs/install.md gives', async () => {
	await n8n.halt();
	const nodes = join(n8n.home, '.n8n', 'nodes');
	const custom = join(n8n.home, 'custom');
	mkdirSync(custom, { recursive: true });
	const [tarball] = readdirSync(nodes).filter((name) => name.endsWith('.tgz'));
	execFileSync('tar', ['-xzf', join(nodes, tarball ?? ''), '-C', custom]);
	rmSync(nodes, { recursive: true, force: true });
	await n8n.start({ N8N_CUSTOM_EXTENSIONS: custom });
	const types = (await n8n.client.request('GET', '/types/nodes.json')) as ReadonlyArray<{ name: string }>;
	const own = types.map(({ name }) => name).filter((name) => /flink/i.test(name) && !name.endsWith('Tool'));
	assert.deepEqual(own.sort(), ['CUSTOM.flinkComputePool', 'CUSTOM.flinkRegion', 'CUSTOM.flinkRowTrigger', 'CUSTOM.flinkStatement', 'CUSTOM.flinkStatementTrigger', 'CUSTOM.flinkTable']);
});
