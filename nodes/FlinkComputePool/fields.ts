import type { INodeProperties } from 'n8n-workflow';
import { computePoolLocator } from '../shared/n8n/fields/pickers';
import type { Parameters } from '../shared/n8n/parameters/parameters';

export const COMPUTE_POOL: INodeProperties = { ...computePoolLocator('searchComputePools', 'The compute pool to use'), required: true };

export const DISPLAY_NAME: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	default: '',
	placeholder: 'e.g. etl-pool',
	description: 'Name of the compute pool in the console; need not be unique',
};

export const MAX_CFU: INodeProperties = {
	displayName: 'Max CFU',
	name: 'maxCfu',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 5,
	description: 'Maximum size of the compute pool in Confluent Flink Units: 5, 10, 20, 30, 40 or 50. You pay only for what statements use.',
};

/** Which sizes there are is the service's to say. */
export function readMaxCfu(parameters: Parameters): number {
	return parameters.wholeNumber('maxCfu', 'Max CFU', { fallback: 5, min: 1, max: 1000 });
}
