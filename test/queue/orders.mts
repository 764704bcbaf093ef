import type { Execution, ExecutionSummary, N8nClient } from '../../demo/n8nClient.mjs';
import { itemOf, untilAllEnded } from './harness/executions.mjs';
import type { QueueMode } from './harness/queueMode.mjs';
import { GENERATED, NAMED, ON_ERROR, onError, publish, submitAndWait, type Send } from './harness/workflows.mjs';

/** The workflow whose statements are named after their order; a name that is taken is reused. */
export const NAMED_BY_ORDER = 'named-by-order';
/** The workflow whose statements get a generated name. */
export const NAMED_BY_NODE = 'named-by-node';

type WorkflowId = typeof NAMED_BY_ORDER | typeof NAMED_BY_NODE;

const AT_A_TIME = 10;

/** Two workflows that submit a statement for an order and wait for it: one has the odd orders, the other the even ones. */
export class Orders {
	/** How many requests each workflow got, and how many of them before the last `send`. */
	readonly #sent = { [NAMED_BY_ORDER]: { all: 0, before: 0 }, [NAMED_BY_NODE]: { all: 0, before: 0 } };

	private constructor(
		private readonly client: N8nClient,
		private readonly senders: Record<WorkflowId, Send>,
	) {}

	static async publish(n8n: QueueMode): Promise<Orders> {
		await n8n.client.saveWorkflow(onError(n8n));
		await n8n.client.activate(ON_ERROR);
		return new Orders(n8n.client, {
			[NAMED_BY_ORDER]: await publish(n8n, submitAndWait(n8n, NAMED_BY_ORDER, NAMED)),
			[NAMED_BY_NODE]: await publish(n8n, submitAndWait(n8n, NAMED_BY_NODE, GENERATED)),
		});
	}

	/** One request an order, a few at a time. */
	async send(orders: readonly number[]): Promise<void> {
		for (const sent of Object.values(this.#sent)) sent.before = sent.all;
		for (const order of orders) this.#sent[workflowOf(order)].all++;
		for (let first = 0; first < orders.length; first += AT_A_TIME) {
			await Promise.all(orders.slice(first, first + AT_A_TIME).map((order) => this.senders[workflowOf(order)]({ order })));
		}
	}

	/** The executions of the last `send`, once all have ended, however they did. */
	async ended(timeoutMs: number): Promise<ExecutionSummary[]> {
		const executions: ExecutionSummary[] = [];
		for (const id of [NAMED_BY_ORDER, NAMED_BY_NODE] as const) {
			const { all, before } = this.#sent[id];
			executions.push(...(await untilAllEnded(this.client, id, all, timeoutMs)).slice(before));
		}
		return executions;
	}
}

const workflowOf = (order: number): WorkflowId => (isNamedByOrder(order) ? NAMED_BY_ORDER : NAMED_BY_NODE);
export const isNamedByOrder = (order: number) => order % 2 === 1;

export const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

/** The order that an execution was started with; undefined where n8n has not kept its data. */
export function orderOf(execution: Execution): number | undefined {
	const body = itemOf(execution, 'Order')?.['body'];
	return typeof body === 'object' && body !== null && 'order' in body ? Number(body.order) : undefined;
}
