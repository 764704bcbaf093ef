import { isJsonObject, type JsonObject } from '../../language/jsonValue';
import { listIn } from '../http/body';
import { collectPages, nextPageToken, PAGE_SIZE, type Collected } from '../http/collectPages';
import { malformedBody } from '../http/errors/apiError';
import type { ApiRequest } from '../http/exchange/exchange';
import type { Api } from '../http/api';

export interface RegionListing {
	/** `AWS`, `GCP` or `AZURE`. */
	readonly cloud?: string | undefined;
	/** Such as `us-east-1`. */
	readonly regionName?: string | undefined;
	readonly limit?: number | undefined;
}

/** `GET /fcpm/v2/regions`, all pages: the regions in which Flink runs, as the API gives them, but for the case of `cloud`: capitals, which the API does not keep to. */
export async function listRegions(api: Api, listing: RegionListing): Promise<Collected<JsonObject>> {
	const query = { cloud: listing.cloud, region_name: listing.regionName, page_size: PAGE_SIZE };
	const fetchPage = async (token: string | undefined) => {
		const request: ApiRequest = { method: 'GET', path: '/fcpm/v2/regions', query: { ...query, page_token: token }, repeat: 'repeat' };
		const response = await api.send(request);
		const items = listIn(request, response, 'a list of regions').map((entry) => {
			if (!isJsonObject(entry)) throw malformedBody(request, response, 'a list of regions');
			return inCapitals(entry);
		});
		return { items, nextToken: nextPageToken(request, response) };
	};
	return await collectPages(api.scope, 'regions', fetchPage, listing.limit);
}

function inCapitals(region: JsonObject): JsonObject {
	const { cloud } = region;
	return typeof cloud === 'string' ? { ...region, cloud: cloud.toUpperCase() } : region;
}
