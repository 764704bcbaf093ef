import { secretsIn } from '../../flink/statement/secretProperty';
import { asFlag, asList, asNumber, asRecord, asText, isRecord } from '../../language/guards';
import { isJsonObject, type JsonObject } from '../../language/jsonValue';
import { withoutSecrets } from '../../language/withoutSecrets';
import { listIn } from '../http/body';
import { malformedBody } from '../http/errors/apiError';
import type { ApiRequest, ApiResponse } from '../http/exchange/exchange';
import { durationMs } from './duration';

/** A remark of the service on a statement, such as a missing watermark. */
export interface StatementWarning {
	readonly severity: string;
	readonly reason: string;
	readonly message: string;
	readonly createdAt: string | undefined;
}

/** A statement as the client works with it; `raw` is the API's object as it came, secrets included: a PUT sends it back. */
export interface Statement {
	readonly raw: JsonObject;
	readonly name: string;
	readonly uid: string;
	readonly createdAt: string | undefined;
	readonly updatedAt: string | undefined;
	/** Keys as sent, such as `user.confluent.io/etl`. */
	readonly labels: Readonly<Record<string, string>>;
	readonly sql: string;
	readonly properties: Readonly<Record<string, string>>;
	readonly computePoolId: string | undefined;
	readonly principal: string | undefined;
	readonly stopped: boolean;
	/** As the answer says: one of the nine known phases, a newer one, or none. See `phaseOf`. */
	readonly phase: string | undefined;
	/** `status.end_time`, which is in early access: not every answer has it. */
	readonly endedAt: string | undefined;
	/** `status.duration`, from running to its end. */
	readonly durationMs: number | undefined;
	/** Without the values of `sql.secrets.*`, should the service quote them; so are `warnings`. */
	readonly detail: string;
	readonly sqlKind: string | undefined;
	readonly isBounded: boolean | undefined;
	readonly isAppendOnly: boolean | undefined;
	/** Indices of the key columns; undefined where there is no key (absent, null or empty). */
	readonly upsertColumns: readonly number[] | undefined;
	/** The result schema, `{ columns: [...] }`, from its new place or its old one; undefined while unknown. */
	readonly schema: unknown;
	readonly warnings: readonly StatementWarning[];
	/** `POOL_EXHAUSTED` says why a statement stays PENDING. */
	readonly scalingState: string | undefined;
	/** CFUs that it is to have at least. */
	readonly baselineCfu: number | undefined;
	/** Topic → `partition:0,offset:100;partition:1,offset:200`; filled once it is stopped. Offsets may exceed 64 bits. */
	readonly latestOffsets: Readonly<Record<string, string>> | undefined;
}

export interface StatementException {
	readonly name: string;
	readonly message: string;
	readonly timestamp: string | undefined;
}

type Exchange = Pick<ApiRequest, 'method' | 'path'>;

/** The phase to go by: a statement whose answer gives none is still on its way, like one that is PENDING. */
export function phaseOf({ phase }: Pick<Statement, 'phase'>): string {
	return phase ?? 'PENDING';
}

/** Admits a statement from a response body. Throws an `ApiError` for anything else. */
export function admitStatement(request: Exchange, response: ApiResponse): Statement {
	const statement = statementFrom(response.body);
	if (statement === undefined) throw malformedBody(request, response, 'a statement');
	return statement;
}

/** The statement in a JSON value, or undefined where it is none: a name and a `spec` are the least it has. */
export function statementFrom(value: unknown): Statement | undefined {
	if (!isJsonObject(value)) return undefined;
	const name = asText(value['name']);
	if (name === undefined || !isRecord(value['spec'])) return undefined;
	const metadata = asRecord(value['metadata']);
	const status = asRecord(value['status']);
	const spec = specFields(value['spec']);
	return {
		raw: value,
		name,
		uid: asText(metadata['uid']) ?? '',
		createdAt: asText(metadata['created_at']),
		updatedAt: asText(metadata['updated_at']),
		labels: textMap(metadata['labels']),
		...spec,
		...statusFields(status, secretsIn(spec.properties)),
		...traitFields(asRecord(status['traits']), status['result_schema']),
	};
}

function specFields(spec: Record<string, unknown>) {
	return {
		sql: asText(spec['statement']) ?? '',
		properties: textMap(spec['properties']),
		computePoolId: asText(spec['compute_pool_id']),
		principal: asText(spec['principal']),
		stopped: asFlag(spec['stopped']) ?? false,
		baselineCfu: asNumber(asRecord(spec['scaling'])['baseline_cfu']),
	};
}

function statusFields(status: Record<string, unknown>, secrets: readonly string[]) {
	const detail = withoutSecrets(asText(status['detail']) ?? '', secrets);
	const listed = asList(status['warnings']).flatMap((warning) => (isRecord(warning) ? [warningFrom(warning, secrets)] : []));
	return {
		phase: asText(status['phase']),
		endedAt: asText(status['end_time']),
		durationMs: durationMs(asText(status['duration'])),
		detail,
		warnings: listed.length > 0 ? listed : warningsInDetail(detail),
		scalingState: asText(asRecord(status['scaling_status'])['scaling_state']),
		latestOffsets: isRecord(status['latest_offsets']) ? textMap(status['latest_offsets']) : undefined,
	};
}

function isIndex(value: unknown): value is number {
	return asNumber(value) !== undefined;
}

function traitFields(traits: Record<string, unknown>, oldSchema: unknown) {
	const upsertColumns = asList(traits['upsert_columns']);
	return {
		sqlKind: asText(traits['sql_kind']),
		isBounded: asFlag(traits['is_bounded']),
		isAppendOnly: asFlag(traits['is_append_only']),
		// A key of which one part cannot be read is no key: with the rest alone, rows would replace rows of others.
		upsertColumns: upsertColumns.length > 0 && upsertColumns.every(isIndex) ? upsertColumns : undefined,
		schema: traits['schema'] ?? oldSchema ?? undefined,
	};
}

function warningFrom(warning: Record<string, unknown>, secrets: readonly string[]): StatementWarning {
	return {
		severity: asText(warning['severity']) ?? '',
		reason: asText(warning['reason']) ?? '',
		message: withoutSecrets(asText(warning['message']) ?? '', secrets),
		createdAt: asText(warning['created_at']),
	};
}

/** Before `warnings` existed, the service wrote them into `detail`, each behind `[Warning]`. */
function warningsInDetail(detail: string): StatementWarning[] {
	return detail
		.split(/\[warning\]/i)
		.slice(1)
		.map((text) => ({ severity: '', reason: '', message: text.trim(), createdAt: undefined }))
		.filter((warning) => warning.message !== '');
}

/** Admits the list of `GET …/exceptions`, newest first as it came. */
export function admitExceptions(request: Exchange, response: ApiResponse): StatementException[] {
	return listIn(request, response, 'a list of exceptions').map((entry) => {
		const exception = asRecord(entry);
		return {
			name: asText(exception['name']) ?? '',
			message: asText(exception['message']) ?? '',
			timestamp: asText(exception['timestamp']),
		};
	});
}

function textMap(value: unknown): Record<string, string> {
	const entries = Object.entries(asRecord(value)).flatMap(([key, entry]): Array<[string, string]> =>
		typeof entry === 'string' ? [[key, entry]] : [],
	);
	return Object.fromEntries(entries);
}
