import { options, SIMPLIFY, TIMEOUT } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { readStatementName, statementSubject } from '../readStatementName';
import type { StatementSession } from '../session';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a statement',
	description: 'Look at one statement: its phase, its SQL, what it says',
	properties: [STATEMENT_LOCATOR, SIMPLIFY, options(TIMEOUT)],
	read: (parameters) => ({ name: readStatementName(parameters), simplify: parameters.flag('simplify', 'Simplify', true) }),
	subject: statementSubject,
	run: async ({ statements }: StatementSession, { name, simplify }) => [statementOutput(await statements.get(name), simplify)],
});
