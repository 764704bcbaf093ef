import { options, SIMPLIFY, TIMEOUT } from '../../shared/n8n/fields/fields';
import { ENVIRONMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { COMPUTE_POOL } from '../fields';
import { poolOutput } from '../poolOutput';
import { poolSubject, readPoolAddress } from '../readPool';
import type { ComputePoolSession } from '../session';

export const get = defineOperation({
	value: 'get',
	name: 'Get Compute Pool',
	action: 'Get compute pool',
	description: 'Get one compute pool, with its phase, size and current use',
	properties: [ENVIRONMENT_LOCATOR, COMPUTE_POOL, SIMPLIFY, options(TIMEOUT)],
	read: (parameters) => ({ ...readPoolAddress(parameters), simplify: parameters.flag('simplify', 'Simplify', true) }),
	subject: poolSubject,
	run: async ({ pools }: ComputePoolSession, { id, environmentId, simplify }) => [poolOutput(await pools.get(id, environmentId), simplify)],
});
