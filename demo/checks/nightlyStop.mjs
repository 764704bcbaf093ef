import { itemsOf } from '../runExample.mjs';
import { layDown, submitFromWorkflow } from './throughSubmission.mjs';

const WORKFLOW = 'nightly-stop-and-resume';
const LABEL = 'nightly-stop';
const STATEMENTS = ['nightly-etl', 'round-the-clock-etl'];
const TIMEOUT_MS = 60_000;

/** @type {import('./run.mjs').Check} */
export const nightlyStopCheck = {
	title: 'the nightly example stops the statements with its label in the evening and resumes them in the morning',
	run: async (context) => {
		for (const name of STATEMENTS) {
			await layDown(context.emulator, { name, times: 1, steps: [{ phase: 'RUNNING' }], resumeSteps: [{ phase: 'RUNNING', after: { ms: 500 } }] });
		}
		const [labelled = '', other = ''] = STATEMENTS;
		await submitFromWorkflow(context, labelled, { options: { labels: LABEL, waitFor: 'running' } });
		await submitFromWorkflow(context, other, { options: { waitFor: 'running' } });
		const evening = await runFrom(context, 'Every Evening at 20:00', 'Stop');
		const morning = await runFrom(context, 'Every Morning at 06:00', 'Resume');
		const reported = `${evening}; ${morning}`;
		if (reported !== `${labelled} STOPPED; ${labelled} RUNNING`) throw new Error(reported);
		return reported;
	},
};

/**
 * What the last node of one of the two branches gave, in words.
 *
 * @param {import('./run.mjs').DemoContext} context
 * @param {string} trigger
 * @param {string} last
 */
async function runFrom({ client }, trigger, last) {
	const execution = await client.waitForExecution(await client.run(WORKFLOW, trigger), TIMEOUT_MS);
	if (execution.status !== 'success') throw new Error(`From "${trigger}" the workflow ended as ${execution.status}`);
	return itemsOf(execution, last)
		.map(({ json }) => `${String(json['name'])} ${String(json['phase'])}`)
		.join(', ');
}
