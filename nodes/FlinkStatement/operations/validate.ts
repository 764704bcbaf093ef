import { dryRun } from '../../shared/confluent/statements/dryRun';
import { describeColumns } from '../../shared/flink/rows/dataTypeText';
import { parseColumns } from '../../shared/flink/rows/resultSchema';
import { options } from '../../shared/n8n/fields/fields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { COMPUTE_POOL, MAX_WAIT, SQL, SUBMIT_OPTIONS } from '../fields';
import { namedDraft, readUnnamedSubmission } from '../readDraft';
import type { StatementSession } from '../session';

export const validate = defineOperation({
	value: 'validate',
	name: 'Validate',
	action: 'Validate SQL',
	description: 'Check whether SQL is valid here, its tables and columns included, without running it',
	properties: [SQL, COMPUTE_POOL, options(...SUBMIT_OPTIONS, MAX_WAIT)],
	read: readUnnamedSubmission,
	run: async (session: StatementSession, submission) => {
		const { valid, detail, statement } = await dryRun(session, namedDraft(session.statements, submission));
		const columns = describeColumns(parseColumns(statement?.schema)).map((column) => ({ ...column }));
		return [{ valid, detail, sqlKind: statement?.sqlKind ?? null, columns }];
	},
});
