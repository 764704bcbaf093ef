import { isRecord } from '../../language/guards';
import { malformedBody } from './errors/apiError';
import type { ApiRequest, ApiResponse } from './exchange/exchange';

/**
 * The `data` of a list response. Null is an empty list (the service's language writes empty lists so);
 * a missing one is no list at all, and an HTML page must never pass for an empty page.
 */
export function listIn(request: Pick<ApiRequest, 'method' | 'path'>, response: ApiResponse, expected: string): readonly unknown[] {
	const body = response.body;
	if (!isRecord(body) || !('data' in body)) throw malformedBody(request, response, expected);
	const data = body['data'];
	if (data === null) return [];
	if (!Array.isArray(data)) throw malformedBody(request, response, expected);
	return data;
}
