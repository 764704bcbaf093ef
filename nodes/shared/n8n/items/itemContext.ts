import type { IExecuteFunctions } from 'n8n-workflow';
import { overlay } from '../network/contextOverlay';

/**
 * The execution's context as one item sees it: n8n reads a credential for the first item unless it is asked for another,
 * and a credential may have expressions in it, such as the environment of the item's own data.
 */
export function itemContext(context: IExecuteFunctions, itemIndex: number): IExecuteFunctions {
	return overlay(context, { getCredentials: async (type) => await context.getCredentials(type, itemIndex) });
}
