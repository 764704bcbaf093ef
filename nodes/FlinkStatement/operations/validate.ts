import { dryRun } from '../../shared/confluent/statements/dryRun';
import { columnsOf } from '../../shared/confluent/statements/resultColumns';
import { describeColumns } from '../../shared/flink/rows/dataTypeText';
import { reasonWords } from '../../shared/n8n/errors/statementWords';
import { options } from '../../shared/n8n/fields/fields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { COMPUTE_POOL, MAX_WAIT, SHOW_STATEMENT, SQL, SUBMIT_OPTIONS } from '../../shared/n8n/submission/submissionFields';
import { readUnnamedSubmission, temporaryDraft } from '../../shared/n8n/submission/readDraft';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { remarkOnSettings } from '../settingsRemark';

export const validate = defineOperation({
	value: 'validate',
	name: 'Validate SQL',
	action: 'Validate SQL',
	description: 'Check the SQL of a statement, including its tables and columns, without running it',
	properties: [SQL, COMPUTE_POOL, options(...SUBMIT_OPTIONS, MAX_WAIT, SHOW_STATEMENT)],
	read: (parameters) => ({
		submission: readUnnamedSubmission(parameters),
		isShown: parameters.options().flag('showStatement', 'Show Statement', false),
	}),
	run: async (session: StatementSession, { submission, isShown }) => {
		remarkOnSettings(session, submission.settings);
		const { valid, remark, statement } = await dryRun(session, temporaryDraft(session.statements, submission, isShown));
		const columns = describeColumns(statement === undefined ? [] : columnsOf(statement)).map((column) => ({ ...column }));
		return [{ valid, detail: reasonWords(remark), sqlKind: statement?.sqlKind ?? null, columns }];
	},
});
