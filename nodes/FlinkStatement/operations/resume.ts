import { resumeStatement } from '../../shared/confluent/statements/stopAndResume';
import { options, SIMPLIFY, waitForCompletion } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { checkedComputePoolId, checkedPrincipal } from '../../shared/n8n/parameters/identifiers';
import { COMPUTE_POOL, MAX_WAIT, PRINCIPAL } from '../../shared/n8n/submission/submissionFields';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

export const resume = defineOperation({
	value: 'resume',
	name: 'Resume',
	action: 'Resume a statement',
	description: 'Let a stopped or failed statement run on from where it was; possible for INSERT INTO, CREATE TABLE AS and statement sets',
	properties: [
		STATEMENT_LOCATOR,
		SIMPLIFY,
		options(
			{ ...COMPUTE_POOL, description: 'Another compute pool of the same region to run on from now on' },
			MAX_WAIT,
			MORE_FIELDS_FIELD,
			{ ...PRINCIPAL, description: 'Who the statement runs as from now on, such as a service account' },
			waitForCompletion('the statement runs'),
		),
	],
	read: (parameters) => {
		const chosen = parameters.options();
		return {
			name: readStatementName(parameters),
			move: {
				computePoolId: checkedComputePoolId(chosen, chosen.text('computePool', 'Compute Pool')),
				principal: checkedPrincipal(chosen, chosen.text('principal', 'Principal')),
			},
			wait: chosen.flag('waitForCompletion', 'Wait for Completion', true),
			shape: readShape(parameters),
		};
	},
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, move, wait, shape }) => [
		statementOutput(await resumeStatement(statements, name, move, wait), shape),
	],
});
