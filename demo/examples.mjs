import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EXAMPLES, PACKAGE_NAME } from './paths.mjs';

/**
 * @typedef {import('./n8nClient.mjs').Workflow} Workflow
 * @typedef {import('./n8nClient.mjs').WorkflowNode} WorkflowNode
 */

/**
 * What stands in the example files where a user fills in their own: replaced in every text of a workflow.
 *
 * @param {import('./emulator.mjs').EmulatorDescription} emulator
 */
export function placeholders({ flinkApi }) {
	return { 'env-xxxxxx': flinkApi.environmentId };
}

/** n8n refuses an expression that fires more than once a minute: twelve do together what one may not. */
const EVERY_FIVE_SECONDS = Array.from({ length: 12 }, (_, index) => ({ mode: 'custom', cronExpression: `${index * 5} * * * * *` }));

/**
 * A node as the demo needs it: its credentials those of the demo by type (one of another service is left out, for
 * the user to choose), its trigger looking every five seconds instead of every minute.
 *
 * @param {WorkflowNode} node
 * @param {ReadonlyMap<string, { id: string, name: string }>} credentials
 * @returns {WorkflowNode}
 */
function demoNode(node, credentials) {
	const wanted = Object.keys(node.credentials ?? {}).filter((type) => credentials.has(type));
	const polls = node.type === `${PACKAGE_NAME}.flinkStatementTrigger`;
	return {
		...node,
		credentials: Object.fromEntries(wanted.map((type) => [type, credentials.get(type) ?? { id: null, name: type }])),
		parameters: {
			...node.parameters,
			...(polls ? { pollTimes: { item: EVERY_FIVE_SECONDS } } : {}),
		},
	};
}

/**
 * Reads a workflow file of `examples/` for an n8n that has these credentials. Its id is the file's name.
 *
 * @param {string} file
 * @param {ReadonlyMap<string, { id: string, name: string }>} credentials
 * @param {Readonly<Record<string, string>>} replacements
 * @returns {Workflow}
 */
export function readExample(file, credentials, replacements) {
	const text = Object.entries(replacements).reduce((all, [placeholder, value]) => all.replaceAll(placeholder, value), readFileSync(file, 'utf8'));
	/** @type {Workflow} */
	const workflow = JSON.parse(text);
	return {
		name: workflow.name,
		connections: workflow.connections,
		settings: workflow.settings ?? {},
		id: basename(file, '.json'),
		nodes: workflow.nodes.map((node) => demoNode(node, credentials)),
	};
}

/** The workflow files of `examples/`, by name. */
export function exampleFiles() {
	const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
	return names.sort().map((name) => join(EXAMPLES, name));
}

/** @param {Workflow} workflow */
export function startNode(workflow) {
	const found = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (found === undefined) throw new Error(`The workflow "${workflow.name}" has no node to start it by hand.`);
	return found.name;
}
