import type { Cloud } from '../../cloud/cloud';
import { ApiFailure, malformed } from '../../http/errors';
import type { Reply } from '../../http/reply';
import { FIRST_RESOURCE_VERSION, newUid } from '../../statements/ids';
import { isDryRun, newRecord, type StatementRecord } from '../../statements/statement';
import type { OperationContext } from '../context';
import { param } from '../context';
import {
	boundedText,
	checkKind,
	optionalBoolean,
	optionalText,
	optionalTextMap,
	requireRecord,
	requireText,
	type JsonRecord,
} from '../requestBody';
import { statementBody } from '../statementWire';
import { environmentOf } from './findStatement';
import { checkPrincipal, placeFor } from './placeStatement';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAX_NAME = 100;
const MAX_PROPERTIES = 8_192;
const MAX_SQL = 131_072;
const MAX_POOL_ID = 255;
const MAX_PRINCIPAL = 1_024;

/**
 * 201 for any SQL: the answer has the traits, schema included, and phase PENDING, or FAILED where the SQL is refused.
 * A dry run is answered in full and leaves nothing behind. `spec.stopped` is ignored.
 */
export async function createStatement(context: OperationContext): Promise<Reply> {
	const body = requireRecord(context.body, '');
	checkKind(body, 'sql/v1', 'Statement');
	const name = readName(body);
	checkEcho(body, 'organization_id', param(context, 'organization_id'));
	checkEcho(body, 'environment_id', param(context, 'environment_id'));
	const statement = readStatementRecord(context, name, body);
	const refusal = refusalOf(context, name);
	if (refusal !== null) throw refusal;
	layDown(context.cloud, statement);
	if (isDryRun(statement)) await context.cloud.lifecycle.tryOut(statement);
	else await submit(context, statement);
	const headers = { Location: locationOf(context, name) };
	return { status: 201, headers, body: statementBody(statement, context) };
}

async function submit(context: OperationContext, statement: StatementRecord): Promise<void> {
	const { cloud } = context;
	const problem = cloud.settings.traitsFrom === 'submit' ? await cloud.lifecycle.check(statement, cloud.clock.now()) : null;
	// Another request may have taken the name while the SQL was looked at.
	const refusal = refusalOf(context, statement.name);
	if (refusal !== null) {
		cloud.jobs.drop(statement);
		throw refusal;
	}
	cloud.lifecycle.begin(statement, cloud.clock.now(), problem);
}

/** 409 for a name that is taken, 402 where there is no room for more; null where neither is so. */
function refusalOf(context: OperationContext, name: string): ApiFailure | null {
	const { statements } = environmentOf(context);
	if (statements.get(name)) {
		const extra = { code: 'resource_already_exists', title: 'Resource Already Exists' };
		return new ApiFailure(409, `Statement with name=${name} already exists`, extra, {
			Location: locationOf(context, name),
		});
	}
	return statements.size >= context.cloud.settings.maxStatements ? overQuota() : null;
}

/** An absolute URI, as OpenAPI has it. */
function locationOf({ linkOrigin, path }: OperationContext, name: string): string {
	return `${linkOrigin}${path}/${name}`;
}

function layDown(cloud: Cloud, statement: StatementRecord): void {
	const behaviour = cloud.behaviours.take(statement.name, statement.sql);
	if (behaviour) {
		const { steps, stopSteps, resumeSteps, exceptions } = behaviour;
		statement.script = { steps, stopSteps, resumeSteps, exceptions };
		if (behaviour.results) cloud.jobs.scriptedResults.set(statement, behaviour.results);
	}
}

function readStatementRecord(context: OperationContext, name: string, body: JsonRecord): StatementRecord {
	const { cloud, key } = context;
	const spec = requireRecord(body['spec'], '/spec');
	const sql = readSql(spec);
	optionalBoolean(spec, 'stopped', '/spec');
	const poolId = boundedText(spec, 'compute_pool_id', '/spec', MAX_POOL_ID);
	const pool = placeFor(cloud, key, param(context, 'environment_id'), poolId);
	const principal = boundedText(spec, 'principal', '/spec', MAX_PRINCIPAL) || key.owner;
	checkPrincipal(cloud, principal);
	const properties = readProperties(spec);
	return newRecord({
		uid: isDryRun({ properties }) ? '' : newUid(),
		sequence: cloud.state.nextSequence(),
		name,
		organizationId: param(context, 'organization_id'),
		environmentId: param(context, 'environment_id'),
		sql,
		properties,
		labels: readLabels(body),
		createdAt: cloud.clock.now(),
		computePoolId: pool.id,
		principal,
		resourceVersion: FIRST_RESOURCE_VERSION,
	});
}

function readSql(spec: JsonRecord): string {
	const sql = spec['statement'] === null ? '' : (boundedText(spec, 'statement', '/spec', MAX_SQL) ?? '');
	if (sql.trim() === '') throw malformed('Statement is nil or empty', { pointer: '/spec/statement' });
	return sql;
}

function readName(body: JsonRecord): string {
	const name = requireText(body, 'name', '');
	if (name.length > MAX_NAME)
		throw malformed(`Name must be at most ${MAX_NAME} characters`, { pointer: '/name' });
	if (!NAME.test(name)) throw malformed(`Name does not match pattern ${NAME.source}`, { pointer: '/name' });
	return name;
}

function checkEcho(body: JsonRecord, field: string, inPath: string): void {
	const given = optionalText(body, field, '');
	if (given !== undefined && given !== inPath)
		throw malformed(`${field} does not match the path`, { pointer: `/${field}` });
}

function readProperties(spec: JsonRecord): Record<string, string> | null {
	if (spec['properties'] === null) return null;
	const properties = optionalTextMap(spec, 'properties', '/spec') ?? null;
	if (Object.keys(properties ?? {}).length <= MAX_PROPERTIES) return properties;
	throw malformed(`Properties has more than ${MAX_PROPERTIES} entries`, { pointer: '/spec/properties' });
}

function readLabels(body: JsonRecord): Record<string, string> {
	const metadata = body['metadata'];
	if (metadata === undefined) return {};
	return optionalTextMap(requireRecord(metadata, '/metadata'), 'labels', '/metadata') ?? {};
}

function overQuota(): ApiFailure {
	const extra = { code: 'quota_exceeded', title: 'Quota Exceeded' };
	return new ApiFailure(402, 'The environment holds as many statements as it may', extra);
}
