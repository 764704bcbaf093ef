import type { Bound } from '../bound/bound';
import { castSql } from '../types/castSql';
import { BOOLEAN, varchar, VARIANT, withNullable, type FlinkType } from '../types/flinkType';
import { familyOf, isCharacter } from '../types/typeFamily';
import { gives, scalar } from './define';
import { raised } from './raised';
import type { BoundCall, FlinkFunction, FunctionTable } from './functionTypes';

const text = gives(() => varchar());

/** Flink's path modes are left aside: DuckDB's paths are always lax. */
const path = (sql: string): string => `regexp_replace(${sql}, '^(lax|strict) +', '')`;

/** What stands in for a value that is not there or not to be had. */
function fallback(call: BoundCall, when: 'onEmpty' | 'onError', type: FlinkType, message: string): string {
	const said = call.behaviour(when);
	if (said === 'NULL') return 'NULL';
	if (said === 'ERROR') return raised(message);
	return castSql(said.sql, said.type, type, call.session.zone);
}

/** JSON_VALUE gives scalars only, as text or as the type that RETURNING names. */
const jsonValue: FlinkFunction = {
	kind: 'scalar',
	bind(call) {
		const [document, where] = call.args;
		if (!document || !where || !isCharacter(document.type) || !isCharacter(where.type)) return null;
		const type = withNullable(call.expr.returning ?? varchar(), true);
		const json = document.sql;
		const at = path(where.sql);
		const scalarText = `json_extract_string(${json}, ${at})`;
		const value = isCharacter(type)
			? castSql(scalarText, varchar(), type, call.session.zone)
			: `TRY(${castSql(scalarText, varchar(), type, call.session.zone)})`;
		const onError = fallback(call, 'onError', type, 'Result of JSON_VALUE cannot be converted');
		const onEmpty = fallback(call, 'onEmpty', type, `Empty result of JSON_VALUE function is not allowed`);
		const branches = [
			`WHEN ${json} IS NULL THEN NULL`,
			`WHEN NOT json_valid(${json}) THEN ${onError}`,
			`WHEN json_type(${json}, ${at}) IS NULL THEN ${onEmpty}`,
			`WHEN json_type(${json}, ${at}) IN ('OBJECT', 'ARRAY') THEN ${onError}`,
			`WHEN ${value} IS NULL AND ${scalarText} IS NOT NULL THEN ${onError}`,
		];
		return { sql: `CASE ${branches.join(' ')} ELSE ${value} END`, type };
	},
};

/** A value as JSON text, for the constructors. */
function asJson(arg: Bound): string {
	if (arg.type.type === 'NULL') return "CAST('null' AS JSON)";
	if (arg.type.type === 'VARIANT' || isJsonCall(arg)) return `CAST(${arg.sql} AS JSON)`;
	return `to_json(${arg.sql})`;
}

const isJsonCall = (arg: Bound): boolean => arg.sql.startsWith('CAST(json_');

function jsonObject(skipNulls: boolean): FlinkFunction {
	return scalar(
		'ANY...',
		text,
		(_, call) => {
			const pairs = [];
			for (let index = 0; index + 1 < call.args.length; index += 2) {
				const [key, value] = [call.args[index], call.args[index + 1]];
				if (key && value) pairs.push(`${key.sql}, ${asJson(value)}`);
			}
			const object = `json_object(${pairs.join(', ')})`;
			return skipNulls ? `CAST(json_merge_patch('{}', ${object}) AS VARCHAR)` : `CAST(${object} AS VARCHAR)`;
		},
		'never',
	);
}

/** Leaves out NULLs unless it is told to keep them. */
function jsonArray(skipNulls: boolean): FlinkFunction {
	return scalar(
		'ANY...',
		text,
		(_, call) => {
			if (!skipNulls) return `CAST(json_array(${call.args.map(asJson).join(', ')}) AS VARCHAR)`;
			const present = call.args.filter((arg) => arg.type.type !== 'NULL');
			if (present.length === 0) return 'CAST(json_array() AS VARCHAR)';
			const items = present.map((arg) => `CASE WHEN ${arg.sql} IS NOT NULL THEN ${asJson(arg)} END`);
			// As a call of json_…, which `isJsonCall` looks for.
			return `CAST(json_extract(to_json(list_filter([${items.join(', ')}], lambda x: x IS NOT NULL)), '$') AS VARCHAR)`;
		},
		'never',
	);
}

function parseJson(otherwise: 'error' | 'null'): FlinkFunction {
	return scalar(
		'CHARACTER',
		gives(() => VARIANT()),
		([value]) =>
			otherwise === 'null'
				? `CASE WHEN json_valid(${value}) THEN ${value} END`
				: `CASE WHEN ${value} IS NULL OR json_valid(${value}) THEN ${value} ELSE ${raised('Failed to parse json string: ', value)} END`,
		otherwise === 'null' ? 'always' : undefined,
	);
}

/** Whether a text is JSON, of a kind that a condition on DuckDB's json_type describes; NULL is none. */
function isJson(kind: string): FlinkFunction {
	return scalar(
		'CHARACTER',
		gives(() => BOOLEAN()),
		([value]) =>
			`CASE WHEN coalesce(json_valid(${value}), FALSE) THEN ${kind === '' ? 'TRUE' : `json_type(${value}) ${kind}`} ELSE FALSE END`,
		'never',
	);
}

function jsonString(call: BoundCall): string {
	const [arg] = call.args;
	if (!arg) throw new TypeError('JSON_STRING was bound without its argument');
	return familyOf(arg.type) === 'VARIANT' ? arg.sql : `CAST(to_json(${arg.sql}) AS VARCHAR)`;
}

export const JSON_FUNCTIONS: FunctionTable = {
	JSON_VALUE: jsonValue,
	JSON_EXISTS: scalar(
		'CHARACTER, CHARACTER',
		gives(() => BOOLEAN()),
		([document, where]) =>
			`CASE WHEN json_valid(${document}) THEN json_exists(${document}, ${path(String(where))}) WHEN ${document} IS NOT NULL THEN FALSE END`,
	),
	JSON_QUERY: scalar(
		'CHARACTER, CHARACTER',
		text,
		([document, where]) => {
			const found = `json_extract(${document}, ${path(String(where))})`;
			return `CASE WHEN NOT json_valid(${document}) THEN NULL WHEN json_type(${found}) IN ('OBJECT', 'ARRAY') THEN CAST(${found} AS VARCHAR) END`;
		},
		'always',
	),
	JSON_OBJECT: jsonObject(false),
	'JSON_OBJECT ABSENT': jsonObject(true),
	JSON_ARRAY: jsonArray(true),
	'JSON_ARRAY NULL': jsonArray(false),
	JSON_STRING: scalar('ANY', text, (_, call) => jsonString(call)),
	'IS JSON VALUE': isJson(''),
	'IS JSON SCALAR': isJson("NOT IN ('OBJECT', 'ARRAY')"),
	'IS JSON ARRAY': isJson("= 'ARRAY'"),
	'IS JSON OBJECT': isJson("= 'OBJECT'"),
	PARSE_JSON: parseJson('error'),
	TRY_PARSE_JSON: parseJson('null'),
};
