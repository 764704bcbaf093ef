/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import { BIGINT, BLOB, BOOLEAN, blobValue, INTEGER, LIST, listValue, MAP, mapValue, VARCHAR } from '@duckdb/node-api';
import { decodeText, encodeText, fromBase64 } from '../../values/charset';
import { ascii, chr, instr, locate, overlay, pad, splitIndex, substring, textMap, translate, unhex } from '../../values/javaText';
import { javaRegex } from '../../values/javaRegex';
import {
	likeRegex,
	regexCount,
	regexExtract,
	regexExtractAll,
	regexFound,
	regexPosition,
	regexReplace,
	similarRegex,
} from '../../values/patterns';
import { SqlError } from '../../engine';
import { bytesOf, textOf, textOrNull, type Definition, type Definitions } from './definition';

const big = (value: unknown): bigint => BigInt(String(value));
const bytesOrNull = (bytes: Uint8Array | null) => bytes && blobValue(bytes);

function bytesOfLength(bytes: Uint8Array, length: number, isFilled: boolean): Uint8Array {
	if (bytes.length >= length || !isFilled) return bytes.slice(0, length);
	const filled = new Uint8Array(length);
	filled.set(bytes);
	return filled;
}

function regexOf(pattern: string): RegExp {
	const regex = javaRegex(pattern);
	if (!regex) throw new SqlError(`java.util.regex.PatternSyntaxException: ${pattern}`);
	return regex;
}

/** STR_TO_MAP splits by patterns of Java; a pair is split once. */
function mapOfText(text: string, pairs: string, pair: string) {
	const entries = text === '' ? [] : javaSplit(text, regexOf(pairs));
	const map = textMap(entries, (entry) => splitOnce(entry, regexOf(pair)));
	return mapValue([...map].map(([key, value]) => ({ key, value })));
}

/** Java's split: empty pieces at the end fall away, and so does one before a match without characters. */
function javaSplit(text: string, regex: RegExp): string[] {
	const pieces = text.split(regex);
	while (pieces.length > 1 && pieces.at(-1) === '') pieces.pop();
	return pieces;
}

function splitOnce(entry: string, regex: RegExp): string[] {
	const match = regex.exec(entry);
	if (!match) return [entry];
	return [entry.slice(0, match.index), entry.slice(match.index + match[0].length)];
}

const matching = (regexFor: (pattern: string, escape: string | null) => RegExp): Definition => ({
	parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
	returnType: BOOLEAN,
	takesNulls: true,
	of([text, pattern, escape]) {
		if (text === null || pattern === null) return null;
		return regexFor(textOf(pattern), textOrNull(escape)).test(textOf(text));
	},
});

