import type { Span } from './span';

export type TokenKind = 'word' | 'quoted' | 'string' | 'bytes' | 'number' | 'symbol' | 'end';

/** The smallest piece of SQL that means something by itself. */
export interface Token {
	readonly kind: TokenKind;
	/** The token as it stands in the SQL. */
	readonly text: string;
	/** The meaning: a string or quoted name without its quotes, a word in capitals, the hex digits of a byte literal. */
	readonly value: string;
	readonly at: Span;
	/** Offsets into the SQL, end exclusive. */
	readonly start: number;
	readonly end: number;
	/** Hints that stand behind the token. */
	readonly hints?: readonly Hint[];
}

/** A comment that begins with a plus sign, such as `OPTIONS('scan.startup.mode'='latest-offset')`. */
export interface Hint {
	readonly text: string;
	/** Null where it is no hint with options. */
	readonly options: Readonly<Record<string, string>> | null;
}
