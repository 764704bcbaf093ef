import { awaitProvisioned } from '../../shared/confluent/pools/awaitComputePool';
import { CAPITAL_CLOUD_OPTIONS, CLOUDS_IN_CAPITALS } from '../../shared/n8n/fields/cloudOptions';
import { collection, options, SIMPLIFY, TIMEOUT, waitForCompletion } from '../../shared/n8n/fields/fields';
import { ENVIRONMENT_LOCATOR } from '../../shared/n8n/fields/pickers';
import { defineOperation } from '../../shared/n8n/items/operation';
import { checkedEnvironmentId, checkedNetworkId, checkedRegion } from '../../shared/n8n/parameters/identifiers';
import { DISPLAY_NAME, MAX_CFU, readMaxCfu } from '../fields';
import { poolOutput } from '../poolOutput';
import type { ComputePoolSession } from '../session';

export const create = defineOperation({
	value: 'create',
	name: 'Create Compute Pool',
	action: 'Create compute pool',
	description: 'Create a compute pool for statements to run on',
	properties: [
		ENVIRONMENT_LOCATOR,
		{ ...DISPLAY_NAME, required: true },
		{
			displayName: 'Cloud',
			name: 'cloud',
			type: 'options',
			options: CAPITAL_CLOUD_OPTIONS,
			default: 'AWS',
			required: true,
			description: 'The cloud to create the compute pool in',
		},
		{ displayName: 'Region', name: 'region', type: 'string', default: '', required: true, placeholder: 'e.g. us-east-1', description: 'The region to create the compute pool in. Flink Region lists all regions.' },
		{ ...MAX_CFU, required: true },
		SIMPLIFY,
		collection('Additional Fields', 'additionalFields', 'Add Field', [
			{
				displayName: 'Default Pool',
				name: 'defaultPool',
				type: 'boolean',
				default: false,
				description: 'Whether statements without a compute pool run on this one. An environment has one default pool per region.',
			},
			{ displayName: 'Network ID', name: 'networkId', type: 'string', default: '', placeholder: 'e.g. n-a1b2c3', description: 'The private network to create the compute pool in' },
		]),
		options(TIMEOUT, waitForCompletion('the compute pool is provisioned')),
	],
	read: (parameters) => {
		const additional = parameters.within('additionalFields', 'Additional Fields');
		const cloud = parameters.choice('cloud', 'Cloud', CLOUDS_IN_CAPITALS, 'AWS');
		return {
			draft: {
				environmentId: checkedEnvironmentId(parameters, parameters.text('environment', 'Environment')),
				displayName: parameters.requiredText('displayName', 'Display Name'),
				cloud,
				region: checkedRegion(parameters, parameters.requiredText('region', 'Region'), cloud).region,
				maxCfu: readMaxCfu(parameters),
				networkId: checkedNetworkId(additional, additional.text('networkId', 'Network ID')),
				defaultPool: additional.has('defaultPool') ? additional.flag('defaultPool', 'Default Pool', false) : undefined,
			},
			wait: parameters.options().flag('waitForCompletion', 'Wait for Completion', true),
			simplify: parameters.flag('simplify', 'Simplify', true),
		};
	},
	subject: ({ draft }) => `Compute pool "${draft.displayName}"`,
	run: async ({ pools, created, memory }: ComputePoolSession, { draft, wait, simplify }) => {
		// A repeat of the item finds the pool that an earlier try has created: a second request would make a second one.
		const pool = memory.ownId === undefined ? await pools.create(draft) : await pools.get(memory.ownId, draft.environmentId);
		memory.ownId = pool.id;
		created(`Compute pool "${draft.displayName}" (${pool.id})`);
		return [poolOutput(wait ? await awaitProvisioned(pools, pool.id, draft.environmentId) : pool, simplify)];
	},
});
