import { ApiFailure, malformed } from '../../http/errors';
import type { Reply } from '../../http/reply';
import { shownSql } from '../../statements/shownSql';
import type { StatementRecord } from '../../statements/statement';
import { param, type OperationContext } from '../context';
import {
	checkKind,
	optionalBoolean,
	optionalText,
	optionalTextMap,
	requireRecord,
	requireText,
	type JsonRecord,
} from '../requestBody';
import { changeStatement } from './changeStatement';
import { findStatement } from './findStatement';

/** PUT takes the whole object and its `resource_version`. 202 says that the wish was noted, not that it came true. */
export function updateStatement(context: OperationContext): Reply {
	const statement = findStatement(context);
	const body = requireRecord(context.body, '');
	const spec = requireRecord(body['spec'], '/spec');
	checkKind(body, 'sql/v1', 'Statement');
	const metadata = requireRecord(body['metadata'], '/metadata');
	optionalTextMap(metadata, 'labels', '/metadata');
	checkWhole(statement, spec);
	checkVersion(statement, metadata);
	checkImmutable(context, statement, body, spec);
	const stopped = spec['stopped'] === null ? undefined : optionalBoolean(spec, 'stopped', '/spec');
	if (stopped === undefined) throw malformed('Stopped is nil', { pointer: '/spec/stopped' });
	const computePoolId = optionalText(spec, 'compute_pool_id', '/spec');
	changeStatement(context, statement, {
		stopped,
		computePoolId,
		principal: optionalText(spec, 'principal', '/spec'),
	});
	return { status: 202 };
}

/**
 * OpenAPI asks for less, the service for the SQL text too: a partial object once made a client's stop fail. What
 * else the statement has must not get lost on the way either.
 */
function checkWhole(statement: StatementRecord, spec: JsonRecord): void {
	if ((spec['statement'] ?? '') === '') throw malformed('Statement is nil or empty', { pointer: '/spec/statement' });
	const parts: ReadonlyArray<readonly [label: string, key: string, isThere: boolean]> = [
		['Properties', 'properties', Object.keys(statement.properties ?? {}).length > 0],
		['ComputePoolId', 'compute_pool_id', statement.computePoolId !== ''],
		['Principal', 'principal', statement.principal !== ''],
	];
	for (const [label, key, isThere] of parts) {
		if (isThere && (spec[key] ?? '') === '') throw malformed(`${label} is nil or empty`, { pointer: `/spec/${key}` });
	}
}

function checkVersion(statement: StatementRecord, metadata: JsonRecord): void {
	const given = requireText(metadata, 'resource_version', '/metadata');
	if (given === statement.resourceVersion) return;
	throw new ApiFailure(409, `Statement=${statement.name} was changed: resource version ${given} is stale`);
}

function checkImmutable(
	context: OperationContext,
	statement: StatementRecord,
	body: JsonRecord,
	spec: JsonRecord,
): void {
	const same: ReadonlyArray<readonly [string, unknown, unknown]> = [
		['name', optionalText(body, 'name', '') ?? statement.name, param(context, 'statement_name')],
		['organization_id', optionalText(body, 'organization_id', '') ?? statement.organizationId, statement.organizationId],
		['environment_id', optionalText(body, 'environment_id', '') ?? statement.environmentId, statement.environmentId],
		['statement', spec['statement'] === shownSql(statement.sql, context.cloud.settings.secretMask) ? statement.sql : spec['statement'], statement.sql],
	];
	const changed = same.find(([, given, kept]) => given !== kept)?.[0];
	if (changed !== undefined) throw malformed(`${changed} is immutable`);
	const properties = spec['properties'] === null ? undefined : optionalTextMap(spec, 'properties', '/spec');
	if (properties && !isSameMap(properties, statement.properties ?? {}))
		throw malformed('properties is immutable');
}

function isSameMap(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
	const names = Object.keys(a);
	return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
