import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { FlinkEndpoint } from '../../confluent/http/endpoint';
import { isApiError } from '../../confluent/http/errors/apiError';
import { isRequestFailure } from '../../confluent/http/errors/deadlineError';
import { ListingError } from '../../confluent/http/errors/listingError';
import { controlPlaneOf } from '../../confluent/http/keyHosts';
import { remainingMs, type Scope } from '../../confluent/http/scope/scope';
import type { ComputePool } from '../../confluent/pools/computePools';
import { poolsInUse } from '../../confluent/statements/poolsInUse';
import type { Statement } from '../../confluent/statements/statement';
import { asError } from '../../language/asError';
import { AdvisedError } from '../errors/advisedError';
import { computePoolsOfFlinkKey, createScope, flinkKeyId, readFlinkEndpoint, statementsClient, SYSTEM_CLOCK } from '../network/clients';
import { listSearch, matching, SEARCH_SECONDS } from './listSearch';
import { poolEntry } from './poolEntry';
import { ShutDoors } from './shutDoors';

/** Control planes that turned away a key: it is a Flink key, or the host is no control plane. */
const shutDoors = new ShutDoors(SYSTEM_CLOCK);

/** Chosen, it leaves the field empty: the service takes the default pool, and makes it where there is none yet. */
const DEFAULT_POOL: INodeListSearchItems = { name: 'Default Pool', value: '' };

/** How the search of a node fills the list of a compute-pool locator. */
export type ComputePoolSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/**
 * The search of a compute-pool locator of a node with the Flink credential, whose environment and region it searches.
 *
 * The control plane knows all pools, and answers a Global key. A Flink key sees the pools that statements are on.
 *
 * @param mayBeDefault whether the field of the node that is open may be left empty, for the default pool
 */
export function computePoolSearch(mayBeDefault: (context: ILoadOptionsFunctions) => boolean): ComputePoolSearch {
	return async function (this: ILoadOptionsFunctions, filter?: string) {
		return await listSearch(this, 'confluentFlinkApi', async () => {
			const endpoint = await readFlinkEndpoint(this);
			const known = await knownPools(this, endpoint, createScope({}, SEARCH_SECONDS));
			const leaveEmpty = mayBeDefault(this);
			if (known.length === 0) throw nothingToList(leaveEmpty);
			return { results: [...(leaveEmpty ? [DEFAULT_POOL] : []), ...known].filter(matching(filter)) };
		});
	};
}

async function knownPools(context: ILoadOptionsFunctions, endpoint: FlinkEndpoint, scope: Scope): Promise<INodeListSearchItems[]> {
	const door = `${controlPlaneOf(endpoint.origin)} ${await flinkKeyId(context)}`;
	if (shutDoors.isShut(door)) return await poolsOfStatements(context, endpoint, scope);
	const answer = await poolsOfControlPlane(context, endpoint, scope);
	if (!(answer instanceof Error) && answer.length > 0) return answer.map(poolEntry);
	const used = await poolsOfStatements(context, endpoint, scope);
	// Not before the key was taken here: one that was mistyped is to be tried again when it has been corrected.
	if (answer instanceof Error && !isPassing(answer)) shutDoors.shut(door);
	return used;
}

/** The pools of the endpoint's place, the default one first; why not, where the control plane does not take this key or cannot be reached. */
async function poolsOfControlPlane(context: ILoadOptionsFunctions, endpoint: FlinkEndpoint, scope: Scope): Promise<ComputePool[] | Error> {
	try {
		const { environmentId, region } = endpoint;
		const { items } = await computePoolsOfFlinkKey(context, endpoint, scope).list({ environmentId, region });
		return [...items.filter(({ isDefault }) => isDefault === true), ...items.filter(({ isDefault }) => isDefault !== true)];
	} catch (error) {
		if (isRequestFailure(error) || error instanceof ListingError) return error;
		throw asError(error);
	}
}

function isPassing(error: Error): boolean {
	return isApiError(error) && (error.status === 429 || error.status >= 500);
}

/** An environment may hold more statements than can be listed while somebody waits: then the counts are the least there are. */
async function poolsOfStatements(context: ILoadOptionsFunctions, endpoint: FlinkEndpoint, scope: Scope): Promise<INodeListSearchItems[]> {
	const client = statementsClient(context, endpoint, scope);
	const statements: Statement[] = [];
	const asked = new Set<string | undefined>();
	let token: string | undefined;
	do {
		asked.add(token);
		const { items, nextToken } = await client.page(token);
		statements.push(...items);
		token = nextToken;
	} while (token !== undefined && !asked.has(token) && remainingMs(scope) > SEARCH_SECONDS * 500);
	const more = token === undefined ? '' : '+';
	return poolsInUse(statements).map(({ id, running }) => ({ name: `${id} (${running}${more} running)`, value: id }));
}

function nothingToList(leaveEmpty: boolean): AdvisedError {
	const otherwise = leaveEmpty ? ', or leave the field empty for the default pool' : '';
	return new AdvisedError(
		`No compute pools found. Choose "By ID" and enter an ID such as lfcp-a1b2c3${otherwise}`,
		'The console shows IDs under Environments → your environment → Flink. With a Flink API key, the list shows only pools that statements use. With a Global API key, it shows all pools.',
	);
}
