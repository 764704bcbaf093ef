import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { placeholders, readExample } from '../../demo/examples.mjs';
import { EXAMPLES, HOMES } from '../../demo/paths.mjs';
import { itemsOf } from '../../demo/runExample.mjs';
import { openChat, type Ask } from './harness/agentChat.mjs';
import { startLocalConfluent, type LocalConfluent } from './harness/localConfluent.mjs';
import { startModelStandIn, type ChatMessage, type ChatRequest, type ModelStandIn, type Turn } from './harness/modelStandIn.mjs';
import { startRealN8n, type RealN8n } from './harness/realN8n.mjs';
import { chain, MANUAL_TRIGGER } from './harness/workflows.mjs';

const EXAMPLE = 'ask-your-tables';
const WRONG = 'SELECT `brand_name`, COUNT(*) AS `products` FROM `products` GROUP BY `brand_name`';
const RIGHT = topThree('brand');

function topThree(column: string): string {
	return `SELECT \`${column}\`, COUNT(*) AS \`products\` FROM \`products\` GROUP BY \`${column}\` ORDER BY \`products\` DESC, \`${column}\` LIMIT 3`;
}

let confluent: LocalConfluent;
let model: ModelStandIn;
let n8n: RealN8n;
let ask: Ask;

before(async () => {
	mkdirSync(HOMES, { recursive: true });
	confluent = await startLocalConfluent(join(HOMES, 'logs'));
	model = await startModelStandIn(think);
	n8n = await startRealN8n({ name: 'agent', credentials: [...confluent.credentials, model.credential] });
	const replacements = placeholders(confluent.description);
	ask = await openChat(n8n.client, readExample(join(EXAMPLES, `${EXAMPLE}.json`), n8n.credentialIds, replacements));
});

after(async () => {
	await n8n?.stop();
	await model?.close();
	await confluent?.stop();
});

/** What the tools have said since the question was asked, as `[tool, answer]`. */
function toolAnswers(messages: readonly ChatMessage[]): Array<readonly [string, string]> {
	const sinceQuestion = messages.slice(messages.findLastIndex(({ role }) => role === 'user'));
	const names = new Map(sinceQuestion.flatMap(({ tool_calls: calls }) => (calls ?? []).map(({ id, function: { name } }) => [id, name] as const)));
	return sinceQuestion.filter(({ role }) => role === 'tool').map(({ tool_call_id: id, content }) => [names.get(id ?? '') ?? '', content ?? ''] as const);
}

/** A column of the kind, of a table whose schema a tool has given: this model knows no other. */
function columnFrom(schema: string, kind: string): string {
	const found = [...schema.matchAll(/"name":"(\w+)"/g)].map(([, name = '']) => name).find((name) => name.includes(kind));
	if (found === undefined) throw new Error(`No column for ${kind} in ${schema}`);
	return found;
}

/** A model that looks the tables up, misspells a column, believes what it is told, and answers from the rows. */
function think({ messages }: ChatRequest): Turn {
	const question = messages.findLast(({ role }) => role === 'user')?.content ?? '';
	const answers = toolAnswers(messages);
	const [tool, answer] = answers.at(-1) ?? ['', ''];
	if (question.startsWith('Without checking')) return tool === '' ? { call: 'Run_Query', with: { sql: WRONG } } : { say: `It did not work: ${answer}` };
	const schema = answers.find(([name]) => name === 'Get_Schema')?.[1] ?? '';
	if (tool === '') return { call: 'List_Tables', with: {} };
	if (tool === 'List_Tables') return { call: 'Get_Schema', with: { table: /products/.exec(answer)?.[0] ?? '' } };
	if (tool === 'Get_Schema') return { call: 'Check_SQL', with: { sql: WRONG } };
	if (tool === 'Check_SQL' && answer.includes('brand_name')) return { call: 'Check_SQL', with: { sql: topThree(columnFrom(schema, 'brand')) } };
	if (tool === 'Check_SQL') return { call: 'Run_Query', with: { sql: topThree(columnFrom(schema, 'brand')) } };
	return { say: `These have most products: ${answer}` };
}

