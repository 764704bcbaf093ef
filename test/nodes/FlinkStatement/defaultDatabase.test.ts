import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createDuckDbEngine } from '../../../emulator';
import { emulatorPerTest } from '../../host/emulatorPerTest';
import { runNode } from '../../host/runNode';

let sent: IDataObject[] = [];

const cloud = emulatorPerTest({
	lifecycle: 'immediate',
	engine: () => createDuckDbEngine(),
	onExchange: ({ method, requestBody }) => {
		if (method === 'POST') sent.push((JSON.parse(requestBody) as { spec: { properties: IDataObject } }).spec.properties);
	},
});

beforeEach(() => (sent = []));

const CATALOG = 'sql.current-catalog';
const DATABASE = 'sql.current-database';

const environment = () => cloud.emulator.flinkApi.environmentId;
const cluster = () => environment().replace('env-', 'lkc-');

async function run(parameters: INodeParameters, database?: string, input: IDataObject[] = [{}]) {
	const { confluentFlinkApi, ...others } = cloud.credentials();
	const credentials = { ...others, confluentFlinkApi: database === undefined ? confluentFlinkApi : { ...confluentFlinkApi, database } };
	return await runNode(cloud.loader, credentials, { type: 'flinkStatement', parameters: { resource: 'statement', ...parameters }, input });
}

/** Where the nodes put tables, told as a user would tell it who knows the names. */
async function makeOrders(): Promise<void> {
	const options = { catalog: 'default', database: 'cluster_0', waitFor: 'completed' };
	for (const sql of ['CREATE TABLE orders (id INT)', 'INSERT INTO orders VALUES (1), (2)']) {
		const { error } = await run({ operation: 'submit', sql, options });
		expect(error?.message).toBeUndefined();
	}
	sent = [];
}

const places = () => sent.map((properties) => [properties[CATALOG], properties[DATABASE]]);

describe('the default database of the credential', () => {
	it.each([
		['by its name', () => 'cluster_0'],
		['by its ID', cluster],
		['with white space around it', () => ' cluster_0\n'],
	])('is where tables are, so that the SQL is the only field: %s', async (_how, database) => {
		await makeOrders();
		const { error, json } = await run({ sql: 'SELECT * FROM orders' }, database());
		expect(error?.message).toBeUndefined();
		expect(json.map(({ id }) => id).sort()).toEqual([1, 2]);
		expect(places()).toEqual([[environment(), database().trim()]]);
	});

	it.each([
		['executeQuery', {}],
		['submit', {}],
		['validate', {}],
	])('counts for %s', async (operation, more) => {
		await makeOrders();
		const { error } = await run({ operation, sql: 'SELECT * FROM orders', ...more }, cluster());
		expect(error?.message).toBeUndefined();
		expect(places()).toEqual([[environment(), cluster()]]);
	});

	it('may be an expression, which each item resolves for itself', async () => {
		await run({ operation: 'submit', sql: 'SELECT 1' }, '={{ $json.cluster }}', [{ cluster: 'cluster_0' }, { cluster: '' }, {}]);
		expect(places()).toEqual(expect.arrayContaining([[environment(), 'cluster_0']]));
		expect(places().filter(([, database]) => database === undefined)).toHaveLength(2);
	});
});

describe('the options of the node', () => {
	it.each<[string, INodeParameters, () => readonly [string, string]]>([
		['a database', { database: 'mine' }, () => [environment(), 'mine']],
		['a catalog', { catalog: 'examples' }, () => ['examples', 'cluster_0']],
		['both', { catalog: 'examples', database: 'marketplace' }, () => ['examples', 'marketplace']],
		['a property', { properties: { property: [{ name: DATABASE, value: 'mine' }] } }, () => [environment(), 'mine']],
	])('win over the credential: %s', async (_what, options, expected) => {
		await run({ operation: 'submit', sql: 'SELECT 1', options }, 'cluster_0');
		expect(places()).toEqual([expected()]);
	});

	it('name a database of the environment where they name no catalog', async () => {
		await run({ operation: 'submit', sql: 'SELECT 1', options: { database: 'cluster_0' } });
		expect(places()).toEqual([[environment(), 'cluster_0']]);
	});
});

it.each([
	['saved before there was one', undefined],
	['empty', ''],
	['white space', '  '],
])('a credential whose default database is %s sends none', async (_case, database) => {
	const { error } = await run({ operation: 'submit', sql: 'SELECT 1' }, database);
	expect(error).toBeUndefined();
	expect(sent).toEqual([{}]);
});
