import type { Cloud } from '../../cloud/cloud';
import { ApiFailure, notCovered, unknownPoolOfStatement } from '../../http/errors';
import type { ApiKey, ComputePool } from '../../state/cloudState';
import { covers } from '../auth';

/**
 * The pool that a statement is to run on. A key whose role covers one pool is not told whether there is another.
 * @throws ApiFailure 400, 403
 */
export function placeFor(
	cloud: Cloud,
	key: ApiKey,
	environmentId: string,
	id: string | undefined,
): ComputePool {
	const pool = findPool(cloud, environmentId, id);
	if (!covers(key, pool?.id ?? id ?? '')) throw notCovered();
	if (!pool) throw unknownPoolOfStatement(id ?? 'default');
	return pool;
}

/** The pool a statement asks for, or the default one. Null: unknown, of another environment, cloud or region, or being deleted. */
function findPool(cloud: Cloud, environmentId: string, id: string | undefined): ComputePool | null {
	const { state } = cloud;
	const identity = state.identity;
	if (id === undefined || id === '')
		return state.defaultComputePool(environmentId, identity.cloud, identity.region);
	const pool = state.computePools.get(id);
	if (!pool || pool.environmentId !== environmentId || pool.phase === 'DEPROVISIONING') return null;
	return pool.cloud === identity.cloud.toUpperCase() && pool.region === identity.region ? pool : null;
}

/** An unknown user is reported at once; an unknown service account shows when the statement starts, as FAILED. */
export function checkPrincipal(cloud: Cloud, principal: string): void {
	if (cloud.state.principals.has(principal) || principal.startsWith('sa-')) return;
	throw new ApiFailure(400, `Principal ${principal} not found`, { source: { pointer: '/spec/principal' } });
}
