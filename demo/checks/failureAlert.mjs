import { layDown, submitFromWorkflow } from './throughSubmission.mjs';

const EXAMPLE = 'statement-failed-to-slack';
const CHANNEL = '#flink-alerts';
const STATEMENT = 'broken-etl';
const EXCEPTION = 'No space left on device';
/** The workflow looks every five seconds. */
const TIMEOUT_MS = 60_000;

/** @type {import('./run.mjs').Check} */
export const failureAlertCheck = {
	title: 'a statement that fails starts the alert example, which posts the exception and a link to Slack',
	run: async (context) => {
		const { client, emulator, slack } = context;
		await layDown(emulator, {
			name: STATEMENT,
			times: 1,
			steps: [
				{ phase: 'RUNNING', after: { ms: 500 } },
				{ phase: 'FAILED', after: { ms: 1_000 }, detail: 'The job failed.' },
			],
			exceptions: [{ name: 'java.io.IOException', message: EXCEPTION }],
		});
		await client.activate(EXAMPLE);
		try {
			await submitFromWorkflow(context, STATEMENT);
			const [message] = await slack.waitFor(({ channel, text }) => channel === CHANNEL && text.includes(STATEMENT), 1, TIMEOUT_MS);
			if (message === undefined) throw new Error(`There was no message about ${STATEMENT} in ${CHANNEL} within ${TIMEOUT_MS / 1000} s.`);
			const link = `https://confluent.cloud/environments/${emulator.flinkApi.environmentId}/flink/statements/${STATEMENT}/activity`;
			for (const part of ['FAILED', EXCEPTION, link]) if (!message.text.includes(part)) throw new Error(`"${part}" is not in the message:\n${message.text}`);
			return `${CHANNEL}: "${message.text.replaceAll('\n', ' ')}"`;
		} finally {
			await client.deactivate(EXAMPLE);
		}
	},
};
