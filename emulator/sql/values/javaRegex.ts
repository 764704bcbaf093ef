/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { SqlError } from '../engine';

const refuse = (what: string): SqlError => new SqlError(`${what} of a regular expression is not supported by this emulator.`);

/** Java's `\s`, which knows no Unicode. */
const BLANKS = ' \\t\\n\\x0B\\f\\r';
/** Where Java's `$` matches too: before a line's end at the end of the text. */
const END = '(?=(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])?$)';

const NAMED_CLASSES: Readonly<Record<string, string>> = {
	Lower: 'a-z',
	Upper: 'A-Z',
	ASCII: '\\x00-\\x7F',
	Alpha: 'a-zA-Z',
	Digit: '0-9',
	Alnum: 'a-zA-Z0-9',
	Punct: '!-\\/:-@\\[-`\\{-~',
	Graph: '!-~',
	Print: ' -~',
	Blank: ' \\t',
	Cntrl: '\\x00-\\x1F\\x7F',
	XDigit: '0-9a-fA-F',
	Space: BLANKS,
};
const UNICODE_CLASS = /^(?:Is)?([CLMNPSZ][a-z]?|Alphabetic|Lowercase|Uppercase|White_Space)$/;
const ESCAPED: Readonly<Record<string, string>> = { a: '\\x07', e: '\\x1B', t: '\\t', n: '\\n', r: '\\r', f: '\\f' };
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

const literal = (char: string): string => (SYNTAX.test(char) ? `\\${char}` : char);

/** Rewrites a pattern of java.util.regex for JavaScript's `u` mode. */
class Translator {
	private at = 0;
	private flags = '';

	constructor(private readonly pattern: string) {}

	translate(): RegExp {
		let source = '';
		this.readFlags();
		while (this.at < this.pattern.length) source += this.piece();
		return new RegExp(source, `u${this.flags}`);
	}

	private readFlags(): void {
		const match = /^\(\?([a-zA-Z]+)\)/.exec(this.pattern);
		if (!match) return;
		const letters = match[1] ?? '';
		if (/[^ism]/.test(letters)) throw refuse(`The flag '${letters}'`);
		this.flags = [...new Set(letters)].join('');
		this.at = match[0].length;
	}

	private next(): string {
		const char = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
		this.at += char.length;
		return char;
	}

	private piece(): string {
		if (this.pattern.startsWith('\\Q', this.at)) return this.quoted();
		const char = this.next();
		if (char === '\\') return this.escape(false);
		if (char === '[') return this.set();
		if (char === '$') return this.flags.includes('m') ? '$' : END;
		if (char === '(') return this.group();
		if (char === ']' || char === '}') return `\\${char}`;
		if ('*+?'.includes(char) || char === '{') return this.quantifier(char);
		return char;
	}

	private quantifier(char: string): string {
		let text = char;
		if (char === '{') {
			const match = /^\d+(?:,\d*)?\}/.exec(this.pattern.slice(this.at));
			if (!match) throw new SyntaxError('Illegal repetition');
			text += match[0];
			this.at += match[0].length;
		}
		if (this.pattern[this.at] === '+') throw refuse('A possessive quantifier');
		if (this.pattern[this.at] === '?') {
			this.at += 1;
			text += '?';
		}
		return text;
	}

	private group(): string {
		const rest = this.pattern.slice(this.at);
		if (!rest.startsWith('?') || /^\?(?:[:=!]|<[=!]|<[a-zA-Z][a-zA-Z0-9]*>)/.test(rest)) {
			if (!rest.startsWith('?')) return '(';
			this.at += 1;
			return '(?';
		}
		throw refuse(`'(${rest.slice(0, 3)}'`);
	}

	private quoted(): string {
		const end = this.pattern.indexOf('\\E', this.at + 2);
		const text = this.pattern.slice(this.at + 2, end < 0 ? undefined : end);
		this.at = end < 0 ? this.pattern.length : end + 2;
		return [...text].map(literal).join('');
	}

	private escape(inSet: boolean): string {
		if (this.at >= this.pattern.length) throw new SyntaxError('Unexpected internal error');
		const char = this.next();
		if (char === 's') return inSet ? BLANKS : `[${BLANKS}]`;
		if (char === 'S' && !inSet) return `[^${BLANKS}]`;
		if (char === 'p' || char === 'P') return this.property(char, inSet);
		if ('dDwW'.includes(char) || (!inSet && 'bB123456789'.includes(char))) return `\\${char}`;
		if (!inSet && 'AzZ'.includes(char)) return { A: '(?<![^])', z: '(?![^])' }[char] ?? END;
		if (char === 'k' && !inSet) return '\\k';
		return ESCAPED[char] ?? this.codePoint(char) ?? this.escapedLiteral(char);
	}

	private codePoint(char: string): string | undefined {
		const rest = this.pattern.slice(this.at);
		const match = { x: /^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/, u: /^([0-9a-fA-F]{4})/, 0: /^([0-3]?[0-7]{1,2})/ }[char]?.exec(rest);
		if (!match) return undefined;
		this.at += match[0].length;
		return `\\u{${Number.parseInt(match[1] ?? match[2] ?? '', char === '0' ? 8 : 16).toString(16)}}`;
	}

	private escapedLiteral(char: string): string {
		if (/[a-zA-Z0-9]/.test(char)) {
			if ('hHvVRGXNcS'.includes(char)) throw refuse(`'\\${char}'`);
			throw new SyntaxError('Illegal/unsupported escape sequence');
		}
		return char === '-' ? '\\-' : literal(char);
	}

	private property(letter: string, inSet: boolean): string {
		const match = /^(?:\{(\w+)\}|([A-Z]))/.exec(this.pattern.slice(this.at));
		const name = match?.[1] ?? match?.[2] ?? '';
		this.at += match?.[0].length ?? 0;
		const ascii = NAMED_CLASSES[name];
		if (ascii !== undefined && (letter === 'p' || !inSet)) {
			if (letter === 'P') return `[^${ascii}]`;
			return inSet ? ascii : `[${ascii}]`;
		}
		const known = UNICODE_CLASS.exec(name)?.[1];
		if (known === undefined) throw refuse(`The class '\\${letter}{${name}}'`);
		return `\\${letter}{${known}}`;
	}

	private set(): string {
		let source = '[';
		if (this.pattern[this.at] === '^') source += this.next();
		if (this.pattern[this.at] === ']') source += `\\${this.next()}`;
		for (;;) {
			if (this.at >= this.pattern.length) throw new SyntaxError('Unclosed character class');
			const char = this.next();
			if (char === ']') return `${source}]`;
			if (char === '[' || (char === '&' && this.pattern[this.at] === '&')) throw refuse('A class inside of a class');
			source += char === '\\' ? this.escape(true) : char === '-' ? char : literal(char);
		}
	}
}

const known = new Map<string, RegExp | null>();

/**
 * A pattern of Java as one of JavaScript's, or null where Java takes it for none. Throws `SqlError` for what
 * JavaScript has no equal of.
 */
export function javaRegex(pattern: string): RegExp | null {
	const before = known.get(pattern);
	if (before !== undefined) return before;
	let regex: RegExp | null;
	try {
		regex = new Translator(pattern).translate();
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		regex = null;
	}
	if (known.size > 500) known.clear();
	known.set(pattern, regex);
	return regex;
}

/** All that a pattern finds, from left to right. */
export const allMatches = (text: string, regex: RegExp): RegExpExecArray[] => [
	...text.matchAll(new RegExp(regex.source, `${regex.flags}g`)),
];
