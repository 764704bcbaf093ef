import type { Reply } from '../../http/reply';
import { REGIONS, type Region } from '../../state/regionCatalog';
import type { OperationContext } from '../context';
import { cloudName } from './cloudName';
import { listReply } from './listReply';

/** Regions of all clouds; `cloud` and `region_name` filter by the exact value. */
export function listRegions(context: OperationContext): Reply {
	const cloud = context.query.get('cloud');
	const name = context.query.get('region_name');
	const fitting = REGIONS.filter(
		(region) => (cloud === null || region.cloud === cloud) && (name === null || region.name === name),
	);
	const bodyOf = (region: Region): object => regionBody(region, context);
	return listReply(context, { apiVersion: 'fcpm/v2', kind: 'RegionList' }, fitting, regionId, bodyOf);
}

function regionId({ cloud, name }: Region): string {
	return `${cloud.toLowerCase()}.${name}`;
}

function regionBody(region: Region, { cloud, linkOrigin }: Pick<OperationContext, 'cloud' | 'linkOrigin'>): object {
	const host = `${region.name}.${region.cloud.toLowerCase()}`;
	return {
		api_version: 'fcpm/v2',
		kind: 'Region',
		id: regionId(region),
		metadata: { self: `${linkOrigin}/fcpm/v2/regions/${regionId(region)}` },
		display_name: `${region.place} (${region.name})`,
		cloud: cloudName(region.cloud, cloud.settings),
		region_name: region.name,
		http_endpoint: `https://flink.${host}.confluent.cloud`,
		private_http_endpoint: `https://flink.${host}.private.confluent.cloud`,
	};
}
