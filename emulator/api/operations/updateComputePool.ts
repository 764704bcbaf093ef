import { ApiFailure, violations } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { OperationContext } from '../context';
import { checkKind, optionalInteger, optionalText, requireRecord } from '../requestBody';
import { computePoolBody } from './computePoolBody';
import { findComputePool } from './computePools';
import { readDisplayName, readEnvironmentId } from './createComputePool';
import { checkMaxCfu } from './maxCfu';

/** Only the display name and a larger size can be set; other fields are ignored, and nothing but them is refused. */
export function updateComputePool(context: OperationContext): Reply {
	const body = requireRecord(context.body, '');
	checkKind(body, 'fcpm/v2', 'ComputePool');
	const spec = requireRecord(body['spec'], '/spec');
	const pool = findComputePool(context, readEnvironmentId(spec, context));
	const displayName =
		optionalText(spec, 'display_name', '/spec') === undefined ? undefined : readDisplayName(spec);
	const maxCfu = optionalInteger(spec, 'max_cfu', '/spec');
	if (displayName === undefined && maxCfu === undefined) throw violations('Nothing to update was provided');
	if (maxCfu !== undefined && checkMaxCfu(maxCfu) < pool.maxCfu) {
		throw new ApiFailure(400, 'Reducing the max_cfu of a compute pool is currently unsupported.');
	}
	pool.displayName = displayName ?? pool.displayName;
	pool.maxCfu = maxCfu ?? pool.maxCfu;
	pool.updatedAt = context.cloud.clock.now();
	return { status: 200, body: computePoolBody(pool, context) };
}
