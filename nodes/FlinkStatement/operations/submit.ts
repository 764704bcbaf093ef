import type { IDataObject } from 'n8n-workflow';
import { awaitPhase, awaitResumed, awaitRunning } from '../../shared/confluent/statements/awaitStatement';
import { keepRunning, type KeptBy } from '../../shared/confluent/statements/keepRunning';
import { replaceStatement } from '../../shared/confluent/statements/replaceStatement';
import type { Statement } from '../../shared/confluent/statements/statement';
import type { StatementDraft } from '../../shared/confluent/statements/statements';
import { submitStatement } from '../../shared/confluent/statements/submitStatement';
import { MAX_GENERATED_NAME_LENGTH, validateStatementName } from '../../shared/flink/statement/statementName';
import { asError } from '../../shared/language/asError';
import { replacedRemark } from '../../shared/n8n/errors/statementWords';
import { options, SIMPLIFY } from '../../shared/n8n/fields/fields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput, type StatementShape } from '../../shared/n8n/output/statementOutput';
import { checkedStatementName } from '../../shared/n8n/parameters/identifiers';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { COMPUTE_POOL, MAX_WAIT, SQL, SUBMIT_OPTIONS } from '../../shared/n8n/submission/submissionFields';
import { leavingWhatIsOver, underOwnName } from '../ownName';
import { generatedName } from '../../shared/n8n/submission/readDraft';
import { readSubmission } from '../../shared/n8n/submission/readSubmission';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { remarkOnSettings } from '../settingsRemark';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

const ON_NAME_CONFLICT = ['fail', 'reuse', 'replace', 'ensure'] as const;
const WAIT_FOR = ['none', 'running', 'completed'] as const;

type OnNameConflict = (typeof ON_NAME_CONFLICT)[number];
type WaitFor = (typeof WAIT_FOR)[number];

export const submit = defineOperation({
	value: 'submit',
	name: 'Submit Statement',
	action: 'Submit statement',
	description: 'Start a statement, such as a continuous INSERT INTO, and return it without reading rows',
	properties: [
		SQL,
		{
			displayName: 'Statement Name',
			name: 'statementName',
			type: 'string',
			default: '',
			placeholder: 'e.g. daily-orders',
			description: 'Name of the statement, unique in the environment: lower-case letters, digits and hyphens. Leave empty to generate one.',
		},
		COMPUTE_POOL,
		SIMPLIFY,
		options(
			...SUBMIT_OPTIONS,
			MAX_WAIT,
			MORE_FIELDS_FIELD,
			{
				displayName: 'On Name Conflict',
				name: 'onNameConflict',
				type: 'options',
				default: 'fail',
				description: 'What to do when a statement with this name already exists',
				options: [
					{ name: 'Fail', value: 'fail', description: 'Change nothing and report the conflict' },
					{
						name: 'Keep Running',
						value: 'ensure',
						description: 'Make sure this SQL runs: resume it if stopped, replace it if failed or its SQL differs. The output field action shows what was done.',
					},
					{ name: 'Replace', value: 'replace', description: 'Check this SQL, delete the other statement, then submit this one' },
					{ name: 'Reuse', value: 'reuse', description: 'Return the existing statement if its SQL is the same, otherwise fail' },
				],
			},
			{
				displayName: 'Wait For',
				name: 'waitFor',
				type: 'options',
				default: 'none',
				description: 'What to wait for before continuing',
				options: [
					{ name: 'Completed', value: 'completed', description: 'Wait until it has finished; for statements that end by themselves' },
					{ name: 'Nothing', value: 'none', description: 'Continue as soon as Confluent has accepted it' },
					{ name: 'Running', value: 'running', description: 'Wait until it is running or, for DDL such as CREATE TABLE, has completed' },
				],
			},
		),
	],
	read: (parameters) => {
		const onNameConflict = parameters.options().choice('onNameConflict', 'On Name Conflict', ON_NAME_CONFLICT, 'fail');
		return {
			submission: readSubmission(parameters),
			name: readName(parameters, onNameConflict),
			onNameConflict,
			waitFor: parameters.options().choice('waitFor', 'Wait For', WAIT_FOR, 'none'),
			shape: readShape(parameters),
			workflowName: parameters.workflowName(),
		};
	},
	subject: ({ name }) => (name === undefined ? undefined : `Statement "${name}"`),
	run: async (session: StatementSession, { submission, name, workflowName, onNameConflict, waitFor, shape }) => {
		const { memory } = session;
		remarkOnSettings(session, submission.settings);
		const then = { waitFor, shape };
		// Whatever has a generated name is the node's own, submitted by an earlier try of this item.
		if (name === undefined) return await underOwnName(session, workflowName, async (ownName) => await submitAs(session, { ...submission, name: ownName, hasGeneratedName: true }, { ...then, onNameConflict: 'fail' }));
		const request: SubmitRequest = { ...then, onNameConflict: memory.ownId === name && onNameConflict !== 'ensure' ? 'reuse' : onNameConflict, nameOfCheck: () => generatedName(session.statements, workflowName) };
		const submitNamed = async () => await submitAs(session, { ...submission, name }, request);
		return onNameConflict === 'replace' ? await leavingWhatIsOver(memory, submitNamed) : await submitNamed();
	},
});

