import type { INodeListSearchItems } from 'n8n-workflow';
import type { ComputePool } from '../../confluent/pools/computePools';

/** A compute pool in a list to choose from. */
export function poolEntry({ id, displayName, region, maxCfu, isDefault }: ComputePool): INodeListSearchItems {
	return { name: `${displayName} (${id}, ${region}, ${maxCfu ?? '?'} CFU${isDefault === true ? ', default pool' : ''})`, value: id };
}
