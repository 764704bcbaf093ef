/** Something in an exchange that the published specs do not allow. */
export interface Finding {
	/** Method and path template of the spec. */
	readonly call: string;
	readonly where: 'path' | 'query' | 'request' | 'response';
	readonly status: number;
	/** JSON Pointer into the body, or the name of what is wrong. */
	readonly at: string;
	/** The keyword of JSON Schema, or `unknown` for what the spec does not describe. */
	readonly rule: string;
	readonly message: string;
}

/** A place where the specs and the service are known to differ; the reason says how that is known. */
export interface Disagreement {
	readonly reason: string;
	readonly covers: (finding: Finding) => boolean;
}

const RESULTS = /\/statements\/\{name\}\/results$/;
const STATEMENT = /\/statements\/\{statement_name\}$/;
const STATEMENTS = /\/statements(\/\{statement_name\})?$/;

/** Every entry has to be met by the suite: what the specs have put right since shows as an entry that nothing needs. */
export const DISAGREEMENTS: readonly Disagreement[] = [
	{
		reason: 'the spec asks for a member statement_name in spec that is described nowhere and never sent',
		covers: ({ call, where, at, message }) =>
			STATEMENTS.test(call) && where === 'response' && at === '/spec' && message.includes('"statement_name"'),
	},
	{
		reason: 'StatementResult asks for a top-level data; rows are in results.data',
		covers: ({ call, where, at, message }) =>
			RESULTS.test(call) && where === 'response' && at === '' && message.includes('"missingProperty":"data"'),
	},
	{
		reason: 'spec.properties reads back null where none were sent',
		covers: ({ call, where, at, rule }) =>
			STATEMENTS.test(call) &&
			where !== 'query' &&
			/^(\/data\/\d+)?\/spec\/properties$/.test(at) &&
			rule === 'type',
	},
	{
		reason: 'status.traits.upsert_columns is null for results without a key',
		covers: ({ call, where, at, rule }) =>
			STATEMENTS.test(call) &&
			where !== 'query' &&
			/^(\/data\/\d+)?\/status\/traits\/upsert_columns$/.test(at) &&
			rule === 'type',
	},
	{
		reason: 'labels are set through metadata, whose self only the server knows',
		covers: ({ call, where, at, message }) =>
			call.startsWith('POST') &&
			STATEMENTS.test(call) &&
			where === 'request' &&
			at === '/metadata' &&
			message.includes('"self"'),
	},
	{
		reason: "Confluent's Table API clients stop with a PUT that has no name, which the spec asks for",
		covers: ({ call, where, at, message }) =>
			call.startsWith('PUT') &&
			STATEMENT.test(call) &&
			where === 'request' &&
			at === '' &&
			message.includes('"missingProperty":"name"'),
	},
	{
		reason: 'a PUT with a stale resource version is refused with 409',
		covers: ({ call, at, status }) =>
			call.startsWith('PUT') && STATEMENT.test(call) && at === 'status' && status === 409,
	},
	{
		reason: 'results that are not ready are refused with 409',
		covers: ({ call, at, status }) => RESULTS.test(call) && at === 'status' && status === 409,
	},
	{
		reason: 'JSON Patch has its operations in small letters (RFC 6902), and so do clients; the spec has them in capitals',
		covers: ({ call, where, at }) => call.startsWith('PATCH') && STATEMENT.test(call) && where === 'request' && /^\/\d+(\/op)?$/.test(at),
	},
	{
		reason: 'the task graph of a statement is described nowhere; mcp-confluent reads it',
		covers: ({ call, rule }) => rule === 'unknown' && call.endsWith('/task-graph'),
	},
	{
		reason: 'clusters, endpoints and metrics are described in files of their own',
		covers: ({ call, rule }) => rule === 'unknown' && /^(GET \/(cmk\/v2\/clusters|endpoint\/v1\/endpoints)|POST \/v2\/metrics\/cloud\/query)$/.test(call),
	},
];
