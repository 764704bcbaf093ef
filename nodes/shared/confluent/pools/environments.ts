import { asRecord, asText } from '../../language/guards';
import { listIn } from '../http/body';
import { nextPageToken, PAGE_SIZE, type Page } from '../http/collectPages';
import { malformedBody } from '../http/errors/apiError';
import type { ApiRequest } from '../http/exchange/exchange';
import type { Api } from '../http/api';

export interface Environment {
	/** `env-…` */
	readonly id: string;
	readonly displayName: string;
}

/** One page of `GET /org/v2/environments`: the environments that the Cloud API key may see. */
export async function listEnvironments(api: Api, token: string | undefined): Promise<Page<Environment>> {
	const request: ApiRequest = { method: 'GET', path: '/org/v2/environments', query: { page_size: PAGE_SIZE, page_token: token }, repeat: 'repeat' };
	const response = await api.send(request);
	const items = listIn(request, response, 'a list of environments').map((entry) => {
		const id = asText(asRecord(entry)['id']);
		if (id === undefined) throw malformedBody(request, response, 'a list of environments');
		return { id, displayName: asText(asRecord(entry)['display_name']) ?? id };
	});
	return { items, nextToken: nextPageToken(request, response) };
}
