import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { importCredentials } from '../../demo/credentials.mjs';
import { HOMES } from '../../demo/paths.mjs';
import { DATABASE, runSql } from '../../demo/runSql.mjs';
import { Editor, WITH_BROWSER } from './harness/browser.mjs';
import { startLocalConfluent, type LocalConfluent } from './harness/localConfluent.mjs';
import { startRealN8n, type RealN8n } from './harness/realN8n.mjs';
import { byName, chain, MANUAL_TRIGGER, pollEvery } from './harness/workflows.mjs';
import { untilListings } from './trigger/polls.mjs';

let confluent: LocalConfluent;
let n8n: RealN8n;
let editor: Editor;

before(async () => {
	if (WITH_BROWSER.skip !== false) return;
	mkdirSync(HOMES, { recursive: true });
	confluent = await startLocalConfluent(join(HOMES, 'logs'));
	n8n = await startRealN8n({ name: 'browser' });
	editor = await Editor.open(n8n);
});

after(async () => {
	await editor?.close();
	await n8n?.stop();
	await confluent?.stop();
});

const SQL = 'SELECT `brand`, COUNT(*) AS `orders`, ROUND(SUM(`price`), 2) AS `revenue` FROM `examples`.`marketplace`.`orders` JOIN `examples`.`marketplace`.`products` USING (`product_id`) GROUP BY `brand`';

/** The emulator's compute pool. */
const POOL = 'lfcp-7d3k9w';

/** For workflows that are saved beside the editor: credentials of the names that a user would have given. */
async function saveCredentials(): Promise<void> {
	n8n.credentialIds = await importCredentials(n8n.client, confluent.credentials);
}

/** Types into a credential's field. */
async function fill(name: string, value: string): Promise<void> {
	await editor.id(`parameter-input-${name}`).locator('input').last().fill(value);
}

async function choose(name: string, label: string | RegExp): Promise<void> {
	await editor.id(`parameter-input-${name}`).click();
	await editor.page.locator('.el-select-dropdown__item, [role="option"]').filter({ hasText: label }).locator('visible=true').first().click();
}

async function writeSql(sql: string): Promise<void> {
	await editor.id('sql-editor-container').locator('.cm-content').click();
	await editor.page.keyboard.press('Control+A');
	await editor.page.keyboard.insertText(sql);
	// The editor hands its text over a moment after the last key.
	await editor.id('tab-params').click();
	await editor.page.waitForTimeout(1_000);
}

/** Saves a credential that n8n's test accepts, which closes it, and opens it again to see what the test says. */
async function saveTested(screenshot: string): Promise<void> {
	await editor.id('credential-save-button').click();
	await editor.id('credential-save-button').waitFor({ state: 'hidden' });
	await editor.id('credential-edit-button').first().click();
	await editor.page.getByText('Connection tested successfully').locator('visible=true').first().waitFor();
	await editor.screenshot(screenshot);
	await editor.page.keyboard.press('Escape');
	await editor.page.waitForTimeout(1_000);
	// Escape closes the node as well where the focus was there.
	if ((await editor.id('node-execute-button').count()) === 0) await editor.id('canvas-default-node').first().dblclick();
	await editor.id('node-execute-button').first().waitFor();
}

test('the nodes are found by what a user would type', WITH_BROWSER, async () => await editor.during('search', async () => {
	await editor.newWorkflow();
	for (const [words, name] of [['flink', 'Flink Statement'], ['confluent', 'Flink Compute Pool'], ['streaming sql', 'Flink Statement'], ['kafka topic', 'Flink Table'], ['insert rows', 'Flink Table'], ['flink region', 'Flink Region']] as const) {
		const found = await editor.searchNodes(words);
		assert.ok(found.includes(name), `"${words}" finds ${found.join(', ')}`);
	}
	await editor.searchNodes('flink');
	await editor.screenshot('node-panel');
}));

/** What a user searches for, the entry they choose, and what they choose in it; n8n lists a trigger with its node. */
const FOUND_BY = [
	{ words: 'statement trigger', entry: 'Flink Statement', choice: /^On failed/, type: 'flinkStatementTrigger' },
	{ words: 'row trigger', entry: 'Flink Row Trigger', choice: /^Add to workflow$/, type: 'flinkRowTrigger' },
	{ words: 'streaming sql', entry: 'Flink Statement', choice: /^Execute query$/, type: 'flinkStatement' },
	{ words: 'compute pool', entry: 'Flink Compute Pool', choice: /^Get many compute pools$/, type: 'flinkComputePool' },
	{ words: 'kafka topic', entry: 'Flink Table', choice: /^Insert rows into a table$/, type: 'flinkTable' },
	{ words: 'flink region', entry: 'Flink Region', choice: /^Get many regions$/, type: 'flinkRegion' },
] as const;

