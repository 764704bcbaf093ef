import { awaitComputePoolDeleted } from '../../shared/confluent/pools/awaitComputePool';
import { options, TIMEOUT, waitForCompletion } from '../../shared/n8n/fields/fields';
import { ENVIRONMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { COMPUTE_POOL } from '../fields';
import { poolSubject, readPoolAddress } from '../readPool';
import type { ComputePoolSession } from '../session';

export const deletePool = defineOperation({
	value: 'delete',
	name: 'Delete Compute Pool',
	action: 'Delete compute pool',
	description: 'Delete a compute pool; stop its statements first',
	properties: [ENVIRONMENT_LOCATOR, COMPUTE_POOL, options(TIMEOUT, waitForCompletion('the compute pool is deleted'))],
	read: (parameters) => ({ ...readPoolAddress(parameters), wait: parameters.options().flag('waitForCompletion', 'Wait for Completion', true) }),
	subject: poolSubject,
	run: async ({ pools }: ComputePoolSession, { id, environmentId, wait }) => {
		const existed = await pools.remove(id, environmentId);
		if (existed && wait) await awaitComputePoolDeleted(pools, id, environmentId);
		return [{ id, deleted: true }];
	},
});
