import { setTimeout as sleep } from 'node:timers/promises';
import { layDown, submitFromWorkflow } from './throughSubmission.mjs';
import { messageInSlacksPlace, withoutSlack } from './withoutSlack.mjs';

const EXAMPLE = 'statement-failed-to-slack';
const STATEMENT = 'broken-etl';
const EXCEPTION = 'No space left on device';
const TIMEOUT_MS = 60_000;
const LOOK_MS = 500;

/**
 * @param {import('../n8nClient.mjs').N8nClient} client
 * @param {string} workflowId
 */
async function firstTriggered(client, workflowId) {
	for (const deadline = Date.now() + TIMEOUT_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
		const found = (await client.executions(workflowId)).find(({ mode }) => mode === 'trigger');
		if (found !== undefined) return await client.waitForExecution(found.id, TIMEOUT_MS);
	}
	throw new Error(`Nothing was started within ${TIMEOUT_MS / 1000} s.`);
}

/** @type {import('./run.mjs').Check} */
export const failureAlertCheck = {
	title: 'a statement that fails starts the alert example, whose message has the exception and a link',
	run: async (context) => {
		const { client, emulator } = context;
		await layDown(emulator, {
			name: STATEMENT,
			times: 1,
			steps: [
				{ phase: 'RUNNING', after: { ms: 500 } },
				{ phase: 'FAILED', after: { ms: 1_000 }, detail: 'The job failed.' },
			],
			exceptions: [{ name: 'java.io.IOException', message: EXCEPTION }],
		});
		const workflow = withoutSlack(context, EXAMPLE);
		await client.saveWorkflow(workflow);
		await client.activate(workflow.id);
		try {
			await submitFromWorkflow(context, STATEMENT);
			const execution = await firstTriggered(client, workflow.id);
			if (execution.status !== 'success') throw new Error(`The execution that was started ended as ${execution.status}`);
			const message = messageInSlacksPlace(execution);
			const link = `https://confluent.cloud/environments/${emulator.flinkApi.environmentId}/flink/statements/${STATEMENT}/activity`;
			for (const part of [STATEMENT, EXCEPTION, link]) if (!message.includes(part)) throw new Error(`"${part}" is not in the message:\n${message}`);
			return `"${message.replaceAll('\n', ' ')}"`;
		} finally {
			await client.deactivate(workflow.id);
		}
	},
};
