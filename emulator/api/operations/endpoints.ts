import { malformed } from '../../http/errors';
import type { Reply } from '../../http/reply';
import { REGIONS, type Region } from '../../state/regionCatalog';
import type { OperationContext } from '../context';
import { requireEnvironment } from './computePools';
import { listReply } from './listReply';

/** `GET /endpoint/v1/endpoints`: where Flink is reached, by region; `cloud` and `region` filter. */
export function listEndpoints(context: OperationContext): Reply {
	const { query } = context;
	const environmentId = requireEnvironment(context);
	const service = query.get('service') ?? '';
	if (service === '') throw malformed('service is required', { parameter: 'service' });
	const [cloud, region] = [query.get('cloud')?.toUpperCase(), query.get('region')];
	const fits = (entry: Region): boolean =>
		(cloud === undefined || entry.cloud === cloud) && (region === null || entry.name === region);
	const found = service === 'FLINK' ? REGIONS.filter(fits) : [];
	const bodyOf = (entry: Region): object => endpointBody(entry, environmentId, context);
	return listReply(context, { apiVersion: 'endpoint/v1', kind: 'EndpointList' }, found, endpointId, bodyOf);
}

function endpointId({ cloud, name }: Region): string {
	return `flink-${cloud.toLowerCase()}-${name}`;
}

function endpointBody(region: Region, environmentId: string, { cloud, linkOrigin }: OperationContext): object {
	const { organizationId } = cloud.state.identity;
	return {
		api_version: 'endpoint/v1',
		kind: 'Endpoint',
		id: endpointId(region),
		metadata: { self: `${linkOrigin}/endpoint/v1/endpoints/${endpointId(region)}` },
		cloud: region.cloud,
		region: region.name,
		service: 'FLINK',
		is_private: false,
		endpoint_type: 'REST',
		endpoint: `https://flink.${region.name}.${region.cloud.toLowerCase()}.confluent.cloud`,
		environment: {
			id: environmentId,
			related: `${linkOrigin}/org/v2/environments/${environmentId}`,
			resource_name: `crn://confluent.cloud/organization=${organizationId}/environment=${environmentId}`,
		},
	};
}
