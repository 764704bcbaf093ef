import type { IDataObject } from 'n8n-workflow';
import type { ComputePool } from '../shared/confluent/pools/computePools';

/** A compute pool as the node returns it: the ten fields people use most, flat; or the API's object as it came. */
export function poolOutput(pool: ComputePool, simplify: boolean): IDataObject {
	if (!simplify) return { ...pool.raw };
	return {
		id: pool.id,
		displayName: pool.displayName,
		phase: pool.phase,
		cloud: pool.cloud,
		region: pool.region,
		maxCfu: pool.maxCfu ?? null,
		currentCfu: pool.currentCfu ?? null,
		environmentId: pool.environmentId ?? null,
		createdAt: pool.createdAt ?? null,
		updatedAt: pool.updatedAt ?? null,
	};
}
