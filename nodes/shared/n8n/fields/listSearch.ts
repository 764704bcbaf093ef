import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { asNodeError } from '../errors/nodeError';

/** Somebody looks at an open list: a search that takes longer has to show what it has. */
export const SEARCH_SECONDS = 20;

/** What a search of a list gives the editor; its errors are those that n8n shows. */
export async function listSearch(context: ILoadOptionsFunctions, load: () => Promise<INodeListSearchResult>): Promise<INodeListSearchResult> {
	try {
		return await load();
	} catch (error) {
		throw asNodeError(context.getNode(), error, 0);
	}
}

/** Whether an entry has what was typed into the list, capitals or not. */
export function matching(filter: string | undefined): (entry: INodeListSearchItems) => boolean {
	const wanted = (filter ?? '').trim().toLowerCase();
	return ({ name }) => name.toLowerCase().includes(wanted);
}
