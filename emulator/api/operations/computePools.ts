import { ApiFailure, malformed, resourceNotFound } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { ComputePool } from '../../state/cloudState';
import { param, type OperationContext } from '../context';
import { computePoolBody } from './computePoolBody';
import { listReply } from './listReply';

/** `environment` is required; `spec.region` and `spec.network` filter. */
export function listComputePools(context: OperationContext): Reply {
	const { query, cloud } = context;
	const environmentId = requireEnvironment(context);
	const region = query.get('spec.region');
	const network = query.get('spec.network');
	const fitting = [...cloud.state.computePools.values()].filter(
		(pool) =>
			pool.environmentId === environmentId &&
			(region === null || pool.region === region) &&
			(network === null || pool.networkId === network),
	);
	const bodyOf = (pool: ComputePool): object => computePoolBody(pool, context);
	return listReply(
		context,
		{ apiVersion: 'fcpm/v2', kind: 'ComputePoolList' },
		fitting,
		({ id }) => id,
		bodyOf,
	);
}

export function readComputePool(context: OperationContext): Reply {
	const pool = findComputePool(context, requireEnvironment(context));
	const body = computePoolBody(pool, context);
	context.cloud.progress.noteRead(pool);
	return { status: 200, body };
}

/** 204, and DEPROVISIONING until the pool is gone. */
export function deleteComputePool(context: OperationContext): Reply {
	const { state, progress, settings, clock } = context.cloud;
	const pool = findComputePool(context, requireEnvironment(context));
	if (pool.phase !== 'DEPROVISIONING') {
		pool.phase = 'DEPROVISIONING';
		pool.updatedAt = clock.now();
		progress.after(settings.lifecycle.deprovisioning, pool, pool.updatedAt, () => {
			state.computePools.delete(pool.id);
		});
	}
	return { status: 204 };
}

/** The environment that a call is scoped to. @throws ApiFailure 400 where it is missing, 404 where it is unknown */
export function requireEnvironment({ query, cloud }: OperationContext): string {
	const id = query.get('environment') ?? '';
	if (id === '') throw malformed('environment is required', { parameter: 'environment' });
	if (!cloud.state.environment(id)) throw resourceNotFound();
	return id;
}

/** A pool that is gone is forbidden, not missing; a pool of another environment is not found. @throws ApiFailure 403, 404 */
export function findComputePool(context: OperationContext, environmentId: string): ComputePool {
	const id = param(context, 'id');
	const pool = context.cloud.state.computePools.get(id);
	if (!pool) throw new ApiFailure(403, `The compute pool ${id} was not found.`);
	if (pool.environmentId !== environmentId) throw resourceNotFound();
	return pool;
}
