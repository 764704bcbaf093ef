import type { IDataObject } from 'n8n-workflow';

/** The table that rows go into, by name; with a key a row replaces the one before it. */
export function createTable(name: string, key = ''): string {
	return `CREATE TABLE \`${name}\` (\`order_id\` INT NOT NULL, \`customer\` STRING, \`total\` DECIMAL(12, 2), \`ordered_at\` TIMESTAMP_LTZ(3)${key === '' ? '' : `, PRIMARY KEY (\`${key}\`) NOT ENFORCED`})`;
}

/** An item as a webhook or a sheet gives it. */
export function itemAt(index: number, orderId = index): IDataObject {
	return {
		order_id: orderId,
		customer: `customer-${index % 5_000}`,
		total: (index / 7).toFixed(2),
		ordered_at: new Date(1_718_409_600_000 + index * 997).toISOString(),
	};
}