/** How many requests of this method have reached the statements' part of the API. */
async function statementRequests(method: string): Promise<number> {
	const { entries } = (await confluent.control('GET', 'journal')) as { entries: ReadonlyArray<{ readonly method: string; readonly path: string }> };
	return entries.filter((entry) => entry.method === method && entry.path.includes('/statements')).length;
}

/** The rows of the right query, read without any agent. */
async function rowsWithoutAgent(): Promise<unknown[]> {
	const parameters = { operation: 'executeQuery', sql: RIGHT, options: { catalog: 'examples', database: 'marketplace' } };
	await n8n.client.saveWorkflow(chain(n8n, 'direct', [MANUAL_TRIGGER, { name: 'Query', type: 'flinkStatement', parameters, credentials: ['confluentFlinkApi'] }]));
	const execution = await n8n.client.waitForExecution(await n8n.client.run('direct', 'Start'), 60_000);
	return itemsOf(execution, 'Query').map(({ json }) => json);
}

test('an agent asks for tables and schema, checks its SQL, corrects it, runs it, and answers from the rows', async (t) => {
	const said = await ask('Which three brands have most products?');
	t.diagnostic(said);

	const [first] = model.requests;
	const tools = new Map(first?.tools?.map(({ function: offer }) => [offer.name, offer]));
	assert.deepEqual([...tools.keys()].sort(), ['Check_SQL', 'Get_Schema', 'List_Tables', 'Run_Query']);
	const fields = (name: string) => Object.keys(tools.get(name)?.parameters.properties ?? {});
	assert.deepEqual(['Check_SQL', 'Run_Query', 'Get_Schema'].map(fields), [['sql'], ['sql'], ['table']]);
	assert.match(tools.get('Check_SQL')?.description ?? '', /before Run_Query/);
	assert.match(tools.get('Get_Schema')?.description ?? '', /before you write SQL/);
	// A system message to some models, a developer's to others.
	const prompt = JSON.stringify(first?.messages[0]);
	assert.ok(prompt.indexOf('Get_Schema') > 0 && prompt.indexOf('Get_Schema') < prompt.indexOf('Write one SELECT'), 'the prompt has the schema before the SQL');

	const answers = toolAnswers(model.requests.at(-1)?.messages ?? []);
	assert.deepEqual(answers.map(([name]) => name), ['List_Tables', 'Get_Schema', 'Check_SQL', 'Check_SQL', 'Run_Query']);
	const [tables, schema, refused, accepted, rows] = answers.map(([, answer]) => answer);
	assert.match(tables ?? '', /orders/);
	assert.match(schema ?? '', /"name":"brand","type":"/);
	assert.match(schema ?? '', /"primaryKey":/);
	assert.match(refused ?? '', /"valid":false/);
	assert.match(refused ?? '', /brand_name/, 'the words of Flink reach the model');
	assert.match(accepted ?? '', /"valid":true/);
	assert.equal(await statementRequests('POST'), 5, 'each tool call is one statement');
	assert.equal(await statementRequests('DELETE'), 5, 'and none is left behind');
	const expected = await rowsWithoutAgent();
	assert.equal(expected.length, 3);
	for (const row of expected) assert.ok(rows?.includes(JSON.stringify(row)), `${JSON.stringify(row)} is not in ${rows ?? ''}`);
	assert.equal(said, `These have most products: ${rows ?? ''}`);
	assert.ok(!JSON.stringify(model.requests).includes(confluent.description.flinkApi.apiSecret), 'the model is told no secret');
});

test('a query that fails tells the model why, and the conversation goes on', async (t) => {
	const said = await ask('Without checking: which brands have most products?');
	t.diagnostic(said);
	assert.match(said, /^It did not work: .*brand_name/s);
	const [execution] = await n8n.client.executions(EXAMPLE);
	assert.equal(execution?.status, 'success');
});
