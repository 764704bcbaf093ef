/**
 * Splits Flink SQL into what is code and what only looks like it.
 *
 * The rules are those of Flink's lexer (Apache Calcite with backtick quoting):
 * - `'…'` is a string; a quote inside is doubled, a backslash means nothing. `E'…'` is one in which it does.
 * - `` `…` `` is a quoted identifier; a backtick inside is doubled.
 * - `"…"` is nothing that Flink accepts. It is taken as quoted text, which is what its author means by it.
 * - `--` and `//` begin a comment up to the end of the line; `/* … *\/` is a comment and does not nest.
 * - `/**` and one character that is no slash begin a comment together: `/***\/` is not closed yet.
 * - `/*+ … *\/` is a hint: its content is code, with strings of its own.
 * - `*\/` is one token wherever it stands in code, so what follows it begins anew: `/*+ … *\//* … *\/`.
 *
 * A placeholder is `:name` in code, where the name begins with a letter or underscore, and nothing that could
 * end an expression touches the colon from the left: `a:b`, `'k':v`, `x[1]:y` and `a::b` hold no placeholder,
 * `=:a`, `(:a` and `MAP[:k, :v]` do. A colon followed by a space never begins one, so `JSON_OBJECT('k' : v)`
 * is left alone.
 */
export type SqlTokenKind = 'code' | 'string' | 'quotedIdentifier' | 'comment' | 'placeholder';

export interface SqlToken {
	readonly kind: SqlTokenKind;
	/** Offset of the first character. */
	readonly start: number;
	/** Offset after the last character. */
	readonly end: number;
}

const OPENING = /['"`:]|--|\*\/|\/\/|\/\*/g;
const HINT_END = '*/';
const PLACEHOLDER = /:[\p{L}_][\p{L}\p{N}_]*/uy;
/** A character that belongs to, or closes, an expression to the left of a colon. */
const ENDS_EXPRESSION = /[\p{L}\p{N}\p{M}_$'"`)\]}:]$/u;
const LINE_END = /[\n\r]/g;

/** The tokens of `sql` without gaps: joined, they are the text again. Takes time linear in its length. */
export function scanSql(sql: string): SqlToken[] {
	const tokens: SqlToken[] = [];
	let codeStart = 0;
	let position = 0;
	while (position < sql.length) {
		const opening = indexOfPattern(sql, OPENING, position);
		const token = tokenAt(sql, opening);
		if (token === undefined) {
			position = opening + (sql.startsWith(HINT_END, opening) ? HINT_END.length : 1);
			continue;
		}
		if (token.start > codeStart) tokens.push({ kind: 'code', start: codeStart, end: token.start });
		tokens.push(token);
		codeStart = position = token.end;
	}
	if (codeStart < sql.length) tokens.push({ kind: 'code', start: codeStart, end: sql.length });
	return tokens;
}

function tokenAt(sql: string, start: number): SqlToken | undefined {
	switch (sql[start]) {
		case "'":
			return { kind: 'string', start, end: (hasEscapePrefix(sql, start) ? endOfEscapedString(sql, start) : undefined) ?? endOfQuoted(sql, start) };
		case '"':
		case '`':
			return { kind: 'quotedIdentifier', start, end: endOfQuoted(sql, start) };
		case ':':
			return placeholderAt(sql, start);
		case '-':
			return { kind: 'comment', start, end: indexOfPattern(sql, LINE_END, start) };
		case '/':
			return commentAt(sql, start);
		default:
			return undefined;
	}
}

function commentAt(sql: string, start: number): SqlToken | undefined {
	if (sql[start + 1] === '/') return { kind: 'comment', start, end: indexOfPattern(sql, LINE_END, start) };
	if (sql[start + 2] === '+') return undefined;
	const close = sql.indexOf('*/', start + commentOpeningLength(sql, start));
	return { kind: 'comment', start, end: close === -1 ? sql.length : close + 2 };
}

/** The lexer takes the opening of a formal comment whole, so a star in it cannot be a part of the closing. */
function commentOpeningLength(sql: string, start: number): number {
	const isFormal = sql[start + 2] === '*' && sql[start + 3] !== '/';
	return isFormal ? 4 : 2;
}

function placeholderAt(sql: string, start: number): SqlToken | undefined {
	if (ENDS_EXPRESSION.test(sql.slice(Math.max(0, start - 2), start))) return undefined;
	PLACEHOLDER.lastIndex = start;
	const match = PLACEHOLDER.exec(sql);
	return match === null ? undefined : { kind: 'placeholder', start, end: start + match[0].length };
}

const WORD_PART = /[\p{L}\p{N}_$]/u;
const NUMBER = /^\d+(?:[eE]\d+)?$/;

/** `E'` begins a string with backslash escapes, unless the E is the end of a longer word; behind a number it is none. */
function hasEscapePrefix(sql: string, quote: number): boolean {
	if (!/[eE]/.test(sql.charAt(quote - 1))) return false;
	let start = quote - 1;
	while (start > 0 && WORD_PART.test(sql.charAt(start - 1))) start--;
	const before = sql.slice(start, quote - 1);
	return before === '' || NUMBER.test(before);
}

/** An unclosed quote reaches to the end of the text; the service will say so. */
function endOfQuoted(sql: string, start: number): number {
	const quote = sql.charAt(start);
	let close = sql.indexOf(quote, start + 1);
	while (close !== -1 && sql[close + 1] === quote) close = sql.indexOf(quote, close + 2);
	return close === -1 ? sql.length : close + 1;
}

/**
 * Undefined where no quote can end it: then the E is a word, and what follows an ordinary string. Where the last one
 * that can is the first of two, it ends there, since the lexer takes the longest string that is closed.
 */
function endOfEscapedString(sql: string, start: number): number | undefined {
	let lastPair: number | undefined;
	for (let position = start + 1; position < sql.length; position++) {
		if (sql[position] === '\\') position++;
		else if (sql[position] === "'") {
			if (sql[position + 1] !== "'") return position + 1;
			position++;
			lastPair = position;
		}
	}
	return lastPair;
}

function indexOfPattern(text: string, pattern: RegExp, from: number): number {
	pattern.lastIndex = from;
	return pattern.exec(text)?.index ?? text.length;
}
