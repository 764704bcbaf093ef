import { resourceNotFound } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { Principal } from '../../state/cloudState';
import { param, type OperationContext } from '../context';
import { timestamp } from '../statementWire';
import { listReply } from './listReply';

const USERS = { prefix: 'u-', path: 'users', kind: 'User' };
const SERVICE_ACCOUNTS = { prefix: 'sa-', path: 'service-accounts', kind: 'ServiceAccount' };

type Collection = typeof USERS;

export function listUsers(context: OperationContext): Reply {
	return list(context, USERS, all(context, USERS));
}

/** `display_name` may be given several times; any of them fits. */
export function listServiceAccounts(context: OperationContext): Reply {
	const names = context.query.getAll('display_name');
	const fitting = all(context, SERVICE_ACCOUNTS).filter(
		({ displayName }) => names.length === 0 || names.includes(displayName),
	);
	return list(context, SERVICE_ACCOUNTS, fitting);
}

export function readUser(context: OperationContext): Reply {
	return read(context, USERS);
}

export function readServiceAccount(context: OperationContext): Reply {
	return read(context, SERVICE_ACCOUNTS);
}

function all(context: OperationContext, { prefix }: Collection): Principal[] {
	return [...context.cloud.state.principals.values()].filter(({ id }) => id.startsWith(prefix));
}

function list(context: OperationContext, collection: Collection, principals: readonly Principal[]): Reply {
	const bodyOf = (principal: Principal): object => principalBody(principal, collection, context.linkOrigin);
	return listReply(
		context,
		{ apiVersion: 'iam/v2', kind: `${collection.kind}List` },
		principals,
		({ id }) => id,
		bodyOf,
	);
}

function read(context: OperationContext, collection: Collection): Reply {
	const principal = context.cloud.state.principals.get(param(context, 'id'));
	if (!principal?.id.startsWith(collection.prefix)) throw resourceNotFound();
	return { status: 200, body: principalBody(principal, collection, context.linkOrigin) };
}

function principalBody(principal: Principal, { kind, path }: Collection, linkOrigin: string): object {
	const { id, displayName, about, createdAt } = principal;
	const named =
		kind === 'User'
			? { email: about, full_name: displayName, auth_type: 'AUTH_TYPE_LOCAL' }
			: { display_name: displayName, description: about };
	return {
		api_version: 'iam/v2',
		kind,
		id,
		metadata: {
			self: `${linkOrigin}/iam/v2/${path}/${id}`,
			resource_name: `crn://confluent.cloud/${path.slice(0, -1)}=${id}`,
			created_at: timestamp(createdAt),
			updated_at: timestamp(createdAt),
		},
		...named,
	};
}
