import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters, INodePropertyOptions, INodeType, ResourceMapperFields } from 'n8n-workflow';
import { createDuckDbEngine, startEmulator, type Emulator, type EmulatorOptions, type RecordedExchange } from '../../../emulator';
import { createHost, credentialsFor } from '../../host/host';
import { loadSources } from '../../host/package';
import { nodeOf } from '../../host/runNode';
import { DATABASE, tableNamed } from './tableHost';

jest.setTimeout(60_000);

const loader = loadSources();
const started: Emulator[] = [];

afterAll(async () => {
	for (const emulator of started) await emulator.close();
});

type Methods = NonNullable<INodeType['methods']>;

/** The node as it is open in the editor, over HTTP to an emulator of its own. */
class Editor {
	private constructor(
		readonly emulator: Emulator,
		private readonly exchanges: RecordedExchange[],
	) {}

	static async open(ddl: readonly string[], options: EmulatorOptions = {}): Promise<Editor> {
		const exchanges: RecordedExchange[] = [];
		const emulator = await startEmulator({ lifecycle: 'immediate', engine: () => createDuckDbEngine(), ...options, onExchange: (exchange) => exchanges.push(exchange) });
		started.push(emulator);
		const editor = new Editor(emulator, exchanges);
		for (const sql of ddl) await editor.submit(sql);
		exchanges.length = 0;
		return editor;
	}

