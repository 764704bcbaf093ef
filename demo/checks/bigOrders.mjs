import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../runExample.mjs';

const EXAMPLE = 'big-order-to-slack';
const TRIGGER = 'Big Order';
const CHANNEL = '#big-orders';
const LEAST_PRICE = 90;
/** So many messages have two pauses between them. */
const MESSAGES = 3;
const TIMEOUT_MS = 60_000;
const LOOK_MS = 200;
/** Milliseconds that clocks and a busy machine may make of a second. */
const TOLERANCE_MS = 50;

/** @type {import('./run.mjs').Check} */
export const bigOrdersCheck = {
	title: 'the big-order example posts each big order to Slack, one a second at most, and leaves no statement running',
	run: async (context) => {
		const { client, slack } = context;
		const since = Date.now();
		await client.activate(EXAMPLE);
		/** @type {import('../slackStandIn.mjs').SlackMessage[]} */
		let messages;
		try {
			if (!(await client.isActive(EXAMPLE))) throw new Error('The workflow is not active after its activation.');
			messages = await slack.waitFor(({ channel, at }) => channel === CHANNEL && at >= since, MESSAGES, TIMEOUT_MS);
		} finally {
			await client.deactivate(EXAMPLE);
		}
		if (messages.length < MESSAGES) throw new Error(`${messages.length} messages came to ${CHANNEL} within ${TIMEOUT_MS / 1000} s instead of ${MESSAGES}.`);
		const orders = await ordersOf(context, MESSAGES);
		if (new Set(orders.map(({ order_id: id }) => id)).size !== MESSAGES) throw new Error(`Orders come twice: ${JSON.stringify(orders)}`);
		for (const [index, order] of orders.entries()) assertAnnounced(order, messages[index]?.text);
		const pauses = messages.slice(1).map(({ at }, index) => at - (messages[index]?.at ?? 0));
		if (Math.min(...pauses) < 1_000 - TOLERANCE_MS) throw new Error(`Between messages are ${pauses.join(', ')} ms, less than a second.`);
		await untilNoneRuns(context);
		return `"${messages[0]?.text}", the first after ${((messages[0]?.at ?? since) - since) / 1000} s, others after ${pauses.join(', ')} ms more`;
	},
};

/**
 * The rows that started the first executions, oldest first.
 *
 * @param {import('./run.mjs').DemoContext} context
 * @param {number} count
 */
async function ordersOf({ client }, count) {
	const started = (await client.executions(EXAMPLE)).filter(({ mode }) => mode === 'trigger').reverse();
	const ended = [];
	for (const { id } of started.slice(0, count)) ended.push(await client.waitForExecution(id, TIMEOUT_MS));
	const failed = ended.find(({ status }) => status !== 'success');
	if (failed !== undefined) throw new Error(`An execution ended as ${failed.status}: ${failed.data.resultData.error?.message ?? ''}`);
	return ended.map((execution) => {
		const [item, ...others] = itemsOf(execution, TRIGGER);
		if (item === undefined || others.length > 0) throw new Error(`An execution has ${others.length + (item === undefined ? 0 : 1)} rows instead of one.`);
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
		const running = statements.filter(({ phase, sql }) => (phase === 'RUNNING' || phase === 'PENDING') && /^SELECT .*\n?.*`marketplace`\.`orders`/.test(sql));
		if (running.length === 0) return;
		if (Date.now() > deadline) throw new Error(`After its deactivation the workflow has statements that run: ${running.map(({ name, phase }) => `${name} ${phase}`).join(', ')}`);
	}
}
