/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { BOOLEAN, DOUBLE, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import { SqlError } from '../../engine';
import { isJson, jsonExists, jsonObject, jsonElements, jsonQuery, jsonValue, quotedForJson, unquoteJson } from '../../values/jsonFunctions';
import { compactJson, quoteJson } from '../../values/jsonDocument';
import { javaNumber } from '../../values/javaNumber';
import { itemsOf, textOf, textOrNull, type Definitions } from './definition';

/** A scalar of another kind than RETURNING names fails, whatever stands ON ERROR. */
function mismatch(kind: string): never {
	throw new SqlError(`java.lang.ClassCastException: JSON_VALUE found a ${kind}, which is no value of the type to return`);
}

/** `value:`, `empty:` or `error:`, then the scalar's text or the reason. */
function valueOutcome(document: string, path: string, kinds: string): string {
	const { outcome, text, kind, reason } = jsonValue(document, path);
	if (outcome !== 'value') return `${outcome}:${reason}`;
	return kinds === '' || kinds.split(' ').includes(kind) ? `value:${text ?? ''}` : mismatch(kind);
}

/** A DOUBLE as Java's BigDecimal writes it; what is no number is a string. */
const jsonDouble = (value: number): string =>
	Number.isFinite(value) ? javaNumber(value).replace(/E(?=\d)/, 'E+') : `"${javaNumber(value)}"`;

/** JSON as Flink reads, finds and writes it. */
export const JSON_DEFINITIONS: Definitions = {
	flink_json_value: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
		of: ([document, path, kinds]) => valueOutcome(textOf(document), textOf(path), textOf(kinds)),
	},
	flink_json_query: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR],
		of: ([document, path, wrapper, onEmpty, onError]) =>
			jsonQuery(textOf(document), textOf(path), textOf(wrapper), textOf(onEmpty), textOf(onError)),
	},
	flink_json_exists: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
		returnType: BOOLEAN,
		of: ([document, path, onError]) => jsonExists(textOf(document), textOf(path), textOf(onError)),
	},
	flink_is_json: {
		parameterTypes: [VARCHAR, VARCHAR],
		returnType: BOOLEAN,
		of: ([text, kind]) => isJson(textOf(text), textOf(kind)),
	},
	flink_json_elements: {
		parameterTypes: [VARCHAR],
		returnType: LIST(VARCHAR),
		of: ([array]) => listValue(jsonElements(textOf(array))),
	},
	flink_json_compact: { parameterTypes: [VARCHAR], of: ([text]) => compactJson(textOf(text)) },
	flink_json_double: { parameterTypes: [DOUBLE], of: ([value]) => jsonDouble(Number(value)) },
	flink_json_text: { parameterTypes: [VARCHAR], of: ([text]) => quoteJson(textOf(text)) },
	flink_json_quote: { parameterTypes: [VARCHAR], of: ([text]) => quotedForJson(textOf(text)) },
	flink_json_unquote: { parameterTypes: [VARCHAR], of: ([text]) => unquoteJson(textOf(text)) },
	// The members of an aggregate have no order of their own.
	flink_json_members: {
		parameterTypes: [LIST(VARCHAR), LIST(VARCHAR), BOOLEAN],
		of([names, values, absent]) {
			const texts = itemsOf(values).map(textOrNull);
			const pairs = itemsOf(names).map((name, index) => [textOrNull(name), texts[index] ?? null] as const);
			if (pairs.some(([name]) => name === null)) throw new SqlError('Key of JSON_OBJECTAGG must not be NULL.');
			const inOrder = pairs.map(([name, text]) => [name ?? '', text] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
			return jsonObject(inOrder.map(([name]) => name), inOrder.map(([, text]) => text), absent === true);
		},
	},
	flink_json_object: {
		parameterTypes: [LIST(VARCHAR), LIST(VARCHAR), BOOLEAN],
		of: ([names, values, absent]) => jsonObject(itemsOf(names).map(String), itemsOf(values).map(textOrNull), absent === true),
	},
};
