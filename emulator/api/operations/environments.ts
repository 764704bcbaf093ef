import { resourceNotFound } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { Environment } from '../../state/cloudState';
import { param, type OperationContext } from '../context';
import { timestamp } from '../statementWire';
import { listReply } from './listReply';

export function listEnvironments(context: OperationContext): Reply {
	const all = [...context.cloud.state.environments.values()];
	const bodyOf = (environment: Environment): object => environmentBody(environment, context);
	return listReply(context, { apiVersion: 'org/v2', kind: 'EnvironmentList' }, all, ({ id }) => id, bodyOf);
}

export function readEnvironment(context: OperationContext): Reply {
	const environment = context.cloud.state.environment(param(context, 'id'));
	if (!environment) throw resourceNotFound();
	return { status: 200, body: environmentBody(environment, context) };
}

function environmentBody(environment: Environment, { cloud, linkOrigin }: OperationContext): object {
	const { organizationId } = cloud.state.identity;
	return {
		api_version: 'org/v2',
		kind: 'Environment',
		id: environment.id,
		display_name: environment.displayName,
		metadata: {
			self: `${linkOrigin}/org/v2/environments/${environment.id}`,
			resource_name: `crn://confluent.cloud/organization=${organizationId}/environment=${environment.id}`,
			created_at: timestamp(environment.createdAt),
			updated_at: timestamp(environment.createdAt),
		},
		stream_governance_config: { package: 'ESSENTIALS' },
	};
}
