import type { CloudEndpoint } from '../shared/confluent/http/endpoint';
import type { Api } from '../shared/confluent/http/api';
import type { ItemBounds } from '../shared/n8n/items/runOperations';
import type { SessionCredential } from '../shared/n8n/items/runWithCredential';
import { cloudApi, createScope } from '../shared/n8n/network/clients';

/** What an operation on regions works with, for one item. */
export interface RegionSession {
	readonly api: Api;
	/** A remark for the user at the end of the run. */
	readonly hint: (message: string) => void;
}

/** The session of one item. */
export function createRegionSession({ context, endpoint }: SessionCredential<CloudEndpoint>, bounds: ItemBounds): RegionSession {
	return { api: cloudApi(context(), endpoint, createScope(bounds.owner, bounds.timeoutSeconds, bounds.signal)), hint: bounds.hint };
}
