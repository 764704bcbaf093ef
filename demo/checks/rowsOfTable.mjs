import { PACKAGE_NAME } from '../paths.mjs';
import { itemsOf } from '../runExample.mjs';
import { DATABASE } from '../runSql.mjs';

const START = 'Start';
const NODE = 'Get Rows';
const TIMEOUT_MS = 60_000;

/**
 * The rows of a table, read by a workflow of its own.
 *
 * @param {Pick<import('./run.mjs').DemoContext, 'client' | 'credentials'>} context
 * @param {string} table
 * @param {string} sortedBy a column
 * @returns {Promise<Array<Record<string, unknown>>>}
 */
export async function rowsOfTable({ client, credentials }, table, sortedBy) {
	const credential = credentials.get('confluentFlinkApi');
	if (credential === undefined) throw new Error('n8n has no Confluent Flink credential.');
	const id = `rows-of-${table}`;
	const parameters = { operation: 'getRows', database: named(DATABASE), table: named(table), returnAll: true, sort: { values: [{ column: sortedBy, direction: 'ASC' }] } };
	await client.saveWorkflow({
		id,
		name: `Rows of ${table}`,
		nodes: [
			node(START, 'n8n-nodes-base.manualTrigger', {}),
			{ ...node(NODE, `${PACKAGE_NAME}.flinkTable`, parameters), credentials: { confluentFlinkApi: credential } },
		],
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const execution = await client.waitForExecution(await client.run(id, START), TIMEOUT_MS);
	if (execution.status !== 'success') throw new Error(`The rows of ${table} could not be read: ${execution.data.resultData.error?.message ?? execution.status}`);
	return itemsOf(execution, NODE).map(({ json }) => json);
}

/** @param {string} value */
const named = (value) => ({ __rl: true, mode: 'name', value });

/**
 * @param {string} name
 * @param {string} type
 * @param {Record<string, unknown>} parameters
 */
function node(name, type, parameters) {
	return { id: name.toLowerCase(), name, type, typeVersion: 1, position: [0, 0], parameters };
}
