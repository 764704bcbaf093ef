import { createHash } from 'crypto';
import type { FlinkEndpoint } from '../shared/confluent/http/endpoint';
import type { WatchTarget } from '../shared/confluent/watch/watchedStatements';

/**
 * Sixteen characters that change with what is watched: the organization, environment, cloud, region, pool, labels
 * or names, and whether hidden statements are. Not with the address, nor with the key, which is to be rotated without a change being lost.
 */
export function scopeFingerprint(endpoint: FlinkEndpoint, target: WatchTarget): string {
	const { organizationId, environmentId, cloud, region } = endpoint;
	const scope = JSON.stringify([organizationId.toLowerCase(), environmentId, cloud, region, ...watched(target)]);
	return createHash('sha256').update(scope).digest('base64url').slice(0, 16);
}

/** The order in which names or labels are written does not matter. A space is in no name, so `hidden` is no other part. */
function watched(target: WatchTarget): string[] {
	if (target.kind === 'statements') return [target.kind, ...[...target.names].sort()];
	const hidden = target.includeHidden === true ? ['and hidden'] : [];
	if (target.kind === 'computePool') return [target.kind, target.computePoolId, ...hidden];
	return target.kind === 'labels' ? [target.kind, ...[...target.labels].sort(), ...hidden] : [target.kind, ...hidden];
}
