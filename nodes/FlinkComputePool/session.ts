import type { CloudEndpoint } from '../shared/confluent/http/endpoint';
import type { ComputePools } from '../shared/confluent/pools/computePools';
import type { ItemMemory } from '../shared/n8n/items/runMemory';
import type { ItemBounds } from '../shared/n8n/items/runOperations';
import type { SessionCredential } from '../shared/n8n/items/runWithCredential';
import { computePoolsClient, createScope } from '../shared/n8n/network/clients';

/** What an operation on compute pools works with, for one item. */
export interface ComputePoolSession {
	readonly pools: ComputePools;
	/** A remark for the user at the end of the run. */
	readonly hint: (message: string) => void;
	/** Notes what was created for good, such as `Compute pool "etl" (lfcp-1)`. */
	readonly created: (what: string) => void;
	/** What is kept of the item where n8n repeats the run. */
	readonly memory: ItemMemory;
}

/** The session of one item. */
export function createComputePoolSession({ context, endpoint }: SessionCredential<CloudEndpoint>, bounds: ItemBounds): ComputePoolSession {
	const scope = createScope(bounds.owner, bounds.timeoutSeconds, bounds.signal);
	return { pools: computePoolsClient(context(), endpoint, scope), hint: bounds.hint, created: bounds.created, memory: bounds.memory };
}
