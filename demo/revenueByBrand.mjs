import { itemsOf, runExample } from './runExample.mjs';
import { formatTable } from './table.mjs';

const NODE = 'Revenue by Brand';

/** @type {import('./checks/run.mjs').Check} */
export const revenueByBrandCheck = {
	title: 'the query example gives the brands of the marketplace with their orders and revenue',
	run: async (context) => {
		const execution = await runExample(context, 'revenue-by-brand');
		const rows = itemsOf(execution, NODE).map(({ json }) => json);
		if (rows.length === 0) throw new Error(`"${NODE}" gave no rows`);
		for (const row of rows) {
			const isTyped = typeof row['brand'] === 'string' && typeof row['orders'] === 'number' && typeof row['revenue'] === 'number';
			if (!isTyped) throw new Error(`"${NODE}" gave a row that is not typed as its query says: ${JSON.stringify(row)}`);
		}
		return `${rows.length} rows\n\n${formatTable(rows)}\n`;
	},
};
