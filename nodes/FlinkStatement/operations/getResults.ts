import { queryRows } from '../../shared/confluent/results/queryRows';
import { options } from '../../shared/n8n/fields/fields';
import { STATEMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { MAX_WAIT } from '../../shared/n8n/submission/submissionFields';
import { queryOutput, readRowsRequest, RUN_AGAIN_FOR_MORE } from '../../shared/n8n/submission/queryOutput';
import { readStatementName, statementSubject } from '../readStatementName';
import { NUMBERS, RESULT_FIELDS } from '../../shared/n8n/fields/resultFields';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';

export const getResults = defineOperation({
	value: 'getResults',
	name: 'Get Results',
	action: 'Get statement results',
	description: 'Read the rows of a SELECT statement that was submitted before. Rows can be read only once, and for a limited time.',
	properties: [STATEMENT_LOCATOR, ...RESULT_FIELDS, options(NUMBERS, MAX_WAIT)],
	read: (parameters) => ({ name: readStatementName(parameters), request: readRowsRequest(parameters) }),
	subject: statementSubject,
	run: async ({ statements, hint }: StatementSession, { name, request }) =>
		queryOutput(await queryRows(statements, await statements.get(name), request), request, hint, RUN_AGAIN_FOR_MORE),
});
