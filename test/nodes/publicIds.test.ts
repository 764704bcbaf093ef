import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { ConfluentCloudApi } from '../../credentials/ConfluentCloudApi.credentials';
import { ConfluentFlinkApi } from '../../credentials/ConfluentFlinkApi.credentials';
import { FlinkComputePool } from '../../nodes/FlinkComputePool/FlinkComputePool.node';
import { FlinkRowTrigger } from '../../nodes/FlinkRowTrigger/FlinkRowTrigger.node';
import { FlinkRegion } from '../../nodes/FlinkRegion/FlinkRegion.node';
import { FlinkStatement } from '../../nodes/FlinkStatement/FlinkStatement.node';
import { FlinkStatementTrigger } from '../../nodes/FlinkStatementTrigger/FlinkStatementTrigger.node';
import { FlinkTable } from '../../nodes/FlinkTable/FlinkTable.node';

/**
 * Saved workflows hold these ids, and rely on these defaults: n8n stores no value that is the default. A line that
 * has to change here breaks workflows; only additions do not.
 */
type Ids = Readonly<Record<string, unknown>>;

const LOCATOR = { mode: 'list', value: '' };
const LIMIT = { returnAll: false, limit: 50 };
const TIMEOUT = { timeout: 300 };
const WAIT = { ...TIMEOUT, waitForCompletion: true };
const SUBMIT = { catalog: '', database: '', labels: '', principal: '', properties: {}, queryParameters: {}, ...TIMEOUT };
const ONE = { statement: LOCATOR };
const MORE = { moreFields: [] };
const POOL = { environment: LOCATOR, computePool: LOCATOR };

const STATEMENT: Ids = {
	executeQuery: { sql: '', computePool: LOCATOR, queryMode: 'snapshot', output: 'table', ...LIMIT, options: { ...SUBMIT, keepStatement: false, numbers: 'auto', showStatement: false } },
	submit: { sql: '', statementName: '', computePool: LOCATOR, simplify: true, options: { ...SUBMIT, ...MORE, onNameConflict: 'fail', waitFor: 'none' } },
	validate: { sql: '', computePool: LOCATOR, options: { ...SUBMIT, showStatement: false } },
	get: { ...ONE, simplify: true, options: { ...TIMEOUT, ...MORE } },
	getAll: { ...LIMIT, simplify: true, filters: { computePool: LOCATOR, includeHidden: false, labels: '', nameContains: '', phases: [] }, options: { ...TIMEOUT, ...MORE } },
	getResults: { ...ONE, output: 'table', ...LIMIT, options: { ...TIMEOUT, numbers: 'auto' } },
	getExceptions: { ...ONE, options: TIMEOUT },
	waitFor: { ...ONE, phases: ['COMPLETED'], simplify: true, options: { ...TIMEOUT, ...MORE } },
	stop: { ...ONE, simplify: true, options: { ...WAIT, ...MORE } },
	resume: { ...ONE, simplify: true, options: { ...WAIT, ...MORE, computePool: LOCATOR, principal: '' } },
	update: { ...ONE, simplify: true, updateFields: { computePool: LOCATOR, principal: '', stopped: false }, options: { ...TIMEOUT, ...MORE } },
	delete: { ...ONE, options: WAIT },
};

const COMPUTE_POOL: Ids = {
	create: {
		environment: LOCATOR,
		displayName: '',
		cloud: 'AWS',
		region: '',
		maxCfu: 5,
		simplify: true,
		additionalFields: { defaultPool: false, networkId: '' },
		options: WAIT,
	},
	get: { ...POOL, simplify: true, options: TIMEOUT },
	getAll: { environment: LOCATOR, ...LIMIT, simplify: true, filters: { region: '', networkId: '' }, options: TIMEOUT },
	update: { ...POOL, simplify: true, updateFields: { displayName: '', maxCfu: 5 }, options: TIMEOUT },
	delete: { ...POOL, options: WAIT },
};

const REGION: Ids = { getAll: { ...LIMIT, filters: { cloud: 'AWS', regionName: '' }, options: TIMEOUT } };

