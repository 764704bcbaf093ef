import { PACKAGE_NAME } from '../paths.mjs';
import { DATABASE } from '../runSql.mjs';

const TABLE = 'customers_from_sheet';

/** @type {import('./run.mjs').Check} */
export const tableListsCheck = {
	title: 'the editor lists databases and tables for Flink Table, and the columns to map fields to',
	run: async (context) => {
		const databases = await listed(context, 'searchDatabases', 'database', {});
		const database = databases.find(({ name }) => name.startsWith(DATABASE));
		if (database === undefined) throw new Error(`${DATABASE} is not among ${JSON.stringify(databases)}`);
		const chosen = { database: { __rl: true, mode: 'list', value: database.value } };
		const tables = await listed(context, 'searchTables', 'table', chosen);
		if (!tables.some(({ value }) => value === TABLE)) throw new Error(`${TABLE} is not among ${JSON.stringify(tables)}`);
		/** @type {{ fields: Array<{ id: string, type: string, required: boolean }> }} */
		const { fields } = await ask(context, 'resource-mapper-fields', 'getMappingColumns', 'columns', { ...chosen, table: { __rl: true, mode: 'list', value: TABLE } });
		const columns = fields.map(({ id, type, required }) => `${id} ${type}${required ? ' required' : ''}`).join(', ');
		const expected = 'customer_id number required, name string, city string, credit number, since dateTime';
		if (columns !== expected) throw new Error(`The columns are ${columns}`);
		return `${database.name}, ${tables.length} tables; ${TABLE} has ${columns}`;
	},
};

/**
 * What a list shows once a user has opened it.
 *
 * @param {import('./run.mjs').DemoContext} context
 * @param {string} methodName
 * @param {string} field
 * @param {Record<string, unknown>} parameters what is chosen already
 * @returns {Promise<Array<{ name: string, value: string }>>}
 */
async function listed(context, methodName, field, parameters) {
	return (await ask(context, 'resource-locator-results', methodName, field, parameters)).results;
}

/**
 * Asks n8n for what a field of the node offers, as its editor does.
 *
 * @param {Pick<import('./run.mjs').DemoContext, 'client' | 'credentials'>} context
 * @param {string} what
 * @param {string} methodName
 * @param {string} field
 * @param {Record<string, unknown>} parameters
 */
async function ask({ client, credentials }, what, methodName, field, parameters) {
	return await client.request('POST', `/rest/dynamic-node-parameters/${what}`, {
		methodName,
		path: `parameters.${field}`,
		nodeTypeAndVersion: { name: `${PACKAGE_NAME}.flinkTable`, version: 1 },
		currentNodeParameters: { resource: 'table', operation: 'insert', options: {}, ...parameters },
		credentials: { confluentFlinkApi: credentials.get('confluentFlinkApi') },
	});
}
