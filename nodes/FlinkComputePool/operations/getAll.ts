import { collection, options, RETURN_ALL_AND_LIMIT, SIMPLIFY, TIMEOUT } from '../../shared/n8n/fields/fields';
import { ENVIRONMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { moreThanLimit } from '../../shared/n8n/output/limitHint';
import { checkedEnvironmentId, checkedNetworkId, checkedRegion } from '../../shared/n8n/parameters/identifiers';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { poolOutput } from '../poolOutput';
import type { ComputePoolSession } from '../session';

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many compute pools',
	description: 'List the compute pools of an environment',
	properties: [
		ENVIRONMENT_LOCATOR,
		...RETURN_ALL_AND_LIMIT,
		collection('Filters', 'filters', 'Add Filter', [
			{ displayName: 'Network ID', name: 'networkId', type: 'string', default: '', placeholder: 'e.g. n-a1b2c3', description: 'Return only compute pools in this private network' },
			{ displayName: 'Region', name: 'region', type: 'string', default: '', placeholder: 'e.g. us-east-1', description: 'Return only compute pools in this region' },
		]),
		SIMPLIFY,
		options(TIMEOUT),
	],
	read: (parameters) => {
		const filters = parameters.within('filters', 'Filters');
		return {
			listing: {
				environmentId: checkedEnvironmentId(parameters, parameters.text('environment', 'Environment')),
				region: readRegion(filters),
				networkId: checkedNetworkId(filters, filters.text('networkId', 'Network ID')),
				limit: parameters.limit(),
			},
			simplify: parameters.flag('simplify', 'Simplify', true),
		};
	},
	run: async ({ pools, hint }: ComputePoolSession, { listing, simplify }) => {
		const { items, truncated } = await pools.list(listing);
		if (truncated) hint(moreThanLimit('compute pools', items.length));
		return items.map((pool) => poolOutput(pool, simplify));
	},
});

function readRegion(filters: Parameters): string | undefined {
	const text = filters.text('region', 'Region');
	return text === '' ? undefined : checkedRegion(filters, text, undefined).region;
}
