import { itemsOf } from '../runExample.mjs';

const SLACK = 'Post to Slack';

/**
 * An example with a node in Slack's place that keeps the message: nobody's Slack is needed to read it.
 *
 * @param {Pick<import('./run.mjs').DemoContext, 'workflows'>} context
 * @param {string} name of the file in `examples/`, without its ending
 * @returns {import('../n8nClient.mjs').Workflow} to be saved beside the example
 */
export function withoutSlack({ workflows }, name) {
	const workflow = workflows.get(name);
	if (workflow === undefined) throw new Error(`examples/${name}.json is not there.`);
	const nodes = workflow.nodes.map((node) => {
		if (node.name !== SLACK) return node;
		const message = { id: 'message', name: 'message', type: 'string', value: node.parameters['text'] };
		return { ...node, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { assignments: { assignments: [message] }, options: {} } };
	});
	return { ...workflow, id: `${name}-check`, name: `${workflow.name} (check)`, nodes };
}

/**
 * What would have been posted.
 *
 * @param {import('../n8nClient.mjs').Execution} execution of a workflow `withoutSlack`
 */
export function messageInSlacksPlace(execution) {
	return String(itemsOf(execution, SLACK)[0]?.json['message']);
}
