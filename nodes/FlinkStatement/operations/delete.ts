import { awaitDeleted } from '../../shared/confluent/statements/awaitStatement';
import { options, TIMEOUT, waitForCompletion } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';

export const deleteStatement = defineOperation({
	value: 'delete',
	name: 'Delete Statement',
	action: 'Delete statement',
	description: 'Delete a statement; a running one is stopped first',
	properties: [STATEMENT_LOCATOR, options(TIMEOUT, waitForCompletion('the statement is deleted and its name is free again'))],
	read: (parameters) => ({ name: readStatementName(parameters), wait: parameters.options().flag('waitForCompletion', 'Wait for Completion', true) }),
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, wait }) => {
		const existed = await statements.remove(name);
		if (existed && wait) await awaitDeleted(statements, name);
		return [{ name, deleted: true }];
	},
});
