/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { SqlError } from '../engine';
import { allMatches, javaRegex } from './javaRegex';

/** REGEXP: whether a pattern is found. The empty one never is. */
export function regexFound(text: string, pattern: string): boolean {
	if (pattern === '') return false;
	const regex = javaRegex(pattern);
	if (!regex) throw new SqlError(`java.util.regex.PatternSyntaxException: ${pattern}`);
	return regex.test(text);
}

/** How many groups a pattern has. */
const groupsOf = (regex: RegExp): number => (new RegExp(`${regex.source}|`, regex.flags).exec('')?.length ?? 1) - 1;

/** REGEXP_EXTRACT: a group of the first match, 0 for all of it. */
export function regexExtract(text: string, pattern: string, group: number): string | null {
	const regex = javaRegex(pattern);
	if (!regex || group < 0 || group > groupsOf(regex)) return null;
	return regex.exec(text)?.[group] ?? null;
}

/** REGEXP_EXTRACT_ALL: a group of every match. */
export function regexExtractAll(text: string, pattern: string, group: number): Array<string | null> | null {
	const regex = javaRegex(pattern);
	if (!regex || group < 0 || group > groupsOf(regex)) return null;
	return allMatches(text, regex).map((match) => match[group] ?? null);
}

/** REGEXP_REPLACE: the replacement is taken as it is. */
export function regexReplace(text: string, pattern: string, by: string): string | null {
	const regex = javaRegex(pattern);
	return regex && text.replace(new RegExp(regex.source, `${regex.flags}g`), () => by);
}

export function regexCount(text: string, pattern: string): number | null {
	const regex = javaRegex(pattern);
	return regex && allMatches(text, regex).length;
}

/** REGEXP_INSTR: where the first match begins, counted from 1; 0 where there is none. */
export function regexPosition(text: string, pattern: string): number | null {
	const regex = javaRegex(pattern);
	return regex && text.search(regex) + 1;
}

const SPECIALS = /[\\.[\]{}()*+\-?^$|/]/;
const plain = (char: string): string => (SPECIALS.test(char) && char !== '-' ? `\\${char}` : char);
const ANY = '[^]*';

const invalidEscape = (pattern: string, at: number): SqlError =>
	new SqlError(`java.lang.RuntimeException: Invalid escape sequence '${pattern}', ${at}`);

function escapeChar(escape: string | null): string | null {
	if (escape !== null && escape.length !== 1)
		throw new SqlError(`java.lang.RuntimeException: Invalid escape character '${escape}'`);
	return escape;
}

/** What stands behind an escape sign at `at`, as it is; null where there is no escape. Throws `SqlError` where it needs none. */
function escaped(pattern: string, at: number, sign: string | null, needing: string): string | null {
	if (pattern[at] !== sign) return null;
	const next = pattern[at + 1];
	if (next === undefined || !(needing.includes(next) || next === sign)) throw invalidEscape(pattern, at);
	return plain(next);
}

/** A pattern of LIKE as a regular expression. Throws `SqlError` where an escape stands before what needs none. */
export function likeRegex(pattern: string, escape: string | null): RegExp {
	const sign = escapeChar(escape);
	let source = '';
	for (let at = 0; at < pattern.length; at += 1) {
		const char = pattern[at] ?? '';
		const literal = escaped(pattern, at, sign, '_%');
		if (literal !== null) {
			source += literal;
			at += 1;
		} else if (char === '_') source += '.';
		else source += char === '%' ? ANY : plain(char);
	}
	return new RegExp(`^${source}$`, 'u');
}

const CHARACTER_CLASSES: Readonly<Record<string, string>> = {
	ALPHA: 'a-zA-Z',
	UPPER: 'A-Z',
	LOWER: 'a-z',
	DIGIT: '0-9',
	SPACE: ' ',
	WHITESPACE: '\\s',
	ALNUM: 'a-zA-Z0-9',
};
const SIMILAR_SPECIALS = '[]()|^-+*_%?{}';

const invalidSimilar = (pattern: string): SqlError =>
	new SqlError(`java.lang.RuntimeException: Invalid regular expression '${pattern}'`);

/** Reads `[…]` behind its bracket: the set, and where it ends. */
function similarSet(pattern: string, start: number): { source: string; end: number } {
	let source = '[';
	for (let at = start; at < pattern.length; at += 1) {
		const char = pattern[at] ?? '';
		const named = /^\[:([a-zA-Z]+):\]/.exec(pattern.slice(at));
		const set = named && CHARACTER_CLASSES[(named[1] ?? '').toUpperCase()];
		if (named && set !== null && set !== undefined) {
			source += set;
			at += named[0].length - 1;
		} else if (char === ']') return { source: `${source}]`, end: at };
		else if (char === '[') throw invalidSimilar(pattern);
		else source += char === '\\' ? '\\\\' : char;
	}
	throw invalidSimilar(pattern);
}

/** A pattern of SIMILAR TO as a regular expression. Throws `SqlError` for what is none. */
export function similarRegex(pattern: string, escape: string | null): RegExp {
	const sign = escapeChar(escape);
	let source = '';
	for (let at = 0; at < pattern.length; at += 1) {
		const char = pattern[at] ?? '';
		const literal = escaped(pattern, at, sign, SIMILAR_SPECIALS);
		if (literal !== null) {
			source += literal;
			at += 1;
		} else if (char === '[') {
			const { source: set, end } = similarSet(pattern, at + 1);
			source += set;
			at = end;
		} else if (char === ']') throw invalidSimilar(pattern);
		else if (char === '_') source += '.';
		else if (char === '%') source += ANY;
		else source += char === '\\' || char === '$' ? `\\${char}` : char;
	}
	try {
		return new RegExp(`^(?:${source})$`, 'u');
	} catch {
		throw new SqlError(`java.util.regex.PatternSyntaxException: ${pattern}`);
	}
}
