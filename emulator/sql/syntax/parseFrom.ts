import { spanning } from '../text/span';
import { notSupported, validationError } from '../text/sqlErrors';
import type { Token } from '../text/token';
import type { Alias, Expr, JoinedTable, Name, TableRef } from './tree/ast';
import { startsQuery, type Grammar } from './grammar';
import { parseWindowTable, WINDOW_FUNCTIONS } from './parseWindowTable';
import type { TokenStream } from './tokenStream';
import { refuseFunction, refuseTableClause } from './unsupported';

const NO_CONDITION =
	'INNER, LEFT, RIGHT or FULL join requires a condition (NATURAL keyword or ON or USING clause)';

const TABLE_FUNCTIONS = ['UNNEST', ...WINDOW_FUNCTIONS];

/** What follows FROM: tables, joins, subqueries, windows. */
export function parseFrom(grammar: Grammar): TableRef {
	const { tokens } = grammar;
	let left = parseJoins(grammar);
	while (tokens.accept(',')) left = cross(left, parseJoins(grammar));
	return left;
}

function cross(left: TableRef, right: TableRef): JoinedTable {
	const at = spanning(left.at, right.at);
	return { kind: 'join', type: 'CROSS', natural: false, left, right, on: null, using: [], at };
}

function parseJoins(grammar: Grammar): TableRef {
	const { tokens } = grammar;
	let left = parseTable(grammar);
	for (;;) {
		if (tokens.accept('CROSS', 'JOIN')) {
			left = cross(left, parseTable(grammar));
			continue;
		}
		const mark = tokens.mark();
		const natural = tokens.accept('NATURAL');
		const type = joinType(tokens);
		if (type === null) {
			tokens.reset(mark);
			return left;
		}
		left = parseCondition(grammar, { type, natural, left, right: parseTable(grammar) });
	}
}

function joinType(tokens: TokenStream): JoinedTable['type'] | null {
	if (tokens.accept('JOIN') || tokens.accept('INNER', 'JOIN')) return 'INNER';
	for (const side of ['LEFT', 'RIGHT', 'FULL'] as const) {
		if (tokens.accept(side, 'OUTER', 'JOIN') || tokens.accept(side, 'JOIN')) return side;
	}
	return null;
}

function parseCondition(
	grammar: Grammar,
	join: Pick<JoinedTable, 'type' | 'natural' | 'left' | 'right'>,
): JoinedTable {
	const { tokens } = grammar;
	const on = tokens.accept('ON') ? grammar.expression() : null;
	const using: Name[] = tokens.accept('USING') ? tokens.parenthesized(() => tokens.identifier()) : [];
	const at = spanning(join.left.at, tokens.previous().at);
	if (on === null && using.length === 0 && !join.natural) throw validationError(at, NO_CONDITION);
	return { kind: 'join', ...join, on, using, at };
}

function parseTable(grammar: Grammar): TableRef {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	if (tokens.accept('(')) return parseParenthesizedTable(grammar, start);
	const lateral = tokens.accept('LATERAL');
	if (lateral && tokens.accept('(')) {
		const query = grammar.query();
		tokens.expect(')');
		return { kind: 'derived', query, lateral, alias: parseAlias(tokens), at: tokens.since(start) };
	}
	if (tokens.accept('TABLE', '(')) {
		const table = parseTableFunction(grammar);
		tokens.expect(')');
		return { ...table, alias: parseAlias(tokens) };
	}
	if (TABLE_FUNCTIONS.some((name) => tokens.at(name, '('))) {
		const table = parseTableFunction(grammar);
		return { ...table, alias: parseAlias(tokens) };
	}
	return parseNamedTable(grammar);
}

function parseParenthesizedTable(grammar: Grammar, start: TableRef['at']): TableRef {
	const { tokens } = grammar;
	if (startsQuery(tokens, 0) || tokens.at('(')) {
		const query = grammar.query();
		tokens.expect(')');
		return { kind: 'derived', query, lateral: false, alias: parseAlias(tokens), at: tokens.since(start) };
	}
	const table = parseFrom(grammar);
	tokens.expect(')');
	return table;
}

function parseNamedTable(grammar: Grammar): TableRef {
	const { tokens } = grammar;
	if (tokens.peek(1).text === '(') throw tableFunction(tokens.peek());
	const path = tokens.path();
	const at = tokens.since((path[0] ?? tokens.previous()).at);
	const hint = tokens.hintedOptions();
	let asOf: Expr | null = null;
	if (tokens.accept('FOR', 'SYSTEM_TIME', 'AS', 'OF')) asOf = grammar.expression();
	return { kind: 'table', path, hint, asOf, alias: parseAlias(tokens), at };
}

function tableFunction(name: Token): Error {
	refuseFunction(name);
	return notSupported(`The table function ${name.text}`);
}

/** `UNNEST(…)`, or the function of a window. */
function parseTableFunction(grammar: Grammar): TableRef & { kind: 'unnest' | 'window' } {
	const { tokens } = grammar;
	if (tokens.peek(1).text === '(' && !TABLE_FUNCTIONS.some((word) => tokens.at(word)))
		throw tableFunction(tokens.peek());
	if (!tokens.at('UNNEST', '('))
		return parseWindowTable(grammar, (start) => parseParenthesizedTable(grammar, start));
	const start = tokens.expect('UNNEST').at;
	tokens.expect('(');
	const expr = grammar.expression();
	tokens.expect(')');
	const ordinality = tokens.accept('WITH', 'ORDINALITY');
	return { kind: 'unnest', expr, ordinality, alias: null, at: tokens.since(start) };
}

function parseAlias(tokens: TokenStream): Alias | null {
	refuseTableClause(tokens);
	if (!tokens.accept('AS') && !tokens.atIdentifier()) return null;
	const name = tokens.identifier();
	const columns: Name[] = tokens.at('(') ? tokens.parenthesized(() => tokens.identifier()) : [];
	refuseTableClause(tokens);
	return { name, columns };
}
