import type { IDataObject } from 'n8n-workflow';
import { awaitPhase, awaitRunning } from '../../shared/confluent/statements/awaitStatement';
import type { StatementDraft } from '../../shared/confluent/statements/statements';
import { submitStatement, type OnNameConflict } from '../../shared/confluent/statements/submitStatement';
import { MAX_GENERATED_NAME_LENGTH, validateStatementName } from '../../shared/flink/statement/statementName';
import { options, SIMPLIFY } from '../../shared/n8n/fields/fields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput, type StatementShape } from '../../shared/n8n/output/statementOutput';
import { checkedStatementName } from '../../shared/n8n/parameters/identifiers';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { COMPUTE_POOL, MAX_WAIT, SQL, SUBMIT_OPTIONS } from '../fields';
import { leavingWhatIsOver, underOwnName } from '../ownName';
import { readSubmission } from '../readSubmission';
import type { StatementSession } from '../session';
import { remarkOnSettings } from '../settingsRemark';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

const ON_NAME_CONFLICT = ['fail', 'reuse', 'replace'] as const;
const WAIT_FOR = ['none', 'running', 'completed'] as const;

export const submit = defineOperation({
	value: 'submit',
	name: 'Submit',
	action: 'Submit a statement',
	description: 'Start a statement, such as an INSERT INTO that runs on, and return it without reading rows',
	properties: [
		SQL,
		{
			displayName: 'Statement Name',
			name: 'statementName',
			type: 'string',
			default: '',
			placeholder: 'e.g. daily-orders',
			description: 'Unique in the environment. Lower-case letters, digits and hyphens. Empty: a name is generated.',
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
				description: 'What to do when a statement of this name exists already',
				options: [
					{ name: 'Fail', value: 'fail', description: 'Report it and change nothing' },
					{ name: 'Replace', value: 'replace', description: 'Delete it, wait until it is gone, submit this one' },
					{ name: 'Reuse', value: 'reuse', description: 'Return it if its SQL is the same, else fail' },
				],
			},
			{
				displayName: 'Wait For',
				name: 'waitFor',
				type: 'options',
				default: 'none',
				description: 'What to wait for before going on',
				options: [
					{ name: 'Completed', value: 'completed', description: 'Until it has finished; for statements that end by themselves' },
					{ name: 'Nothing', value: 'none', description: 'Go on as soon as Confluent has accepted it' },
					{ name: 'Running', value: 'running', description: 'Until it runs; DDL, such as CREATE TABLE, until it has completed' },
				],
			},
		),
	],
	read: (parameters) => ({
		...readSubmission(parameters),
		name: readName(parameters),
		onNameConflict: parameters.options().choice('onNameConflict', 'On Name Conflict', ON_NAME_CONFLICT, 'fail'),
		waitFor: parameters.options().choice('waitFor', 'Wait For', WAIT_FOR, 'none'),
		shape: readShape(parameters),
		workflowName: parameters.workflowName(),
	}),
	subject: ({ name }) => (name === undefined ? undefined : `Statement "${name}"`),
	run: async (session: StatementSession, { name, workflowName, settings, onNameConflict, ...request }) => {
		remarkOnSettings(session, settings);
		// Nobody else has a generated name: what is found under it was submitted by an earlier try of this item.
		if (name === undefined) return await underOwnName(session, workflowName, async (ownName) => await submitAs(session, { ...request, name: ownName, onNameConflict: 'reuse' }));
		const { memory } = session;
		const submitNamed = async () => await submitAs(session, { ...request, name, onNameConflict: memory.ownId === name ? 'reuse' : onNameConflict });
		return onNameConflict === 'replace' ? await leavingWhatIsOver(memory, submitNamed) : await submitNamed();
	},
});

interface SubmitRequest extends StatementDraft {
	readonly onNameConflict: OnNameConflict;
	readonly waitFor: (typeof WAIT_FOR)[number];
	readonly shape: StatementShape;
}

async function submitAs({ statements, hint, created, memory }: StatementSession, { onNameConflict, waitFor, shape, ...draft }: SubmitRequest): Promise<IDataObject[]> {
	if (draft.name.length > MAX_GENERATED_NAME_LENGTH) hint(longName(draft.name));
	const submitted = await submitStatement(statements, draft, onNameConflict);
	created(`Statement "${draft.name}"`);
	memory.ownId = draft.name;
	if (waitFor === 'running') return [statementOutput(await awaitRunning(statements, draft.name), shape)];
	if (waitFor === 'completed') return [statementOutput(await awaitPhase(statements, draft.name, new Set(['COMPLETED'])), shape)];
	return [statementOutput(submitted, shape)];
}

/** Confluent's documents disagree on how long a name may be; its SQL shell is the strictest. */
function longName(name: string): string {
	return `The statement name "${name}" has ${name.length} characters. Some of Confluent's tools take at most ${MAX_GENERATED_NAME_LENGTH}: a shorter name is safer.`;
}

function readName(parameters: Parameters): string | undefined {
	const name = parameters.text('statementName', 'Statement Name');
	if (name === '') return undefined;
	return checkedStatementName(parameters, name, validateStatementName, 'Correct the field "Statement Name", or leave it empty to have a name generated.');
}
