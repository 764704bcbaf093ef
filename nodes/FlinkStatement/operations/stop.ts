import { stopStatement } from '../../shared/confluent/statements/stopAndResume';
import { options, SIMPLIFY, TIMEOUT, waitForCompletion } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../session';

export const stop = defineOperation({
	value: 'stop',
	name: 'Stop',
	action: 'Stop a statement',
	description: 'Stop a running statement; one that has already ended stays as it is',
	properties: [STATEMENT_LOCATOR, SIMPLIFY, options(TIMEOUT, waitForCompletion('the statement is stopped'))],
	read: (parameters) => ({
		name: readStatementName(parameters),
		wait: parameters.options().flag('waitForCompletion', 'Wait for Completion', true),
		simplify: parameters.flag('simplify', 'Simplify', true),
	}),
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, wait, simplify }) => [
		statementOutput(await stopStatement(statements, name, wait), simplify),
	],
});
