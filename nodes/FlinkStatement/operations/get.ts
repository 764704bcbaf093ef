import { options, SIMPLIFY, TIMEOUT } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

export const get = defineOperation({
	value: 'get',
	name: 'Get Statement',
	action: 'Get statement',
	description: 'Get one statement, with its phase, SQL and details',
	properties: [STATEMENT_LOCATOR, SIMPLIFY, options(TIMEOUT, MORE_FIELDS_FIELD)],
	read: (parameters) => ({ name: readStatementName(parameters), shape: readShape(parameters) }),
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, shape }) => [statementOutput(await statements.get(name), shape)],
});
