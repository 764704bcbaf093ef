import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchComputePools, searchEnvironments } from '../shared/n8n/fields/pickers';
import { operationProperties } from '../shared/n8n/items/operation';
import { runWithCredential } from '../shared/n8n/items/runWithCredential';
import { CLOUD_CREDENTIAL } from '../shared/n8n/network/clients';
import { COMPUTE_POOL_OPERATIONS } from './operations';
import { createComputePoolSession } from './session';

export class FlinkComputePool implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Flink Compute Pool',
		name: 'flinkComputePool',
		icon: { light: 'file:flinkComputePool.svg', dark: 'file:flinkComputePool.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"].replace("getAll", "getMany").replace(/[A-Z]/g, " $&").replace(/^./, (letter) => letter.toUpperCase()) }}',
		description: 'Create, list, resize and delete the compute pools that run Flink SQL on Confluent Cloud',
		defaults: { name: 'Flink Compute Pool' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: {
			replacements: {
				description:
					'Lists the compute pools of Flink SQL on Confluent Cloud with their size and current use. Creates, resizes and deletes them. Use it when statements are slow or a compute pool is exhausted.',
			},
		},
		credentials: [{ name: 'confluentCloudApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'hidden',
				noDataExpression: true,
				default: 'computePool',
				options: [{ name: 'Compute Pool', value: 'computePool' }],
			},
			...operationProperties('computePool', COMPUTE_POOL_OPERATIONS, 'getAll'),
		],
	};

	methods = {
		listSearch: { searchComputePools, searchEnvironments },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runWithCredential(this, CLOUD_CREDENTIAL, COMPUTE_POOL_OPERATIONS, createComputePoolSession);
	}
}
