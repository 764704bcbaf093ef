import type { Expr, Query } from './tree/ast';
import type { TokenStream } from './tokenStream';

/**
 * The tokens and the parts of the grammar that contain one another. They are handed in, so that the file of a part
 * imports none that imports it.
 */
export interface Grammar {
	readonly tokens: TokenStream;
	query(): Query;
	expression(): Expr;
	/** An expression without comparisons, so that a following IN stays the caller's. */
	additive(): Expr;
}

/** Whether a query, rather than an expression, begins `ahead` tokens on. */
export function startsQuery(tokens: TokenStream, ahead: number): boolean {
	const token = tokens.peek(ahead);
	return token.kind === 'word' && ['SELECT', 'WITH', 'VALUES'].includes(token.value);
}
