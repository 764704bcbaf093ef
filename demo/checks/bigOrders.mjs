import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../runExample.mjs';

const EXAMPLE = 'big-order-to-slack';
const TRIGGER = 'Big Order';
const CHANNEL = '#big-orders';
const LEAST_PRICE = 90;
/** The emulator has two orders a second, of which one in nine is big. */
const FROM_NOW_ON = 2;
/** So many messages have three pauses between them. */
const OUT_OF_BACKLOG = 4;
const TIMEOUT_MS = 120_000;
const LOOK_MS = 200;
/** Milliseconds that clocks and a busy machine may take from a second. */
const TOLERANCE_MS = 50;

/** @type {import('./run.mjs').Check} */
export const bigOrdersCheck = {
	title: 'the big-order example posts each big order to Slack, one a second at most, and leaves no statement running',
	run: async (context) => {
		const live = await announced(context, EXAMPLE, FROM_NOW_ON);
		// Those that are there already come as fast as the workflow takes them.
		const backlog = `${EXAMPLE}-check`;
		await context.client.saveWorkflow(fromEarliest(context, backlog));
		const fast = await announced(context, backlog, OUT_OF_BACKLOG);
		const pauses = fast.slice(1).map(({ at }, index) => at - (fast[index]?.at ?? 0));
		if (Math.min(...pauses) < 1_000 - TOLERANCE_MS) throw new Error(`Between messages are ${pauses.join(', ')} ms, less than a second.`);
		return `${live.length} orders as they came, such as "${live[0]?.text}"; out of a backlog one every ${pauses.join(', ')} ms`;
	},
};

/**
 * Activates a workflow until so many messages have come, and holds them to the rows that started its executions.
 *
 * @param {import('./run.mjs').DemoContext} context
 * @param {string} workflowId
 * @param {number} count
 */
async function announced(context, workflowId, count) {
	const { client, slack } = context;
	const since = Date.now();
	await client.activate(workflowId);
	/** @type {import('../slackStandIn.mjs').SlackMessage[]} */
	let messages;
	try {
		if (!(await client.isActive(workflowId))) throw new Error('The workflow is not active after its activation.');
		messages = await slack.waitFor(({ channel, at }) => channel === CHANNEL && at >= since, count, TIMEOUT_MS);
	} finally {
		await client.deactivate(workflowId);
	}
	if (messages.length < count) throw new Error(`${messages.length} messages came to ${CHANNEL} within ${TIMEOUT_MS / 1000} s instead of ${count}.`);
	const orders = await ordersOf(context, workflowId, count);
	if (new Set(orders.map(({ order_id: id }) => id)).size !== count) throw new Error(`Orders come twice: ${JSON.stringify(orders)}`);
	for (const [index, order] of orders.entries()) assertAnnounced(order, messages[index]?.text);
	await untilNoneRuns(context);
	return messages;
}

/**
 * The example, beginning with the orders that are there.
 *
 * @param {Pick<import('./run.mjs').DemoContext, 'workflows'>} context
 * @param {string} id
 * @returns {import('../n8nClient.mjs').Workflow}
 */
function fromEarliest({ workflows }, id) {
	const workflow = workflows.get(EXAMPLE);
	if (workflow === undefined) throw new Error(`examples/${EXAMPLE}.json is not there.`);
	const nodes = workflow.nodes.map((node) => (node.name === TRIGGER ? { ...node, parameters: { ...node.parameters, startFrom: 'earliest' } } : node));
	return { ...workflow, id, name: `${workflow.name} (check)`, nodes };
}

/**
 * The rows that started the first executions, oldest first, once all executions have ended.
 *
 * @param {import('./run.mjs').DemoContext} context
 * @param {string} workflowId
 * @param {number} count
 */
async function ordersOf({ client }, workflowId, count) {
	const started = (await client.executions(workflowId)).filter(({ mode }) => mode === 'trigger').reverse();
	const ended = [];
	for (const { id } of started) ended.push(await client.waitForExecution(id, TIMEOUT_MS));
	const failed = ended.find(({ status }) => status !== 'success');
	if (failed !== undefined) throw new Error(`An execution ended as ${failed.status}: ${failed.data.resultData.error?.message ?? ''}`);
	return ended.slice(0, count).map((execution) => {
		const items = itemsOf(execution, TRIGGER);
		const [item] = items;
		if (item === undefined || items.length > 1) throw new Error(`An execution has ${items.length} rows instead of one.`);
		return item.json;
	});
}

/**
 * @param {Record<string, unknown>} order
 * @param {string | undefined} text of the message about it
 */
function assertAnnounced({ order_id: id, customer_id: customer, price }, text) {
	if (typeof price !== 'number' || price <= LEAST_PRICE) throw new Error(`Order ${String(id)} over ${String(price)} is not a big one.`);
	const expected = `:moneybag: Order \`${String(id)}\` over *${price}*, by customer ${String(customer)}`;
	if (text !== expected) throw new Error(`The message is "${text}" instead of "${expected}"`);
}

/** @param {import('./run.mjs').DemoContext} context */
async function untilNoneRuns({ emulator }) {
	for (const deadline = Date.now() + TIMEOUT_MS; ; await sleep(LOOK_MS)) {
		const response = await fetch(`${emulator.baseUrl}/__emulator/statements`);
		/** @type {{ statements: Array<{ name: string, phase: string, sql: string }> }} */
		const { statements } = JSON.parse(await response.text());
		const running = statements.filter(({ phase, sql }) => (phase === 'RUNNING' || phase === 'PENDING') && sql.startsWith('SELECT `order_id`'));
		if (running.length === 0) return;
		if (Date.now() > deadline) throw new Error(`After its deactivation the workflow has statements that run: ${running.map(({ name, phase }) => `${name} ${phase}`).join(', ')}`);
	}
}
