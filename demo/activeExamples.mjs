/** Examples that the demo activates: they show by themselves what they do, in the stand-in for Slack. */
const ACTIVE = ['big-order-to-slack', 'statement-failed-to-slack'];
const FIRST_MESSAGE_TIMEOUT_MS = 60_000;

/**
 * Activates them, and waits for the first big order.
 *
 * @param {Pick<import('./checks/run.mjs').DemoContext, 'client' | 'slack'>} context
 * @returns {Promise<import('./slackStandIn.mjs').SlackMessage>}
 */
export async function activateExamples({ client, slack }) {
	for (const id of ACTIVE) await client.activate(id);
	const [message] = await slack.waitFor(({ channel }) => channel === '#big-orders', 1, FIRST_MESSAGE_TIMEOUT_MS);
	if (message === undefined) throw new Error(`No big order reached Slack's stand-in within ${FIRST_MESSAGE_TIMEOUT_MS / 1000} s. See n8n's log.`);
	return message;
}

/**
 * Deactivates them: at its next start n8n would run them before it has the address of the new emulator.
 *
 * @param {Pick<import('./checks/run.mjs').DemoContext, 'client'>} context
 */
export async function deactivateExamples({ client }) {
	for (const id of ACTIVE) await client.deactivate(id);
}
