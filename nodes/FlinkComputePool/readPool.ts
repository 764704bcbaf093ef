import { checkedComputePoolId, checkedEnvironmentId } from '../shared/n8n/parameters/identifiers';
import type { Parameters } from '../shared/n8n/parameters/parameters';

/** Which compute pool of which environment: the service asks for both. */
export interface PoolAddress {
	readonly environmentId: string;
	readonly id: string;
}

/** The environment and the compute pool chosen in the locators, checked before anything is sent. */
export function readPoolAddress(parameters: Parameters): PoolAddress {
	const environmentId = checkedEnvironmentId(parameters, parameters.text('environment', 'Environment'));
	const id = checkedComputePoolId(parameters, parameters.text('computePool', 'Compute Pool'));
	if (id === undefined) throw parameters.invalid('No compute pool is chosen', 'Choose one from the list, or enter an ID such as lfcp-a1b2c3.');
	return { environmentId, id };
}

/** What errors call the compute pool of an item. */
export function poolSubject({ id }: { readonly id: string }): string {
	return `Compute pool ${id}`;
}
