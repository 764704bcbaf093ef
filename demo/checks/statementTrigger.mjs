import { layDown, submitFromWorkflow } from './throughSubmission.mjs';

const WORKFLOW = 'statement-completed-to-email';
const STATEMENT = 'monthly-report';
const DETAIL = 'Wrote 4711 rows to report.';
/** The workflow looks every five seconds; the statement lives for two. */
const MAIL_TIMEOUT_MS = 60_000;

/** @type {import('./run.mjs').Check} */
export const statementTriggerCheck = {
	title: 'a statement submitted from one workflow starts another when it completes, which sends an e-mail',
	run: async (context) => {
		const { client, emulator, mailSink } = context;
		await layDown(emulator, {
			name: STATEMENT,
			times: 1,
			steps: [
				{ phase: 'RUNNING', after: { ms: 500 } },
				{ phase: 'COMPLETED', after: { ms: 1_500 }, detail: DETAIL },
			],
		});
		await client.activate(WORKFLOW);
		try {
			await submitFromWorkflow(context, STATEMENT);
			const mail = await mailSink.waitFor(({ subject }) => subject.startsWith(STATEMENT), MAIL_TIMEOUT_MS);
			if (mail === undefined) throw new Error(`There was no e-mail about ${STATEMENT} within ${MAIL_TIMEOUT_MS / 1000} s.`);
			if (mail.subject !== `${STATEMENT}: COMPLETED`) throw new Error(`The subject is "${mail.subject}"`);
			if (!mail.text.includes(DETAIL)) throw new Error(`The detail is not in the e-mail:\n${mail.text}`);
			const started = (await client.executions(WORKFLOW)).filter(({ mode }) => mode === 'trigger');
			const [execution] = started;
			if (execution === undefined || started.length > 1) throw new Error(`${started.length} executions were started instead of one`);
			const { status } = await client.waitForExecution(execution.id, MAIL_TIMEOUT_MS);
			if (status !== 'success') throw new Error(`The execution that was started ended as ${status}`);
			return `execution ${execution.id}; e-mail "${mail.subject}" to ${mail.to.join(', ')}: "${mail.text.split('\n').find((line) => line.includes(DETAIL)) ?? ''}"`;
		} finally {
			await client.deactivate(WORKFLOW);
		}
	},
};
