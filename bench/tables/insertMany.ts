import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { credentialsFor, type EmulatorAddress } from '../../test/host/host';
import { runNode } from '../../test/host/runNode';
import { itemAt } from './sample';

/** Items for the Flink Table node: into which table each goes, an expression says. */
export interface InsertOrder {
	readonly target: EmulatorAddress;
	readonly count: number;
	/** The first table is filled by even items where there are two. */
	readonly tables: readonly [string] | readonly [string, string];
	/** Values of the key, which come again and again; undefined where each item has its own. */
	readonly keys?: number | undefined;
}

/** What one execution of the node did. */
export interface Inserted {
	/** Epoch milliseconds: processes on one machine have one clock. */
	readonly beganAt: number;
	readonly endedAt: number;
	/** Items that came out as the row that was sent, in its place. */
	readonly inOrder: number;
	readonly error: string | null;
}

export const DATABASE = { __rl: true, mode: 'name', value: 'cluster_0' };

/** The items of an order. */
export function itemsOf({ count, keys }: Pick<InsertOrder, 'count' | 'keys'>): IDataObject[] {
	return Array.from({ length: count }, (_, index) => itemAt(index, keys === undefined ? index : index % keys));
}

/** The table of an item. */
export function tableOf({ tables: [even, odd] }: Pick<InsertOrder, 'tables'>, index: number): string {
	return index % 2 === 0 ? even : (odd ?? even);
}

/** Inserts the items of an order with the Flink Table node, in n8n's engine, as it is by default. */
export async function insertMany(loader: PackageDirectoryLoader, order: InsertOrder): Promise<Inserted> {
	const [even, odd] = order.tables;
	const table = odd === undefined ? even : `={{ $itemIndex % 2 === 0 ? ${JSON.stringify(even)} : ${JSON.stringify(odd)} }}`;
	const input = itemsOf(order);
	const beganAt = Date.now();
	const { json, error } = await runNode(loader, credentialsFor(order.target), {
		type: 'flinkTable',
		parameters: { resource: 'table', operation: 'insert', database: DATABASE, table: { __rl: true, mode: 'name', value: table }, columns: { mappingMode: 'autoMapInputData', value: null }, options: { timeout: 600 } },
		input,
	});
	const endedAt = Date.now();
	const inOrder = json.filter((row, index) => row['order_id'] === input[index]?.['order_id'] && row['customer'] === input[index]?.['customer']).length;
	return { beganAt, endedAt, inOrder, error: error?.message ?? null };
}
