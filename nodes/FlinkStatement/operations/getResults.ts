import { readQuery } from '../../shared/confluent/readQuery';
import { options } from '../../shared/n8n/fields';
import { defineOperation } from '../../shared/n8n/operation';
import { STATEMENT_LOCATOR } from '../../shared/n8n/pickers';
import { MAX_WAIT } from '../fields';
import { queryOutput, readReadRequest, RUN_AGAIN_FOR_MORE } from '../queryOutput';
import { readStatementName, statementSubject } from '../readStatementName';
import { NUMBERS, RESULT_FIELDS } from '../resultFields';
import type { StatementSession } from '../session';

export const getResults = defineOperation({
	value: 'getResults',
	name: 'Get Results',
	action: 'Get the results of a statement',
	description: 'Read the rows of a SELECT that was submitted before. Rows can be read once, and for a limited time.',
	properties: [STATEMENT_LOCATOR, ...RESULT_FIELDS, options(NUMBERS, MAX_WAIT)],
	read: (parameters) => ({ name: readStatementName(parameters), request: readReadRequest(parameters) }),
	subject: statementSubject,
	run: async ({ statements, hint }: StatementSession, { name, request }) =>
		queryOutput(await readQuery(statements, await statements.get(name), request), request, hint, RUN_AGAIN_FOR_MORE),
});
