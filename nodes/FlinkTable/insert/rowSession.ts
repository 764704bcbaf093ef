import type { FlinkEndpoint } from '../../shared/confluent/http/endpoint';
import type { Statements } from '../../shared/confluent/statements/statements';
import type { TemporaryStatementClients } from '../../shared/confluent/statements/temporaryStatement';
import type { ItemMemory } from '../../shared/n8n/items/runMemory';
import type { TableInput, TablePlace } from '../readPlace';

/** Of an item's session, what says which table of a name is meant. */
export interface TableOwner {
	/** The ID of the API key, which is no secret. */
	readonly keyId: string;
	/** Where the credential says that statements live. */
	readonly endpoint: FlinkEndpoint;
	/** @throws TableError where neither the node nor the credential names a database */
	placeOf(input: TableInput): TablePlace;
}

/** Of an item's session, what its row is inserted with. */
export interface RowSession extends TableOwner {
	readonly itemIndex: number;
	readonly memory: ItemMemory;
	readonly statements: Statements;
	/** The clients of an INSERT, with the whole time of the item before it from now on. One that has not ended is never cleared up. */
	fromNow(): TemporaryStatementClients;
}
