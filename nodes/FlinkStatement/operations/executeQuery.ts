import type { IDataObject } from 'n8n-workflow';
import type { RowsRequest } from '../../shared/confluent/results/collectRows';
import { queryRows, type QueryResult } from '../../shared/confluent/results/queryRows';
import { givesRows, SNAPSHOT_MODE, wouldEndAsSnapshot } from '../../shared/confluent/statements/queryTraits';
import { phaseOf, type Statement } from '../../shared/confluent/statements/statement';
import { submitStatement } from '../../shared/confluent/statements/submitStatement';
import { withTemporaryStatement } from '../../shared/confluent/statements/temporaryStatement';
import { isTerminalPhase } from '../../shared/flink/statement/phase';
import { options } from '../../shared/n8n/fields/fields';
import { defineOperation, type ReadRows } from '../../shared/n8n/items/operation';
import { COMPUTE_POOL, MAX_WAIT, SHOW_STATEMENT, SQL, SUBMIT_OPTIONS } from '../../shared/n8n/submission/submissionFields';
import { underOwnName } from '../ownName';
import { queryOutput, readRowsRequest } from '../../shared/n8n/submission/queryOutput';
import { readUnnamedSubmission, temporaryDraft, type UnnamedSubmission } from '../../shared/n8n/submission/readDraft';
import { NUMBERS, RESULT_FIELDS } from '../../shared/n8n/fields/resultFields';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { remarkOnSettings } from '../settingsRemark';

const QUERY_MODES = ['snapshot', 'streaming'] as const;

export const executeQuery = defineOperation({
	value: 'executeQuery',
	name: 'Execute Query',
	action: 'Execute query',
	description: 'Run SQL and return its rows as items; the statement is deleted afterwards',
	properties: [
		SQL,
		COMPUTE_POOL,
		{
			displayName: 'Query Mode',
			name: 'queryMode',
			type: 'options',
			default: 'snapshot',
			required: true,
			description: 'Whether the query reads the rows that exist now, or keeps reading new ones',
			options: [
				{ name: 'Snapshot', value: 'snapshot', description: 'Read the rows that are in the tables now, then end' },
				{ name: 'Streaming', value: 'streaming', description: 'Keep reading new rows until Limit or Max Wait is reached' },
			],
		},
		...RESULT_FIELDS,
		options(...SUBMIT_OPTIONS, NUMBERS, MAX_WAIT, SHOW_STATEMENT, {
			displayName: 'Keep Statement',
			name: 'keepStatement',
			type: 'boolean',
			default: false,
			description: 'Whether to keep the statement in Confluent Cloud instead of deleting it. It appears in lists. Its rows cannot be read again.',
		}),
	],
	read: (parameters) => {
		const submission = readUnnamedSubmission(parameters);
		const queryMode = parameters.choice('queryMode', 'Query Mode', QUERY_MODES, 'snapshot');
		const snapshot = queryMode === 'snapshot' ? { [SNAPSHOT_MODE]: 'now' } : {};
		return {
			submission: { ...submission, properties: { ...snapshot, ...submission.properties } },
			request: readRowsRequest(parameters, queryMode === 'streaming'),
			keepStatement: parameters.options().flag('keepStatement', 'Keep Statement', false),
			isShown: parameters.options().flag('showStatement', 'Show Statement', false),
		};
	},
	run: async (session: StatementSession, { submission, request, keepStatement, isShown }) => {
		const { statements, hint } = session;
		remarkOnSettings(session, submission.settings);
		if (keepStatement) return await runAndKeep(session, submission, request);
		return await withTemporaryStatement(session, temporaryDraft(statements, submission, isShown), async (submitted) => {
			const result = await queryRows(statements, submitted, request);
			if (givesNoRowsAndGoesOn(result)) hint(deletedWhileRunning(result.statement));
			return queryOutput(result, request, hint);
		});
	},
});

async function runAndKeep(session: StatementSession, { workflowName, ...submission }: UnnamedSubmission, request: RowsRequest): Promise<IDataObject[] | ReadRows> {
	const { statements, hint, created, memory } = session;
	return await underOwnName(session, workflowName, async (name) => {
		const submitted = await submitStatement(statements, { ...submission, name, hasGeneratedName: true }, 'fail');
		created(`Statement "${name}"`);
		hint(`Statement "${name}" was kept.`);
		// Rows can be read once: a repeat of the item needs a statement of its own.
		if (mayGiveRows(submitted)) memory.ownId = undefined;
		return queryOutput(await queryRows(statements, submitted, request), request, hint);
	});
}

function mayGiveRows(submitted: Statement): boolean {
	return submitted.sqlKind === undefined || submitted.sqlKind === 'SELECT' || givesRows(submitted);
}

function givesNoRowsAndGoesOn({ statement, rows }: QueryResult): boolean {
	return rows === undefined && !isTerminalPhase(phaseOf(statement));
}

/** An INSERT INTO, for example, runs until somebody stops it, and this operation leaves nothing running. */
function deletedWhileRunning(statement: Statement): string {
	const otherMode = wouldEndAsSnapshot(statement) ? ` With 'Query Mode' set to "Snapshot", it writes the rows there are now and ends.` : '';
	return `Statement "${statement.name}" runs continuously, so Execute Query deleted it. To keep it running, use Submit Statement, or switch on 'Keep Statement'.${otherMode}`;
}
