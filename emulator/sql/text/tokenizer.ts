/* eslint-disable no-control-regex -- control characters are what it looks for */
import { SqlError } from '../engine';
import { lexicalError, notSupported } from './sqlErrors';
import { Cursor } from './textCursor';
import type { Hint, Token } from './token';

const WORD_START = /[\p{L}_$]/u;
const WORD_PART = /[\p{L}\p{N}_$]/u;
const DIGIT = /[0-9]/;
const SYMBOLS = ['<>', '!=', '<=', '>=', '||', '=>', '->'];
const SINGLE_SYMBOLS = '()[]{},;.=<>+-*/%?:@';

/**
 * Splits Flink SQL into tokens; comments fall away, hints stay with the token before them.
 * Throws `SqlError` for text that is no token.
 */
export function tokenize(sql: string): Token[] {
	const cursor = new Cursor(sql);
	const tokens: Token[] = [];
	for (;;) {
		const hints = skipBlanks(cursor);
		const before = tokens.pop();
		if (before) tokens.push(hints.length > 0 ? { ...before, hints } : before);
		else if (hints[0]) throw misplacedHint(hints[0]);
		const token = nextToken(cursor);
		tokens.push(token);
		if (token.kind === 'end') return tokens;
	}
}

export function misplacedHint({ text }: Hint): SqlError {
	return notSupported(`The hint /*+ ${text} */`);
}

function skipBlanks(cursor: Cursor): Hint[] {
	const hints: Hint[] = [];
	for (;;) {
		if (cursor.peek() !== '' && /[\s\u0000]/u.test(cursor.peek())) cursor.take(1);
		else if (cursor.startsWith('--') || cursor.startsWith('//')) skipLine(cursor);
		else if (cursor.startsWith('/*+')) hints.push(readHint(cursor));
		else if (cursor.startsWith('/*')) skipBlock(cursor);
		else return hints;
	}
}

function skipLine(cursor: Cursor): void {
	while (cursor.peek() !== '' && cursor.peek() !== '\n') cursor.take(1);
}

const OPTION = /'((?:[^']|'')*)'\s*=\s*'((?:[^']|'')*)'/g;
const OPTIONS = /^OPTIONS\s*\(\s*('(?:[^']|'')*'\s*=\s*'(?:[^']|'')*'\s*(?:,\s*'(?:[^']|'')*'\s*=\s*'(?:[^']|'')*'\s*)*)\)$/is;

function readHint(cursor: Cursor): Hint {
	const start = cursor.mark().offset;
	skipBlock(cursor);
	const text = cursor.between(start).slice(3, -2).trim();
	const options = OPTIONS.exec(text)?.[1];
	if (options === undefined) return { text, options: null };
	const pairs = [...options.matchAll(OPTION)].map(([, name = '', value = '']): [string, string] => [unquoted(name), unquoted(value)]);
	return { text, options: Object.fromEntries(pairs) };
}

const unquoted = (text: string): string => text.replace(/''/g, "'");

/** Flink takes `/**` and one character that is no slash as one opening, so that `/***\/` is not closed yet. */
function skipBlock(cursor: Cursor): void {
	const start = cursor.mark();
	cursor.take(/^\/\*\*[^/]/.test(cursor.rest(4)) ? 4 : 2);
	while (!cursor.startsWith('*/')) {
		if (cursor.peek() === '') throw lexicalError(cursor.spanFrom(start), '<EOF>', '/*');
		cursor.take(1);
	}
	cursor.take(2);
}

function nextToken(cursor: Cursor): Token {
	const start = cursor.mark();
	const first = cursor.peek();
	if (first === '') return cursor.token('end', start, '<EOF>');
	if (first === "'") return cursor.token('string', start, readQuoted(cursor, "'"));
	if (first === '`') return cursor.token('quoted', start, readQuoted(cursor, '`'));
	if (/[xX]/.test(first) && cursor.peek(1) === "'") return readBytes(cursor);
	if (/^[uU]&'/.test(cursor.rest(3))) throw notSupported("A text with Unicode escapes, U&'…',");
	if (WORD_START.test(first)) {
		const word = cursor.takeWhile(WORD_PART);
		if (word.startsWith('_') && cursor.peek() === "'") throw notSupported(`A text with a character set, ${word}'…',`);
		return cursor.token('word', start, word.toUpperCase());
	}
	if (DIGIT.test(first) || (first === '.' && DIGIT.test(cursor.peek(1)))) {
		return cursor.token('number', start, readNumber(cursor));
	}
	const symbol = SYMBOLS.find((candidate) => cursor.startsWith(candidate)) ?? first;
	if (symbol.length === 1 && !SINGLE_SYMBOLS.includes(symbol)) {
		const code = symbol.codePointAt(0) ?? 0;
		throw lexicalError(cursor.spanFrom(start), `${JSON.stringify(symbol)} (${code})`, '');
	}
	if (symbol === '!=')
		throw new SqlError("SQL parse failed. Bang equal '!=' is not allowed under the current SQL conformance level");
	cursor.take(symbol.length);
	return cursor.token('symbol', start, symbol);
}

/** Reads `'…'` or `` `…` ``, where the quote itself is written twice. */
function readQuoted(cursor: Cursor, quote: string): string {
	const start = cursor.mark();
	cursor.take(1);
	let value = '';
	for (;;) {
		const char = cursor.peek();
		if (char === '') throw lexicalError(cursor.spanFrom(start), '<EOF>', quote + value.slice(0, 40));
		cursor.take(char.length);
		if (char !== quote) value += char;
		else if (cursor.peek() === quote) {
			cursor.take(1);
			value += quote;
		} else return value;
	}
}

function readBytes(cursor: Cursor): Token {
	const start = cursor.mark();
	cursor.take(1);
	const digits = readQuoted(cursor, "'");
	if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) {
		throw lexicalError(cursor.spanFrom(start), JSON.stringify(digits), "x'");
	}
	return cursor.token('bytes', start, digits.toLowerCase());
}

function readNumber(cursor: Cursor): string {
	let text = cursor.takeWhile(DIGIT);
	if (cursor.peek() === '.' && cursor.peek(1) !== '.') text += cursor.take(1) + cursor.takeWhile(DIGIT);
	const exponent = /^[eE][+-]?[0-9]+/.exec(cursor.rest(24));
	if (exponent) text += cursor.take(exponent[0].length);
	return text;
}
