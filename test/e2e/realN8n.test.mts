import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HOMES } from '../../demo/paths.mjs';
import { itemsOf } from '../../demo/runExample.mjs';
import { startLocalConfluent, type LocalConfluent } from './harness/localConfluent.mjs';
import { startRealN8n, type RealN8n } from './harness/realN8n.mjs';
import { byName, chain, MANUAL_TRIGGER } from './harness/workflows.mjs';

let confluent: LocalConfluent;
let n8n: RealN8n;

before(async () => {
	mkdirSync(HOMES, { recursive: true });
	confluent = await startLocalConfluent(join(HOMES, 'logs'));
	n8n = await startRealN8n({ name: 'harness', credentials: confluent.credentials });
});

after(async () => {
	await n8n?.stop();
	await confluent?.stop();
});

test('a workflow survives SIGKILL of n8n, and a statement submitted before it is found afterwards', async () => {
	const submit = chain(n8n, 'submit', [
		MANUAL_TRIGGER,
		{ name: 'Submit', type: 'flinkStatement', parameters: { operation: 'submit', statementName: 'before-the-kill', sql: 'SELECT 1' }, credentials: ['confluentFlinkApi'] },
	]);
	const read = chain(n8n, 'read', [
		MANUAL_TRIGGER,
		{ name: 'Get', type: 'flinkStatement', parameters: { operation: 'get', statement: byName('before-the-kill') }, credentials: ['confluentFlinkApi'] },
	]);
	await n8n.client.saveWorkflow(submit);
	await n8n.client.saveWorkflow(read);
	const submitted = await n8n.client.waitForExecution(await n8n.client.run('submit', 'Start'), 30_000);
	assert.equal(submitted.status, 'success');

	const killed = n8n.pid;
	await n8n.kill();
	await n8n.start();
	assert.notEqual(n8n.pid, killed);

	const found = await n8n.client.waitForExecution(await n8n.client.run('read', 'Start'), 30_000);
	assert.equal(found.status, 'success');
	assert.equal(itemsOf(found, 'Get')[0]?.json['name'], 'before-the-kill');
	assert.deepEqual((await n8n.client.executions('submit')).map(({ status }) => status), ['success']);
});