test('each node is added to a workflow from the node panel', WITH_BROWSER, async () => await editor.during('add', async () => {
	await editor.newWorkflow();
	const icons = async () => await editor.page.locator('.vue-flow__node img').evaluateAll((images) => images.map((image) => /(\w+)(?:\.dark)?\.svg/.exec(image.getAttribute('src') ?? '')?.[1]));
	for (const [index, { words, entry, choice }] of FOUND_BY.entries()) {
		await editor.searchNodes(words);
		await editor.id('node-creator-item-name').getByText(entry, { exact: true }).first().click();
		await editor.page.getByText(choice).locator('visible=true').last().click();
		await editor.page.locator('.vue-flow__node').nth(index).waitFor();
		await editor.page.waitForTimeout(1_000);
		await editor.page.keyboard.press('Escape');
		await editor.page.waitForTimeout(1_000);
	}
	assert.deepEqual((await icons()).sort(), FOUND_BY.map(({ type }) => type).sort());
}));

test('both credentials are made and tested, and a wrong key is reported plainly', WITH_BROWSER, async () => await editor.during('credentials', async () => {
	const { baseUrl, flinkApi, cloudApi } = confluent.description;
	await editor.newWorkflow();
	await editor.searchNodes('manual');
	await editor.id('node-creator-node-item').first().click();
	await editor.page.waitForTimeout(1_000);
	await editor.page.keyboard.press('Escape');
	await editor.searchNodes('flink statement');
	await editor.page.getByText('Flink Statement', { exact: true }).locator('visible=true').first().click();
	await editor.page.getByText('Execute query').click();
	await editor.page.getByText('Connect to Confluent Flink').click();
	await fill('apiKeyId', flinkApi.apiKeyId);
	await fill('apiSecret', 'wrong');
	await fill('organizationId', flinkApi.organizationId);
	await fill('environmentId', flinkApi.environmentId);
	await fill('region', flinkApi.region);
	await choose('endpoint', 'Custom');
	await fill('baseUrl', baseUrl);
	await editor.id('credential-save-button').click();
	await editor.page.getByText(/Couldn.t connect/).locator('visible=true').first().waitFor();
	await editor.page.getByText('More details').click();
	await editor.page.getByText(/Use a Flink API key made for this environment/).locator('visible=true').first().waitFor();
	await editor.screenshot('credential-wrong-key');
	await fill('apiSecret', flinkApi.apiSecret);
	await saveTested('credential-flink');

	await editor.page.keyboard.press('Escape');
	await editor.page.waitForTimeout(1_000);
	await editor.searchNodes('flink region');
	await editor.page.getByText('Flink Region', { exact: true }).locator('visible=true').first().click();
	await editor.page.getByText('Get many regions').locator('visible=true').last().click();
	await editor.page.getByText('Connect to Confluent Cloud').click();
	await fill('apiKeyId', cloudApi.apiKeyId);
	await fill('apiSecret', cloudApi.apiSecret);
	await fill('baseUrl', baseUrl);
	await saveTested('credential-cloud');
	await editor.page.keyboard.press('Escape');
	await editor.page.waitForTimeout(1_000);
	await editor.openNode('Execute query');
}));

test('a compute pool is picked, SQL is written and run, its rows are seen, and a failure is read', WITH_BROWSER, async () => await editor.during('query', async () => {
	// A Flink key sees the pools that statements are on.
	await confluent.control('POST', 'seed', { statements: [{ name: 'orders-etl', phase: 'RUNNING', computePoolId: POOL }] });
	await editor.settle();
	await editor.id('rlc-input').first().click();
	await editor.page.getByText(POOL).locator('visible=true').first().waitFor();
	await editor.screenshot('compute-pool-list');
	await editor.page.getByText(POOL).locator('visible=true').first().click();
	await writeSql(SQL);
	await editor.id('node-execute-button').first().click();
	await editor.id('output-panel').getByText('Alder').first().waitFor();
	await editor.screenshot('execute-query');
	await writeSql('SELECT * FROM `examples`.`marketplace`.`no_such_table`');
	await editor.id('node-execute-button').first().click();
	await editor.id('output-panel').getByText(/no_such_table/).first().waitFor();
	await editor.screenshot('statement-failed');
}));

