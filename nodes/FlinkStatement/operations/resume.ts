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
	name: 'Resume Statement',
	action: 'Resume statement',
	description: 'Resume a stopped or failed INSERT INTO, CREATE TABLE AS or statement set where it left off',
	properties: [
		STATEMENT_LOCATOR,
		SIMPLIFY,
		options(
			{ ...COMPUTE_POOL, description: 'Another compute pool in the same region to move the statement to' },
			MAX_WAIT,
			MORE_FIELDS_FIELD,
			{ ...PRINCIPAL, description: 'The service account or user that the statement runs as from now on' },
			waitForCompletion('the statement is running'),
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
