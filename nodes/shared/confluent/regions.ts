import { malformedBody } from './apiError';
import { collectPages, nextPageToken, PAGE_SIZE, type Collected } from './collectPages';
import type { Api, ApiRequest, JsonObject } from './http';
import { isJsonObject, readData } from './wire';

export interface RegionListing {
	/** `AWS`, `GCP` or `AZURE`. */
	readonly cloud?: string | undefined;
	/** Such as `us-east-1`. */
	readonly regionName?: string | undefined;
	readonly limit?: number | undefined;
}

/** `GET /fcpm/v2/regions`, all pages: the regions in which Flink runs, as the API gives them. */
export async function listRegions(api: Api, listing: RegionListing): Promise<Collected<JsonObject>> {
	const query = { cloud: listing.cloud, region_name: listing.regionName, page_size: PAGE_SIZE };
	const fetchPage = async (token: string | undefined) => {
		const request: ApiRequest = { method: 'GET', path: '/fcpm/v2/regions', query: { ...query, page_token: token }, repeat: 'repeat' };
		const response = await api.send(request);
		const items = readData(request, response, 'a list of regions').map((entry) => {
			if (!isJsonObject(entry)) throw malformedBody(request, response, 'a list of regions');
			return entry;
		});
		return { items, nextToken: nextPageToken(response) };
	};
	return await collectPages(api.scope, 'regions', fetchPage, listing.limit);
}
