import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../runExample.mjs';
import { rowsOfTable } from './rowsOfTable.mjs';

const EXAMPLE = 'form-to-kafka';
const TABLE = 'feedback';
const TIMEOUT_MS = 60_000;
const LOOK_MS = 200;

/** What people fill in, in the order of the form's fields, and what the table then has of it. */
const ANSWERS = [
	{ filled: ['Ada', 'ada@example.com', '5', "It's fine, `really`'); DROP TABLE feedback; -- 🎉"], row: { email: 'ada@example.com', name: 'Ada', rating: 5, comment: "It's fine, `really`'); DROP TABLE feedback; -- 🎉" } },
	{ filled: ['', 'bob@example.com', '2', ''], row: { email: 'bob@example.com', name: null, rating: 2, comment: null } },
];

/** @type {import('./run.mjs').Check} */
export const formToKafkaCheck = {
	title: 'the form example writes each answer into its table, and reads the newest ones',
	run: async (context) => {
		const { client, workflows } = context;
		const url = `${client.url}/form/${formOf(workflows.get(EXAMPLE))}`;
		await client.activate(EXAMPLE);
		try {
			await untilOpen(url);
			for (const { filled } of ANSWERS) await fillIn(url, filled);
		} finally {
			await client.deactivate(EXAMPLE);
		}
		const rows = await rowsOfTable(context, TABLE, 'submitted_at');
		for (const [index, { row }] of ANSWERS.entries()) {
			const { submitted_at: at, ...found } = rows[index] ?? {};
			if (JSON.stringify(found) !== JSON.stringify(row) || Number.isNaN(Date.parse(String(at)))) throw new Error(`Answer ${index + 1} became ${JSON.stringify(rows[index])}`);
		}
		const latest = await newest(context);
		if (latest[0]?.['email'] !== ANSWERS.at(-1)?.row.email) throw new Error(`The newest answer is not the first of ${JSON.stringify(latest)}`);
		return `${rows.length} answers, the newest of them ${JSON.stringify(latest[0])}`;
	},
};

/**
 * The path of the form.
 *
 * @param {import('../n8nClient.mjs').Workflow | undefined} workflow
 */
function formOf(workflow) {
	const trigger = workflow?.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	if (trigger?.webhookId === undefined) throw new Error(`examples/${EXAMPLE}.json has no form.`);
	return trigger.webhookId;
}

/** n8n registers the address a moment after it has answered the activation. @param {string} url */
async function untilOpen(url) {
	for (const deadline = Date.now() + TIMEOUT_MS; (await fetch(url)).status !== 200; await sleep(LOOK_MS)) {
		if (Date.now() > deadline) throw new Error(`n8n has not opened the form within ${TIMEOUT_MS / 1000} s.`);
	}
}

/**
 * Sends what the page of the form sends. The answer comes when the workflow has ended.
 *
 * @param {string} url
 * @param {readonly string[]} values by field
 */
async function fillIn(url, values) {
	const body = new FormData();
	for (const [index, value] of values.entries()) body.set(`field-${index}`, value);
	const response = await fetch(url, { method: 'POST', body });
	const text = await response.text();
	if (!response.ok) throw new Error(`The form answered ${response.status}: ${text.slice(0, 500)}`);
}

/**
 * What the last execution has read.
 *
 * @param {import('./run.mjs').DemoContext} context
 */
async function newest({ client }) {
	const [last] = await client.executions(EXAMPLE);
	if (last === undefined) throw new Error('The form has started nothing.');
	return itemsOf(await client.waitForExecution(last.id, TIMEOUT_MS), 'Latest Feedback').map(({ json }) => json);
}
