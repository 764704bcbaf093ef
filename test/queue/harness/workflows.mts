import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../../demo/n8nClient.mjs';
import { DATABASE } from '../../../demo/runSql.mjs';
import { byName, chain, MANUAL_TRIGGER } from '../../e2e/harness/workflows.mjs';
import type { QueueMode } from './queueMode.mjs';

const ACTIVATION_TIMEOUT_MS = 30_000;
const LOOK_MS = 100;
const CREDENTIALS = ['confluentFlinkApi'];

/** Begins with a POST to `/webhook/<path>`, which n8n answers at once. */
const webhook = (path: string) => ({
	name: 'Order',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	settings: { webhookId: randomUUID() },
});

/** Tells of which order a statement is, whatever its name. */
export const sqlOf = (order: string) => `INSERT INTO report SELECT * FROM orders WHERE customer_id = ${order}`;

/** How the statement of an order gets its name, and what is done where the name is taken. */
export interface Naming {
	readonly statementName: string;
	readonly onNameConflict: 'fail' | 'reuse';
}

export const NAMED: Naming = { statementName: "={{ 'order-' + $json.body.order }}", onNameConflict: 'reuse' };
export const GENERATED: Naming = { statementName: '', onNameConflict: 'fail' };

/** Where n8n reports executions that did not succeed. */
export const ON_ERROR = 'on-error';

/** An error workflow, as a user sets one to hear of failures; n8n 2 calls it only while it is active. */
export function onError(n8n: QueueMode): Workflow {
	return chain(n8n, ON_ERROR, [
		{ name: 'Error', type: 'n8n-nodes-base.errorTrigger' },
		{ name: 'Tell', type: 'n8n-nodes-base.noOp' },
	]);
}

/** An order comes in, its statement is submitted, and the workflow waits until that has completed. */
export function submitAndWait(n8n: QueueMode, id: string, { statementName, onNameConflict }: Naming): Workflow {
	const workflow = chain(n8n, id, [
		webhook(id),
		{
			name: 'Submit',
			type: 'flinkStatement',
			parameters: { operation: 'submit', statementName, sql: `=${sqlOf('{{ $json.body.order }}')}`, options: { onNameConflict } },
			credentials: CREDENTIALS,
		},
		{ name: 'Wait', type: 'flinkStatement', parameters: { operation: 'waitFor', statement: byName('={{ $json.name }}'), phases: ['COMPLETED'] }, credentials: CREDENTIALS },
	]);
	return { ...workflow, settings: { ...workflow.settings, errorWorkflow: ON_ERROR } };
}

/** A list of orders comes in; the statement of each is submitted, all in one execution. */
export function submitMany(n8n: QueueMode, id: string): Workflow {
	return chain(n8n, id, [
		webhook(id),
		{ name: 'Each', type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: 'body.orders', options: {} } },
		{
			name: 'Submit',
			type: 'flinkStatement',
			parameters: { operation: 'submit', statementName: "={{ 'many-' + $json.order }}", sql: `=${sqlOf('{{ $json.order }}')}` },
			credentials: CREDENTIALS,
		},
	]);
}

/** The table that orders are inserted into, without a key: a row that came twice would be there twice. */
export const ORDER_TABLE = 'queued_orders';

const orderTable = { database: byName(DATABASE), table: byName(ORDER_TABLE) };

/** A list of orders comes in; each becomes a row, those of one execution in one statement. */
export function insertMany(n8n: QueueMode, id: string): Workflow {
	return chain(n8n, id, [
		webhook(id),
		{ name: 'Each', type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: 'body.orders', options: {} } },
		{ name: 'Insert', type: 'flinkTable', parameters: { operation: 'insert', ...orderTable, columns: { mappingMode: 'autoMapInputData', value: null } }, credentials: CREDENTIALS },
	]);
}

/** Gives every row of that table when it is run by hand. */
export function readOrders(n8n: QueueMode, id: string): Workflow {
	return chain(n8n, id, [MANUAL_TRIGGER, { name: 'Read', type: 'flinkTable', parameters: { operation: 'getRows', ...orderTable, returnAll: true }, credentials: CREDENTIALS }]);
}

/** Starts an execution with a request; n8n answers as soon as it has noted it down. */
export type Send = (body: object) => Promise<void>;

/** Saves and activates a workflow; resolves once its webhook is there, which in queue mode is somewhat later. */
export async function publish(n8n: QueueMode, workflow: Workflow): Promise<Send> {
	await n8n.client.saveWorkflow(workflow);
	await n8n.client.activate(workflow.id);
	const url = `${n8n.url}/webhook/${workflow.id}`;
	const deadline = Date.now() + ACTIVATION_TIMEOUT_MS;
	while (!(await isRegistered(url))) {
		if (Date.now() > deadline) throw new Error(`${url} is not there ${String(ACTIVATION_TIMEOUT_MS / 1000)} s after its workflow was activated`);
		await sleep(LOOK_MS);
	}
	return async (body) => {
		const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
		if (!response.ok) throw new Error(`n8n answered ${url} with ${String(response.status)}: ${await response.text()}`);
		await response.arrayBuffer();
	};
}

/** A request with another method starts nothing, and n8n's answer tells which methods it would take. */
async function isRegistered(url: string): Promise<boolean> {
	return (await (await fetch(url)).text()).includes('POST request');
}
