import { resourceNotFound } from '../../http/errors';
import type { Reply } from '../../http/reply';
import { param, type OperationContext } from '../context';
import { timestamp } from '../statementWire';
import { listReply } from './listReply';

/** Epoch milliseconds; an organization is older than anything in it. */
const FOUNDED_AT = Date.UTC(2024, 0, 1);

/** The one organization that the key belongs to. */
export function listOrganizations(context: OperationContext): Reply {
	const { organizationId } = context.cloud.state.identity;
	const bodyOf = (id: string): object => organizationBody(id, context.linkOrigin);
	return listReply(
		context,
		{ apiVersion: 'org/v2', kind: 'OrganizationList' },
		[organizationId],
		(id) => id,
		bodyOf,
	);
}

export function readOrganization(context: OperationContext): Reply {
	const id = param(context, 'id');
	if (id !== context.cloud.state.identity.organizationId) throw resourceNotFound();
	return { status: 200, body: organizationBody(id, context.linkOrigin) };
}

function organizationBody(id: string, linkOrigin: string): object {
	return {
		api_version: 'org/v2',
		kind: 'Organization',
		id,
		display_name: 'Emulator',
		metadata: {
			self: `${linkOrigin}/org/v2/organizations/${id}`,
			resource_name: `crn://confluent.cloud/organization=${id}`,
			created_at: timestamp(FOUNDED_AT),
			updated_at: timestamp(FOUNDED_AT),
		},
	};
}
