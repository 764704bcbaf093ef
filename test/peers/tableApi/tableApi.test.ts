/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import path from 'node:path';

import { describePeer } from '../installed';
import { DATABASE, NodesBeside } from '../nodesBeside';
import { runPython, valueOf, type Outcome } from '../python';
import { inOrder, QUESTIONS } from '../questions';
import { TlsFront } from './tlsFront';

const DRIVER = path.join(__dirname, 'driver.py');
const TIMEOUT_MS = 280_000;

/** The client insists on one. */
const POOL = 'lfcp-peers1';

const VALUES = "(VALUES ('a', 1), ('b', 2), ('a', 3)) AS t (k, v)";

/** What PyFlink itself cannot hand over from Java, whoever answers. */
const BEYOND_THE_CLIENT: Readonly<Record<string, string>> = {
	'empty text': 'it knows no CHAR of length 0, the type of an empty literal',
	moments: 'it cannot pickle an Instant',
	months: 'it cannot pickle a Period',
	'lists with NULL': 'it cannot unpickle NULL in an array',
};

const ASKED = QUESTIONS.filter(({ id }) => BEYOND_THE_CLIENT[id] === undefined);

const TASKS = [
	...ASKED.map(({ id, sql }) => ({ id, do: 'rows', sql })),
	{ id: 'types', do: 'types', sql: "SELECT 1 AS i, 'x' AS s, INTERVAL '1' DAY AS d, CAST(1.5 AS DECIMAL(5, 2)) AS n" },
	{ id: 'changes', do: 'changes', sql: `SELECT COUNT(*) AS n FROM ${VALUES}`, count: 5 },
	{ id: 'built', do: 'built' },
	{ id: 'create', do: 'create', table: 'kept' },
	{ id: 'insert', do: 'execute', sql: "INSERT INTO kept VALUES (1, 'one'), (2, 'two')" },
	{ id: 'insert again', do: 'execute', sql: "INSERT INTO kept VALUES (2, 'zwei')" },
	{ id: 'tables', do: 'tables' },
	{ id: 'catalogs', do: 'catalogs' },
	{ id: 'columns', do: 'columns', table: 'kept' },
	{ id: 'stop', do: 'stop', sql: 'SELECT * FROM `examples`.`marketplace`.`orders`' },
];

describePeer('tableApi', (home) => {
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
});
