import type { Bound } from '../bound/bound';
import { SqlError } from '../engine';
import type { CallExpr } from '../syntax/tree/ast';
import { castSql } from '../types/castSql';
import { arrayOf, BOOLEAN, elementOf, varchar, VARIANT, withNullable, type FlinkType } from '../types/flinkType';
import { formatType } from '../types/formatType';
import { jsonText } from '../types/jsonText';
import { isCharacter } from '../types/typeFamily';
import { gives, scalar } from './define';
import { raised } from './raised';
import type { BoundCall, FlinkFunction, FunctionTable } from './functionTypes';

const text = gives(() => varchar());

/** What JSON_VALUE finds as the type that RETURNING names: the kinds of scalars that are such values. */
const RETURNED: Readonly<Record<string, string>> = {
	VARCHAR: '',
	BOOLEAN: 'boolean',
	INTEGER: 'int',
	DOUBLE: 'double',
};

/** What stands in for a value that is not there or not to be had. */
function fallback(call: BoundCall, when: 'onEmpty' | 'onError', type: FlinkType, reason: string): string {
	const said = call.behaviour(when);
	if (said === 'ERROR') return raised('', reason);
	if (typeof said === 'string') return 'NULL';
	return castSql(said.sql, said.type, type, call.session.zone);
}

const saidWith = (expr: CallExpr, ...words: readonly string[]): boolean =>
	[expr.onEmpty, expr.onError].every((said) => said === undefined || typeof said !== 'string' || words.includes(said));

/** JSON_VALUE gives scalars only, as text or as the type that RETURNING names. */
const jsonValue: FlinkFunction = {
	kind: 'scalar',
	bind(call) {
		const [document, path] = call.args;
		if (!document || !path || !isCharacter(document.type) || !isCharacter(path.type)) return null;
		if (call.expr.wrapper !== undefined || !saidWith(call.expr, 'NULL', 'ERROR')) return null;
		const type = withNullable(call.expr.returning ?? varchar(), true);
		const kinds = RETURNED[type.type];
		if (kinds === undefined)
			throw new SqlError(`Unsupported type '${formatType(type)}' for RETURNING in JSON_VALUE().`);
		const outcome = `flink_json_value(${document.sql}, ${path.sql}, '${kinds}')`;
		const rest = (word: string) => `substr(${outcome}, ${word.length + 2})`;
		const branches = [
			`WHEN starts_with(${outcome}, 'empty:') THEN ${fallback(call, 'onEmpty', type, rest('empty'))}`,
			`WHEN starts_with(${outcome}, 'error:') THEN ${fallback(call, 'onError', type, rest('error'))}`,
		];
		return { sql: `CASE ${branches.join(' ')} ELSE ${castSql(rest('value'), varchar(), type, call.session.zone)} END`, type };
	},
};

const wordOf = (said: CallExpr['onEmpty'], otherwise: string): string => (typeof said === 'string' ? said : otherwise);

/** JSON_QUERY gives objects and arrays as text, or the elements of an array. */
const jsonQuery: FlinkFunction = {
	kind: 'scalar',
	bind({ args: [document, path], expr }) {
		if (!document || !path || !isCharacter(document.type) || !isCharacter(path.type)) return null;
		const isSaid = [expr.onEmpty, expr.onError].every((said) => said === undefined || typeof said === 'string');
		if (!isSaid || !saidWith(expr, 'NULL', 'ERROR', 'EMPTY ARRAY', 'EMPTY OBJECT')) return null;
		const { returning } = expr;
		const isArray = returning?.type === 'ARRAY' && isCharacter(elementOf(returning));
		if (returning && !isArray && !isCharacter(returning))
			throw new SqlError(`Unsupported type '${formatType(returning)}' for RETURNING in JSON_QUERY().`);
		const words = [expr.wrapper ?? 'WITHOUT', wordOf(expr.onEmpty, 'NULL'), wordOf(expr.onError, 'NULL')];
		const found = `flink_json_query(${document.sql}, ${path.sql}, ${words.map((word) => `'${word}'`).join(', ')})`;
		return isArray
			? { sql: `flink_json_elements(${found})`, type: arrayOf(varchar()) }
			: { sql: found, type: varchar() };
	},
};

const jsonExists: FlinkFunction = {
	kind: 'scalar',
	bind({ args: [document, path], expr }) {
		if (!document || !path || !isCharacter(document.type) || !isCharacter(path.type)) return null;
		if (expr.onEmpty !== undefined || !saidWith(expr, 'TRUE', 'FALSE', 'UNKNOWN', 'ERROR')) return null;
		const onError = wordOf(expr.onError, 'FALSE');
		return { sql: `flink_json_exists(${document.sql}, ${path.sql}, '${onError}')`, type: BOOLEAN() };
	},
};

const JSON_MAKERS = new Set(['JSON RAW', 'JSON_OBJECT', 'JSON_OBJECT ABSENT', 'JSON_ARRAY', 'JSON_ARRAY NULL']);

/** Whether an argument is a call that makes JSON. */
function isMade(call: BoundCall, index: number): boolean {
	const expr = call.expr.args[index];
	return expr?.kind === 'call' && JSON_MAKERS.has(expr.name);
}

/** A value as JSON text, for the constructors; calls that make JSON are taken as it. NULL stays NULL. */
function memberText(call: BoundCall, index: number): string {
	const arg = call.args[index];
	if (!arg) throw new TypeError(`${call.expr.name} was bound without its argument`);
	if (isMade(call, index)) return arg.sql;
	if (arg.type.type === 'NULL') return 'CAST(NULL AS VARCHAR)';
	return `CASE WHEN ${arg.sql} IS NOT NULL THEN ${textOf(arg)} END`;
}

