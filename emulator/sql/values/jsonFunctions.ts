/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { SqlError } from '../engine';
import { isArray, isObject, JsonNumber, parseJson, quoteJson, scalarText, writeJson, type JsonNode } from './jsonDocument';
import { jsonPath, PathError, readPath } from './jsonPath';

/** What a path found in a document; an error has its reason. */
type Found =
	| { readonly mode: 'strict' | 'lax'; readonly node: JsonNode }
	| { readonly error: string };

function find(document: string, path: string): Found {
	try {
		const parsed = jsonPath(path);
		const root = parseJson(document);
		if (root === undefined) return { error: `Illegal JSON: ${document}` };
		return { mode: parsed.mode, node: readPath(root, parsed) ?? null };
	} catch (error) {
		if (error instanceof PathError) return { error: error.message };
		throw error;
	}
}

const isScalar = (node: JsonNode): boolean => !isObject(node) && !isArray(node);

/** What to do ON EMPTY or ON ERROR. */
export type Behaviour = string;

function otherwise(behaviour: Behaviour, message: string): string | null {
	if (behaviour === 'ERROR') throw new SqlError(message);
	if (behaviour === 'EMPTY ARRAY') return '[]';
	return behaviour === 'EMPTY OBJECT' ? '{}' : null;
}

/** How JSON_VALUE ends: with a value, or with what stands ON EMPTY or ON ERROR. */
export type Outcome = 'value' | 'empty' | 'error';

/** What JSON_VALUE finds, and as what the scalar is written: a string, a number, a boolean. */
export function jsonValue(document: string, path: string): { outcome: Outcome; text: string | null; kind: string; reason: string } {
	const found = find(document, path);
	if ('error' in found) return { outcome: 'error', text: null, kind: '', reason: found.error };
	const { node, mode } = found;
	if (node === null && mode === 'strict') return { outcome: 'error', text: null, kind: '', reason: 'Strict jsonpath mode requires scalar value, and the actual value is: null' };
	if (node === null || (mode === 'lax' && !isScalar(node))) return { outcome: 'empty', text: null, kind: '', reason: 'Empty result of JSON_VALUE function is not allowed' };
	if (!isScalar(node)) return { outcome: 'error', text: null, kind: '', reason: 'Strict jsonpath mode requires scalar value' };
	return { outcome: 'value', text: scalarText(node), kind: kindOf(node), reason: '' };
}

function kindOf(node: JsonNode): string {
	if (typeof node === 'string') return 'string';
	if (typeof node === 'boolean') return 'boolean';
	if (!(node instanceof JsonNumber)) return 'null';
	if (!/^-?\d+$/.test(node.text)) return 'double';
	const value = BigInt(node.text);
	if (BigInt.asIntN(32, value) === value) return 'int';
	return BigInt.asIntN(64, value) === value ? 'long' : 'big';
}

/** JSON_QUERY: an object or an array as text. */
export function jsonQuery(document: string, path: string, wrapper: string, onEmpty: Behaviour, onError: Behaviour): string | null {
	const found = find(document, path);
	if ('error' in found) return otherwise(onError, found.error);
	if (found.node === null && found.mode === 'strict') return otherwise(onError, 'Strict jsonpath mode requires array or object value, and the actual value is: null');
	const node = wrapped(found.node, wrapper);
	if (node === null || (found.mode === 'lax' && isScalar(node))) return otherwise(onEmpty, 'Empty result of JSON_QUERY function is not allowed');
	if (isScalar(node)) return otherwise(onError, 'Strict jsonpath mode requires array or object value');
	return writeJson(node);
}

function wrapped(node: JsonNode, wrapper: string): JsonNode {
	if (node === null || wrapper === 'WITHOUT') return node;
	return wrapper === 'CONDITIONAL' && isArray(node) ? node : [node];
}

/** JSON_EXISTS: whether a path leads to a value. */
export function jsonExists(document: string, path: string, onError: string): boolean | null {
	const found = find(document, path);
	if (!('error' in found) && (found.node !== null || found.mode === 'lax')) return found.node !== null;
	if (onError === 'ERROR')
		throw new SqlError('error' in found ? found.error : 'Strict jsonpath mode requires a non empty returned value, but is null');
	return onError === 'UNKNOWN' ? null : onError === 'TRUE';
}

/** Whether a text is JSON, of the kind asked for. */
export function isJson(text: string, kind: string): boolean {
	const node = parseJson(text);
	if (node === undefined) return false;
	if (kind === 'OBJECT') return isObject(node);
	if (kind === 'ARRAY') return isArray(node);
	return kind === 'SCALAR' ? isScalar(node) : true;
}

/** An object of names and values that are JSON text; NULL is left out or written. Of a name that comes again the last counts. */
export function jsonObject(names: readonly string[], values: ReadonlyArray<string | null>, absent: boolean): string {
	const members = new Map<string, string>();
	for (const [index, name] of names.entries()) {
		const value = values[index] ?? null;
		if (value !== null || !absent) members.set(name, value ?? 'null');
	}
	return `{${[...members].map(([name, value]) => `${quoteJson(name)}:${value}`).join(',')}}`;
}

/** The text that a JSON string stands for; what is none is given as it is. */
export function unquoteJson(text: string): string {
	if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
	const node = parseJson(text);
	return typeof node === 'string' ? node : text;
}

/** The elements of an array as texts; NULL for `null`. */
export function jsonElements(array: string): Array<string | null> {
	const node = parseJson(array);
	return node !== undefined && isArray(node) ? node.map((item) => (item === null ? null : scalarText(item))) : [];
}

const QUOTED: Readonly<Record<string, string>> = {
	'"': '\\"',
	'\\': '\\\\',
	'/': '\\/',
	'\b': '\\b',
	'\f': '\\f',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
};

/** JSON_QUOTE: a text with quotes, its special characters escaped, a slash too; other control characters stay. */
export const quotedForJson = (text: string): string => `"${text.replace(/["\\/\b\f\n\r\t]/g, (char) => QUOTED[char] ?? char)}"`;
