import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import type { Statements } from '../shared/confluent/statements/statements';
import type { TemporaryStatementClients } from '../shared/confluent/statements/temporaryStatement';
import { Tables } from '../shared/confluent/tables/tables';
import { endedBehindRemark } from '../shared/n8n/errors/statementWords';
import { messageOf } from '../shared/n8n/errors/wording';
import type { ItemMemory } from '../shared/n8n/items/runMemory';
import type { ItemBounds } from '../shared/n8n/items/runOperations';
import type { SessionCredential } from '../shared/n8n/items/runWithCredential';
import { generatedName } from '../shared/n8n/submission/readDraft';
import { createStatementSession, type StatementSession } from '../shared/n8n/submission/statementSession';
import type { InsertRun } from './insert/insertRun';
import type { RowSession } from './insert/rowSession';
import { placeOf, type TableInput, type TablePlace } from './readPlace';

/** What an operation on tables works with, for one item. */
export interface TableSession extends StatementSession, RowSession {
	/** The rows of the whole run that are to be inserted. */
	readonly insertRun: InsertRun;
	/** The catalog in which an item's table is. */
	tables(input: TableInput): Tables;
}

/** The session of one item. */
export function createTableSession(credential: SessionCredential<FlinkEndpoint>, bounds: ItemBounds, insertRun: InsertRun): TableSession {
	return new ItemTableSession(credential, bounds, insertRun);
}

/**
 * A session whose time begins when something is first asked for. Of many rows that share a statement one
 * alone needs a client: little is kept until then.
 */
class ItemTableSession implements TableSession {
	private known: StatementSession | undefined;

	constructor(
		private readonly credential: SessionCredential<FlinkEndpoint>,
		private readonly bounds: ItemBounds,
		readonly insertRun: InsertRun,
	) {}

	get itemIndex(): number {
		return this.bounds.itemIndex;
	}

	get memory(): ItemMemory {
		return this.bounds.memory;
	}

	get hint(): StatementSession['hint'] {
		return this.bounds.hint;
	}

	get created(): StatementSession['created'] {
		return this.bounds.created;
	}

	get endpoint(): FlinkEndpoint {
		return this.credential.endpoint;
	}

	get keyId(): string {
		return this.credential.keyId;
	}

	get statements(): Statements {
		return this.session.statements;
	}

	get afterwards(): StatementSession['afterwards'] {
		return this.session.afterwards;
	}

	get leftBehind(): StatementSession['leftBehind'] {
		return this.session.leftBehind;
	}

	get answerLost(): StatementSession['answerLost'] {
		return this.session.answerLost;
	}

	placeOf(input: TableInput): TablePlace {
		return placeOf(input, this.endpoint);
	}

	tables(input: TableInput): Tables {
		return new Tables(this, {
			...this.placeOf(input),
			computePoolId: input.computePoolId,
			principal: input.principal,
			statementName: () => generatedName(this.statements, input.workflowName),
		});
	}

	fromNow(): TemporaryStatementClients {
		const { credential, bounds } = this;
		const { statements, afterwards, answerLost } = createStatementSession(credential, bounds);
		return { statements, afterwards, answerLost, leftBehind: (name, failure) => bounds.hint(endedBehindRemark(name, messageOf(failure))) };
	}

	private get session(): StatementSession {
		return (this.known ??= createStatementSession(this.credential, this.bounds));
	}
}
