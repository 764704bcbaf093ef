import type { DemoContext } from '../../demo/checks/run.mjs';
import type { Workflow, WorkflowNode } from '../../demo/n8nClient.mjs';
import { openChat } from '../e2e/harness/agentChat.mjs';
import { startModelStandIn, type ChatRequest, type Turn } from '../e2e/harness/modelStandIn.mjs';

const EXAMPLE = 'ask-your-tables';
const SQL = 'SELECT COUNT(*) AS `products` FROM `products`';

/** A model that asks for the schema, checks its SQL, runs it, and answers with what came of all. */
function think({ messages }: ChatRequest): Turn {
	const told = messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
	if (told.length === 0) return { call: 'Get_Schema', with: { table: 'products' } };
	if (told.length === 1) return { call: 'Check_SQL', with: { sql: SQL } };
	if (told.length === 2) return { call: 'Run_Query', with: { sql: SQL } };
	return { say: told.join('\n') };
}

function withModel(example: Workflow, model: { id: string; name: string }): Workflow {
	const chosen = (node: WorkflowNode): WorkflowNode => (node.type.endsWith('.lmChatOpenAi') ? { ...node, credentials: { openAiApi: model } } : node);
	return { ...example, nodes: example.nodes.map(chosen) };
}

/**
 * Asks the example's agent a question, its model a stand-in on loopback.
 *
 * @returns what the three tools told the model, one a line
 */
export async function askAgent({ client, workflows }: DemoContext): Promise<string> {
	const example = workflows.get(EXAMPLE);
	if (example === undefined) throw new Error(`examples/${EXAMPLE}.json is not there.`);
	const model = await startModelStandIn(think);
	try {
		const { name } = model.credential;
		const ask = await openChat(client, withModel(example, { id: await client.saveCredential(model.credential), name }));
		return await ask('How many products are there?');
	} finally {
		await client.deactivate(EXAMPLE);
		await model.close();
	}
}
