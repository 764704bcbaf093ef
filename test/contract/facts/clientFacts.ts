import { METRICS, nextToken, type ContractClient, type Reply } from '../contractClient';
import { listAt, member, textAt } from '../json';

const SNAPSHOT = { 'sql.snapshot.mode': 'now' };
const STREAM = 'SELECT * FROM `examples`.`marketplace`.`orders`';
const DRY_RUN = { 'sql.dry-run': 'true' };

/** Seconds with six digits behind the point, in UTC. */
const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** What Confluent's own clients rely on: confluent-sql, dbt-confluent, the Table API plugins, mcp-confluent, VS Code. */
export function clientFacts(open: () => ContractClient, makesTables: boolean): void {
	const fact = makesTables ? it : it.skip;

	it('Location of a new statement is an absolute URI, versions are small numbers, times have microseconds', async () => {
		const client = open();
		const { name, reply } = await client.submit('SELECT 1', SNAPSHOT);
		expect(String(reply.headers['location'])).toMatch(new RegExp(`^https?://.*${client.statement(name)}$`));
		expect(textAt(reply.body, 'metadata', 'resource_version')).toMatch(/^\d{1,9}$/);
		expect(textAt(reply.body, 'metadata', 'created_at')).toMatch(MICROSECONDS);
		await client.remove(name);
	});

	it("the status has the owner's CRN, where it has an identity at all", async () => {
		const client = open();
		const { name } = await client.submit('SELECT 1', SNAPSHOT);
		await client.until(name, 'COMPLETED');
		const { body } = await client.get(client.statement(name));
		expect(member(body, 'status', 'identity') ?? 'crn://').toMatch(/^crn:\/\//);
		await client.remove(name);
	});

	it('a PATCH of /spec/stopped is answered with what it asked for, while the phase is still RUNNING', async () => {
		const client = open();
		const { name } = await client.submit(STREAM);
		await client.until(name, 'RUNNING');
		const reply = await patchStopped(client, name);
		expect(reply.status).toBeLessThan(300);
		expect(member(reply.body, 'spec', 'stopped')).toBe(true);
		expect(textAt(reply.body, 'status', 'phase')).toBe('RUNNING');
		await client.until(name, 'STOPPED');
		await client.remove(name);
	});

	it('a PATCH of a statement that does not exist is 404', async () => {
		expect((await patchStopped(open(), 'no-such-statement')).status).toBe(404);
	});

	it('results are 404 once a statement that runs is being deleted', async () => {
		const client = open();
		const { name } = await client.submit(STREAM);
		await client.until(name, 'RUNNING');
		expect((await client.call('DELETE', client.statement(name))).status).toBeLessThan(300);
		expect((await client.results(name)).status).toBe(404);
		await client.until(name, 'GONE');
	});

	it('a snapshot that is COMPLETED has its rows on the first page, whose time is its own', async () => {
		const client = open();
		const { name, reply } = await client.submit("SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (n, s)", SNAPSHOT);
		await client.until(name, 'COMPLETED');
		const { body } = await client.results(name);
		expect(listAt(body, 'results', 'data')).toHaveLength(2);
		expect(textAt(body, 'metadata', 'created_at')).toMatch(/\.\d{9}Z$/);
		expect(textAt(body, 'metadata', 'created_at') > textAt(reply.body, 'metadata', 'created_at')).toBe(true);
		await client.remove(name);
	});

	it('an aggregate over a stream changes row by row', async () => {
		const client = open();
		const { name } = await client.submit("SELECT COUNT(*) FROM (VALUES ('a'), ('b'), ('c')) AS t (k)");
		const changes = await client.read(name, 5);
		expect(changes.map((change) => [member(change, 'op') ?? 0, ...listAt(change, 'row')])).toEqual([
			[0, '1'],
			[1, '1'],
			[2, '2'],
			[1, '2'],
			[2, '3'],
		]);
		await client.remove(name);
	});

	it('tokens of pages stand in a URL as they are', async () => {
		const client = open();
		const { name } = await client.submit(STREAM);
		await client.until(name, 'RUNNING');
		const token = nextToken((await client.results(name)).body);
		expect(token).toMatch(/^[A-Za-z0-9_.~-]+$/);
		await client.remove(name);
	});

	it('SHOW names its columns in title case', async () => {
		const client = open();
		expect(await columnsOf(client, 'SHOW CATALOGS')).toEqual(['Catalog Name', 'Catalog ID']);
		expect(await columnsOf(client, 'SHOW DATABASES IN `examples`')).toEqual(['Database Name', 'Database ID']);
		expect(await columnsOf(client, 'SHOW USER FUNCTIONS')).toEqual(['Function Name']);
	});

	it('COLLECT over nothing but NULL is an empty multiset', async () => {
		expect(await rowsOf(open(), 'SELECT COLLECT(v) FROM (VALUES (CAST(NULL AS INT))) AS t (v)')).toEqual([[[]]]);
	});

	it('intervals have six digits of seconds, also where none are written', async () => {
		const client = open();
		const { reply } = await client.submit("SELECT INTERVAL '1' DAY AS `i`", { ...SNAPSHOT, ...DRY_RUN });
		expect(member(reply.body, 'status', 'traits', 'schema', 'columns', 0, 'type', 'fractional_precision')).toBe(6);
	});

	it('a dry run types an expression over columns that are not there yet', async () => {
		const client = open();
		const sql = "WITH CTE$0 AS (SELECT $MOCK$1('TIMESTAMP(3)') AS `at`) SELECT (`at` - INTERVAL '5' SECOND) FROM CTE$0";
		const { reply } = await client.submit(sql, { ...client.session, ...DRY_RUN });
		expect(textAt(reply.body, 'status', 'phase')).toBe('COMPLETED');
		expect(member(reply.body, 'status', 'traits', 'schema', 'columns', 0, 'type', 'type')).toMatch(/^TIMESTAMP/);
	});

	it('a dry run takes the system column as SHOW CREATE TABLE writes it', async () => {
		const client = open();
		const sql = "CREATE TABLE `contract_dry` (`a` INT, `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA VIRTUAL COMMENT 'SYSTEM')";
		const { reply } = await client.submit(sql, { ...client.session, ...DRY_RUN });
		expect([textAt(reply.body, 'status', 'phase'), member(reply.body, 'status', 'detail')]).toEqual(['COMPLETED', expect.anything()]);
	});

	it('INFORMATION_SCHEMA tells which tables are materialized, and has routines', async () => {
		const client = open();
		const tables = await rowsOf(client, "SELECT `IS_MATERIALIZED` FROM `examples`.`INFORMATION_SCHEMA`.`TABLES` WHERE `TABLE_NAME` = 'orders'");
		expect(tables).toEqual([['NO']]);
		for (const view of ['ROUTINES', 'PARAMETERS', 'ROUTINE_OPTIONS']) {
			const { reply } = await client.submit(`SELECT * FROM \`examples\`.\`INFORMATION_SCHEMA\`.\`${view}\``, { ...SNAPSHOT, ...DRY_RUN });
			expect([view, textAt(reply.body, 'status', 'phase')]).toEqual([view, 'COMPLETED']);
		}
	});

	fact('a CREATE TABLE AS over a stream runs on, says that it is bounded, and has no schema', async () => {
		const client = open();
		const table = `contract_${client.freshName().slice(-12)}`;
		const { name } = await client.submit(`CREATE TABLE \`${table}\` AS ${STREAM}`, client.session);
		await client.until(name, 'RUNNING');
		const { body } = await client.get(client.statement(name));
		expect(member(body, 'status', 'traits', 'is_bounded')).toBe(true);
		expect(member(body, 'status', 'traits', 'schema') ?? null).toBeNull();
		await client.remove(name);
		await client.dropTable(table);
	});

	it('organizations and environments say when they were made', async () => {
		const client = open();
		for (const path of [`/org/v2/organizations/${client.place.organizationId}`, `/org/v2/environments/${client.place.environmentId}`]) {
			const { body } = await client.get(path);
			expect([path, Date.parse(textAt(body, 'metadata', 'created_at')), Date.parse(textAt(body, 'metadata', 'updated_at'))]).not.toContain(Number.NaN);
		}
	});

	it('regions are found in either case, and links of pools keep their environment', async () => {
		const client = open();
		const { cloud, region, environmentId } = client.place;
		const { body } = await client.get(`/fcpm/v2/regions?cloud=${cloud.toLowerCase()}&region_name=${region}`);
		expect(listAt(body, 'data')).toHaveLength(1);
		const pools = await client.get(`/fcpm/v2/compute-pools?environment=${environmentId}&page_size=1`);
		expect(textAt(pools.body, 'metadata', 'first')).toContain(`environment=${environmentId}`);
	});

	it('a statement has a task graph, whose text is JSON', async () => {
		const client = open();
		const { name } = await client.submit(STREAM);
		await client.until(name, 'RUNNING');
		const { body } = await client.get(`${client.statement(name)}/task-graph`);
		const tasks = listAt(JSON.parse(textAt(body, 'Graph')), 'tasks');
		expect(tasks.length).toBeGreaterThan(0);
		for (const task of tasks) expect(textAt(task, 'task_id')).not.toBe('');
		await client.remove(name);
	});

	it('metrics of a statement are asked for with a Cloud key, one aggregation a request', async () => {
		const client = open();
		const { name } = await client.submit(STREAM);
		await client.until(name, 'RUNNING');
		const question = (...metrics: string[]) => ({
			aggregations: metrics.map((metric) => ({ metric: `io.confluent.flink/${metric}` })),
			filter: { op: 'AND', filters: [{ field: 'resource.flink_statement.name', op: 'EQ', value: name }] },
			granularity: 'PT1M',
			intervals: [`${new Date(Date.now() - 300_000).toISOString().slice(0, 19)}Z/now`],
		});
		const { status, body } = await client.call('POST', METRICS, { body: question('pending_records') });
		expect([status, Array.isArray(member(body, 'data'))]).toEqual([200, true]);
		expect((await client.call('POST', METRICS, { body: question('pending_records', 'statement_utilization/current_cfus') })).status).toBe(400);
		await client.remove(name);
	});

	it('the clusters of an environment and the endpoints of Flink are listed', async () => {
		const client = open();
		const { environmentId } = client.place;
		const clusters = await client.get(`/cmk/v2/clusters?environment=${environmentId}`);
		for (const cluster of listAt(clusters.body, 'data')) expect(textAt(cluster, 'id')).toMatch(/^lkc-/);
		const endpoints = await client.get(`/endpoint/v1/endpoints?service=FLINK&environment=${environmentId}`);
		expect([endpoints.status, Array.isArray(member(endpoints.body, 'data'))]).toEqual([200, true]);
	});

	it('CREATE OR ALTER MATERIALIZED TABLE is no error of syntax', async () => {
		const client = open();
		const { reply } = await client.submit("CREATE OR ALTER MATERIALIZED TABLE `contract_m` AS SELECT 1 AS `a`", { ...client.session, ...DRY_RUN });
		expect(String(member(reply.body, 'status', 'detail') ?? '')).not.toMatch(/parse failed|Encountered/);
	});
}

function patchStopped(client: ContractClient, name: string): Promise<Reply> {
	const body = [{ op: 'replace', path: '/spec/stopped', value: true }];
	return client.call('PATCH', client.statement(name), { body, contentType: 'application/json-patch+json' });
}

/** The rows of a snapshot that fit one page. */
async function rowsOf(client: ContractClient, sql: string): Promise<unknown[]> {
	const { name } = await client.submit(sql, { ...client.session, ...SNAPSHOT });
	expect(await client.until(name, 'COMPLETED', 'FAILED')).toBe('COMPLETED');
	const { body } = await client.results(name);
	await client.remove(name);
	return listAt(body, 'results', 'data').map((entry) => member(entry, 'row'));
}

async function columnsOf(client: ContractClient, sql: string): Promise<unknown[]> {
	const { name, reply } = await client.submit(sql, client.session);
	await client.remove(name);
	return listAt(reply.body, 'status', 'traits', 'schema', 'columns').map((column) => member(column, 'name'));
}
