import { testCredential } from '../../demo/checks/installation.mjs';
import type { DemoContext } from '../../demo/checks/run.mjs';
import { PACKAGE_NAME } from '../../demo/paths.mjs';

const TIMEOUT_MS = 30_000;
const TYPES = ['confluentFlinkApi', 'confluentCloudApi'];

function wrongSecret({ credentialData }: DemoContext, type: string): Record<string, unknown> {
	const credential = credentialData.find((each) => each.type === type);
	if (credential === undefined) throw new Error(`There is no credential of type ${type}.`);
	return { ...credential.data, apiSecret: 'not-the-secret' };
}

/** What n8n's test of each credential says when its secret is wrong. */
export async function testsOfWrongKeys(context: DemoContext): Promise<string[]> {
	const messages = [];
	for (const type of TYPES) {
		const { status, message } = await testCredential(context, type, wrongSecret(context, type));
		if (status !== 'Error') throw new Error(`n8n's test of ${type} with a wrong secret: ${status}`);
		messages.push(message);
	}
	return messages;
}

/** What a person reads in the editor after a node was executed with a wrong secret. */
export async function executionWithWrongKey(context: DemoContext): Promise<string> {
	const { client } = context;
	const [type = ''] = TYPES;
	const name = 'Wrong key';
	const id = await client.saveCredential({ name, type, data: wrongSecret(context, type) });
	const list = { name: 'List', type: `${PACKAGE_NAME}.flinkStatement`, parameters: { operation: 'getAll' }, credentials: { [type]: { id, name } } };
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	await client.saveWorkflow({
		id: 'wrong-key',
		name,
		nodes: [start, list].map((node, index) => ({ ...node, id: String(index), typeVersion: 1, position: [index * 200, 0] })),
		connections: { Start: { main: [[{ node: 'List', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const { data, status } = await client.waitForExecution(await client.run('wrong-key', 'Start'), TIMEOUT_MS);
	const { error } = data.resultData;
	if (error === undefined) throw new Error(`The execution with a wrong secret ended as ${status}.`);
	return `${error.message}. ${error.description ?? ''}`;
}
