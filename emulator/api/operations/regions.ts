import type { Reply } from '../../http/reply';
import { REGIONS, type Region } from '../../state/regionCatalog';
import type { OperationContext } from '../context';
import { cloudName } from './cloudName';
import { listReply } from './listReply';

/** Regions of all clouds; `cloud` filters in either case, `region_name` by the exact value. */
export function listRegions(context: OperationContext): Reply {
	const cloud = context.query.get('cloud')?.toUpperCase();
	const name = context.query.get('region_name');
	const fitting = REGIONS.filter(
		(region) => (cloud === undefined || region.cloud === cloud) && (name === null || region.name === name),
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
