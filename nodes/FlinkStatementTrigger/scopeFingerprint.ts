import { createHash } from 'crypto';
import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import type { WatchTarget } from '../shared/confluent/watch/watchedStatements';

/**
 * Sixteen characters that change with what is watched: the organization, environment, cloud, region, pool, labels
 * or names. Not with the address, nor with the key, which is to be rotated without a change being lost.
 */
export function scopeFingerprint(endpoint: FlinkEndpoint, target: WatchTarget): string {
	const { organizationId, environmentId, cloud, region } = endpoint;
	const scope = JSON.stringify([organizationId.toLowerCase(), environmentId, cloud, region, ...watched(target)]);
	return createHash('sha256').update(scope).digest('base64url').slice(0, 16);
}

/** The order in which names or labels are written does not matter. */
function watched(target: WatchTarget): string[] {
	if (target.kind === 'computePool') return [target.kind, target.computePoolId];
	if (target.kind === 'labels') return [target.kind, ...[...target.labels].sort()];
	return target.kind === 'statements' ? [target.kind, ...[...target.names].sort()] : [target.kind];
}
