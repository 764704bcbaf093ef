import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { operationProperties } from '../shared/n8n/items/operation';
import { runWithCredential } from '../shared/n8n/items/runWithCredential';
import { CLOUD_CREDENTIAL } from '../shared/n8n/network/clients';
import { REGION_OPERATIONS } from './operations';
import { createRegionSession } from './session';

export class FlinkRegion implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Flink Region',
		name: 'flinkRegion',
		icon: { light: 'file:flinkRegion.svg', dark: 'file:flinkRegion.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"].replace("getAll", "getMany").replace(/[A-Z]/g, " $&").replace(/^./, (letter) => letter.toUpperCase()) }}',
		description: 'List the clouds and regions where Confluent Cloud runs Flink, with their endpoints',
		defaults: { name: 'Flink Region' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: {
			replacements: {
				description:
					'Lists the clouds and regions where Confluent Cloud runs Flink. Use it to find a region before creating a compute pool.',
			},
		},
		credentials: [{ name: 'confluentCloudApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'hidden',
				noDataExpression: true,
				default: 'region',
				options: [{ name: 'Region', value: 'region' }],
			},
			...operationProperties('region', REGION_OPERATIONS, 'getAll'),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runWithCredential(this, CLOUD_CREDENTIAL, REGION_OPERATIONS, createRegionSession);
	}
}
