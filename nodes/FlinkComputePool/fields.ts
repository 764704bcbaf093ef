import type { INodeProperties } from 'n8n-workflow';
import { computePoolLocator } from '../shared/n8n/fields/pickers';
import type { Parameters } from '../shared/n8n/parameters/parameters';

export const COMPUTE_POOL: INodeProperties = { ...computePoolLocator('searchComputePools', 'The compute pool to work on'), required: true };

export const DISPLAY_NAME: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	default: '',
	placeholder: 'e.g. etl-pool',
	description: 'The name of the pool in the console; not necessarily unique',
};

export const MAX_CFU: INodeProperties = {
	displayName: 'Max CFU',
	name: 'maxCfu',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 5,
	description: 'Up to how many Confluent Flink Units the pool may grow: 5, 10, 20, 30, 40 or 50. You pay for what statements use.',
};

/** Which sizes there are is the service's to say. */
export function readMaxCfu(parameters: Parameters): number {
	return parameters.wholeNumber('maxCfu', 'Max CFU', { fallback: 5, min: 1, max: 1000 });
}
