import { asError } from '../../language/asError';
import { asFlag, asNumber, asRecord, asText, isRecord } from '../../language/guards';
import { isJsonObject, jsonObject, type JsonObject } from '../../language/jsonValue';
import { pathOf } from '../http/address';
import { listIn } from '../http/body';
import { collectPages, nextPageToken, PAGE_SIZE, type Collected } from '../http/collectPages';
import { isApiError, isNotFound, malformedBody, type ApiError } from '../http/errors/apiError';
import type { Failure } from '../http/errors/deadlineError';
import { isUnclearFailure, UnclearOutcomeError } from '../http/errors/unclearOutcome';
import type { ApiRequest, ApiResponse } from '../http/exchange/exchange';
import type { Api } from '../http/api';
import { PoolsError } from './poolsError';

/** A compute pool as the client works with it; `raw` is the API's object as it came. */
export interface ComputePool {
	readonly raw: JsonObject;
	/** `lfcp-…` */
	readonly id: string;
	readonly displayName: string;
	/** PROVISIONING, PROVISIONED, FAILED or DEPROVISIONING. */
	readonly phase: string;
	/** In capitals, however the API writes it. */
	readonly cloud: string;
	readonly region: string;
	readonly maxCfu: number | undefined;
	readonly currentCfu: number | undefined;
	/** Whether statements without a pool run on it. */
	readonly isDefault: boolean | undefined;
	readonly environmentId: string | undefined;
	readonly createdAt: string | undefined;
	readonly updatedAt: string | undefined;
}

export interface ComputePoolDraft {
	readonly environmentId: string;
	readonly displayName: string;
	/** `AWS`, `GCP` or `AZURE`: upper case in this API. */
	readonly cloud: string;
	readonly region: string;
	/** Confluent Flink Units, from 5. */
	readonly maxCfu: number;
	/** `n-…` */
	readonly networkId?: string | undefined;
	readonly defaultPool?: boolean | undefined;
}

export interface ComputePoolListing {
	readonly environmentId: string;
	readonly region?: string | undefined;
	readonly networkId?: string | undefined;
	readonly limit?: number | undefined;
}

const COLLECTION = poolPath();

/** The control plane's compute pools. Every call says which environment it means: the service asks for it. */
export class ComputePools {
	constructor(readonly api: Api) {}

	/**
	 * `POST /fcpm/v2/compute-pools`, sent exactly once: display names are not unique, so a second one would
	 * make a second pool. The pool is PROVISIONING when this returns.
	 *
	 * @throws UnclearOutcomeError when there was no answer, or none that says so
	 */
	async create(draft: ComputePoolDraft): Promise<ComputePool> {
		const request: ApiRequest = { method: 'POST', path: COLLECTION, body: draftBody(draft), repeat: 'once' };
		try {
			return admitComputePool(request, await this.api.send(request));
		} catch (error) {
			throw isUnclearFailure(error) ? unclearCreation(draft, error) : asError(error);
		}
	}

	/** One pool. A deleted one answers 403 or 404; `isComputePoolGone` recognizes such an error. */
	async get(id: string, environmentId: string): Promise<ComputePool> {
		const request: ApiRequest = { method: 'GET', path: poolPath(id), query: { environment: environmentId }, repeat: 'repeat' };
		return admitComputePool(request, await this.api.send(request));
	}

	/** All pages of an environment's pools. */
	async list(listing: ComputePoolListing): Promise<Collected<ComputePool>> {
		const query = {
			environment: listing.environmentId,
			'spec.region': listing.region,
			'spec.network': listing.networkId,
			page_size: PAGE_SIZE,
		};
		const fetchPage = async (token: string | undefined) => {
			const request: ApiRequest = { method: 'GET', path: COLLECTION, query: { ...query, page_token: token }, repeat: 'repeat' };
			const response = await this.api.send(request);
			const items = listIn(request, response, 'a list of compute pools').map((entry) => admitComputePool(request, { ...response, body: entry }));
			return { items, nextToken: nextPageToken(request, response) };
		};
		return await collectPages(this.api.scope, 'compute pools', fetchPage, listing.limit);
	}