/** Text as Java and Flink handle it. */
export const TEXT_DEFINITIONS: Definitions = {
	flink_upper: { parameterTypes: [VARCHAR], of: ([text]) => textOf(text).toUpperCase() },
	flink_lower: { parameterTypes: [VARCHAR], of: ([text]) => textOf(text).toLowerCase() },
	flink_substring: {
		parameterTypes: [VARCHAR, BIGINT],
		of: ([text, from]) => substring(textOf(text), big(from), null),
	},
	flink_substring_of: {
		parameterTypes: [VARCHAR, BIGINT, BIGINT],
		of: ([text, from, length]) => substring(textOf(text), big(from), big(length)),
	},
	flink_split_index: {
		parameterTypes: [VARCHAR, VARCHAR, BIGINT],
		of: ([text, separator, index]) => splitIndex(textOf(text), textOf(separator), Number(index)),
	},
	flink_instr: {
		parameterTypes: [VARCHAR, VARCHAR, BIGINT, BIGINT],
		returnType: INTEGER,
		of: ([text, found, from, nth]) => instr(textOf(text), textOf(found), Number(from), Number(nth)),
	},
	flink_locate: {
		parameterTypes: [VARCHAR, VARCHAR, BIGINT],
		returnType: INTEGER,
		of: ([found, text, from]) => locate(textOf(found), textOf(text), Number(from)),
	},
	flink_pad: {
		parameterTypes: [VARCHAR, BIGINT, VARCHAR, BOOLEAN],
		of: ([text, length, by, isLeft]) => pad(textOf(text), Number(length), textOf(by), isLeft === true),
	},
	flink_replace: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
		of: ([text, sought, by]) => textOf(text).replaceAll(textOf(sought), () => textOf(by)),
	},
	flink_translate: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
		takesNulls: true,
		of: ([text, from, to]) => (text === null ? null : translate(textOf(text), textOrNull(from) ?? '', textOrNull(to) ?? '')),
	},
	flink_overlay: {
		parameterTypes: [VARCHAR, VARCHAR, BIGINT, BIGINT],
		of: ([text, placed, from, length]) => overlay(textOf(text), textOf(placed), big(from), big(length)),
	},
	flink_chr: { parameterTypes: [BIGINT], of: ([code]) => chr(big(code)) },
	flink_ascii: { parameterTypes: [VARCHAR], returnType: INTEGER, of: ([text]) => ascii(textOf(text)) },
	flink_unhex: { parameterTypes: [VARCHAR], returnType: BLOB, of: ([digits]) => bytesOrNull(unhex(textOf(digits))) },
	flink_encode: {
		parameterTypes: [VARCHAR, VARCHAR],
		returnType: BLOB,
		of: ([text, charset]) => blobValue(encodeText(textOf(text), textOf(charset))),
	},
	flink_decode: {
		parameterTypes: [BLOB, VARCHAR],
		of: ([bytes, charset]) => decodeText(bytesOf(bytes), textOf(charset)),
	},
	flink_bytes: {
		parameterTypes: [BLOB, INTEGER, BOOLEAN],
		returnType: BLOB,
		of: ([bytes, length, isFilled]) => blobValue(bytesOfLength(bytesOf(bytes), Number(length), isFilled === true)),
	},
	flink_from_base64: { parameterTypes: [VARCHAR], returnType: BLOB, of: ([text]) => blobValue(fromBase64(textOf(text))) },
	flink_map_of_text: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
		returnType: MAP(VARCHAR, VARCHAR),
		of: ([text, pairs, pair]) => mapOfText(textOf(text), textOf(pairs), textOf(pair)),
	},
	flink_like: matching(likeRegex),
	flink_similar: matching(similarRegex),
	flink_regexp: {
		parameterTypes: [VARCHAR, VARCHAR],
		returnType: BOOLEAN,
		of: ([text, pattern]) => regexFound(textOf(text), textOf(pattern)),
	},
	flink_regexp_extract: {
		parameterTypes: [VARCHAR, VARCHAR, BIGINT],
		of: ([text, pattern, group]) => regexExtract(textOf(text), textOf(pattern), Number(group)),
	},
	flink_regexp_extract_all: {
		parameterTypes: [VARCHAR, VARCHAR, BIGINT],
		returnType: LIST(VARCHAR),
		of([text, pattern, group]) {
			const found = regexExtractAll(textOf(text), textOf(pattern), Number(group));
			return found && listValue(found);
		},
	},
	flink_regexp_replace: {
		parameterTypes: [VARCHAR, VARCHAR, VARCHAR],
		of: ([text, pattern, by]) => regexReplace(textOf(text), textOf(pattern), textOf(by)),
	},
	flink_regexp_count: {
		parameterTypes: [VARCHAR, VARCHAR],
		returnType: INTEGER,
		of: ([text, pattern]) => regexCount(textOf(text), textOf(pattern)),
	},
	flink_regexp_instr: {
		parameterTypes: [VARCHAR, VARCHAR],
		returnType: INTEGER,
		of: ([text, pattern]) => regexPosition(textOf(text), textOf(pattern)),
	},
};