test('a statement is picked from the searchable list', WITH_BROWSER, async () => await editor.during('picker', async () => {
	await confluent.control('POST', 'seed', { bulk: { count: 250, prefix: 'etl-', sql: 'SELECT 1', phase: 'COMPLETED' } });
	await saveCredentials();
	await n8n.client.saveWorkflow(chain(n8n, 'picker', [MANUAL_TRIGGER, { name: 'Get statement', type: 'flinkStatement', parameters: { operation: 'get' }, credentials: ['confluentFlinkApi'] }]));
	await editor.goTo('/workflow/picker');
	await editor.openNode('Get statement');
	await editor.settle();
	await editor.id('rlc-input').first().click();
	await editor.page.keyboard.type('etl-00242');
	await editor.page.getByText('etl-00242 (').locator('visible=true').first().waitFor();
	await editor.screenshot('statement-list');
	await editor.page.getByText('etl-00242 (').locator('visible=true').first().click();
	await editor.page.waitForTimeout(1_000);
	await editor.id('node-execute-button').first().click();
	await editor.id('output-panel').getByText('etl-00242').first().waitFor();
}));

/** An order as it comes into a workflow, and the column that takes each of its fields. */
const ORDER = [
	{ name: 'id', type: 'number', value: '1001', column: 'order_id' },
	{ name: 'who', type: 'string', value: 'Ada Lovelace', column: 'customer' },
	{ name: 'total', type: 'string', value: '59.90', column: 'amount' },
	{ name: 'paid', type: 'boolean', value: 'true', column: 'paid' },
	{ name: 'at', type: 'string', value: '2026-01-31T09:15:00.000Z', column: 'ordered_at' },
] as const;

const TABLE =
	'CREATE TABLE `web_orders` (`order_id` BIGINT NOT NULL, `customer` STRING NOT NULL, `amount` DECIMAL(10, 2), `paid` BOOLEAN, `ordered_at` TIMESTAMP_LTZ(3), PRIMARY KEY (`order_id`) NOT ENFORCED)';

/** Opens a list, types what it is to be searched for, and takes the entry. */
async function pick(field: string, typed: string, entry: string | RegExp): Promise<void> {
	await editor.settle();
	await editor.id(`resource-locator-${field}`).locator('[data-test-id="rlc-input"]').click();
	await editor.page.keyboard.type(typed);
	await editor.page.getByText(entry, { exact: true }).locator('visible=true').first().click();
	await editor.page.waitForTimeout(1_000);
}

test('database and table are picked from lists, fields are mapped to columns, and the row that was inserted is read', WITH_BROWSER, async () => await editor.during('insert', async () => {
	await runSql(confluent.description, TABLE);
	await runSql(confluent.description, 'CREATE TABLE `web_customers` (`name` STRING)');
	await saveCredentials();
	const assignments = ORDER.map(({ name, type, value }) => ({ id: name, name, type, value }));
	await n8n.client.saveWorkflow(
		chain(n8n, 'insert', [
			MANUAL_TRIGGER,
			{ name: 'Order', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments }, options: {} } },
			{ name: 'Insert Order', type: 'flinkTable', credentials: ['confluentFlinkApi'] },
			{ name: 'Read Orders', type: 'flinkTable', parameters: { operation: 'getRows' }, credentials: ['confluentFlinkApi'] },
		]),
	);
	await editor.goTo('/workflow/insert');
	await editor.openNode('Insert Order');
	assert.equal(await editor.page.getByText(/No columns found/).locator('visible=true').count(), 0, 'nothing is red before a table is chosen');
	await editor.id('execute-previous-node').click();
	await editor.id('ndv-input-panel').getByText('Ada Lovelace').first().waitFor();
	await pick('database', DATABASE, new RegExp(`^${DATABASE} \\(lkc-`));
	await pick('table', 'orders', 'web_orders');
	await editor.page.getByText('order_id (BIGINT, key)').locator('visible=true').first().waitFor();
	assert.deepEqual(await columnsShown(), ['order_id (BIGINT, key)', 'customer (STRING)', 'amount (DECIMAL(10, 2))', 'paid (BOOLEAN)', 'ordered_at (TIMESTAMP_LTZ(3))']);
	for (const { name, column } of ORDER) await editor.map(name, column);
	await editor.id('node-execute-button').first().click();
	await editor.id('output-panel').getByText('Ada Lovelace').first().waitFor();
	await editor.id('credentials-label').first().scrollIntoViewIfNeeded();
	await editor.screenshot('insert-rows');

	await editor.id('ndv-close-button').click();
	await editor.openNode('Read Orders');
	await pick('database', DATABASE, new RegExp(`^${DATABASE} \\(lkc-`));
	await pick('table', 'orders', 'web_orders');
	await editor.page.getByText('Add Condition').locator('visible=true').first().click();
	// The list opens empty where its columns are still on their way.
	await editor.settle();
	await choose('column', 'customer (STRING)');
	await editor.id('parameter-input-value').locator('input, textarea').first().fill('Ada Lovelace');
	await editor.page.waitForTimeout(1_000);
	await editor.id('node-execute-button').first().click();
	await editor.id('output-panel').getByText('2026-01-31T09:15:00.000Z').first().waitFor();
	await editor.id('output-panel').getByText(/^The SQL that was run: SELECT/).first().waitFor();
	await editor.screenshot('get-rows');
}));

