import { createHash } from 'node:crypto';
import type { Workflow } from '../../../demo/n8nClient.mjs';
import type { RealN8n } from '../harness/realN8n.mjs';
import { chain } from '../harness/workflows.mjs';
import { ORDERS_SQL, PLACE } from './orders.mjs';

export const TRIGGER = 'Order';

interface Draft {
	readonly id: string;
	readonly sinkUrl: string;
	/** Options of the trigger. */
	readonly options?: Record<string, unknown>;
	/** What else is new since it was saved last. */
	readonly changes?: Partial<Workflow>;
}

/** A workflow that sends each row of the orders to a sink; the same however often it is saved, but for `changes`. */
export function rowsToSink(n8n: Pick<RealN8n, 'credentialIds'>, { id, sinkUrl, options = {}, changes = {} }: Draft): Workflow {
	const workflow = chain(n8n, id, [
		{ name: TRIGGER, type: 'flinkRowTrigger', parameters: { sql: ORDERS_SQL, options: { ...PLACE, ...options } }, credentials: ['confluentFlinkApi'] },
		{
			name: 'Send',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: { method: 'POST', url: sinkUrl, sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}', options: {} },
		},
	]);
	// In the editor a node keeps its id when its workflow is saved.
	const nodes = workflow.nodes.map((node) => ({ ...node, id: createHash('sha256').update(`${id} ${node.name}`).digest('hex').slice(0, 32) }));
	return { ...workflow, nodes, ...changes };
}
