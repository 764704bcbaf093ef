import { PACKAGE_NAME } from '../paths.mjs';

const START = 'Start';
const TIMEOUT_MS = 60_000;

/**
 * Lays down what becomes of the emulator's next statement of a name, whatever its SQL is.
 *
 * @param {import('../emulator.mjs').EmulatorDescription} emulator
 * @param {Record<string, unknown>} behaviour
 */
export async function layDown({ baseUrl }, behaviour) {
	const body = JSON.stringify(behaviour);
	const response = await fetch(`${baseUrl}/__emulator/behaviours`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	if (!response.ok) throw new Error(`The emulator answered ${response.status}: ${await response.text()}`);
}

/**
 * Submits a statement from a workflow of its own, run by hand.
 *
 * @param {import('./run.mjs').DemoContext} context
 * @param {string} statementName
 * @param {Record<string, unknown>} [parameters] further ones of the operation Submit
 */
export async function submitFromWorkflow({ client, credentials }, statementName, parameters = {}) {
	const id = `submit-${statementName}`;
	const credential = credentials.get('confluentFlinkApi');
	if (credential === undefined) throw new Error('n8n has no Confluent Flink credential.');
	await client.saveWorkflow({
		id,
		name: `Submit ${statementName}`,
		nodes: [
			node(START, 'n8n-nodes-base.manualTrigger', {}),
			{
				...node('Submit', `${PACKAGE_NAME}.flinkStatement`, { operation: 'submit', statementName, sql: 'INSERT INTO `report` SELECT * FROM `orders`', ...parameters }),
				credentials: { confluentFlinkApi: credential },
			},
		],
		connections: { [START]: { main: [[{ node: 'Submit', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const { status } = await client.waitForExecution(await client.run(id, START), TIMEOUT_MS);
	if (status !== 'success') throw new Error(`The workflow that submits ${statementName} ended as ${status}`);
}

/**
 * @param {string} name
 * @param {string} type
 * @param {Record<string, unknown>} parameters
 */
function node(name, type, parameters) {
	return { id: name.toLowerCase(), name, type, typeVersion: 1, position: [0, 0], parameters };
}
