import type { Cloud } from '../../cloud/cloud';
import { ApiFailure } from '../../http/errors';
import type { ComputePool } from '../../state/cloudState';

/** The pool a statement asks for, or the default one. Null: unknown, of another environment, cloud or region, or being deleted. */
export function findPool(cloud: Cloud, environmentId: string, id: string | undefined): ComputePool | null {
	const { state } = cloud;
	const identity = state.identity;
	if (id === undefined || id === '')
		return state.defaultComputePool(environmentId, identity.cloud, identity.region);
	const pool = state.computePools.get(id);
	if (!pool || pool.environmentId !== environmentId || pool.phase === 'DEPROVISIONING') return null;
	return pool.cloud === identity.cloud.toUpperCase() && pool.region === identity.region ? pool : null;
}

/** An unknown user is told at once; an unknown service account shows when the statement starts, as FAILED. */
export function checkPrincipal(cloud: Cloud, principal: string): void {
	if (cloud.state.principals.has(principal) || principal.startsWith('sa-')) return;
	throw new ApiFailure(400, `Principal ${principal} not found`, { source: { pointer: '/spec/principal' } });
}
