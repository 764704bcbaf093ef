import { asError } from '../../language/asError';
import { AdvisedError } from '../http/errors/advisedError';
import { cutShort, type DeadlineError } from '../http/errors/deadlineError';
import { computePoolPollDelay, pollUntil } from '../http/pollUntil';
import { isComputePoolGone, type ComputePool, type ComputePools } from './computePools';

/**
 * Waits until the pool is PROVISIONED.
 *
 * @throws AdvisedError when provisioning fails or the deadline passes; ApiError when the pool is gone
 */
export async function awaitProvisioned(pools: ComputePools, id: string, environmentId: string): Promise<ComputePool> {
	return await pollUntil<ComputePool>(pools.api.scope, {
		read: async () => await pools.get(id, environmentId),
		isDone: (pool) => {
			if (pool.phase === 'FAILED') throw provisioningFailed(pool);
			return pool.phase === 'PROVISIONED';
		},
		delayMs: computePoolPollDelay,
		timedOut: (pool, waitedMs, cut) => poolTimedOut(pool, 'PROVISIONED', waitedMs, cut),
	});
}

/** Waits until the pool is no longer there. */
export async function awaitComputePoolDeleted(pools: ComputePools, id: string, environmentId: string): Promise<void> {
	await pollUntil<ComputePool | undefined>(pools.api.scope, {
		read: async () => await findPool(pools, id, environmentId),
		isDone: (pool) => pool === undefined,
		delayMs: computePoolPollDelay,
		timedOut: (pool, waitedMs, cut) => poolTimedOut(pool ?? { id, phase: 'gone' }, 'gone', waitedMs, cut),
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

function provisioningFailed(pool: ComputePool): AdvisedError {
	return new AdvisedError(
		`Compute pool "${pool.displayName}" (${pool.id}) could not be provisioned: it is FAILED`,
		'Delete it and create it again; if it fails again, check the quota and region in the Confluent Cloud console.',
	);
}

function poolTimedOut(pool: Pick<ComputePool, 'id' | 'phase'>, wish: string, waitedMs: number, cut: DeadlineError | undefined): AdvisedError {
	return new AdvisedError(
		`Compute pool ${pool.id} is ${pool.phase} after ${Math.round(waitedMs / 1000)} s of waiting, not yet ${wish}${cutShort(cut)}`,
		'It goes on in Confluent Cloud. Allow more time with the option "Max Wait (Seconds)", or look at it later with the operation Get.',
	);
}
