import { awaitPhase } from '../../shared/confluent/statements/awaitStatement';
import { STATEMENT_PHASES } from '../../shared/flink/statement/phase';
import { options, SIMPLIFY } from '../../shared/n8n/fields/fields';
import { PHASE_OPTIONS } from '../../shared/n8n/fields/phaseOptions';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { MAX_WAIT } from '../../shared/n8n/submission/submissionFields';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

export const waitFor = defineOperation({
	value: 'waitFor',
	name: 'Wait for Statement',
	action: 'Wait for statement',
	description: 'Continue when a statement reaches a phase',
	properties: [
		STATEMENT_LOCATOR,
		{
			displayName: 'Phases',
			name: 'phases',
			type: 'multiOptions',
			options: PHASE_OPTIONS,
			default: ['COMPLETED'],
			required: true,
			description: 'The phases to wait for, any of which is enough. The node fails if the statement ends in another phase.',
		},
		SIMPLIFY,
		options(MAX_WAIT, MORE_FIELDS_FIELD),
	],
	read: (parameters) => {
		const phases = parameters.choices('phases', 'Phases', STATEMENT_PHASES, ['COMPLETED']);
		if (phases.length === 0) throw parameters.invalid('There is no phase to wait for', "Choose at least one under 'Phases'.");
		return { name: readStatementName(parameters), phases: new Set<string>(phases), shape: readShape(parameters) };
	},
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, phases, shape }) => [
		statementOutput(await awaitPhase(statements, name, phases), shape),
	],
});
