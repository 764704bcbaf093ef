import { spanning } from '../text/span';
import type {
	CommonTable,
	Expr,
	Grouping,
	Name,
	OrderItem,
	Query,
	QueryBody,
	Select,
	SelectItem,
	Values,
	WindowSpec,
} from './tree/ast';
import type { Grammar } from './grammar';
import { parseWindowSpec } from './parseCall';
import { parseAdditive, parseExpression } from './parseExpression';
import { parseFrom } from './parseFrom';
import { parseOrderItem } from './parseOrderItem';
import type { TokenStream } from './tokenStream';

/** The grammar of expressions and queries over one token stream. */
export function grammarOf(tokens: TokenStream): Grammar {
	const grammar: Grammar = {
		tokens,
		query: () => parseQuery(grammar),
		expression: () => parseExpression(grammar),
		additive: () => parseAdditive(grammar),
	};
	return grammar;
}

/** `WITH … SELECT … UNION … ORDER BY … LIMIT …`. */
export function parseQuery(grammar: Grammar): Query {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	const ctes = tokens.accept('WITH') ? tokens.list(() => parseCommonTable(grammar)) : [];
	const body = parseSetOperation(grammar);
	const orderBy: OrderItem[] = tokens.accept('ORDER', 'BY') ? tokens.list(() => parseOrderItem(grammar)) : [];
	const { limit, offset } = parseLimit(tokens);
	return { ctes, body, orderBy, limit, offset, at: tokens.since(start) };
}

function parseCommonTable(grammar: Grammar): CommonTable {
	const { tokens } = grammar;
	const name = tokens.identifier();
	const columns: Name[] = tokens.at('(') ? tokens.parenthesized(() => tokens.identifier()) : [];
	tokens.expect('AS', '(');
	const query = parseQuery(grammar);
	tokens.expect(')');
	return { name, columns, query };
}

function parseLimit(tokens: TokenStream): { limit: number | null; offset: number } {
	let limit: number | null = null;
	let offset = 0;
	for (;;) {
		if (tokens.accept('LIMIT')) {
			if (!tokens.accept('ALL')) limit = tokens.wholeNumber();
		} else if (tokens.accept('OFFSET')) {
			offset = tokens.wholeNumber();
			tokens.acceptAny(['ROW', 'ROWS']);
		} else if (tokens.accept('FETCH')) {
			if (tokens.acceptAny(['FIRST', 'NEXT']) === null) throw tokens.unexpected(['"FIRST"', '"NEXT"']);
			limit = tokens.peek().kind === 'number' ? tokens.wholeNumber() : 1;
			tokens.acceptAny(['ROW', 'ROWS']);
			tokens.expect('ONLY');
		} else return { limit, offset };
	}
}

function parseSetOperation(grammar: Grammar): QueryBody {
	const { tokens } = grammar;
	let left = parseIntersect(grammar);
	for (;;) {
		const operator = tokens.acceptAny(['UNION', 'EXCEPT', 'MINUS']);
		if (operator === null) return left;
		const all = tokens.acceptAny(['ALL', 'DISTINCT']) === 'ALL';
		const right = parseIntersect(grammar);
		const kind = operator === 'UNION' ? 'UNION' : 'EXCEPT';
		left = { kind: 'set', operator: kind, all, left, right, at: spanning(left.at, right.at) };
	}
}

function parseIntersect(grammar: Grammar): QueryBody {
	const { tokens } = grammar;
	let left = parseQueryTerm(grammar);
	while (tokens.accept('INTERSECT')) {
		const all = tokens.acceptAny(['ALL', 'DISTINCT']) === 'ALL';
		const right = parseQueryTerm(grammar);
		left = { kind: 'set', operator: 'INTERSECT', all, left, right, at: spanning(left.at, right.at) };
	}
	return left;
}

function parseQueryTerm(grammar: Grammar): QueryBody {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	if (tokens.at('SELECT')) return parseSelect(grammar);
	if (tokens.at('VALUES')) return parseValues(grammar);
	if (!tokens.accept('(')) throw tokens.unexpected(['"SELECT"', '"VALUES"', '"WITH"', '"("']);
	const query = parseQuery(grammar);
	tokens.expect(')');
	return { kind: 'nested', query, at: tokens.since(start) };
}

export function parseValues(grammar: Grammar): Values {
	const { tokens } = grammar;
	const start = tokens.expect('VALUES').at;
	const rows = tokens.list((): readonly Expr[] => {
		const isRow = tokens.accept('ROW', '(');
		if (isRow || tokens.at('(')) {
			if (!isRow) tokens.expect('(');
			const items = tokens.list(() => grammar.expression());
			tokens.expect(')');
			return items;
		}
		return [grammar.expression()];
	});
	return { kind: 'values', rows, at: tokens.since(start) };
}

function parseSelect(grammar: Grammar): Select {
	const { tokens } = grammar;
	const start = tokens.expect('SELECT').at;
	const distinct = tokens.acceptAny(['DISTINCT', 'ALL', 'STREAM']) === 'DISTINCT';
	const items = tokens.list(() => parseSelectItem(grammar));
	const from = tokens.accept('FROM') ? parseFrom(grammar) : null;
	const where = tokens.accept('WHERE') ? grammar.expression() : null;
	const groupBy = tokens.accept('GROUP', 'BY') ? tokens.list(() => parseGrouping(grammar)) : null;
	const having = tokens.accept('HAVING') ? grammar.expression() : null;
	const windows = tokens.accept('WINDOW') ? tokens.list(() => parseNamedWindow(grammar)) : [];
	return { kind: 'select', distinct, items, from, where, groupBy, having, windows, at: tokens.since(start) };
}

function parseNamedWindow(grammar: Grammar): { name: Name; spec: WindowSpec } {
	const name = grammar.tokens.identifier();
	grammar.tokens.expect('AS');
	return { name, spec: parseWindowSpec(grammar) };
}

function parseSelectItem(grammar: Grammar): SelectItem {
	const { tokens } = grammar;
	const expr = grammar.expression();
	if (tokens.accept('AS')) return { expr, alias: tokens.identifier() };
	return { expr, alias: tokens.atIdentifier() ? tokens.identifier() : null };
}

function parseGrouping(grammar: Grammar): Grouping {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	const group = (): Expr[] => {
		if (!tokens.accept('(')) return [grammar.expression()];
		const items = tokens.at(')') ? [] : tokens.list(() => grammar.expression());
		tokens.expect(')');
		return items;
	};
	if (tokens.accept('GROUPING', 'SETS')) {
		return { kind: 'SETS', sets: tokens.parenthesized(group), at: tokens.since(start) };
	}
	const kind = tokens.at('ROLLUP', '(') || tokens.at('CUBE', '(') ? tokens.next().value : 'SIMPLE';
	if (kind !== 'SIMPLE') {
		return {
			kind: kind === 'CUBE' ? 'CUBE' : 'ROLLUP',
			sets: tokens.parenthesized(group),
			at: tokens.since(start),
		};
	}
	const expr = grammar.expression();
	const items = expr.kind === 'call' && expr.written === 'ROW' ? expr.args : [expr];
	return { kind: 'SIMPLE', sets: [items], at: tokens.since(start) };
}