	/** Renames or resizes. The service only grows pools. Setting the same values twice is harmless, so it may be repeated. An answer without a body is a success, too. */
	async update(id: string, environmentId: string, change: { displayName?: string | undefined; maxCfu?: number | undefined }): Promise<ComputePool> {
		const spec = jsonObject({ display_name: change.displayName, max_cfu: change.maxCfu, environment: { id: environmentId } });
		const request: ApiRequest = { method: 'PATCH', path: poolPath(id), body: { spec }, repeat: 'repeat' };
		const response = await this.api.send(request);
		return response.body === undefined ? await this.get(id, environmentId) : admitComputePool(request, response);
	}

	/**
	 * Deletes. Returns false where the pool is already gone, which is a 403 with words of its own. It is
	 * DEPROVISIONING for a while after the answer.
	 *
	 * @throws PoolsError for 404, the answer for a pool of another environment: it stays
	 */
	async remove(id: string, environmentId: string): Promise<boolean> {
		try {
			await this.api.send({ method: 'DELETE', path: poolPath(id), query: { environment: environmentId }, repeat: 'repeat' });
			return true;
		} catch (error) {
			if (isNotFound(error)) throw notInEnvironment(id, environmentId, error);
			if (isComputePoolGone(error)) return false;
			throw asError(error);
		}
	}
}

/**
 * Whether the answer says that there is no such pool. A deleted pool is answered with 403, `The compute pool
 * lfcp-… was not found.`; any other 403 is a refusal that says nothing of the pool. A pool of another
 * environment, or of one that does not exist, is a 404: who asks for it has to know the environment to be right.
 */
export function isComputePoolGone(error: unknown): boolean {
	if (isNotFound(error)) return true;
	return isApiError(error, 403) && !error.isPage && /\bcompute pool\b.*\bnot found\b/is.test(error.detail);
}

function notInEnvironment(id: string, environmentId: string, failure: ApiError): PoolsError {
	return new PoolsError({ reason: 'poolNotInEnvironment', id, environmentId, failure });
}

function unclearCreation({ displayName, environmentId }: ComputePoolDraft, failure: Failure): UnclearOutcomeError {
	return new UnclearOutcomeError({ kind: 'computePool', displayName, environmentId }, failure);
}

/** The path of the collection, or of one pool. */
function poolPath(...below: readonly string[]): string {
	return pathOf('fcpm', 'v2', 'compute-pools', ...below);
}

function draftBody(draft: ComputePoolDraft): JsonObject {
	const environment = { id: draft.environmentId };
	const spec = jsonObject({
		display_name: draft.displayName,
		cloud: draft.cloud,
		region: draft.region,
		max_cfu: draft.maxCfu,
		environment,
		network: draft.networkId === undefined ? undefined : { id: draft.networkId, environment: draft.environmentId },
		default_pool: draft.defaultPool,
	});
	return { spec };
}

/** Admits a compute pool from a response body. Throws an `ApiError` for anything else. */
function admitComputePool(request: ApiRequest, response: ApiResponse): ComputePool {
	const { body } = response;
	if (!isJsonObject(body)) throw malformedBody(request, response, 'a compute pool');
	const id = asText(body['id']);
	if (id === undefined || !isRecord(body['spec'])) throw malformedBody(request, response, 'a compute pool');
	const spec = body['spec'];
	const status = asRecord(body['status']);
	const metadata = asRecord(body['metadata']);
	return {
		raw: body,
		id,
		displayName: asText(spec['display_name']) ?? '',
		phase: asText(status['phase']) ?? 'PROVISIONING',
		cloud: asText(spec['cloud'])?.toUpperCase() ?? '',
		region: asText(spec['region']) ?? '',
		maxCfu: asNumber(spec['max_cfu']),
		currentCfu: asNumber(status['current_cfu']),
		isDefault: asFlag(spec['default_pool']),
		environmentId: asText(asRecord(spec['environment'])['id']),
		createdAt: asText(metadata['created_at']),
		updatedAt: asText(metadata['updated_at']),
	};
}
