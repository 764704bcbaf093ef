import type { Span } from '../../text/span';
import type { Expr } from './ast';

/** A call that is written in a way of its own: an operator, a keyword with arguments. */
export function call(name: string, args: readonly Expr[], at: Span): Expr {
	return { kind: 'call', name, written: name, args, at };
}
