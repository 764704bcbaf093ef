import { describePeer } from '../installed';
import { DATABASE, NodesBeside } from '../nodesBeside';
import { McpServer } from './mcpServer';

const POOL = 'lfcp-peers1';
const START_TIMEOUT_MS = 120_000;

const MARKETPLACE = { catalogName: 'examples', databaseName: 'marketplace' };

describePeer('mcp', (home) => {
	let nodes: NodesBeside;
	let server: McpServer;

	beforeAll(async () => {
		nodes = await NodesBeside.start();
		nodes.emulator.control.seed({ computePools: [{ id: POOL, displayName: 'peers' }] });
		server = await McpServer.start(home, nodes.emulator, POOL);
	}, START_TIMEOUT_MS);

	afterAll(async () => {
		server?.stop();
		await nodes?.stop();
	});

	async function answered(tool: string, input: Readonly<Record<string, unknown>> = {}): Promise<string> {
		const { isError, text } = await server.call(tool, input);
		if (isError) throw new Error(`${tool}: ${text}`);
		return text;
	}

	it('offers its tools for Flink', async () => {
		expect(await server.tools()).toEqual(expect.arrayContaining(['create-flink-statement', 'get-flink-statement-results', 'get-flink-statement-profile', 'list-clusters', 'query-metrics']));
	});

	it('finds organization, environment, cluster and compute pool', async () => {
		const { flinkApi } = nodes.emulator;
		expect(await answered('list-organizations')).toContain(flinkApi.organizationId);
		expect(await answered('list-environments')).toContain(flinkApi.environmentId);
		expect(await answered('read-environment', { environmentId: flinkApi.environmentId })).toContain('Environment: default');
		expect(await answered('list-clusters', { environmentId: flinkApi.environmentId })).toContain(DATABASE);
		expect(await answered('list-compute-pools', { environmentId: flinkApi.environmentId })).toContain(POOL);
	});

	it('reads catalogs, databases, tables and columns', async () => {
		expect(await answered('list-flink-catalogs')).toContain('examples');
		await nodes.rows('CREATE TABLE parcels (id INT NOT NULL, weight DOUBLE, PRIMARY KEY (id) NOT ENFORCED) COMMENT \'sent\'');
		const { environmentId } = nodes.emulator.flinkApi;
		expect(await answered('list-flink-databases', { catalogName: environmentId })).toContain(DATABASE);
		expect(await answered('list-flink-tables', { catalogName: environmentId })).toContain('parcels');
		const table = { catalogName: environmentId, databaseName: DATABASE, tableName: 'parcels' };
		expect(await answered('describe-flink-table', table)).toMatch(/weight[\s\S]*DOUBLE/);
		expect(await answered('get-flink-table-info', table)).toContain('BASE TABLE');
	});

	it('creates a statement and reads the rows that the nodes read', async () => {
		const sql = "SELECT * FROM (VALUES (1, 'one'), (2, 'two')) AS t (n, word)";
		expect(await answered('create-flink-statement', { ...MARKETPLACE, statement: sql, statementName: 'mcp-rows' })).toContain('"name":"mcp-rows"');
		const text = await answered('get-flink-statement-results', { statementName: 'mcp-rows', timeoutInMilliseconds: 5_000 });
		const rows = await nodes.rows(sql);
		expect(rows).toHaveLength(2);
		for (const row of rows as ReadonlyArray<{ n: string; word: string }>) {
			expect(text).toContain(row.word);
			expect(text).toMatch(new RegExp(`"${row.n}"`));
		}
	});

	it('lists statements without hidden ones, diagnoses one that runs, and deletes it', async () => {
		const sql = 'SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id';
		await answered('create-flink-statement', { ...MARKETPLACE, statement: sql, statementName: 'mcp-job' });
		expect(await answered('list-flink-statements', { labelSelector: 'user.confluent.io/hidden!=true' })).toContain('mcp-job');
		expect(await answered('check-flink-statement-health', { statementName: 'mcp-job' })).toContain('"phase": "RUNNING"');
		expect(await answered('detect-flink-statement-issues', { statementName: 'mcp-job' })).toMatch(/running normally[\s\S]*Records in: 500/);
		expect(await answered('get-flink-statement-profile', { statementName: 'mcp-job' })).toContain('mcp-job');
		expect(await answered('delete-flink-statements', { statementName: 'mcp-job' })).toContain('202');
		expect(await answered('list-flink-statements')).not.toContain('mcp-job');
	});

	it('quotes the exceptions of a statement that failed', async () => {
		nodes.emulator.control.behave({ name: 'mcp-failing', steps: [{ phase: 'FAILED', detail: 'out of memory' }], exceptions: [{ name: 'java.lang.OutOfMemoryError', message: 'heap' }] });
		await answered('create-flink-statement', { ...MARKETPLACE, statement: 'SELECT 1', statementName: 'mcp-failing' });
		expect(await answered('get-flink-statement-exceptions', { statementName: 'mcp-failing' })).toContain('OutOfMemoryError');
		expect(await answered('check-flink-statement-health', { statementName: 'mcp-failing' })).toContain('out of memory');
	});
});
