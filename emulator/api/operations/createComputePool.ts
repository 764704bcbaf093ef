import { ApiFailure, malformed, resourceNotFound } from '../../http/errors';
import type { Reply } from '../../http/reply';
import type { ComputePool, NewComputePool } from '../../state/cloudState';
import { findRegion } from '../../state/regionCatalog';
import type { OperationContext } from '../context';
import {
	checkKind,
	optionalBoolean,
	optionalInteger,
	optionalText,
	requireRecord,
	requireText,
	type JsonRecord,
} from '../requestBody';
import { computePoolBody } from './computePoolBody';
import { checkMaxCfu } from './maxCfu';

const NETWORK_ID = /^n-[0-9a-z]{1,32}$/;
/** As in the OpenAPI file: at most 64 characters, and none of them a space. */
const DISPLAY_NAME = /^[0-9A-Za-z-][\w.-]{0,63}$/;

/** 202 and PROVISIONING. Display names are not unique: a repeated POST makes a second pool. */
export function createComputePool(context: OperationContext): Reply {
	const { state, progress, settings } = context.cloud;
	const body = requireRecord(context.body, '');
	checkKind(body, 'fcpm/v2', 'ComputePool');
	const spec = requireRecord(body['spec'], '/spec');
	const wanted = readSpec(spec, context);
	if (wanted.isDefault) checkOneDefault(context, wanted);
	const pool = state.addComputePool(wanted);
	progress.after(settings.lifecycle.provisioning, pool, pool.createdAt, (at) => provisioned(pool, at));
	return {
		status: 202,
		headers: { Location: `${context.path}/${pool.id}` },
		body: computePoolBody(pool, context),
	};
}

function provisioned(pool: ComputePool, at: number): void {
	if (pool.phase !== 'PROVISIONING') return;
	pool.phase = 'PROVISIONED';
	pool.updatedAt = at;
}

function readSpec(spec: JsonRecord, context: OperationContext): NewComputePool {
	const cloud = requireText(spec, 'cloud', '/spec');
	const region = requireText(spec, 'region', '/spec');
	if (!['AWS', 'GCP', 'AZURE'].includes(cloud))
		throw malformed('Cloud is not one of AWS, GCP, AZURE', { pointer: '/spec/cloud' });
	if (!findRegion(cloud, region))
		throw malformed(`Region ${region} is not supported in ${cloud}`, { pointer: '/spec/region' });
	const maxCfu = optionalInteger(spec, 'max_cfu', '/spec');
	if (maxCfu === undefined) throw malformed('MaxCfu is required', { pointer: '/spec/max_cfu' });
	return {
		environmentId: readEnvironmentId(spec, context),
		cloud,
		region,
		displayName: readDisplayName(spec),
		maxCfu: checkMaxCfu(maxCfu),
		networkId: readNetworkId(spec, context),
		isDefault: optionalBoolean(spec, 'default_pool', '/spec') ?? false,
		phase: 'PROVISIONING',
	};
}

export function readDisplayName(spec: JsonRecord): string {
	const name = requireText(spec, 'display_name', '/spec');
	if (DISPLAY_NAME.test(name)) return name;
	throw malformed(`DisplayName does not match pattern ${DISPLAY_NAME.source}`, { pointer: '/spec/display_name' });
}

/** `spec.environment.id`, which creating and changing a pool both need. @throws ApiFailure 400, 404 */
export function readEnvironmentId(spec: JsonRecord, { cloud }: OperationContext): string {
	const environment = requireRecord(spec['environment'], '/spec/environment');
	const id = requireText(environment, 'id', '/spec/environment');
	if (!cloud.state.environment(id)) throw resourceNotFound();
	return id;
}

function readNetworkId(spec: JsonRecord, { cloud }: OperationContext): string | null {
	const network = spec['network'];
	if (network === undefined) return null;
	const reference = requireRecord(network, '/spec/network');
	const id = requireText(reference, 'id', '/spec/network');
	if (!NETWORK_ID.test(id)) throw malformed('Network is not the ID of a network', { pointer: '/spec/network/id' });
	const environmentId = optionalText(reference, 'environment', '/spec/network');
	if (environmentId === undefined || cloud.state.environment(environmentId)) return id;
	throw malformed('the environment of the network does not exist', { pointer: '/spec/network/environment' });
}

function checkOneDefault({ cloud }: OperationContext, wanted: NewComputePool): void {
	const taken = [...cloud.state.computePools.values()].some(
		(pool) =>
			pool.isDefault &&
			pool.environmentId === wanted.environmentId &&
			pool.cloud === wanted.cloud &&
			pool.region === wanted.region,
	);
	if (!taken) return;
	const extra = { code: 'resource_already_exists', title: 'Resource Already Exists' };
	throw new ApiFailure(409, 'There is a default compute pool in this environment and region already', extra);
}
