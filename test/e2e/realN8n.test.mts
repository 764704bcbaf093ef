import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HOMES } from '../../demo/paths.mjs';
import { itemsOf } from '../../demo/runExample.mjs';
import { DATABASE, runSql } from '../../demo/runSql.mjs';
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

test('items are inserted as rows of a table, and read back', async () => {
	await runSql(confluent.description, 'CREATE TABLE `parcels` (`id` INT NOT NULL, `weight` DECIMAL(6, 3), `sent` TIMESTAMP_LTZ(3), `labels` ARRAY<STRING>)');
	const place = { database: byName(DATABASE), table: byName('parcels') };
	const columns = { mappingMode: 'defineBelow', value: { id: '={{ $json.id }}', weight: '={{ $json.weight }}', sent: '={{ $json.sent }}', labels: '={{ $json.labels }}' } };
	const parcels = [
		{ id: 1, weight: '12.500', sent: '2026-01-31T12:30:00+01:00', labels: ['fragile', "it's `quoted`"] },
		{ id: 2, weight: 0.25, sent: null, labels: '["🎉"]' },
	];
	const workflow = chain(n8n, 'insert', [
		MANUAL_TRIGGER,
		{ name: 'Parcels', type: 'n8n-nodes-base.noOp' },
		{ name: 'Insert', type: 'flinkTable', parameters: { operation: 'insert', ...place, columns, options: { outputStatement: true } }, credentials: ['confluentFlinkApi'] },
		{ name: 'Read', type: 'flinkTable', parameters: { operation: 'getRows', ...place, returnAll: true, sort: { values: [{ column: 'id', direction: 'ASC' }] } }, credentials: ['confluentFlinkApi'], settings: { executeOnce: true } },
	]);
	await n8n.client.saveWorkflow({ ...workflow, pinData: { Parcels: parcels.map((json) => ({ json })) } });
	const execution = await n8n.client.waitForExecution(await n8n.client.run('insert', 'Start'), 60_000);
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);

	const inserted = itemsOf(execution, 'Insert');
	assert.deepEqual(inserted.map(({ json, pairedItem }) => [json['id'], pairedItem]), [[1, { item: 0 }], [2, { item: 1 }]]);
	assert.equal(new Set(inserted.map(({ json }) => json['_statement'])).size, 1, 'they share a statement');
	assert.deepEqual(itemsOf(execution, 'Read').map(({ json }) => json), [
		{ id: 1, weight: 12.5, sent: '2026-01-31T11:30:00.000Z', labels: ['fragile', "it's `quoted`"] },
		{ id: 2, weight: 0.25, sent: null, labels: ['🎉'] },
	]);
	const { statements } = (await confluent.control('GET', 'statements')) as { statements: ReadonlyArray<{ readonly sql: string }> };
	assert.deepEqual(statements.filter(({ sql }) => sql.startsWith('INSERT')), [], 'none is left behind');
});
