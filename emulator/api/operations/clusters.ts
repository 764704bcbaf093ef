import type { Reply } from '../../http/reply';
import type { Environment } from '../../state/cloudState';
import type { OperationContext } from '../context';
import { timestamp } from '../statementWire';
import { requireEnvironment } from './computePools';
import { listReply } from './listReply';

/** `GET /cmk/v2/clusters`: the Kafka cluster of the environment, which clients show as the database. */
export function listClusters(context: OperationContext): Reply {
	const environment = context.cloud.state.environment(requireEnvironment(context));
	const found = environment ? [environment] : [];
	const bodyOf = (entry: Environment): object => clusterBody(entry, context);
	return listReply(context, { apiVersion: 'cmk/v2', kind: 'ClusterList' }, found, ({ kafkaCluster }) => kafkaCluster.id, bodyOf);
}

function clusterBody(environment: Environment, { cloud, linkOrigin }: OperationContext): object {
	const { id, name } = environment.kafkaCluster;
	const { organizationId, cloud: provider, region } = cloud.state.identity;
	const place = `crn://confluent.cloud/organization=${organizationId}/environment=${environment.id}`;
	const host = `pkc-${id.replace('lkc-', '')}.${region}.${provider}.confluent.cloud`;
	return {
		api_version: 'cmk/v2',
		kind: 'Cluster',
		id,
		metadata: {
			self: `${linkOrigin}/cmk/v2/clusters/${id}`,
			resource_name: `${place}/cloud-cluster=${id}`,
			created_at: timestamp(environment.createdAt),
			updated_at: timestamp(environment.createdAt),
		},
		spec: {
			display_name: name,
			availability: 'SINGLE_ZONE',
			cloud: provider.toUpperCase(),
			region,
			config: { kind: 'Basic' },
			kafka_bootstrap_endpoint: `SASL_SSL://${host}:9092`,
			http_endpoint: `https://${host}:443`,
			api_endpoint: `https://pkac-${id.replace('lkc-', '')}.${region}.${provider}.confluent.cloud`,
			environment: {
				id: environment.id,
				related: `${linkOrigin}/org/v2/environments/${environment.id}`,
				resource_name: place,
			},
		},
		status: { phase: 'PROVISIONED' },
	};
}