test('a workflow from a query to a table is executed on the canvas, and its rows are read below it', WITH_BROWSER, async () => await editor.during('workflow', async () => {
	await runSql(confluent.description, 'CREATE TABLE `top_brands` (`brand` STRING NOT NULL, `orders` BIGINT, `revenue` DOUBLE, PRIMARY KEY (`brand`) NOT ENFORCED)');
	await saveCredentials();
	const over = { id: 'over', leftValue: '={{ $json.revenue }}', rightValue: 22_000, operator: { type: 'number', operation: 'gt' } };
	await n8n.client.saveWorkflow(
		chain(n8n, 'brands', [
			MANUAL_TRIGGER,
			{ name: 'Revenue by Brand', type: 'flinkStatement', parameters: { sql: SQL }, credentials: ['confluentFlinkApi'] },
			{ name: 'Over 22,000', type: 'n8n-nodes-base.filter', typeVersion: 2.2, parameters: { conditions: { options: { version: 2 }, combinator: 'and', conditions: [over] }, options: {} } },
			{ name: 'Into Kafka', type: 'flinkTable', parameters: { database: byName(DATABASE), table: byName('top_brands'), columns: { mappingMode: 'autoMapInputData', value: null } }, credentials: ['confluentFlinkApi'] },
		]),
	);
	await editor.goTo('/workflow/brands');
	await editor.id('logs-overview-header').first().click();
	await editor.id('execute-workflow-button').first().click();
	// The editor opens the rows of the last node by itself.
	await editor.id('logs-panel').getByText('Alder').first().waitFor();
	await editor.id('zoom-to-fit').first().click();
	await editor.screenshot('workflow');
}));

/** The labels of the columns that fields are mapped to. */
async function columnsShown(): Promise<string[]> {
	const labels = await editor.id('mapping-fields-container').locator('[data-test-id="input-label"]').allInnerTexts();
	// Below each label are the two ways to give a value.
	return labels.map((label) => label.trim().split('\n')[0] ?? '').filter((label) => label.includes('('));
}

test('the trigger is published in the editor, and fires when a statement fails', WITH_BROWSER, async () => await editor.during('trigger', async () => {
	await saveCredentials();
	await n8n.client.saveWorkflow(
		chain(n8n, 'alert', [
			{ name: 'Flink Statement Trigger', type: 'flinkStatementTrigger', parameters: { pollTimes: pollEvery(5), phases: ['FAILED'] }, credentials: ['confluentFlinkApi'] },
			{ name: 'Message', type: 'n8n-nodes-base.noOp' },
		]),
	);
	await editor.goTo('/workflow/alert');
	await editor.publish();
	const published = Date.now();
	await untilListings(confluent, (all) => all.some(({ at, isFirstPage, status }) => isFirstPage && status === 200 && at > published), 30_000);
	await editor.goTo('/workflow/alert/executions');
	await confluent.control('POST', 'seed', { statements: [{ name: 'broken-etl', phase: 'FAILED', detail: "Table 'orders_v2' does not exist" }] });
	// The list looks for new executions by itself; opened anew it shows the one there is.
	await editor.page.getByText(/Succeeded/).first().waitFor({ timeout: 60_000 });
	await editor.goTo('/workflow/alert/executions');
	await editor.page.getByText(/Succeeded/).first().waitFor();
	// The execution's canvas is drawn in a frame of its own.
	await editor.page.waitForTimeout(2_000);
	// n8n's checklist for a first publication lies over the list of executions.
	await editor.page.keyboard.press('Escape');
	await editor.screenshot('trigger-fired');
}));
