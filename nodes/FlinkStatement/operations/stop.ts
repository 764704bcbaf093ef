import { stopStatement } from '../../shared/confluent/statements/stopAndResume';
import { options, SIMPLIFY, TIMEOUT, waitForCompletion } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

export const stop = defineOperation({
	value: 'stop',
	name: 'Stop Statement',
	action: 'Stop statement',
	description: 'Stop a running statement; one that has ended stays as it is',
	properties: [STATEMENT_LOCATOR, SIMPLIFY, options(TIMEOUT, MORE_FIELDS_FIELD, waitForCompletion('the statement is stopped'))],
	read: (parameters) => ({
		name: readStatementName(parameters),
		wait: parameters.options().flag('waitForCompletion', 'Wait for Completion', true),
		shape: readShape(parameters),
	}),
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, wait, shape }) => [
		statementOutput(await stopStatement(statements, name, wait), shape),
	],
});
