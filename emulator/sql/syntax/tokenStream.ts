import type { Span } from '../text/span';
import { parseError } from '../text/sqlErrors';
import type { Hint, Token } from '../text/token';
import { misplacedHint, tokenize } from '../text/tokenizer';
import type { Name, Path } from './tree/ast';
import { RESERVED } from './reservedWords';

/** The tokens of one statement with a position, and the questions that a parser asks of them. */
export class TokenStream {
	private readonly tokens: Token[];
	private position = 0;
	private readonly end: Token;
	private readonly taken = new Set<Hint>();

	constructor(readonly sql: string) {
		this.tokens = tokenize(sql);
		const end = this.tokens.at(-1);
		if (end === undefined) throw new TypeError('tokenize gave no end token');
		this.end = end;
	}

	peek(ahead = 0): Token {
		return this.tokens[this.position + ahead] ?? this.end;
	}

	/** The token that was taken last; its span ends what has been parsed so far. */
	previous(): Token {
		return this.tokens[this.position - 1] ?? this.peek();
	}

	next(): Token {
		const token = this.peek();
		if (this.position < this.tokens.length - 1) this.position += 1;
		return token;
	}

	mark(): number {
		return this.position;
	}

	reset(mark: number): void {
		this.position = mark;
	}

	/** Whether the next tokens are these words or symbols, in order. */
	at(...values: string[]): boolean {
		return values.every((value, index) => this.isPlain(this.peek(index), value));
	}

	/** Takes the given words or symbols if they come next. */
	accept(...values: string[]): boolean {
		if (!this.at(...values)) return false;
		this.position += values.length;
		return true;
	}

	/** Takes one of the given words, if it comes next. */
	acceptAny(values: readonly string[]): string | null {
		const found = values.find((value) => this.at(value));
		if (found !== undefined) this.next();
		return found ?? null;
	}

	expect(...values: string[]): Token {
		for (const value of values) {
			if (!this.at(value)) throw this.unexpected([`"${value}"`]);
			this.next();
		}
		return this.previous();
	}

	/** The error for the token that stands here. */
	unexpected(expected: readonly string[] = []): Error {
		const token = this.peek();
		return parseError(
			token.at,
			token.kind === 'string' ? token.text.slice(0, 60) : token.text || '<EOF>',
			expected,
		);
	}

	atIdentifier(): boolean {
		const token = this.peek();
		return token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.has(token.value));
	}

	identifier(): Name {
		if (!this.atIdentifier()) throw this.unexpected(['<IDENTIFIER>']);
		return this.nameOf(this.next());
	}

	/** The options in the hints behind the last token; null where there are none. */
	hintedOptions(): Readonly<Record<string, string>> | null {
		const hints = (this.previous().hints ?? []).filter(({ options }) => options !== null);
		for (const hint of hints) this.taken.add(hint);
		const options = hints.flatMap((hint) => Object.entries(hint.options ?? {}));
		return hints.length === 0 ? null : Object.fromEntries(options);
	}

	/** Throws `SqlError` for a hint that nobody has asked for and that would have an effect in another place. */
	refuseOtherHints(): void {
		const hints = this.tokens.flatMap((token) => token.hints ?? []);
		const misplaced = hints.find((hint) => !this.taken.has(hint) && !isUsual(hint));
		if (misplaced) throw misplacedHint(misplaced);
	}

	/** A name where reserved words are names too. */
	anyWord(): Name {
		const token = this.peek();
		if (token.kind !== 'word' && token.kind !== 'quoted') throw this.unexpected(['<IDENTIFIER>']);
		return this.nameOf(this.next());
	}

	/** Confluent documents `INFORMATION_SCHEMA.TABLES` without backticks, though Flink reserves the word. */
	path(): Path {
		const parts = [this.identifier()];
		while (this.accept('.')) {
			const isSystem = parts.at(-1)?.name === 'INFORMATION_SCHEMA';
			parts.push(isSystem ? this.anyWord() : this.identifier());
		}
		return parts;
	}

	stringLiteral(): string {
		if (this.peek().kind !== 'string') throw this.unexpected(['<QUOTED_STRING>']);
		return this.next().value;
	}

	wholeNumber(): number {
		const token = this.peek();
		if (token.kind !== 'number' || !/^\d+$/.test(token.text))
			throw this.unexpected(['<UNSIGNED_INTEGER_LITERAL>']);
		return Number(this.next().text);
	}

	/** `( item, item, … )`. */
	parenthesized<T>(item: () => T): T[] {
		this.expect('(');
		const items = this.list(item);
		this.expect(')');
		return items;
	}

	list<T>(item: () => T): T[] {
		const items = [item()];
		while (this.accept(',')) items.push(item());
		return items;
	}

	/** The span from a token taken earlier to the last one taken. */
	since(first: Span): Span {
		const last = this.previous().at;
		return { line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn };
	}

	/** The SQL text from an offset to the end of the last token taken. */
	textSince(offset: number): string {
		return this.sql.slice(offset, this.previous().end);
	}

	private nameOf(token: Token): Name {
		return { name: token.kind === 'quoted' ? token.value : token.text, at: token.at };
	}

	private isPlain(token: Token, value: string): boolean {
		return (token.kind === 'word' || token.kind === 'symbol') && token.value === value;
	}
}

const USUAL: Readonly<Record<string, string>> = { 'scan.startup.mode': 'earliest-offset', 'scan.bounded.mode': 'unbounded' };

/** Whether a hint says nothing but what is so without it. */
function isUsual({ options }: Hint): boolean {
	return options !== null && Object.entries(options).every(([name, value]) => USUAL[name] === value);
}
