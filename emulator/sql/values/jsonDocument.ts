/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { bigDecimalText } from './bigDecimal';

/** A number of a document, with all its digits, as Java's BigInteger or BigDecimal writes it. */
export class JsonNumber {
	constructor(readonly text: string) {}
}

/** A JSON value; objects keep the order of their members. */
export type JsonNode = null | boolean | string | JsonNumber | readonly JsonNode[] | ReadonlyMap<string, JsonNode>;

export const isObject = (node: JsonNode): node is ReadonlyMap<string, JsonNode> => node instanceof Map;
export const isArray = (node: JsonNode): node is readonly JsonNode[] => Array.isArray(node);

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\r\n]*/y;
/** What may follow a number or a word. */
const AFTER_WORD = /[ \t\r\n,:\]}]|$/y;

const WORDS: ReadonlyArray<readonly [text: string, value: JsonNode]> = [
	['null', null],
	['true', true],
	['false', false],
];

/** Reads one value at the start of a text. Throws SyntaxError where there is none. */
class Reader {
	private at = 0;

	constructor(private readonly text: string) {}

	document(): JsonNode {
		return this.value();
	}

	private value(): JsonNode {
		this.blanks();
		const char = this.text[this.at];
		if (char === '{') return this.object();
		if (char === '[') return this.array();
		if (char === '"') return this.string();
		const word = WORDS.find(([text]) => this.text.startsWith(text, this.at));
		if (!word) return this.number();
		this.at += word[0].length;
		this.endOfWord();
		return word[1];
	}

	private endOfWord(): void {
		AFTER_WORD.lastIndex = this.at;
		if (!AFTER_WORD.test(this.text)) throw this.unexpected();
	}

	private number(): JsonNumber {
		NUMBER.lastIndex = this.at;
		const found = NUMBER.exec(this.text)?.[0];
		if (found === undefined) throw this.unexpected();
		this.at += found.length;
		this.endOfWord();
		return new JsonNumber(/^-?\d+$/.test(found) ? String(BigInt(found)) : bigDecimalText(found));
	}

	private string(): string {
		let value = '';
		this.at += 1;
		for (;;) {
			const char = this.text[this.at];
			if (char === undefined || char < ' ') throw this.unexpected();
			this.at += 1;
			if (char === '"') return value;
			value += char === '\\' ? this.escaped() : char;
		}
	}

	private escaped(): string {
		const char = this.text[this.at] ?? '';
		this.at += 1;
		if (char !== 'u') {
			const meant = ESCAPES[char];
			if (meant === undefined) throw this.unexpected();
			return meant;
		}
		const digits = this.text.slice(this.at, this.at + 4);
		if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.unexpected();
		this.at += 4;
		return String.fromCharCode(Number.parseInt(digits, 16));
	}

	private array(): JsonNode {
		const items: JsonNode[] = [];
		this.members(']', () => items.push(this.value()));
		return items;
	}

	/** Of members of the same name the last counts, in the place of the first. */
	private object(): JsonNode {
		const members = new Map<string, JsonNode>();
		this.members('}', () => {
			this.blanks();
			if (this.text[this.at] !== '"') throw this.unexpected();
			const name = this.string();
			this.blanks();
			this.take(':');
			members.set(name, this.value());
		});
		return members;
	}

	private members(end: string, read: () => void): void {
		this.at += 1;
		this.blanks();
		if (this.text[this.at] === end) {
			this.at += 1;
			return;
		}
		for (;;) {
			read();
			this.blanks();
			if (this.text[this.at] !== ',') break;
			this.at += 1;
		}
		this.take(end);
	}

	private take(char: string): void {
		if (this.text[this.at] !== char) throw this.unexpected();
		this.at += 1;
	}

	private blanks(): void {
		BLANK.lastIndex = this.at;
		BLANK.test(this.text);
		this.at = Math.max(this.at, BLANK.lastIndex);
	}

	private unexpected(): SyntaxError {
		return new SyntaxError(`Unexpected character at ${this.at}`);
	}
}

/**
 * The value that a text begins with, or undefined where it is no JSON. What follows the value is not looked at, as in
 * Jackson.
 */
export function parseJson(text: string): JsonNode | undefined {
	try {
		return new Reader(text).document();
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** A string with its quotes and escapes, as Jackson writes it. */
export const quoteJson = (text: string): string =>
	// eslint-disable-next-line no-control-regex -- control characters are what has to be escaped
	`"${text.replace(/["\\\u0000-\u001f]/g, (char) => SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`;

const SHORT: Readonly<Record<string, string>> = {
	'"': '\\"',
	'\\': '\\\\',
	'\b': '\\b',
	'\f': '\\f',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
};

/** A value as JSON text without blanks, the members of an object in the order of their names. */
export function writeJson(node: JsonNode): string {
	if (node === null) return 'null';
	if (typeof node === 'boolean') return String(node);
	if (typeof node === 'string') return quoteJson(node);
	if (node instanceof JsonNumber) return node.text;
	if (isArray(node)) return `[${node.map(writeJson).join(',')}]`;
	const members = [...node].sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map(([name, member]) => `${quoteJson(name)}:${writeJson(member)}`).join(',')}}`;
}

/** A scalar as text: a string without its quotes. */
export const scalarText = (node: JsonNode): string => (typeof node === 'string' ? node : writeJson(node));

/** A text of JSON without blanks; one that is no JSON is given as it is. */
export function compactJson(text: string): string {
	const node = parseJson(text);
	return node === undefined ? text : writeJson(node);
}