interface SubmitRequest {
	readonly onNameConflict: OnNameConflict;
	readonly waitFor: WaitFor;
	readonly shape: StatementShape;
	/** Of the dry run that checks the SQL before anything is deleted. */
	readonly nameOfCheck?: () => string;
}

async function submitAs(session: StatementSession, draft: StatementDraft, request: SubmitRequest): Promise<IDataObject[]> {
	const { hint, created, memory } = session;
	if (draft.name.length > MAX_GENERATED_NAME_LENGTH) hint(longName(draft.name));
	const submitted = await sendAs(session, draft, request);
	if (submitted.action !== 'none') created(`Statement "${draft.name}"`);
	memory.ownId = draft.name;
	try {
		const statement = await awaitAs(request.waitFor, session, draft.name, submitted);
		return [{ ...statementOutput(statement, request.shape), ...(request.onNameConflict === 'ensure' && { action: submitted.action }) }];
	} catch (error) {
		if (submitted.action === 'replaced') hint(replacedRemark(draft.name));
		throw asError(error);
	}
}

interface Submitted {
	readonly action: KeptBy;
	readonly statement: Statement;
	/** As read before it was resumed. */
	readonly before?: Statement | undefined;
}

async function sendAs(session: StatementSession, draft: StatementDraft, { onNameConflict, nameOfCheck = () => draft.name }: SubmitRequest): Promise<Submitted> {
	switch (onNameConflict) {
		case 'ensure':
			return await keepRunning(session, draft, nameOfCheck());
		case 'replace': {
			const { statement, hasDeleted } = await replaceStatement(session, draft, nameOfCheck());
			return { action: hasDeleted ? 'replaced' : 'created', statement };
		}
		default:
			return { action: 'created', statement: await submitStatement(session.statements, draft, onNameConflict) };
	}
}

async function awaitAs(waitFor: WaitFor, { statements }: StatementSession, name: string, { statement, before }: Submitted): Promise<Statement> {
	// After a resume an answer may for a while still have the phase from before.
	const resumed = before === undefined || waitFor === 'none' ? statement : await awaitResumed(statements, name, before);
	if (waitFor === 'running') return before === undefined ? await awaitRunning(statements, name) : resumed;
	return waitFor === 'completed' ? await awaitPhase(statements, name, new Set(['COMPLETED'])) : resumed;
}

/** Confluent's documents disagree on how long a name may be; its SQL shell is the strictest. */
function longName(name: string): string {
	return `The statement name "${name}" has ${name.length} characters. Some of Confluent's tools accept at most ${MAX_GENERATED_NAME_LENGTH}: use a shorter name to be safe.`;
}

function readName(parameters: Parameters, onNameConflict: OnNameConflict): string | undefined {
	const name = parameters.text('statementName', 'Statement Name');
	if (name === '' && onNameConflict === 'ensure') {
		throw parameters.invalid(`'Statement Name' is empty, but "Keep Running" needs it`, 'Enter a name: under a generated name, every run would start another statement.');
	}
	if (name === '') return undefined;
	return checkedStatementName(parameters, name, validateStatementName, "Correct 'Statement Name', or leave it empty for a generated name.");
}
