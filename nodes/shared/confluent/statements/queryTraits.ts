import { columnsOf } from './resultColumns';
import type { Statement } from './statement';

export const SNAPSHOT_MODE = 'sql.snapshot.mode';
export const DRY_RUN = 'sql.dry-run';

/** Whether the statement ends by itself. Where the service does not say, a snapshot query does. */
export function isBounded(statement: Statement): boolean {
	return statement.isBounded ?? statement.properties[SNAPSHOT_MODE] === 'now';
}

/** Whether the statement gives rows. DDL and INSERT have no columns, and no results to ask for. */
export function givesRows(statement: Statement): boolean {
	return columnsOf(statement).length > 0;
}
