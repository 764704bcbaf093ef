/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { describePeer } from '../installed';
import { DATABASE, NodesBeside } from '../nodesBeside';
import { errorOf, runPython, valueOf, type Outcome } from '../python';
import { inOrder, QUESTIONS } from '../questions';

const DRIVER = path.join(__dirname, 'driver.py');
const TIMEOUT_MS = 240_000;

interface Task {
	readonly id: string;
	readonly do: string;
	readonly [detail: string]: unknown;
}

const VALUES = "(VALUES ('a', 1), ('b', 2), ('a', 3)) AS t (k, v)";

const CREATE = 'CREATE TABLE kept (id INT NOT NULL, word STRING, PRIMARY KEY (id) NOT ENFORCED) DISTRIBUTED BY (id) INTO 1 BUCKETS';

const TASKS: readonly Task[] = [
	...QUESTIONS.map(({ id, sql }) => ({ id, do: 'rows', sql })),
	{ id: 'parameters', do: 'rows', sql: 'SELECT %s AS a, %s AS b, %s AS c', parameters: ["it's", 42, true] },
	{ id: 'create', do: 'ddl', sql: CREATE },
	{ id: 'insert', do: 'ddl', sql: "INSERT INTO kept VALUES (1, 'one'), (2, 'two')" },
	{ id: 'insert again', do: 'ddl', sql: "INSERT INTO kept VALUES (2, 'zwei')" },
	{ id: 'read back', do: 'rows', sql: 'SELECT * FROM kept' },
	{ id: 'changes', do: 'changes', sql: `SELECT COUNT(*) AS n FROM ${VALUES}`, count: 5 },
	{ id: 'appended', do: 'changes', sql: `SELECT k, v FROM ${VALUES} WHERE v > 1`, count: 2 },
	{ id: 'folded', do: 'folded', sql: `SELECT k, SUM(v) AS s FROM ${VALUES} GROUP BY k`, count: 2, batch: 4 },
	{ id: 'valid', do: 'dry_run', sql: `SELECT k, SUM(v) AS s FROM ${VALUES} GROUP BY k`, mode: 'STREAMING_QUERY' },
	{ id: 'invalid', do: 'dry_run', sql: 'SELECT nothing FROM nowhere' },
	{ id: 'after a dry run', do: 'listed' },
	{ id: 'bad SQL', do: 'rows', sql: 'SELEKT 1' },
	{ id: 'submit', do: 'submit', name: 'peer-job', labels: ['peer'], sql: 'SELECT * FROM `examples`.`marketplace`.`orders`' },
	{ id: 'get', do: 'get', name: 'peer-job' },
	{ id: 'by label', do: 'listed', label: 'peer' },
	{ id: 'by name', do: 'listed', contains: 'peer-j' },
	{ id: 'stop', do: 'stop', name: 'peer-job' },
	{ id: 'delete', do: 'delete', name: 'peer-job' },
	{ id: 'gone', do: 'get', name: 'peer-job' },
];

