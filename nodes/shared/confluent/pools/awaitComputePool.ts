import { asError } from '../../language/asError';
import type { DeadlineError } from '../http/errors/deadlineError';
import { computePoolPollDelay, pollUntil } from '../http/scope/pollUntil';
import { isComputePoolGone, type ComputePool, type ComputePools } from './computePools';
import { PoolsError, type PoolTimedOut } from './poolsError';

/**
 * Waits until the pool is PROVISIONED.
 *
 * @throws PoolsError when provisioning fails or the deadline passes; ApiError when the pool is gone
 */
export async function awaitProvisioned(pools: ComputePools, id: string, environmentId: string): Promise<ComputePool> {
	return await pollUntil<ComputePool>(pools.api.scope, {
		read: async () => await pools.get(id, environmentId),
		isDone: (pool) => {
			if (pool.phase === 'FAILED') throw new PoolsError({ reason: 'poolNotProvisioned', id: pool.id, displayName: pool.displayName });
			return pool.phase === 'PROVISIONED';
		},
		delayMs: computePoolPollDelay,
		timedOut: (pool, waitedMs, cut) => poolTimedOut(pool, 'provisioned', waitedMs, cut),
	});
}

/** Waits until the pool is no longer there. */
export async function awaitComputePoolDeleted(pools: ComputePools, id: string, environmentId: string): Promise<void> {
	await pollUntil<ComputePool | undefined>(pools.api.scope, {
		read: async () => await findPool(pools, id, environmentId),
		isDone: (pool) => pool === undefined,
		delayMs: computePoolPollDelay,
		timedOut: (pool, waitedMs, cut) => poolTimedOut(pool ?? { id, phase: 'gone' }, 'deleted', waitedMs, cut),
	});
}

async function findPool(pools: ComputePools, id: string, environmentId: string): Promise<ComputePool | undefined> {
	try {
		return await pools.get(id, environmentId);
	} catch (error) {
		if (isComputePoolGone(error)) return undefined;
		throw asError(error);
	}
}

function poolTimedOut({ id, phase }: Pick<ComputePool, 'id' | 'phase'>, wish: PoolTimedOut['wish'], waitedMs: number, cut: DeadlineError | undefined): PoolsError {
	return new PoolsError({ reason: 'poolTimedOut', id, phase, wish, waitedMs, cut });
}
