import { timingSafeEqual } from 'node:crypto';

import { ApiFailure, invalidCloudKey, invalidGatewayKey, noCredentials } from '../http/errors';
import type { ApiKey, CloudState } from '../state/cloudState';
import type { Identity } from '../state/options';

/** `gateway`: the regional Flink API; `cloud`: the control plane. A Global key opens both. */
export type Plane = 'gateway' | 'cloud';

export interface Presented {
	/** The `Authorization` header. */
	readonly authorization: string | undefined;
	readonly host: string | undefined;
	readonly params: Readonly<Record<string, string>>;
}

const KINDS: Readonly<Record<Plane, ReadonlyArray<ApiKey['kind']>>> = {
	gateway: ['flink', 'global'],
	cloud: ['cloud', 'global'],
};

/** The key of a request, which has to fit the plane and, on the gateway, the environment and region. @throws ApiFailure 401, 403, 404 */
export function authenticate(state: CloudState, plane: Plane, presented: Presented): ApiKey {
	const refusal = plane === 'gateway' ? invalidGatewayKey : invalidCloudKey;
	const credentials = readBasic(presented.authorization);
	if (credentials === null) throw plane === 'gateway' ? invalidGatewayKey() : noCredentials();
	const key = state.keys.get(credentials.id);
	if (!key || !isSame(key.secret, credentials.secret) || !KINDS[plane].includes(key.kind)) throw refusal();
	if (!hostFits(presented.host, plane, state.identity)) throw refusal();
	if (plane === 'gateway') checkPlace(state, key, presented.params);
	return key;
}

/** Whether the role of the key's owner covers a compute pool, and with it the statements there. */
export function covers(key: ApiKey, computePoolId: string): boolean {
	return key.computePoolId === undefined || key.computePoolId === computePoolId;
}

/** Key id of a Basic header, for the journal; null where there is none. */
export function keyIdOf(authorization: string | undefined): string | null {
	return readBasic(authorization)?.id ?? null;
}

/** A key of another environment, cloud or region is as good as none; organizations are told apart after that. */
function checkPlace(state: CloudState, key: ApiKey, params: Readonly<Record<string, string>>): void {
	const { cloud, region, organizationId } = state.identity;
	const environmentId = params['environment_id'] ?? '';
	if (key.kind === 'flink') {
		const fits = key.environmentId === environmentId && key.cloud === cloud && key.region === region;
		if (!fits) throw invalidGatewayKey();
	}
	if (params['organization_id'] !== organizationId) {
		throw new ApiFailure(404, `Organization ${params['organization_id'] ?? ''} not found`);
	}
	if (!state.environment(environmentId)) throw new ApiFailure(404, `Environment ${environmentId} not found`);
}

/** Confluent's own host names, sent through a proxy to the emulator, stand for one plane and region. */
function hostFits(host: string | undefined, plane: Plane, { cloud, region }: Identity): boolean {
	if (!host?.endsWith('.confluent.cloud')) return true;
	if (host === 'api.confluent.cloud') return plane !== 'gateway';
	return plane === 'gateway' && host.startsWith('flink') && host.includes(`.${region}.${cloud}.`);
}

function readBasic(header: string | undefined): { id: string; secret: string } | null {
	const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(header ?? '')?.[1];
	if (encoded === undefined) return null;
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0 ? null : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function isSame(expected: string, given: string): boolean {
	const [a, b] = [Buffer.from(expected), Buffer.from(given)];
	return a.length === b.length && timingSafeEqual(a, b);
}
