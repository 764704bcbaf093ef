import { listRegions } from '../../shared/confluent/pools/regions';
import { CAPITAL_CLOUD_OPTIONS, CLOUDS_IN_CAPITALS } from '../../shared/n8n/fields/cloudOptions';
import { collection, options, RETURN_ALL_AND_LIMIT, TIMEOUT } from '../../shared/n8n/fields/fields';
import { defineOperation } from '../../shared/n8n/items/operation';
import { moreThanLimit } from '../../shared/n8n/output/limitHint';
import { checkedRegion } from '../../shared/n8n/parameters/identifiers';
import type { RegionSession } from '../session';

const OUTPUT_FIELDS = ['id', 'cloud', 'region_name', 'display_name', 'http_endpoint', 'private_http_endpoint'];

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many regions',
	description: 'List the regions where Confluent Cloud runs Flink, with their endpoints',
	properties: [
		...RETURN_ALL_AND_LIMIT,
		collection('Filters', 'filters', 'Add Filter', [
			{
				displayName: 'Cloud',
				name: 'cloud',
				type: 'options',
				options: CAPITAL_CLOUD_OPTIONS,
				default: 'AWS',
				description: 'Return only regions of this cloud',
			},
			{ displayName: 'Region Name', name: 'regionName', type: 'string', default: '', placeholder: 'e.g. us-east-1', description: 'Return only the region with this name' },
		]),
		options(TIMEOUT),
	],
	read: (parameters) => {
		const filters = parameters.within('filters', 'Filters');
		const cloud = filters.has('cloud') ? filters.choice('cloud', 'Cloud', CLOUDS_IN_CAPITALS, 'AWS') : undefined;
		const limit = parameters.limit();
		const text = filters.text('regionName', 'Region Name');
		if (text === '') return { cloud, limit };
		const { cloud: cloudOfRegion, region } = checkedRegion(filters, text, cloud);
		return { cloud: cloudOfRegion, regionName: region, limit };
	},
	run: async ({ api, hint }: RegionSession, listing) => {
		const { items, truncated } = await listRegions(api, listing);
		if (truncated) hint(moreThanLimit('regions', items.length));
		return items.map((region) => Object.fromEntries(OUTPUT_FIELDS.map((field) => [field, region[field] ?? null])));
	},
});
