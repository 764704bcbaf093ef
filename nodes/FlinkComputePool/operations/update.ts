import { collection, options, SIMPLIFY, TIMEOUT } from '../../shared/n8n/fields/fields';
import { ENVIRONMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import type { Parameters } from '../../shared/n8n/parameters/parameters';
import { COMPUTE_POOL, DISPLAY_NAME, MAX_CFU, readMaxCfu } from '../fields';
import { poolOutput } from '../poolOutput';
import { poolSubject, readPoolAddress } from '../readPool';
import type { ComputePoolSession } from '../session';

export const update = defineOperation({
	value: 'update',
	name: 'Update Compute Pool',
	action: 'Update compute pool',
	description: 'Rename a compute pool or raise its limit; compute pools cannot shrink',
	properties: [
		ENVIRONMENT_LOCATOR,
		COMPUTE_POOL,
		collection('Update Fields', 'updateFields', 'Add Field', [DISPLAY_NAME, MAX_CFU]),
		SIMPLIFY,
		options(TIMEOUT),
	],
	read: (parameters) => ({ ...readPoolAddress(parameters), change: readChange(parameters), simplify: parameters.flag('simplify', 'Simplify', true) }),
	subject: poolSubject,
	run: async ({ pools }: ComputePoolSession, { id, environmentId, change, simplify }) => [
		poolOutput(await pools.update(id, environmentId, change), simplify),
	],
});

function readChange(parameters: Parameters): { displayName: string | undefined; maxCfu: number | undefined } {
	const fields = parameters.within('updateFields', 'Update Fields');
	const change = {
		displayName: fields.has('displayName') ? fields.requiredText('displayName', 'Display Name') : undefined,
		maxCfu: fields.has('maxCfu') ? readMaxCfu(fields) : undefined,
	};
	if (change.displayName === undefined && change.maxCfu === undefined) throw parameters.invalid('There is nothing to update', "Add at least one field under 'Update Fields'.");
	return change;
}
