import { startNode } from './examples.mjs';

/** Milliseconds for one example: statements of the demo live for seconds. */
const EXAMPLE_TIMEOUT_MS = 120_000;

/**
 * @typedef {import('./n8nClient.mjs').Execution} Execution
 * @typedef {import('./n8nClient.mjs').Item} Item
 */

/** What a person reads in the editor when an execution fails. @param {Execution} execution */
function failureText(execution) {
	const { error } = execution.data.resultData;
	if (error === undefined) return `the execution ended as ${execution.status}`;
	const where = error.node === undefined ? '' : `node "${error.node.name}": `;
	return `${where}${error.message}${error.description ? ` (${error.description})` : ''}`;
}

/**
 * Runs an imported example in n8n and waits for its success.
 *
 * @param {import('./checks/run.mjs').DemoContext} context
 * @param {string} workflowId
 * @returns {Promise<Execution>}
 */
export async function runExample({ client, workflows }, workflowId) {
	const workflow = workflows.get(workflowId);
	if (workflow === undefined) throw new Error(`examples/${workflowId}.json is not there.`);
	const execution = await client.waitForExecution(await client.run(workflowId, startNode(workflow)), EXAMPLE_TIMEOUT_MS);
	if (execution.status !== 'success') throw new Error(`"${workflow.name}" did not succeed: ${failureText(execution)}`);
	return execution;
}

/**
 * The items that a node gave in its last run.
 *
 * @param {Execution} execution
 * @param {string} nodeName
 * @returns {Item[]}
 */
export function itemsOf(execution, nodeName) {
	const runs = execution.data.resultData.runData[nodeName];
	if (runs === undefined) throw new Error(`The node "${nodeName}" did not run.`);
	return (runs.at(-1)?.data?.['main'] ?? []).flatMap((output) => output ?? []);
}
