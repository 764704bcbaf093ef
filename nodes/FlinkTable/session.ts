import type { IExecuteFunctions } from 'n8n-workflow';
import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import { Tables } from '../shared/confluent/tables/tables';
import { endedBehindRemark } from '../shared/n8n/errors/statementWords';
import { messageOf } from '../shared/n8n/errors/wording';
import type { ItemBounds } from '../shared/n8n/items/runOperations';
import { generatedName } from '../shared/n8n/submission/readDraft';
import { createStatementSession, type StatementSession } from '../shared/n8n/submission/statementSession';
import type { InsertRun } from './insert/insertRun';
import type { RowSession } from './insert/rowSession';
import { placeOf, type TableInput } from './readPlace';

/** What an operation on tables works with, for one item. */
export interface TableSession extends StatementSession, RowSession {
	/** The rows of the whole run that are to be inserted. */
	readonly insertRun: InsertRun;
	/** The ID of the API key, which is no secret. */
	readonly keyId: string;
	/** Where the credential says that statements live. */
	readonly endpoint: FlinkEndpoint;
	/** The catalog in which an item's table is. */
	readonly tables: (input: TableInput) => Tables;
}

/** The session of one item. */
export function createTableSession(context: IExecuteFunctions, endpoint: FlinkEndpoint, bounds: ItemBounds, keyId: string, insertRun: InsertRun): TableSession {
	const session = createStatementSession(context, endpoint, bounds);
	const { afterwards, leftBehind, answerLost, hint, created, memory } = session;
	return {
		// Of many rows that share a statement one alone needs a client.
		get statements() {
			return session.statements;
		},
		afterwards,
		leftBehind,
		answerLost,
		hint,
		created,
		memory,
		itemIndex: bounds.itemIndex,
		insertRun,
		endpoint,
		keyId,
		fromNow: () => ({ ...createStatementSession(context, endpoint, bounds), leftBehind: (name, failure) => bounds.hint(endedBehindRemark(name, messageOf(failure))) }),
		placeOf: (input) => placeOf(input, endpoint),
		tables: (input) =>
			new Tables(session, {
				...placeOf(input, endpoint),
				computePoolId: input.computePoolId,
				principal: input.principal,
				statementName: () => generatedName(session.statements, input.workflowName),
			}),
	};
}
