import { options, TIMEOUT } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';

export const getExceptions = defineOperation({
	value: 'getExceptions',
	name: 'Get Exceptions',
	action: 'Get statement exceptions',
	description: 'Get the ten newest exceptions of a statement, which show why it failed or is degraded',
	properties: [STATEMENT_LOCATOR, options(TIMEOUT)],
	read: (parameters) => ({ name: readStatementName(parameters) }),
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name }) => {
		const exceptions = await statements.exceptions(name);
		return exceptions.map((exception) => ({ name: exception.name, message: exception.message, timestamp: exception.timestamp ?? null }));
	},
});