describePeer('confluentSql', (home) => {
	let nodes: NodesBeside;
	let answers: Record<string, Outcome>;

	beforeAll(async () => {
		nodes = await NodesBeside.start();
		const { baseUrl, flinkApi } = nodes.emulator;
		const connect = {
			flink_api_key: flinkApi.apiKeyId,
			flink_api_secret: flinkApi.apiSecret,
			environment_id: flinkApi.environmentId,
			organization_id: flinkApi.organizationId,
			endpoint: baseUrl,
			controlplane_endpoint: baseUrl,
			database: DATABASE,
			result_page_fetch_pause_millis: 1,
		};
		answers = await runPython(home, DRIVER, { connect, tasks: TASKS }, TIMEOUT_MS);
	}, TIMEOUT_MS);

	afterAll(async () => {
		await nodes?.stop();
	});

	it.each(QUESTIONS.map((question) => [question.id, question] as const))('gives the same rows as the nodes: %s', async (id, { sql, rows }) => {
		expect(inOrder(valueOf(answers, id))).toEqual(inOrder(rows));
		expect(inOrder(await nodes.rows(sql))).toEqual(inOrder(rows));
	});

	it('puts parameters into the SQL as the nodes do', async () => {
		expect(valueOf(answers, 'parameters')).toEqual([{ a: "it's", b: '42', c: true }]);
		const parameter = [
			{ name: 'a', type: 'string', value: "it's" },
			{ name: 'b', type: 'number', value: '42' },
			{ name: 'c', type: 'boolean', value: 'true' },
		];
		expect(await nodes.rows('SELECT :a AS a, :b AS b, :c AS c', {}, { queryParameters: { parameter } })).toEqual(valueOf(answers, 'parameters'));
	});

	it('creates a keyed table and upserts into it; the nodes read the same', async () => {
		// The client deletes its statement once it has COMPLETED.
		expect(valueOf(answers, 'create')).toMatchObject({ phase: 'DELETED' });
		expect(valueOf(answers, 'insert')).toMatchObject({ phase: 'DELETED' });
		const rows = [
			{ id: '1', word: 'one' },
			{ id: '2', word: 'zwei' },
		];
		expect(inOrder(valueOf(answers, 'read back'))).toEqual(rows);
		expect(inOrder(await nodes.rows('SELECT * FROM kept'))).toEqual(rows);
	});

	it('sees the changes of a streaming query one by one, as the nodes do', async () => {
		const changes = [
			{ _op: '+I', n: '1' },
			{ _op: '-U', n: '1' },
			{ _op: '+U', n: '2' },
			{ _op: '-U', n: '2' },
			{ _op: '+U', n: '3' },
		];
		expect(valueOf(answers, 'changes')).toEqual(changes);
		const streaming = { queryMode: 'streaming', output: 'changelog', returnAll: false, limit: changes.length };
		expect(await nodes.rows(`SELECT COUNT(*) AS n FROM ${VALUES}`, streaming, { timeout: 60 })).toEqual(changes);
		expect(valueOf(answers, 'appended')).toEqual([
			{ k: 'b', v: '2' },
			{ k: 'a', v: '3' },
		]);
	});

	it('folds a changelog into the table that the nodes give', async () => {
		const table = [
			{ k: 'a', s: '4' },
			{ k: 'b', s: '2' },
		];
		expect(inOrder(valueOf(answers, 'folded'))).toEqual(table);
		expect(inOrder(await nodes.rows(`SELECT k, SUM(v) AS s FROM ${VALUES} GROUP BY k`, { queryMode: 'streaming' }, { timeout: 60 }))).toEqual(table);
	});

	it('gets a dry run answered in full, and finds nothing of it afterwards', () => {
		const columns = [
			{ name: 'k', type: expect.stringMatching(/CHAR/) as string },
			{ name: 's', type: 'INTEGER' },
		];
		expect(valueOf(answers, 'valid')).toMatchObject({ phase: 'COMPLETED', uid: '', columns, appendOnly: false });
		expect(errorOf(answers, 'invalid').text).toMatch(/nowhere/);
		expect(valueOf(answers, 'after a dry run')).toEqual([]);
	});

	it('reports the words of a statement that failed, which the nodes quote', async () => {
		const { type, text } = errorOf(answers, 'bad SQL');
		expect(type).toBe('OperationalError');
		expect(text).toContain('SELEKT');
		const words = text.slice(text.indexOf(': ') + 2);
		await expect(nodes.rows('SELEKT 1')).rejects.toThrow(words.split('\n')[0]);
	});

	it('finds, stops and deletes a job', () => {
		expect(valueOf(answers, 'submit')).toMatchObject({ name: 'peer-job', phase: 'RUNNING' });
		expect(valueOf(answers, 'get')).toMatchObject({ phase: 'RUNNING' });
		expect(valueOf(answers, 'by label')).toEqual(['peer-job']);
		expect(valueOf(answers, 'by name')).toEqual(['peer-job']);
		expect(valueOf(answers, 'stop')).toMatchObject({ phase: 'STOPPED' });
		expect(valueOf(answers, 'delete')).toBeNull();
		expect(errorOf(answers, 'gone').type).toBe('StatementNotFoundError');
	});

	it('connects with a Global key alone, and finds its organization by it', async () => {
		const { baseUrl, control, flinkApi } = nodes.emulator;
		const key = { id: 'GLOBALKEY0000001', secret: `cflt${randomBytes(30).toString('hex')}` };
		control.seed({ keys: [{ ...key, kind: 'global', owner: 'u-4k9w7e' }] });
		const connect = {
			global_api_key: key.id,
			global_api_secret: key.secret,
			environment_id: flinkApi.environmentId,
			organization_id: '',
			endpoint: baseUrl,
			controlplane_endpoint: baseUrl,
			database: DATABASE,
		};
		const tasks = [
			{ id: 'organization', do: 'organization' },
			{ id: 'rows', do: 'rows', sql: 'SELECT 1 AS a' },
		];
		const found = await runPython(home, DRIVER, { connect, tasks }, TIMEOUT_MS);
		expect(valueOf(found, 'organization')).toBe(flinkApi.organizationId);
		expect(valueOf(found, 'rows')).toEqual([{ a: '1' }]);
	});
});
