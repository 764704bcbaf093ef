import { decodeBoolean } from './decodeBoolean';
import { base64Bytes } from './decodeBytes';
import {
	decodeBigInteger,
	decodeDecimal,
	decodeFloating,
	decodeInteger,
	type NumberMode,
} from './decodeNumber';
import { isoTimestamp } from './decodeTime';
import { setMember, type JsonObject, type JsonValue } from '../../language/jsonValue';

const NULL = 0;
const OBJECT = 1;
const ARRAY = 2;

type ScalarDecoder = (text: string, numbers: NumberMode) => JsonValue;

/** By the code that every node of a VARIANT carries. Codes that are not here pass the text through. */
const SCALARS: ReadonlyMap<number, ScalarDecoder> = new Map<number, ScalarDecoder>([
	[3, decodeBoolean],
	[4, decodeInteger],
	[5, decodeInteger],
	[6, decodeInteger],
	[7, decodeBigInteger],
	[8, decodeFloating],
	[9, decodeFloating],
	[10, decodeDecimal],
	[13, (text) => isoTimestamp(text, '')],
	[14, (text) => isoTimestamp(text, 'Z')],
	[15, base64Bytes],
	[17, (text) => isoTimestamp(text, '')],
	[18, (text) => isoTimestamp(text, 'Z')],
]);

/**
 * The JSON value of a VARIANT. Its nodes describe themselves: `[0]` null, `[1, [[key, node], …]]` an object,
 * `[2, [node, …]]` a list, `[code, text]` a scalar. A timestamp with local time zone has its offset as a third
 * element, which says how it was entered; its text is UTC. What is not built so is passed on as it is.
 */
export function decodeVariant(node: unknown, numbers: NumberMode): JsonValue {
	if (!Array.isArray(node) || typeof node[0] !== 'number') return unchanged(node);
	const code = node[0];
	const content: unknown = node[1];
	if (code === NULL) return null;
	if (code === OBJECT) return Array.isArray(content) && content.every(isMember) ? decodeMembers(content, numbers) : unchanged(node);
	if (code === ARRAY) {
		return Array.isArray(content) ? content.map((child) => decodeVariant(child, numbers)) : unchanged(node);
	}
	if (content === undefined || content === null) return code < 0 ? null : unchanged(node);
	if (typeof content !== 'string') return unchanged(content);
	return SCALARS.get(code)?.(content, numbers) ?? content;
}

type Member = readonly [key: string, node: unknown];

function isMember(entry: unknown): entry is Member {
	return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string';
}

function decodeMembers(entries: readonly Member[], numbers: NumberMode): JsonObject {
	const object: JsonObject = {};
	for (const [key, node] of entries) setMember(object, key, decodeVariant(node, numbers));
	return object;
}

/** Rows are parsed JSON, so whatever is in them is a JSON value. */
function unchanged(value: unknown): JsonValue {
	return (value ?? null) as JsonValue;
}
