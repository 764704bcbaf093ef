import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import type { Page } from '../../confluent/http/collectPages';
import type { Scope } from '../../confluent/http/scope/scope';
import { COMPUTE_POOL_ID, ENVIRONMENT_ID } from '../../confluent/http/resourceId';
import { remainingMs } from '../../confluent/http/scope/scope';
import { listEnvironments } from '../../confluent/pools/environments';
import { phaseOf } from '../../confluent/statements/statement';
import { cloudApi, computePoolsClient, createScope, readCloudEndpoint, readFlinkEndpoint, statementsClient } from '../network/clients';
import { checkedEnvironmentId } from '../parameters/identifiers';
import { Parameters } from '../parameters/parameters';
import { editorSource } from '../parameters/parameterSource';
import { listSearch, matching, SEARCH_SECONDS } from './listSearch';
import { poolEntry } from './poolEntry';

/** Matches that are enough for one step of scrolling. */
const ENOUGH_MATCHES = 20;

/** Fills the list of a statement locator. The service cannot search by name, so page after page is searched here. */
export async function searchStatements(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string): Promise<INodeListSearchResult> {
	return await listSearch(this, 'confluentFlinkApi', async () => {
		const scope = createScope({}, SEARCH_SECONDS);
		const statements = statementsClient(this, await readFlinkEndpoint(this), scope);
		return await searchPages(scope, filter, paginationToken, async (token) => {
			const { items, nextToken } = await statements.page(token);
			return { items: items.map((statement) => ({ name: `${statement.name} (${phaseOf(statement)})`, value: statement.name })), nextToken };
		});
	});
}

/** Fills the list of the compute-pool node: the pools of the environment chosen above it. */
export async function searchComputePools(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await listSearch(this, 'confluentCloudApi', async () => {
		const parameters = new Parameters(editorSource(this));
		const environment = parameters.text('environment', 'Environment');
		if (environment === '') throw parameters.invalid('Choose the environment first', 'The list shows the compute pools of that environment.');
		return await listComputePools(this, { environmentId: checkedEnvironmentId(parameters, environment) }, filter);
	});
}

/** Fills the list of an environment locator. */
export async function searchEnvironments(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string): Promise<INodeListSearchResult> {
	return await listSearch(this, 'confluentCloudApi', async () => {
		const scope = createScope({}, SEARCH_SECONDS);
		const api = cloudApi(this, await readCloudEndpoint(this), scope);
		return await searchPages(scope, filter, paginationToken, async (token) => {
			const { items, nextToken } = await listEnvironments(api, token);
			return { items: items.map(({ id, displayName }) => ({ name: `${displayName} (${id})`, value: id })), nextToken };
		});
	});
}

async function listComputePools(context: ILoadOptionsFunctions, listing: { environmentId: string }, filter: string | undefined): Promise<INodeListSearchResult> {
	const pools = computePoolsClient(context, await readCloudEndpoint(context), createScope({}, SEARCH_SECONDS));
	const { items } = await pools.list(listing);
	return { results: items.map(poolEntry).filter(matching(filter)) };
}

/** Searches on over pages that hold no match, so that a name far down the list is found too. */
async function searchPages(
	scope: Scope,
	filter: string | undefined,
	paginationToken: string | undefined,
	fetchPage: (token: string | undefined) => Promise<Page<INodeListSearchItems>>,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	const asked = new Set<string | undefined>();
	let token = paginationToken === '' ? undefined : paginationToken;
	do {
		const { items, nextToken } = await fetchPage(token);
		results.push(...items.filter(matching(filter)));
		asked.add(token);
		// A token that comes again would have the editor scroll in a circle: the list ends there.
		token = asked.has(nextToken) ? undefined : nextToken;
	} while (token !== undefined && results.length < ENOUGH_MATCHES && remainingMs(scope) > SEARCH_SECONDS * 500);
	return { results, ...(token === undefined ? {} : { paginationToken: token }) };
}

/** Empty is the default pool; where there has to be one, n8n says so by itself. */
const COMPUTE_POOL_RULE = {
	type: 'regex',
	properties: { regex: `^\\s*(${COMPUTE_POOL_ID})?\\s*$`, errorMessage: 'A compute pool ID looks like lfcp-a1b2c3' },
};

/** A statement, from the list or by name. */
export const STATEMENT_LOCATOR: INodeProperties = {
	displayName: 'Statement',
	name: 'statement',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The statement to use',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a statement…',
			typeOptions: { searchListMethod: 'searchStatements', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. daily-orders' },
	],
};

/** @param searchListMethod the node's search that fills the list */
export function computePoolLocator(searchListMethod: 'searchComputePools' | 'searchComputePoolsOfCredential', description: string): INodeProperties {
	return {
		displayName: 'Compute Pool',
		name: 'computePool',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', placeholder: 'Select a compute pool…', typeOptions: { searchListMethod, searchable: true } },
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. lfcp-a1b2c3', validation: [COMPUTE_POOL_RULE] },
		],
	};
}

/** An environment, from the list or by ID. */
export const ENVIRONMENT_LOCATOR: INodeProperties = {
	displayName: 'Environment',
	name: 'environment',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The environment that the compute pool belongs to',
	modes: [
		{ displayName: 'From List', name: 'list', type: 'list', placeholder: 'Select an environment…', typeOptions: { searchListMethod: 'searchEnvironments', searchable: true } },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. env-a1b2c3',
			validation: [{ type: 'regex', properties: { regex: `^\\s*${ENVIRONMENT_ID}\\s*$`, errorMessage: 'An environment ID looks like env-a1b2c3' } }],
		},
	],
};
