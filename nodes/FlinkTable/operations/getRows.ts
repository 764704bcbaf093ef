import { queryRows } from '../../shared/confluent/results/queryRows';
import { SNAPSHOT_MODE } from '../../shared/confluent/statements/queryTraits';
import { withTemporaryStatement } from '../../shared/confluent/statements/temporaryStatement';
import { LOCAL_TIME_ZONE } from '../../shared/flink/sql/boundScript';
import { selectStatement } from '../../shared/flink/table/tableQuery';
import { options, RETURN_ALL_AND_LIMIT } from '../../shared/n8n/fields/fields';
import { NUMBERS } from '../../shared/n8n/fields/resultFields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { queryOutput } from '../../shared/n8n/submission/queryOutput';
import { temporaryDraft } from '../../shared/n8n/submission/readDraft';
import { placedAt, readTable, readTableInput } from '../readPlace';
import { COMBINE_CONDITIONS, OUTPUT_COLUMNS, QUERY_MODE, SORT, WHERE } from '../query/queryFields';
import { readQuestion } from '../query/readQuestion';
import type { TableSession } from '../session';
import { COMPUTE_POOL, DATABASE, TABLE, TABLE_OPTIONS } from '../tableFields';

export const getRows = defineOperation({
	value: 'getRows',
	name: 'Get Rows',
	action: 'Get rows from table',
	description: 'Return the rows of a table that meet conditions, without writing SQL',
	properties: [DATABASE, TABLE, OUTPUT_COLUMNS, WHERE, COMBINE_CONDITIONS, SORT, ...RETURN_ALL_AND_LIMIT, COMPUTE_POOL, options(...TABLE_OPTIONS, NUMBERS, QUERY_MODE)],
	read: (parameters) => ({
		place: readTableInput(parameters),
		table: readTable(parameters),
		question: readQuestion(parameters),
		limit: parameters.limit(),
		numbers: parameters.options().choice('numbers', 'Numbers', ['auto', 'text'], 'auto'),
	}),
	subject: ({ table }) => `Table "${table}"`,
	run: async (session: TableSession, { place, table, question, limit, numbers }) => {
		const { statements, hint } = session;
		const at = session.placeOf(place);
		const { columns } = await session.tables(place).schema(at.database, table);
		const sql = selectStatement({ ...question, table, columns, limit }, { localTimeZone: place.properties[LOCAL_TIME_ZONE] });
		hint(`The SQL that was run: ${sql.replaceAll('\n', ' ')}`);
		const mode = question.isStreaming ? {} : { [SNAPSHOT_MODE]: 'now' };
		const draft = temporaryDraft(statements, { ...place, sql, properties: placedAt(at, { ...mode, ...place.properties }), settings: {} }, false);
		const request = { output: 'table', numbers, limit, mayBePart: question.isStreaming } as const;
		return await withTemporaryStatement(session, draft, async (submitted) => {
			const result = await queryRows(statements, submitted, request);
			const output = queryOutput(result, request, hint);
			if (!question.isStreaming && result.rows?.items.length === limit) hint(`The limit of ${limit} was reached; more rows may meet the conditions. Raise the limit, or switch on 'Return All'.`);
			return output;
		});
	},
});
