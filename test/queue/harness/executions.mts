import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution, ExecutionSummary, N8nClient } from '../../../demo/n8nClient.mjs';

const LOOK_MS = 500;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

/**
 * Waits until a workflow has so many executions of a mode (n8n's word for what started them) and all have ended,
 * however they did; oldest first.
 */
export async function untilAllEnded(client: N8nClient, workflowId: string, count: number, timeoutMs: number, wanted = 'webhook'): Promise<ExecutionSummary[]> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const executions = await client.allExecutions(workflowId, wanted, count);
		const open = executions.filter(({ status }) => !ENDED.includes(status));
		if (executions.length >= count && open.length === 0) return executions;
		if (Date.now() > deadline) {
			const some = open.slice(0, 5).map(({ id, status }) => `${id} ${status}`).join(', ');
			throw new Error(`After ${String(timeoutMs / 1000)} s ${workflowId} has ${String(executions.length)} executions of ${String(count)}; ${String(open.length)} have not ended: ${some}`);
		}
		await sleep(LOOK_MS);
	}
}

/** Executions with their data, a few requested at a time. */
export async function withData(client: N8nClient, executions: readonly ExecutionSummary[]): Promise<Execution[]> {
	const found: Execution[] = [];
	for (let first = 0; first < executions.length; first += 10) {
		found.push(...(await Promise.all(executions.slice(first, first + 10).map(({ id }) => client.execution(id)))));
	}
	return found;
}

/** The only item that a node of an execution gave; undefined where it was not run or failed. */
export function itemOf({ data }: Execution, node: string): Record<string, unknown> | undefined {
	return data.resultData.runData[node]?.at(-1)?.data?.['main']?.[0]?.[0]?.json;
}

/** Ids of the executions that an error workflow got a report on, once for each report; waits until `expected` are among them. */
export async function untilReported(client: N8nClient, workflowId: string, expected: readonly string[], timeoutMs: number): Promise<string[]> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const executions = await withData(client, await untilAllEnded(client, workflowId, expected.length, timeoutMs, 'error'));
		const reported = executions.flatMap((execution) => reportedId(itemOf(execution, 'Error')) ?? []);
		if (expected.every((id) => reported.includes(id))) return reported;
		if (Date.now() > deadline) throw new Error(`${workflowId} got ${reported.join(', ')} and not ${expected.filter((id) => !reported.includes(id)).join(', ')}`);
		await sleep(LOOK_MS);
	}
}

function reportedId(error: Record<string, unknown> | undefined): string | undefined {
	const execution = error?.['execution'];
	return typeof execution === 'object' && execution !== null && 'id' in execution ? String(execution.id) : undefined;
}

/** How many there are of each, such as "494 success, 6 error". */
export function countByStatus(executions: readonly ExecutionSummary[]): string {
	const statuses = [...new Set(executions.map(({ status }) => status))];
	return statuses.map((status) => `${String(executions.filter((execution) => execution.status === status).length)} ${status}`).join(', ');
}