function textOf(arg: Bound): string {
	const json = jsonText(arg.sql, arg.type);
	if (json === null) throw new SqlError(`Type '${formatType(arg.type)}' is not scalar or cannot be converted into JSON.`);
	return json;
}

const textList = (items: readonly string[]): string => (items.length === 0 ? 'CAST([] AS VARCHAR[])' : `[${items.join(', ')}]`);

function jsonObject(absent: boolean): FlinkFunction {
	return {
		kind: 'scalar',
		bind(call) {
			const keys = call.args.filter((_, index) => index % 2 === 0);
			if (!keys.every((key) => isCharacter(key.type) && !(key.isConstant && key.type.nullable))) return null;
			const values = call.args.flatMap((_, index) => (index % 2 === 1 ? [memberText(call, index)] : []));
			const sql = `flink_json_object(${textList(keys.map((key) => key.sql))}, ${textList(values)}, ${absent})`;
			return { sql, type: varchar(undefined, false) };
		},
	};
}

/** Leaves out NULLs unless it is told to keep them. */
function jsonArray(absent: boolean): FlinkFunction {
	return {
		kind: 'scalar',
		bind(call) {
			const items = call.args.map((_, index) => memberText(call, index));
			const kept = absent ? items : items.map((item) => `coalesce(${item}, 'null')`);
			// array_to_string leaves out NULLs.
			return { sql: `('[' || coalesce(array_to_string(${textList(kept)}, ','), '') || ']')`, type: varchar(undefined, false) };
		},
	};
}

const jsonString: FlinkFunction = {
	kind: 'scalar',
	bind(call) {
		const [arg, ...more] = call.args;
		const json = arg && (isMade(call, 0) ? arg.sql : jsonText(arg.sql, arg.type));
		if (!arg || !json || more.length > 0) return null;
		return { sql: `CASE WHEN ${arg.sql} IS NOT NULL THEN ${json} END`, type: varchar(undefined, arg.type.nullable) };
	},
};

const MISPLACED_JSON =
	'The JSON() function is currently only supported inside JSON_ARRAY() or as the VALUE param of JSON_OBJECT().';

/** `JSON('…')` in a constructor. */
const json: FlinkFunction = scalar(
	'CHARACTER',
	text,
	([value]) =>
		`CASE WHEN ${value} IS NULL OR flink_is_json(${value}, 'VALUE') THEN flink_json_compact(${value}) ELSE ${raised('Invalid JSON string in JSON(): ', value)} END`,
);

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

/** Whether a text is JSON, of a kind; NULL is none. */
function isJson(kind: string): FlinkFunction {
	return scalar(
		'CHARACTER',
		gives(() => BOOLEAN()),
		([value]) => `coalesce(flink_is_json(${value}, '${kind}'), FALSE)`,
		'never',
	);
}

/** The value of a JSON aggregate as JSON text; NULL stays NULL. */
const aggregated = (arg: Bound): string => `CASE WHEN ${arg.sql} IS NOT NULL THEN ${textOf(arg)} END`;

function jsonArrayAggregate(absent: boolean): FlinkFunction {
	return {
		kind: 'aggregate',
		bind(call) {
			const [value, ...more] = call.args;
			if (!value || more.length > 0) return null;
			const item = absent ? aggregated(value) : `coalesce(${aggregated(value)}, 'null')`;
			return { sql: `('[' || coalesce(${call.apply('string_agg', `${item}, ','`)}, '') || ']')`, type: varchar(undefined, false) };
		},
	};
}

function jsonObjectAggregate(absent: boolean): FlinkFunction {
	return {
		kind: 'aggregate',
		bind(call) {
			const [key, value, ...more] = call.args;
			if (!key || !value || more.length > 0 || !isCharacter(key.type)) return null;
			const lists = [key.sql, aggregated(value)].map((sql) => `coalesce(${call.apply('list', sql)}, CAST([] AS VARCHAR[]))`);
			return { sql: `flink_json_members(${lists.join(', ')}, ${absent})`, type: varchar(undefined, false) };
		},
	};
}

export const JSON_FUNCTIONS: FunctionTable = {
	JSON_ARRAYAGG: jsonArrayAggregate(true),
	'JSON_ARRAYAGG NULL': jsonArrayAggregate(false),
	JSON_OBJECTAGG: jsonObjectAggregate(false),
	'JSON_OBJECTAGG ABSENT': jsonObjectAggregate(true),
	JSON_VALUE: jsonValue,
	JSON_EXISTS: jsonExists,
	JSON_QUERY: jsonQuery,
	JSON_OBJECT: jsonObject(false),
	'JSON_OBJECT ABSENT': jsonObject(true),
	JSON_ARRAY: jsonArray(true),
	'JSON_ARRAY NULL': jsonArray(false),
	JSON_STRING: jsonString,
	'JSON RAW': json,
	JSON: {
		kind: 'scalar',
		bind() {
			throw new SqlError(MISPLACED_JSON);
		},
	},
	JSON_QUOTE: scalar('CHARACTER', text, ([value]) => `flink_json_quote(${value})`),
	JSON_UNQUOTE: scalar('CHARACTER', text, ([value]) => `flink_json_unquote(${value})`),
	'IS JSON VALUE': isJson('VALUE'),
	'IS JSON SCALAR': isJson('SCALAR'),
	'IS JSON ARRAY': isJson('ARRAY'),
	'IS JSON OBJECT': isJson('OBJECT'),
	PARSE_JSON: parseJson('error'),
	TRY_PARSE_JSON: parseJson('null'),
};
