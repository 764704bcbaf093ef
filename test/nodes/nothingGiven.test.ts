import type { INodeParameters, INodeType } from 'n8n-workflow';
import { credentialsFor } from '../host/host';
import { loadSources } from '../host/package';
import { runNode } from '../host/runNode';
import { shapesOf, type Place, type ValidValues } from './fields/places';
import { refusingNetwork, type RefusingNetwork } from './fields/refusingNetwork';
import { RowTriggerHost } from './FlinkRowTrigger/rowTriggerHost';
import { TriggerHost } from './FlinkStatementTrigger/triggerHost';

/**
 * An expression that gives nothing is no empty field: it is refused before anything is sent. The fields come from
 * the descriptions of the nodes, so that a new one is tested by being there.
 */
const VALID: ValidValues = {
	fields: {
		sql: 'SELECT 1',
		statement: { __rl: true, mode: 'name', value: 'etl' },
		statements: 'etl',
		environment: { __rl: true, mode: 'id', value: 'env-a1b2c3' },
		computePool: { __rl: true, mode: 'id', value: 'lfcp-a1b2c3' },
		displayName: 'etl',
		region: 'us-east-1',
		label: 'etl',
		phases: ['COMPLETED'],
		startTimestamp: '2026-01-31T12:30:00Z',
		table: { __rl: true, mode: 'name', value: 'orders' },
		columns: { mappingMode: 'defineBelow', value: { id: 1 } },
		queryMode: 'snapshot',
		combineConditions: 'AND',
		output: 'changelog',
		cloud: 'AWS',
		maxCfu: 5,
	},
	entries: {
		queryParameters: { entry: { name: 'p', type: 'string', value: 'x' }, beside: { sql: 'SELECT :p' } },
		properties: { entry: { name: 'sql.state-ttl', value: '1 h' } },
		where: { entry: { column: 'id', condition: 'equal', value: '1' } },
		sort: { entry: { column: 'id', direction: 'ASC' } },
	},
	beside: {
		'flinkStatement update': { updateFields: { stopped: false } },
		'flinkComputePool update': { updateFields: { maxCfu: 20 } },
	},
};

/** Optional texts for which an empty one is no default, with the reason. */
const NEVER_EMPTY: Readonly<Record<string, string>> = {
	'updateFields.computePool': 'a field is added there to change it, and to nothing it cannot change',
	'updateFields.principal': 'a field is added there to change it, and to nothing it cannot change',
	'updateFields.displayName': 'a field is added there to change it, and to nothing it cannot change',
	'options.queryParameters.parameter.name': 'a value without a name belongs nowhere',
	'options.queryParameters.parameter.sqlType': 'JSON is of no type without it',
	'options.properties.property.name': 'a value without a name belongs nowhere',
};

/** Fields that are none of the node's, with the reason. */
const OF_N8N: Readonly<Record<string, string>> = { pollTimes: 'n8n adds it to a trigger, and reads it itself' };

const loader = loadSources();
const descriptions = Object.values(loader.nodeTypes)
	.map(({ type }) => (type as INodeType).description)
	.map((description) => ({ ...description, properties: description.properties.filter(({ name }) => !(name in OF_N8N)) }));
const shapes = descriptions.flatMap((description) => shapesOf(description, VALID));

let network: RefusingNetwork;
beforeAll(async () => {
	network = await refusingNetwork();
});
afterAll(async () => {
	await network.close();
});
beforeEach(() => {
	network.requests();
});

/** With a default database, which a table is in where the node names none. */
function credentials() {
	const { confluentFlinkApi, ...others } = credentialsFor(network.address);
	return { ...others, confluentFlinkApi: { ...confluentFlinkApi, database: 'shop' } };
}

/** The error with which the node ends: the network refuses what gets through to it. */
async function errorOf(node: string, parameters: INodeParameters): Promise<string> {
	if (node === 'flinkRowTrigger') return await new RowTriggerHost(network.address, parameters).activate().then(() => 'none', (error: Error) => error.message);
	if (node !== 'flinkStatementTrigger') {
		const { error } = await runNode(loader, credentials(), { type: node, parameters });
		return error?.message ?? 'none';
	}
	return await new TriggerHost(network.address, parameters).poll().then(() => 'none', (error: Error) => error.message);
}

it('covers every node and each of its operations', () => {
	expect(descriptions.map(({ name }) => name).sort()).toEqual(['flinkComputePool', 'flinkRegion', 'flinkRowTrigger', 'flinkStatement', 'flinkStatementTrigger', 'flinkTable']);
	const listed = descriptions.flatMap(({ properties }) => properties.filter(({ name }) => name === 'operation' || name === 'watch' || name === 'startFrom').flatMap(({ options = [] }) => options));
	expect(shapes).toHaveLength(listed.length);
});

describe.each(shapes)('$title', ({ node, parameters, places, collections }) => {
	it('sends something where all is valid', async () => {
		expect(await errorOf(node, parameters)).toMatch(/refused/);
		expect(network.requests()).not.toEqual([]);
	});

	describe.each(['undefined', 'null'])('refuses an expression that gives %s', (nothing) => {
		it.each(places)('as $title', async (place) => {
			const message = await errorOf(node, place.parametersWith(`={{ ${nothing} }}`));
			expect(message).toMatch(refusalOf(place, nothing));
			expect(network.requests()).toEqual([]);
		});
	});

	const mayBeEmpty = places.filter(({ property, path }) => isText(property) && property.required !== true && !(path in NEVER_EMPTY));
	if (mayBeEmpty.length > 0) {
		it.each(mayBeEmpty)('takes an empty text for the default, as $title', async ({ parametersWith }) => {
			expect(await errorOf(node, parametersWith(''))).toMatch(/refused/);
			expect(network.requests()).not.toEqual([]);
		});
	}

	// The editor offers no expression for them, and of one in the workflow's JSON n8n leaves the empty collection.
	if (collections.length > 0) {
		it.each(collections)('is never told by n8n of an expression as the whole of $title', async ({ parametersWith }) => {
			const left = await errorOf(node, parametersWith(''));
			expect(left).toMatch(/refused|nothing to update/);
			for (const expression of ['={{ undefined }}', '={{ ({ timeout: "soon" }) }}']) expect(await errorOf(node, parametersWith(expression))).toBe(left);
		});
	}
});

it('has a reason only for fields that there are', () => {
	const paths = new Set(shapes.flatMap(({ places }) => places.map(({ path }) => path)));
	expect(Object.keys(NEVER_EMPTY).filter((path) => !paths.has(path))).toEqual([]);
});

function isText({ type }: Place['property']): boolean {
	return type === 'string' || type === 'resourceLocator';
}

/**
 * n8n takes what stands in a field without expressions as text. The fields of an entry say which entry it is: `'Value'
 * of query parameter "p"`.
 */
function refusalOf({ label, property }: Place, nothing: string): RegExp {
	const name = label.replace(/[()]/g, '\\$&');
	if (property.noDataExpression === true) return new RegExp(`${name}.* "\\{\\{ ${nothing} \\}\\}"`, 'i');
	return new RegExp(`^'${name}'( of .+)? is ${nothing}$`);
}
