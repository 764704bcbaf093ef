import type { IExecuteFunctions } from 'n8n-workflow';
import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import type { TemporaryStatementClients } from '../shared/confluent/statements/temporaryStatement';
import { Tables } from '../shared/confluent/tables/tables';
import { endedBehindRemark } from '../shared/n8n/errors/statementWords';
import { messageOf } from '../shared/n8n/errors/wording';
import type { ItemBounds } from '../shared/n8n/items/runOperations';
import { flinkKeyId } from '../shared/n8n/network/clients';
import { generatedName } from '../shared/n8n/submission/readDraft';
import { createStatementSession, type StatementSession } from '../shared/n8n/submission/statementSession';
import type { InsertRun } from './insert/insertRun';
import { placeOf, type TableInput, type TablePlace } from './readPlace';

/** What an operation on tables works with, for one item. */
export interface TableSession extends StatementSession {
	readonly itemIndex: number;
	/** The rows of the whole run that are to be inserted. */
	readonly insertRun: InsertRun;
	/** The ID of the API key, which is no secret. */
	readonly keyId: () => Promise<string>;
	/** Where the credential says that statements live. */
	readonly endpoint: FlinkEndpoint;
	/** The clients of an INSERT, with the whole time of the item before it from now on. One that has not ended is never cleared up. */
	readonly fromNow: () => TemporaryStatementClients;
	readonly placeOf: (input: TableInput) => TablePlace;
	/** The catalog in which an item's table is. */
	readonly tables: (input: TableInput) => Tables;
}

/** The session of one item. */
export function createTableSession(context: IExecuteFunctions, endpoint: FlinkEndpoint, bounds: ItemBounds, insertRun: InsertRun): TableSession {
	const session = createStatementSession(context, endpoint, bounds);
	return {
		...session,
		itemIndex: bounds.itemIndex,
		insertRun,
		endpoint,
		keyId: async () => await flinkKeyId(context),
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
