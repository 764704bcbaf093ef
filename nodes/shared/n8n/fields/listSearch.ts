import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { Redact } from '../../language/redaction';
import { asNodeError } from '../errors/nodeError';
import { secretFreeFor } from '../network/secretFree';
import type { CredentialName } from '../network/transport';

/** Somebody looks at an open list: a search that takes longer has to show what it has. */
export const SEARCH_SECONDS = 20;

/** What a search of a list gives the editor; its errors are those that n8n shows. Neither shows the credential's secret. */
export async function listSearch(context: ILoadOptionsFunctions, credential: CredentialName, load: () => Promise<INodeListSearchResult>): Promise<INodeListSearchResult> {
	return await inEditor(context, credential, async (redact) => {
		const found = await load();
		return { ...found, results: found.results.map((entry) => ({ ...entry, name: redact(entry.name) })) };
	});
}

/**
 * The same for all that the editor loads.
 *
 * @param load is given what hides the credential's secret in the texts that it shows
 */
export async function inEditor<T>(context: ILoadOptionsFunctions, credential: CredentialName, load: (redact: Redact) => Promise<T>): Promise<T> {
	const redact = await secretFreeFor(context, credential);
	try {
		return await load(redact);
	} catch (error) {
		throw asNodeError(context.getNode(), error, 0, undefined, 'person', redact);
	}
}

/** Whether an entry has what was typed into the list, capitals or not. */
export function matching(filter: string | undefined): (entry: INodeListSearchItems) => boolean {
	const wanted = (filter ?? '').trim().toLowerCase();
	return ({ name }) => name.toLowerCase().includes(wanted);
}