const PLACED = { catalog: '', labels: '', principal: '', properties: {}, ...TIMEOUT };
const DATABASE = { database: LOCATOR, computePool: LOCATOR };
const OF_TABLE = { ...DATABASE, table: LOCATOR };

const TABLE: Ids = {
	insert: {
		...OF_TABLE,
		columns: { mappingMode: 'defineBelow', value: null },
		options: { ...PLACED, batching: 'single', extraFields: 'ignore', keepStatement: false, outputStatement: false, replaceEmptyStrings: false, rowsPerStatement: 500 },
	},
	getRows: { ...OF_TABLE, outputColumns: [], where: {}, combineConditions: 'AND', sort: {}, ...LIMIT, options: { ...PLACED, numbers: 'auto', queryMode: 'snapshot' } },
	getSchema: { ...OF_TABLE, options: { ...PLACED, includeCreateTable: false } },
	getAll: { ...DATABASE, ...LIMIT, filters: { kind: [], nameContains: '' }, options: { ...PLACED, includeColumns: false } },
};

describe.each([
	{ node: new FlinkTable(), name: 'flinkTable', resource: 'table', operation: 'insert', ids: TABLE, credentials: ['confluentFlinkApi'] },
	{ node: new FlinkStatement(), name: 'flinkStatement', resource: 'statement', operation: 'executeQuery', ids: STATEMENT, credentials: ['confluentFlinkApi'] },
	{ node: new FlinkComputePool(), name: 'flinkComputePool', resource: 'computePool', operation: 'getAll', ids: COMPUTE_POOL, credentials: ['confluentCloudApi'] },
	{ node: new FlinkRegion(), name: 'flinkRegion', resource: 'region', operation: 'getAll', ids: REGION, credentials: ['confluentCloudApi'] },
])('$name', ({ node: { description }, name, resource, operation, ids, credentials }) => {
	const { properties } = description;

	it('keeps its own ids', () => {
		expect(description).toMatchObject({ name, version: 1, usableAsTool: expect.anything() });
		expect(description.credentials?.map((entry) => entry.name)).toEqual(credentials);
		expect(namesAndDefaults(properties.filter((property) => property.name === 'resource' || property.name === 'operation'))).toEqual({ resource, operation });
	});

	it('has these operations', () => {
		expect(valuesOf(properties.find((property) => property.name === 'operation')).sort()).toEqual(Object.keys(ids).sort());
	});

	it.each(Object.entries(ids))('%s has these parameters and defaults', (value, expected) => {
		const shown = properties.filter((property) => property.name !== 'operation' && property.displayOptions?.show?.['operation']?.includes(value));
		expect(namesAndDefaults(shown)).toEqual(expected);
	});
});

it('flinkStatementTrigger keeps its ids and defaults', () => {
	const { description } = new FlinkStatementTrigger();
	expect(description).toMatchObject({ name: 'flinkStatementTrigger', version: 1, polling: true });
	expect(description.credentials?.map((entry) => entry.name)).toEqual(['confluentFlinkApi']);
	expect(namesAndDefaults(description.properties)).toMatchObject({
		watch: 'environment',
		computePool: LOCATOR,
		label: '',
		statements: '',
		phases: [],
		options: { fromPhases: [], nameMatches: '', includeHidden: false, includeNew: true, includeDeleted: false, includeExceptions: true, moreFields: [], simplify: true },
	});
});

it('flinkRowTrigger keeps its ids and defaults', () => {
	const { description } = new FlinkRowTrigger();
	expect(description).toMatchObject({ name: 'flinkRowTrigger', version: 1, inputs: [], group: ['trigger'] });
	expect(description.polling).toBeUndefined();
	expect(description.credentials?.map((entry) => entry.name)).toEqual(['confluentFlinkApi']);
	const submit = Object.fromEntries(Object.entries(SUBMIT).filter(([name]) => name !== 'timeout'));
	expect(namesAndDefaults(description.properties.filter(({ type }) => type !== 'notice'))).toEqual({
		sql: '',
		computePool: LOCATOR,
		output: 'changelog',
		startFrom: 'latest',
		startTimestamp: '',
		options: { ...submit, batchSeconds: 5, batchSize: 1, continueFrom: 'stopped', includeMetadata: false, maxRestarts: 10, numbers: 'auto', parallel: false },
	});
	const choices = (name: string) => valuesOf(flat(description.properties).find((field) => field.name === name)).sort();
	expect([choices('output'), choices('startFrom'), choices('continueFrom')]).toEqual([['changelog', 'newStates'], ['earliest', 'latest', 'timestamp'], ['latest', 'stopped']]);
});

