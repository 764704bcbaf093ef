import { violations } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { OperationContext } from '../context';
import { optionalBoolean, optionalInteger, requireRecord } from '../requestBody';
import { checkMaxCfu } from './maxCfu';

/** The organization's wish for default pools. */
export function readComputePoolConfig(context: OperationContext): Reply {
	const { state } = context.cloud;
	const { organizationId } = state.identity;
	return {
		status: 200,
		body: {
			api_version: 'fcpm/v2',
			kind: 'OrgComputePoolConfig',
			organization_id: organizationId,
			metadata: { self: `${context.linkOrigin}${context.path}` },
			spec: {
				default_pool_enabled: state.computePoolConfig.defaultPoolEnabled,
				default_pool_max_cfu: state.computePoolConfig.defaultPoolMaxCfu,
			},
		},
	};
}

export function updateComputePoolConfig(context: OperationContext): Reply {
	const config = context.cloud.state.computePoolConfig;
	const spec = requireRecord(requireRecord(context.body, '')['spec'], '/spec');
	const enabled = optionalBoolean(spec, 'default_pool_enabled', '/spec');
	const maxCfu = optionalInteger(spec, 'default_pool_max_cfu', '/spec');
	if (enabled === undefined && maxCfu === undefined) throw violations('Nothing to update was provided');
	if (maxCfu !== undefined) config.defaultPoolMaxCfu = checkMaxCfu(maxCfu);
	config.defaultPoolEnabled = enabled ?? config.defaultPoolEnabled;
	return readComputePoolConfig(context);
}