	private async submit(sql: string): Promise<void> {
		const { organizationId, environmentId, apiKeyId, apiSecret } = this.emulator.flinkApi;
		const properties = { 'sql.current-catalog': environmentId, 'sql.current-database': 'cluster_0' };
		const response = await fetch(`${this.emulator.baseUrl}/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', Authorization: `Basic ${Buffer.from(`${apiKeyId}:${apiSecret}`).toString('base64')}` },
			body: JSON.stringify({ name: `ddl-${Math.random().toString(36).slice(2)}`, organization_id: organizationId, environment_id: environmentId, spec: { statement: sql, properties } }),
		});
		expect(response.status).toBe(201);
	}

	private context(parameters: INodeParameters, key: Partial<Emulator['flinkApi']>): ILoadOptionsFunctions {
		const node = nodeOf({ type: 'flinkTable', parameters: { resource: 'table', operation: 'insert', ...parameters } });
		const credentials = credentialsFor({ ...this.emulator, flinkApi: { ...this.emulator.flinkApi, ...key } });
		const { workflow, additionalData } = createHost(loader, { nodes: [node] }, credentials);
		return new LoadOptionsContext(workflow, node, { ...additionalData, currentNodeParameters: node.parameters }, '') as unknown as ILoadOptionsFunctions;
	}

	private get methods(): Methods {
		const { methods } = loader.getNode('flinkTable').type as INodeType;
		if (methods === undefined) throw new Error('the node loads nothing');
		return methods;
	}

	async list(method: string, parameters: INodeParameters = {}, filter?: string, key: Partial<Emulator['flinkApi']> = {}): Promise<INodeListSearchResult['results']> {
		const found = await this.methods.listSearch?.[method]?.call(this.context(parameters, key), filter);
		return found?.results ?? [];
	}

	async columns(parameters: INodeParameters): Promise<INodePropertyOptions[]> {
		return (await this.methods.loadOptions?.['getColumns']?.call(this.context(parameters, {}))) ?? [];
	}

	async mapping(parameters: INodeParameters): Promise<ResourceMapperFields | undefined> {
		return await this.methods.resourceMapping?.['getMappingColumns']?.call(this.context(parameters, {}));
	}

	statements(): number {
		return this.exchanges.filter(({ method }) => method === 'POST').length;
	}
}

const TYPES =
	"CREATE TABLE `all` (`i` INT NOT NULL, `b` BIGINT, `d` DECIMAL(15, 2), `long` DECIMAL(16, 0), `f` DOUBLE, `s` STRING, `ok` BOOLEAN, `on` DATE, `at` TIMESTAMP(3), `since` TIMESTAMP_LTZ(3), `t` TIME, `bin` BYTES, `a` ARRAY<INT>, `m` MAP<STRING, INT>, `r` ROW<x INT>, `ms` MULTISET<STRING>, `gone` AS `i` + 1, `ts` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', `off` BIGINT METADATA FROM 'offset' VIRTUAL, PRIMARY KEY (`i`) NOT ENFORCED)";

describe('lists', () => {
	let editor: Editor;
	beforeAll(async () => {
		editor = await Editor.open([TYPES, 'CREATE TABLE `Orders 2` (`id` INT)', 'CREATE VIEW `names` AS SELECT `s` FROM `all`']);
	});

	it('have the databases, without INFORMATION_SCHEMA', async () => {
		const entries = await editor.list('searchDatabases');
		expect(entries).toContainEqual({ name: expect.stringMatching(/^cluster_0 \(lkc-\w+\)$/), value: expect.stringMatching(/^lkc-/) });
		expect(entries.map(({ name }) => name)).not.toContain('INFORMATION_SCHEMA');
	});

	it('have the tables of the database by its ID, too, and what was typed narrows them', async () => {
		const [{ value } = { value: '' }] = await editor.list('searchDatabases', {}, 'cluster_0');
		const database = { __rl: true, mode: 'list', value };
		expect((await editor.list('searchTables', { database })).map(({ name }) => name)).toEqual(['all', 'Orders 2']);
		expect(await editor.list('searchTables', { database }, 'ORDERS')).toEqual([{ name: 'Orders 2', value: 'Orders 2' }]);
	});

	it('have views where rows are read', async () => {
		expect(await editor.list('searchTables', { operation: 'getRows', database: DATABASE }, 'view')).toEqual([{ name: 'names (view)', value: 'names' }]);
	});

	it('have the columns, with their types', async () => {
		expect((await editor.columns({ operation: 'getRows', database: DATABASE, table: tableNamed('Orders 2') })).map(({ name }) => name)).toEqual(['id (INT)', '$rowtime (TIMESTAMP_LTZ(3))']);
		expect(await editor.columns({ operation: 'getRows', database: DATABASE, table: tableNamed('') })).toEqual([]);
	});

	it('map columns that can be written, with a field for each type', async () => {
		const mapping = await editor.mapping({ database: DATABASE, table: tableNamed('all') });
		expect(mapping?.fields.map(({ id, displayName, type, required }) => [id, displayName, type, required])).toEqual([
			['i', 'i (INT, key)', 'number', true],
			['b', 'b (BIGINT)', 'string', false],
			['d', 'd (DECIMAL(15, 2))', 'number', false],
			['long', 'long (DECIMAL(16, 0))', 'string', false],
			['f', 'f (DOUBLE)', 'number', false],
			['s', 's (STRING)', 'string', false],
			['ok', 'ok (BOOLEAN)', 'boolean', false],
			['on', 'on (DATE)', 'dateTime', false],
			['at', 'at (TIMESTAMP(3))', 'dateTime', false],
			['since', 'since (TIMESTAMP_LTZ(3))', 'dateTime', false],
			['t', 't (TIME(0))', 'time', false],
			['bin', 'bin (BYTES)', 'string', false],
			['a', 'a (ARRAY<INT>)', 'array', false],
			['m', 'm (MAP<STRING, INT>)', 'object', false],
			['r', 'r (ROW<`x` INT>)', 'object', false],
			['ms', 'ms (MULTISET<STRING>)', 'array', false],
			['ts', 'ts (TIMESTAMP_LTZ(3))', 'dateTime', false],
		]);
		expect(await editor.mapping({ database: DATABASE, table: tableNamed('') })).toEqual({ fields: [], emptyFieldsNotice: 'Choose a table to see its columns.' });
	});

	it('say what is missing', async () => {
		await expect(editor.list('searchTables')).rejects.toThrow('Choose the database first');
		await expect(editor.mapping({ database: DATABASE, table: tableNamed('none') })).rejects.toThrow('Table "none" was not found in database "cluster_0"');
	});
});

describe('look-ups', () => {
	it('are shared by lists that are opened at once, kept for a minute, and leave nothing', async () => {
		const editor = await Editor.open(['CREATE TABLE `orders` (`id` INT)']);
		const parameters = { database: DATABASE };
		const lists = await Promise.all([1, 2, 3].map(async () => await editor.list('searchTables', parameters)));
		expect(lists.map((entries) => entries.map(({ value }) => value))).toEqual([['orders'], ['orders'], ['orders']]);
		expect(editor.statements()).toBe(1);
		await editor.list('searchTables', parameters, 'ord');
		expect(editor.statements()).toBe(1);
		await expect(editor.list('searchTables', { ...parameters, options: { catalog: 'examples' } })).rejects.toThrow("A database with name 'cluster_0' does not exist");
		expect(editor.statements()).toBe(2);
		expect((await editor.emulator.control.statements()).filter(({ name }) => !name.startsWith('ddl-'))).toEqual([]);
	});

	it('of a wrong key are an error, and asked again', async () => {
		const editor = await Editor.open([]);
		await expect(editor.list('searchDatabases', {}, undefined, { apiSecret: 'wrong-secret-wrong-secret' })).rejects.toThrow(/401|invalid|Unauthorized/i);
		expect(await editor.list('searchDatabases')).not.toEqual([]);
	});
});
