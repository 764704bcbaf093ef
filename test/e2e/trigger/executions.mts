import { decodeFlatted } from '../../../demo/flatted.mjs';
import type { ExecutionSummary, N8nClient } from '../../../demo/n8nClient.mjs';

/** One change as an execution got it from the trigger. */
export interface Telling {
	/** `<uid>/<phase>/<epoch milliseconds of the end>` */
	readonly eventKey: string;
	readonly executionId: string;
	/** Epoch milliseconds. */
	readonly startedAt: number;
}

interface StoredItem {
	readonly json: Record<string, unknown>;
}

/** What an execution's data holds, before and after its trigger node was run. */
interface StoredRun {
	readonly resultData?: { readonly runData?: Record<string, Array<{ data?: { main?: Array<StoredItem[] | null> } }>> };
	readonly executionData?: { readonly nodeExecutionStack?: Array<{ node: { name: string }; data: { main: Array<StoredItem[] | null> } }> };
}

/**
 * The changes that an execution was started with. They are what its trigger node gave; where n8n was killed before
 * it could write that, they still wait to be run.
 */
export async function tellingsOf(client: N8nClient, execution: ExecutionSummary, trigger: string): Promise<Telling[]> {
	const { data } = (await client.request('GET', `/rest/executions/${execution.id}`)) as { data: string };
	const { resultData, executionData } = decodeFlatted(data) as StoredRun;
	const ran = resultData?.runData?.[trigger]?.flatMap((run) => run.data?.main ?? []) ?? [];
	const waiting = executionData?.nodeExecutionStack?.filter(({ node }) => node.name === trigger).flatMap((entry) => entry.data.main) ?? [];
	const items = [...ran, ...waiting].flatMap((output) => output ?? []).filter(({ json }) => typeof json['eventKey'] === 'string');
	const changes = groupBy(items, ({ json }) => String(json['eventKey'])).keys();
	return [...changes].map((eventKey) => ({ eventKey, executionId: execution.id, startedAt: Date.parse(execution.startedAt ?? '') }));
}

/** Groups in the order in which their keys first occur. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
	return groups;
}
