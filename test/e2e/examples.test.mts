import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { exampleFiles } from '../../demo/examples.mjs';
import type { Workflow } from '../../demo/n8nClient.mjs';
import { EXAMPLES, HOMES } from '../../demo/paths.mjs';
import { Editor, WITH_BROWSER } from './harness/browser.mjs';
import { startLocalConfluent, type LocalConfluent } from './harness/localConfluent.mjs';
import { startRealN8n, type RealN8n } from './harness/realN8n.mjs';


/** Of the services beside Confluent: the examples find their credentials by name, as they do at a user who has them. */
const OTHERS = [
	{ name: 'SMTP account', type: 'smtp', data: { host: '127.0.0.1', port: 1, user: '', password: '' } },
	{ name: 'Slack account', type: 'slackApi', data: { accessToken: 'xoxb-none' } },
	{ name: 'OpenAI account', type: 'openAiApi', data: { apiKey: 'sk-none', url: 'http://127.0.0.1:1/v1' } },
];

let confluent: LocalConfluent;
let n8n: RealN8n;
let editor: Editor;

before(async () => {
	if (WITH_BROWSER.skip !== false) return;
	mkdirSync(HOMES, { recursive: true });
	confluent = await startLocalConfluent(join(HOMES, 'logs'));
	n8n = await startRealN8n({ name: 'examples', credentials: [...confluent.credentials, ...OTHERS] });
	editor = await Editor.open(n8n);
});

after(async () => {
	await editor?.close();
	await n8n?.stop();
	await confluent?.stop();
});

/** What a user does with the file's text: pastes it into an empty workflow. */
async function paste(text: string): Promise<void> {
	await editor.newWorkflow();
	await editor.page.evaluate((content) => {
		const data = new DataTransfer();
		data.setData('text/plain', content);
		document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
	}, text);
}

const MARGIN = 40;

/** The workflow on the canvas and nothing around it, clear of the button below. */
async function photograph(name: string): Promise<void> {
	await editor.id('zoom-to-fit').first().click();
	await editor.id('zoom-out-button').first().click();
	await editor.page.locator('.vue-flow__pane').click({ position: { x: 20, y: 20 } });
	await editor.page.waitForTimeout(1_000);
	const boxes = await Promise.all((await editor.page.locator('.vue-flow__node').all()).map((node) => node.boundingBox()));
	const shown = boxes.filter((box) => box !== null);
	const left = Math.min(...shown.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...shown.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...shown.map(({ x, width }) => x + width)) + 2 * MARGIN;
	const bottom = Math.max(...shown.map(({ y, height }) => y + height)) + 2 * MARGIN;
	await editor.screenshot(name, { x: left, y: top, width: right - left, height: Math.min(bottom, 790) - top });
}

for (const file of exampleFiles()) {
	const name = basename(file, '.json');
	test(`examples/${basename(file)} is pasted into the editor without a node that is missing`, WITH_BROWSER, async () => await editor.during(name, async () => {
		const text = readFileSync(file, 'utf8');
		const { nodes } = JSON.parse(text) as Workflow;
		await paste(text);
		const onCanvas = editor.page.locator('.vue-flow__node');
		await onCanvas.nth(nodes.length - 1).waitFor();
		assert.equal(await onCanvas.count(), nodes.length);
		for (const { name: label, type } of nodes) if (!type.endsWith('.stickyNote')) await onCanvas.filter({ hasText: label }).first().waitFor();
		assert.equal(await editor.page.getByText(/Install this node|not currently installed|Unrecognized/).count(), 0);
		assert.equal(await editor.id('node-issues').count(), 0, 'the credentials are found by their names');
		await photograph(`example-${name}`);
	}));
}

test("the big-order example's trigger is executed by hand: rows are seen, and no statement is left", WITH_BROWSER, async () => await editor.during('row-trigger', async () => {
	await paste(readFileSync(join(EXAMPLES, 'big-order-to-slack.json'), 'utf8'));
	await editor.openNode('Big Order');
	await editor.id('node-execute-button').first().click();
	const output = editor.id('output-panel');
	await output.getByText('order_id').first().waitFor();
	await output.getByText('10 items').first().waitFor();
	// At the first output n8n shows a hint, once, which covers a column.
	await editor.id('ndv-close-button').click();
	await editor.openNode('Big Order');
	await output.getByText('10 items').first().waitFor();
	await editor.screenshot('row-trigger');
	await untilNoStatementIsLeft();
}));

async function untilNoStatementIsLeft(): Promise<void> {
	for (const deadline = Date.now() + 20_000; ; await sleep(200)) {
		const { statements } = (await confluent.control('GET', 'statements')) as { statements: ReadonlyArray<{ readonly name: string }> };
		if (statements.length === 0) return;
		assert.ok(Date.now() < deadline, `left: ${statements.map(({ name }) => name).join(', ')}`);
	}
}

test('the icons are those for a dark background where n8n is dark', WITH_BROWSER, async () => await editor.during('dark', async () => {
	const icons = async () => (await editor.page.locator('.vue-flow__node img').evaluateAll((images) => images.map((image) => image.getAttribute('src') ?? ''))).filter((source) => source.includes('confluent-flink'));
	await paste(readFileSync(join(EXAMPLES, 'first-statement.json'), 'utf8'));
	await editor.page.locator('.vue-flow__node img').nth(6).waitFor();
	assert.equal((await icons()).filter((source) => source.includes('.dark.svg')).length, 0);
	await editor.page.evaluate(() => localStorage.setItem('N8N_THEME', 'dark'));
	await paste(readFileSync(join(EXAMPLES, 'first-statement.json'), 'utf8'));
	await editor.page.locator('.vue-flow__node img').nth(6).waitFor();
	const dark = await icons();
	assert.ok(dark.length >= 7 && dark.every((source) => source.includes('.dark.svg')), dark.join(', '));
	await photograph('dark');
}));
