import { credentialsFor, type EmulatorAddress } from '../../test/host/host';
import { loadSources } from '../../test/host/package';
import { runNode } from '../../test/host/runNode';

const LOADER = loadSources();

/** Where the tables are, as the options of a query name it. */
export const PLACE = { catalog: 'default', database: 'cluster_0' } as const;

export const COLUMNS = 'order_id BIGINT, customer STRING, total DECIMAL(12, 2), ordered_at TIMESTAMP_LTZ(3)';

/** The path of a table for the emulator's control call. */
export const pathOf = (table: string) => `${PLACE.catalog}.${PLACE.database}.${table}`;

/** A row of such a table, with a number of its own. */
export function orderOf(number: number) {
	return { order_id: number, customer: `customer-${number % 5_000}`, total: (number / 7).toFixed(2), ordered_at: '2026-03-01 12:00:00.000' };
}

/** @throws Error in the words of the service */
export async function createTable(emulator: EmulatorAddress, table: string): Promise<void> {
	const parameters = { resource: 'statement', operation: 'submit', sql: `CREATE TABLE ${table} (${COLUMNS})`, options: { ...PLACE, waitFor: 'completed' } };
	const { error } = await runNode(LOADER, credentialsFor(emulator), { type: 'flinkStatement', parameters });
	if (error !== undefined) throw new Error(error.message);
}
