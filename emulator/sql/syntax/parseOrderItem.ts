import type { OrderItem } from './tree/ast';
import type { Grammar } from './grammar';

/** `expression [ASC | DESC] [NULLS FIRST | LAST]`. */
export function parseOrderItem(grammar: Grammar): OrderItem {
	const { tokens } = grammar;
	const expr = grammar.expression();
	const descending = tokens.acceptAny(['ASC', 'DESC']) === 'DESC';
	if (!tokens.accept('NULLS')) return { expr, descending, nullsFirst: null };
	const place = tokens.acceptAny(['FIRST', 'LAST']);
	if (place === null) throw tokens.unexpected(['"FIRST"', '"LAST"']);
	return { expr, descending, nullsFirst: place === 'FIRST' };
}