it.each([
	{ credential: new ConfluentFlinkApi(), name: 'confluentFlinkApi', ids: { apiKeyId: '', apiSecret: '', organizationId: '', environmentId: '', cloud: 'aws', region: '', endpoint: 'public', baseUrl: '', database: '' } },
	{ credential: new ConfluentCloudApi(), name: 'confluentCloudApi', ids: { apiKeyId: '', apiSecret: '', baseUrl: 'https://api.confluent.cloud' } },
])('$name keeps its ids and defaults', ({ credential, name, ids }) => {
	expect(credential.name).toBe(name);
	expect(namesAndDefaults(credential.properties.filter(({ type }) => type !== 'notice'))).toEqual(ids);
});

describe('the choices of a field', () => {
	const all = [new FlinkTable(), new FlinkStatement(), new FlinkComputePool(), new FlinkRegion(), new FlinkStatementTrigger(), new ConfluentFlinkApi()];
	const fields = all.flatMap((type) => flat('description' in type ? type.description.properties : type.properties));

	it.each([
		['batching', ['independently', 'single']],
		['extraFields', ['fail', 'ignore']],
		['combineConditions', ['AND', 'OR']],
		['condition', ['!=', '<', '<=', '>', '>=', 'BETWEEN', 'IN', 'IS NOT NULL', 'IS NULL', 'LIKE', 'equal']],
		['direction', ['ASC', 'DESC']],
		['kind', ['table', 'view']],
		['queryMode', ['snapshot', 'streaming']],
		['output', ['changelog', 'table']],
		['numbers', ['auto', 'text']],
		['onNameConflict', ['ensure', 'fail', 'replace', 'reuse']],
		['type', ['array', 'boolean', 'bytes', 'date', 'decimal', 'identifier', 'interval', 'json', 'list', 'null', 'number', 'string', 'time', 'timestamp', 'timestampLtz']],
		['waitFor', ['completed', 'none', 'running']],
		['watch', ['computePool', 'environment', 'label', 'statements']],
		['endpoint', ['custom', 'private', 'public']],
	])('%s', (name, values) => {
		const found = fields.filter((field) => field.name === name);
		expect(found.length).toBeGreaterThan(0);
		for (const field of found) expect(valuesOf(field).sort()).toEqual(values);
	});

	it.each([
		['statement', ['list', 'name']],
		['database', ['list', 'name']],
		['table', ['list', 'name']],
		['computePool', ['id', 'list']],
		['environment', ['id', 'list']],
	])('the modes of %s', (name, modes) => {
		const found = fields.filter((field) => field.name === name && field.type === 'resourceLocator');
		expect(found.length).toBeGreaterThan(0);
		for (const field of found) expect(field.modes?.map((mode) => mode.name).sort()).toEqual(modes);
	});
});

/** Names and defaults; of a collection, those of what is inside. */
function namesAndDefaults(properties: readonly INodeProperties[]): Ids {
	return Object.fromEntries(properties.map((property) => [property.name, property.type === 'collection' ? namesAndDefaults(inside(property)) : property.default]));
}

function flat(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [property, ...flat(inside(property))]);
}

function inside({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) => ('values' in option ? option.values : [option].filter(isField)));
}

function isField(option: INodeProperties | INodePropertyCollection | INodePropertyOptions): option is INodeProperties {
	return 'type' in option;
}

function valuesOf(property: INodeProperties | undefined): unknown[] {
	return (property?.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
}
