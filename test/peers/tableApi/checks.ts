/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import path from 'node:path';

import { DATABASE, NodesBeside } from '../nodesBeside';
import { runPython, valueOf, type Outcome } from '../python';
import { inOrder, QUESTIONS } from '../questions';
import { TlsFront } from './tlsFront';

const DRIVER = path.join(__dirname, 'driver.py');
const TIMEOUT_MS = 280_000;

/** The client insists on one. */
const POOL = 'lfcp-peers1';

/** What PyFlink itself cannot hand over from Java, whoever answers. */
const BEYOND_PYFLINK: Readonly<Record<string, string>> = {
	'empty text': 'it knows no CHAR of length 0, the type of an empty literal',
	moments: 'it cannot pickle an Instant',
	months: 'it cannot pickle a Period',
	'lists with NULL': 'it cannot unpickle NULL in an array',
};

const ASKED = QUESTIONS.filter(({ id }) => BEYOND_PYFLINK[id] === undefined);

const TASKS = [
	...ASKED.map(({ id, sql }) => ({ id, do: 'rows', sql })),
	{ id: 'types', do: 'types', sql: "SELECT 1 AS i, 'x' AS s, INTERVAL '1' DAY AS d, CAST(1.5 AS DECIMAL(5, 2)) AS n" },
		{ id: 'create', do: 'create', table: 'kept' },
	{ id: 'insert', do: 'execute', sql: "INSERT INTO kept VALUES (1, 'one', NULL), (2, 'two', NULL)" },
	{ id: 'insert again', do: 'execute', sql: "INSERT INTO kept VALUES (2, 'zwei', NULL)" },
	{ id: 'read', do: 'rows', sql: 'SELECT id, word, twice FROM kept', wanted: 2 },
	{ id: 'built', do: 'built', table: 'kept', wanted: 1 },
	{ id: 'changes', do: 'changes', sql: 'SELECT COUNT(*) AS n FROM kept', count: 3 },
	{ id: 'written', do: 'written', table: 'kept' },
	{ id: 'tables', do: 'tables' },
	{ id: 'catalogs', do: 'catalogs' },
	{ id: 'columns', do: 'columns', table: 'kept' },
	{ id: 'stop', do: 'stop', sql: 'SELECT * FROM `examples`.`marketplace`.`orders`' },
];

/** What a client with Flink's Table API in it is asked, the plugin for Flink 1.20 and confluent-pyflink alike. */
export function tableApiChecks(home: string): void {
	let nodes: NodesBeside;
	let front: TlsFront;
	let answers: Record<string, Outcome>;

	beforeAll(async () => {
		nodes = await NodesBeside.start();
		front = await TlsFront.start(nodes.emulator.baseUrl);
		const { flinkApi, control } = nodes.emulator;
		control.seed({ computePools: [{ id: POOL }] });
		const settings = {
			organization_id: flinkApi.organizationId,
			environment_id: flinkApi.environmentId,
			flink_api_key: flinkApi.apiKeyId,
			flink_api_secret: flinkApi.apiSecret,
			cloud: flinkApi.cloud,
			region: flinkApi.region,
			compute_pool_id: POOL,
			endpoint_template: front.url,
		};
		answers = await runPython(home, DRIVER, { settings, catalog: flinkApi.environmentId, database: DATABASE, tasks: TASKS }, TIMEOUT_MS, { JAVA_TOOL_OPTIONS: front.javaOptions });
	}, TIMEOUT_MS);

	afterAll(async () => {
		await front?.stop();
		await nodes?.stop();
	});

	it.each(ASKED.map((question) => [question.id, question] as const))('gives the rows that the nodes give: %s', (id, { rows }) => {
		expect(inOrder(valueOf(answers, id))).toEqual(inOrder(rows));
	});

	it.each<readonly [what: string, task: string, value: unknown]>([
		['types the columns of a query with a dry run', 'types', { i: 'INT', s: 'CHAR', d: 'DAYTIMEINTERVAL', n: 'DECIMAL' }],
		['makes a table with a computed column and a watermark', 'create', null],
		['puts rows into it', 'insert', null],
		['puts a row with a key that is there', 'insert again', null],
		['reads them, the computed column too', 'read', [{ id: '1', word: 'one', twice: '2' }, { id: '2', word: 'two', twice: '4' }]],
		['reads them with a query made of expressions', 'built', [{ id: '2', loud: 'TWO' }]],
		['reads an aggregate change by change', 'changes', [{ _op: '+I', n: '1' }, { _op: '-U', n: '1' }, { _op: '+U', n: '2' }]],
		['finds the table', 'tables', ['kept']],
		['finds the catalogs', 'catalogs', ['default', 'env-z7x41k', 'examples']],
		['finds the columns', 'columns', ['id', 'word', 'moment', 'twice', '$rowtime']],
	])('%s', (_, task, value) => {
		expect(valueOf(answers, task)).toEqual(value);
	});

	it('makes the table that the nodes see', async () => {
		expect(valueOf(answers, 'written')).toEqual([expect.stringContaining("WATERMARK FOR `moment` AS moment - INTERVAL '5' SECOND")]);
		const rows = await nodes.rows('SELECT id, word, twice FROM kept ORDER BY id');
		expect(rows).toEqual([{ id: '1', word: 'one', twice: '2' }, { id: '2', word: 'zwei', twice: '4' }]);
	});

	it('stops a statement, without a name in the body of its PUT', async () => {
		const name = String(valueOf(answers, 'stop'));
		const statements = await nodes.emulator.control.statements();
		expect(statements.find((statement) => statement.name === name)).toMatchObject({ phase: 'STOPPED' });
		expect(nodes.emulator.control.journal().entries.some(({ method, path: asked, status }) => method === 'PUT' && asked.endsWith(`/${name}`) && status === 202)).toBe(true);
	});
}
