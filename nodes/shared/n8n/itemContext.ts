import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The execution's context as one item sees it: n8n reads a credential for the first item unless it is told for which,
 * and a credential may have expressions in it, such as the environment of the item's own data.
 */
export function itemContext(context: IExecuteFunctions, itemIndex: number): IExecuteFunctions {
	const getCredentials: IExecuteFunctions['getCredentials'] = async (type) => await context.getCredentials(type, itemIndex);
	return Object.create(context, { getCredentials: { value: getCredentials } }) as IExecuteFunctions;
}
