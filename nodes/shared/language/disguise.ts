/** A text, and where each of its characters stands in the text that it was read from. */
export interface Reading {
	readonly text: string;
	/** Of each character, the index at which it begins; undefined where nothing was read differently. */
	readonly starts?: Int32Array;
	/** Of each character, the index after its end. */
	readonly ends?: Int32Array;
}

/** How a text may be written in another one, in the order in which writings are undone: JSON and JavaScript, URL, HTML. */
const WRITINGS: ReadonlyArray<readonly [escape: RegExp, meaningOf: (escape: RegExpExecArray) => string | undefined]> = [
	[
		/\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([bfnrtv]|[^a-z0-9&<%\s])/gi,
		([, braced, unit, byte, letter]) => (letter === undefined ? characterOf(braced ?? unit ?? byte, 16) : SPACES.has(letter) ? WHITE_SPACE : letter),
	],
	[/(%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3})|%([0-9a-f]{2})/gi, ([, bytes, byte]) => (bytes === undefined ? characterOf(byte, 16) : characterOfBytes(bytes))],
	[
		/&#x([0-9a-f]{1,6});?|&#(\d{1,7});?|&([a-z]{2,8});/gi,
		([, hex, decimal, name]) => (name === undefined ? characterOf(hex ?? decimal, hex === undefined ? 10 : 16) : NAMED[name.toLowerCase()]),
	],
];

const WHITE_SPACE = ' ';

/** Escapes that stand for white space, and not for the letter in them. */
const SPACES: ReadonlySet<string> = new Set(['b', 'f', 'n', 'r', 't', 'v']);

/** The names that HTML has for the signs of ASCII, in lower case, and for spaces that separate nothing. */
const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	ast: '*',
	bsol: '\\',
	colon: ':',
	comma: ',',
	commat: '@',
	dash: '-',
	dollar: '$',
	equals: '=',
	excl: '!',
	grave: '`',
	gt: '>',
	hat: '^',
	hyphen: '-',
	lowbar: '_',
	lpar: '(',
	lt: '<',
	nbsp: WHITE_SPACE,
	newline: WHITE_SPACE,
	num: '#',
	percnt: '%',
	period: '.',
	plus: '+',
	quest: '?',
	quot: '"',
	rpar: ')',
	semi: ';',
	shy: WHITE_SPACE,
	sol: '/',
	tab: WHITE_SPACE,
	verbar: '|',
	zwnj: WHITE_SPACE,
};

/** Whether the text has what begins an escape. */
export function hasEscapes({ text }: Reading): boolean {
	return /[\\%&]/.test(text);
}

/**
 * The text with one layer of escapes resolved: of `%5Cu002B` that is `\u002B`, whose own layer is `+`. In linear time.
 *
 * @returns undefined where there are none
 */
export function unescaped(reading: Reading): Reading | undefined {
	for (const [escape, meaningOf] of WRITINGS) {
		const read = rewritten(reading, escape, meaningOf);
		if (read !== undefined) return read;
	}
	return undefined;
}

function rewritten(reading: Reading, escape: RegExp, meaningOf: (escape: RegExpExecArray) => string | undefined): Reading | undefined {
	const { text } = reading;
	const rewriting = new Rewriting(reading);
	let done = 0;
	for (const found of text.matchAll(escape)) {
		const meaning = meaningOf(found);
		if (meaning === undefined) continue;
		const end = found.index + found[0].length;
		rewriting.keep(done, found.index);
		rewriting.put(meaning, found.index, end);
		done = end;
	}
	if (done === 0) return undefined;
	rewriting.keep(done, text.length);
	return rewriting.result();
}

/**
 * The text without what separates letters and is not seen: tags, white space, line breaks. In linear time.
 */
export function withoutGaps(reading: Reading): Reading {
	const { text } = reading;
	const rewriting = new Rewriting(reading);
	let kept = 0;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		const end = code === LESS_THAN ? endOfTag(text, index) : isBlank(code) ? index : -1;
		if (end === -1) continue;
		rewriting.keep(kept, index);
		index = end;
		kept = end + 1;
	}
	if (kept === 0) return reading;
	rewriting.keep(kept, text.length);
	return rewriting.result();
}

const LESS_THAN = 0x3c;

/** Index of the `>` that ends a tag; -1 where none does before another one begins. */
function endOfTag(text: string, start: number): number {
	for (let index = start + 1; index < text.length; index++) {
		const char = text[index];
		if (char === '>') return index;
		if (char === '<') return -1;
	}
	return -1;
}

/** Spaces, controls and marks without width, in the ranges of Unicode that have nothing else. */
export function isBlank(code: number): boolean {
	if (code <= 0x20) return true;
	if (code < 0x7f) return false;
	if (code <= 0xa0 || code === 0xad) return true;
	return (code >= 0x2000 && code <= 0x200f) || (code >= 0x2028 && code <= 0x202f) || (code >= 0x205f && code <= 0x206f) || code === 0x1680 || code === 0x3000 || code === 0xfeff;
}

/** Undefined for a number that is none of a character. */
function characterOf(digits: string | undefined, base: number): string | undefined {
	const code = Number.parseInt(digits ?? '', base);
	return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** The character that a URL writes as several bytes; undefined where they are none. */
function characterOfBytes(bytes: string): string | undefined {
	try {
		return decodeURIComponent(bytes);
	} catch {
		return undefined;
	}
}

/** A text that is put together from parts of another one. No part may be longer than what it is made of. */
class Rewriting {
	private readonly pieces: string[] = [];
	private readonly starts: Int32Array;
	private readonly ends: Int32Array;
	private length = 0;

	constructor(private readonly source: Reading) {
		this.starts = new Int32Array(source.text.length);
		this.ends = new Int32Array(source.text.length);
	}

	/** What stands from `from` to before `to`, as it is. */
	keep(from: number, to: number): void {
		if (from === to) return;
		this.pieces.push(this.source.text.slice(from, to));
		for (let index = from; index < to; index++) this.note(index, index);
	}

	/** `piece`, in place of what stands from `from` to before `to`. */
	put(piece: string, from: number, to: number): void {
		this.pieces.push(piece);
		for (let index = 0; index < piece.length; index++) this.note(from, to - 1);
	}

	result(): Reading {
		return { text: this.pieces.join(''), starts: this.starts, ends: this.ends };
	}

	/** Notes of the next character with which one of the source it begins, and with which it ends. */
	private note(first: number, last: number): void {
		const { starts, ends } = this.source;
		this.starts[this.length] = starts === undefined ? first : (starts[first] ?? first);
		this.ends[this.length] = ends === undefined ? last + 1 : (ends[last] ?? last + 1);
		this.length++;
	}
}
