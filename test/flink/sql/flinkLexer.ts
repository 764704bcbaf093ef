/** What a stretch of SQL is to Flink; everything but strings, quoted identifiers and comments is code. */
export type Stretch = readonly ['code' | 'string' | 'quotedIdentifier' | 'comment', string];

/**
 * The tokens of Flink's lexer (Calcite's, with backticks) that say where code ends. Of all that match at a place the
 * longest is taken, as JavaCC does; `*\/` is a token of its own wherever it stands in code.
 */
const TOKENS: ReadonlyArray<readonly [Stretch[0] | 'formalComment' | 'multiLineComment', RegExp]> = [
	['string', /'(?:[^']|'')*'/y],
	['quotedIdentifier', /`(?:[^`\n\r]|``)+`/y],
	['comment', /(?:\/\/|--)[^\n\r]*/y],
	['formalComment', /\/\*\*[^/]/y],
	['multiLineComment', /\/\*/y],
	['code', /\/\*\+/y],
	['code', /\*\//y],
	['code', /[A-Za-z_]\w*/y],
	['code', /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y],
	['code', /[^'`]/y],
];

/** `E'…'` is one token: a backslash escapes there, a doubled quote stands for one. */
const ESCAPED_STRING = /[eE]('(?:[^'\\]|\\[\s\S]|'')*')/y;

/**
 * A second, slow reading of SQL by Flink's rules, which shares nothing with the scanner. Undefined for text that
 * Flink cannot split at all: a quote or a comment that is never closed.
 */
export function lex(sql: string): Stretch[] | undefined {
	const stretches: Stretch[] = [];
	for (let at = 0; at < sql.length; ) {
		const escaped = matchAt(ESCAPED_STRING, sql, at);
		if (escaped !== undefined) {
			stretches.push(['code', escaped.charAt(0)], ['string', escaped.slice(1)]);
			at += escaped.length;
			continue;
		}
		const longest = TOKENS.flatMap(([kind, pattern]) => {
			const text = matchAt(pattern, sql, at);
			return text === undefined ? [] : [{ kind, text }];
		}).reduce<{ kind: (typeof TOKENS)[number][0]; text: string } | undefined>((best, each) => (best === undefined || each.text.length > best.text.length ? each : best), undefined);
		if (longest === undefined) return undefined;
		const { kind, text } = longest;
		if (kind === 'formalComment' || kind === 'multiLineComment') {
			const close = sql.indexOf('*/', at + text.length);
			if (close === -1) return undefined;
			stretches.push(['comment', sql.slice(at, close + 2)]);
			at = close + 2;
		} else {
			stretches.push([kind, text]);
			at += text.length;
		}
	}
	return joined(stretches);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

/** Code in one piece; two quoted things that touch stay two. */
function joined(stretches: readonly Stretch[]): Stretch[] {
	const result: Stretch[] = [];
	for (const [kind, text] of stretches) {
		const last = result.at(-1);
		if (kind === 'code' && last?.[0] === 'code') result[result.length - 1] = ['code', last[1] + text];
		else result.push([kind, text]);
	}
	return result;
}
