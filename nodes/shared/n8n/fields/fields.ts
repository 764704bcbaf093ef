import type { INodeProperties } from 'n8n-workflow';

/** The pair that every listing has. */
export const RETURN_ALL_AND_LIMIT: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const INCLUDE_HIDDEN: INodeProperties = {
	displayName: 'Include Hidden',
	name: 'includeHidden',
	type: 'boolean',
	default: false,
	description: 'Whether to include statements with the label "hidden", such as the temporary ones of this node',
};

export const TIMEOUT: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description: 'Maximum time to wait per item',
};

/** @param what ends the sentence "Whether to wait until …" */
export function waitForCompletion(what: string): INodeProperties {
	return {
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description: `Whether to wait until ${what}`,
	};
}

/** A collection of optional fields; n8n lists them by their label. */
export function collection(
	displayName: string,
	name: string,
	placeholder: string,
	fields: readonly INodeProperties[],
): INodeProperties {
	const sorted = [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName));
	return { displayName, name, type: 'collection', placeholder, default: {}, options: sorted };
}

/** The collection "Options". */
export function options(...fields: INodeProperties[]): INodeProperties {
	return collection('Options', 'options', 'Add option', fields);
}
