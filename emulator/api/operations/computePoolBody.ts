import type { Cloud } from '../../cloud/cloud';
import type { ComputePool } from '../../state/cloudState';
import type { OperationContext } from '../context';
import { timestamp } from '../statementWire';
import { cloudName } from './cloudName';

/** A compute pool as the control plane writes it. */
export function computePoolBody(
	pool: ComputePool,
	context: Pick<OperationContext, 'cloud' | 'linkOrigin'>,
): object {
	const { linkOrigin } = context;
	const { organizationId } = context.cloud.state.identity;
	const organization = `crn://confluent.cloud/organization=${organizationId}`;
	const environment = `${organization}/environment=${pool.environmentId}`;
	const place = `flink-region=${pool.cloud.toLowerCase()}.${pool.region}`;
	return {
		api_version: 'fcpm/v2',
		kind: 'ComputePool',
		id: pool.id,
		metadata: {
			self: `${linkOrigin}/fcpm/v2/compute-pools/${pool.id}`,
			resource_name: `${environment}/${place}/compute-pool=${pool.id}`,
			created_at: timestamp(pool.createdAt),
			updated_at: timestamp(pool.updatedAt),
		},
		spec: {
			display_name: pool.displayName,
			cloud: cloudName(pool.cloud, context.cloud.settings),
			region: pool.region,
			max_cfu: pool.maxCfu,
			default_pool: pool.isDefault,
			environment: reference(
				pool.environmentId,
				`${linkOrigin}/org/v2/environments/${pool.environmentId}`,
				environment,
			),
			...(pool.networkId !== null && { network: networkBody(pool, pool.networkId, linkOrigin, environment) }),
			http_endpoint: `https://flink.${pool.region}.${pool.cloud.toLowerCase()}.confluent.cloud/sql/v1/organizations/${organizationId}/environments/${pool.environmentId}`,
		},
		status: { phase: pool.phase, current_cfu: currentCfu(pool, context.cloud) },
	};
}

function reference(id: string, related: string, resourceName: string): object {
	return { id, related, resource_name: resourceName };
}

function networkBody(pool: ComputePool, id: string, linkOrigin: string, environment: string): object {
	const related = `${linkOrigin}/networking/v1/networks/${id}`;
	return { ...reference(id, related, `${environment}/network=${id}`), environment: pool.environmentId };
}

/** One CFU for each statement that runs in the pool, as far as the pool goes. */
function currentCfu(pool: ComputePool, { state }: Cloud): number {
	let running = 0;
	for (const statement of state.environment(pool.environmentId)?.statements.all() ?? []) {
		if (statement.computePoolId === pool.id && statement.phase === 'RUNNING') running++;
	}
	return Math.min(running, pool.maxCfu);
}
