import type { Reply } from '../../http/reply';
import type { OperationContext } from '../context';
import { nextLink, pageOf, readPageRequest } from '../pagination';

/** A list of the control plane: ordered by id, and `metadata.next` only where there is more. */
export function listReply<T>(
	context: OperationContext,
	kind: { readonly apiVersion: string; readonly kind: string },
	all: readonly T[],
	idOf: (entry: T) => string,
	bodyOf: (entry: T) => object,
): Reply {
	const { query, linkOrigin, path, cloud } = context;
	const page = pageOf(all, readPageRequest(query, cloud.settings.pageTokens), idOf);
	const next = page.nextToken === null ? null : nextLink(linkOrigin, path, query, page.nextToken);
	const metadata = { first: firstLink(linkOrigin, path, query), ...(next !== null && { next }) };
	return {
		status: 200,
		body: { api_version: kind.apiVersion, kind: kind.kind, metadata, data: page.entries.map(bodyOf) },
	};
}

/** `metadata.first` keeps what the list was asked with: a list of pools is nothing without its environment. */
function firstLink(origin: string, path: string, query: URLSearchParams): string {
	const kept = new URLSearchParams(query);
	kept.delete('page_token');
	return kept.size === 0 ? `${origin}${path}` : `${origin}${path}?${kept.toString()}`;
}
