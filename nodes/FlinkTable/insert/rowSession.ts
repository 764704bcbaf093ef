import type { Statements } from '../../shared/confluent/statements/statements';
import type { TemporaryStatementClients } from '../../shared/confluent/statements/temporaryStatement';
import type { ItemMemory } from '../../shared/n8n/items/runMemory';
import type { TableInput, TablePlace } from '../readPlace';

/** Of an item's session, what its row is inserted with. */
export interface RowSession {
	readonly itemIndex: number;
	readonly memory: ItemMemory;
	readonly statements: Statements;
	/** The clients of an INSERT, with the whole time of the item before it from now on. One that has not ended is never cleared up. */
	readonly fromNow: () => TemporaryStatementClients;
	readonly placeOf: (input: TableInput) => TablePlace;
}
