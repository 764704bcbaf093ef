import type { Span } from './span';
import type { Token, TokenKind } from './token';

export interface Mark {
	readonly offset: number;
	readonly line: number;
	readonly column: number;
}

/** Walks over the SQL text and knows line and column. Works on code points, so that no surrogate pair is cut. */
export class Cursor {
	private offset = 0;
	private line = 1;
	private column = 1;
	private lastLine = 1;
	private lastColumn = 1;

	constructor(private readonly sql: string) {}

	/** The character `ahead` code units on; empty at the end. */
	peek(ahead = 0): string {
		const code = this.sql.codePointAt(this.offset + ahead);
		return code === undefined ? '' : String.fromCodePoint(code);
	}

	startsWith(text: string): boolean {
		return this.sql.startsWith(text, this.offset);
	}

	rest(length: number): string {
		return this.sql.slice(this.offset, this.offset + length);
	}

	/** The text from an offset to here. */
	between(offset: number): string {
		return this.sql.slice(offset, this.offset);
	}

	/** Moves over `length` code units and gives them. */
	take(length: number): string {
		const taken = this.rest(length);
		for (const char of taken) {
			this.lastLine = this.line;
			this.lastColumn = this.column;
			this.offset += char.length;
			if (char === '\n') {
				this.line += 1;
				this.column = 1;
			} else this.column += 1;
		}
		return taken;
	}

	takeWhile(pattern: RegExp): string {
		let taken = '';
		while (this.peek() !== '' && pattern.test(this.peek())) taken += this.take(this.peek().length);
		return taken;
	}

	mark(): Mark {
		return { offset: this.offset, line: this.line, column: this.column };
	}

	/** The span from a mark to the last character taken; a single point when nothing was taken. */
	spanFrom(start: Mark): Span {
		const { line, column } = start;
		if (this.offset === start.offset) return { line, column, endLine: line, endColumn: column };
		return { line, column, endLine: this.lastLine, endColumn: this.lastColumn };
	}

	token(kind: TokenKind, start: Mark, value: string): Token {
		const text = this.sql.slice(start.offset, this.offset);
		return { kind, text, value, at: this.spanFrom(start), start: start.offset, end: this.offset };
	}
}
