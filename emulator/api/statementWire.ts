import { shownSql } from '../statements/shownSql';
import type { StatementRecord, Traits } from '../statements/statement';
import type { OperationContext } from './context';

/** With microseconds, as the service writes it. */
export function timestamp(epochMs: number): string {
	return new Date(epochMs).toISOString().replace('Z', '000Z');
}

/** With nanoseconds, as on pages of results. */
export function preciseTimestamp(epochMs: number): string {
	return new Date(epochMs).toISOString().replace('Z', '000000Z');
}

export function statementsPath(statement: StatementRecord): string {
	return `/sql/v1/organizations/${statement.organizationId}/environments/${statement.environmentId}/statements`;
}

type Place = Pick<OperationContext, 'cloud' | 'linkOrigin'>;

/** A statement as the gateway writes it. */
export function statementBody(statement: StatementRecord, { cloud, linkOrigin }: Place): object {
	const { name, organizationId, environmentId, sql, properties, labels } = statement;
	return {
		api_version: 'sql/v1',
		kind: 'Statement',
		metadata: {
			self: `${linkOrigin}${statementsPath(statement)}/${name}`,
			uid: statement.uid,
			resource_version: statement.resourceVersion,
			created_at: timestamp(statement.createdAt),
			updated_at: timestamp(statement.updatedAt),
			labels,
		},
		name,
		organization_id: organizationId,
		environment_id: environmentId,
		spec: {
			statement: shownSql(sql, cloud.settings.secretMask),
			properties,
			compute_pool_id: statement.computePoolId,
			principal: statement.principal,
			stopped: statement.stopped,
			execution_mode: properties?.['sql.snapshot.mode'] === 'now' ? 'BATCH' : 'streaming',
		},
		status: statusBody(statement, cloud.settings.schemaPlace),
	};
}

function statusBody(statement: StatementRecord, schemaPlace: 'traits' | 'result_schema'): object {
	const { phase, detail, traits, endedAt, runningSince, latestOffsets, latestOffsetsAt } = statement;
	const schema = traits?.columns ? { columns: traits.columns } : null;
	return {
		phase,
		detail,
		...(traits && { traits: traitsBody(traits, schemaPlace === 'traits' ? schema : null) }),
		...(schemaPlace === 'result_schema' && { result_schema: schema }),
		network_kind: 'PUBLIC',
		identity: identityOf(statement),
		scaling_status: {
			scaling_state: statement.scalingState,
			last_updated: timestamp(statement.scalingUpdatedAt),
		},
		warnings: statement.warnings.map(({ at, ...warning }) => ({ ...warning, created_at: timestamp(at) })),
		...(latestOffsets && {
			latest_offsets: latestOffsets,
			latest_offsets_timestamp: timestamp(latestOffsetsAt ?? statement.updatedAt),
		}),
		...(endedAt !== null && { end_time: timestamp(endedAt) }),
		...(endedAt !== null && runningSince !== null && { duration: isoDuration(endedAt - runningSince) }),
	};
}

/** `upsert_columns` is null, not absent, where there are none; statements without rows have no schema. */
function traitsBody(traits: Traits, schema: object | null): object {
	return {
		sql_kind: traits.sqlKind,
		is_bounded: traits.isBounded,
		is_append_only: traits.isAppendOnly,
		upsert_columns: traits.upsertColumns,
		...(schema && { schema }),
	};
}

/** The owner's CRN, which the service may add. */
function identityOf({ organizationId, principal }: StatementRecord): string {
	const kind = principal.startsWith('sa-') ? 'service-account' : 'user';
	return `crn://confluent.cloud/organization=${organizationId}/${kind}=${principal}`;
}

function isoDuration(ms: number): string {
	return `PT${Math.round(Math.max(0, ms) / 1000)}S`;
}
