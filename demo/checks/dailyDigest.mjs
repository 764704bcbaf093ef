import { itemsOf } from '../runExample.mjs';

const EXAMPLE = 'daily-digest';
const TRIGGER = 'Every Day at 8';
const CHANNEL = '#orders-digest';
const QUERY = 'Revenue by Department';
const SUBJECT = 'Orders by department';
const TIMEOUT_MS = 60_000;

/** @type {import('./run.mjs').Check} */
export const dailyDigestCheck = {
	title: 'the digest example reports departments, orders and revenue in a Slack message and in an e-mail',
	run: async (context) => {
		const { client, mailSink, slack } = context;
		const execution = await client.waitForExecution(await client.run(EXAMPLE, TRIGGER), TIMEOUT_MS);
		if (execution.status !== 'success') throw new Error(`The workflow ended as ${execution.status}`);
		const rows = itemsOf(execution, QUERY).map(({ json }) => json);
		if (rows.length === 0) throw new Error(`"${QUERY}" gave no rows`);
		const mail = await mailSink.waitFor(({ subject }) => subject.startsWith(SUBJECT), TIMEOUT_MS);
		if (mail === undefined) throw new Error(`There was no e-mail within ${TIMEOUT_MS / 1000} s.`);
		const [message] = await slack.waitFor(({ channel }) => channel === CHANNEL, 1, TIMEOUT_MS);
		if (message === undefined) throw new Error(`There was no message in ${CHANNEL} within ${TIMEOUT_MS / 1000} s.`);
		holdsEach(message.text, rows, ({ department, orders, revenue }) => [`${department}: ${orders} orders, ${Number(revenue).toFixed(2)}`]);
		holdsEach(mail.text, rows, ({ department, orders, revenue }) => [String(department), String(orders), String(revenue)]);
		return `${rows.length} departments; a message in ${CHANNEL}, e-mail "${mail.subject}" to ${mail.to.join(', ')}`;
	},
};

/**
 * @param {string} text
 * @param {ReadonlyArray<Record<string, unknown>>} rows
 * @param {(row: Record<string, unknown>) => string[]} partsOf what of a row has to be in the text
 */
function holdsEach(text, rows, partsOf) {
	for (const part of rows.flatMap(partsOf)) if (!text.includes(part)) throw new Error(`"${part}" is not in this text:\n${text}`);
}
