import type { Expr, Path } from './tree/ast';
import { call } from './tree/callNode';
import { startsQuery, type Grammar } from './grammar';
import { parseCall } from './parseCall';
import { parseLiteral } from './parseLiteral';
import { parseSpecialCall, SPECIAL_CALLS } from './parseSpecialCall';
import { parseType } from './parseType';
import { STRUCTURAL } from './reservedWords';
import { refuseFunction } from './unsupported';
import { childrenOf } from './tree/traverse';
import { illegalQuery } from '../text/sqlErrors';

/** Functions that are written without parentheses. */
const BARE_FUNCTIONS = [
	'CURRENT_DATE',
	'CURRENT_TIME',
	'CURRENT_TIMESTAMP',
	'LOCALTIME',
	'LOCALTIMESTAMP',
	'CURRENT_CATALOG',
	'CURRENT_DATABASE',
];

/** A constant, a name, a call, or something in parentheses. */
export function parsePrimary(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const literal = parseLiteral(tokens);
	if (literal) return literal;
	if (tokens.at('(')) return parseParenthesized(grammar);
	const token = tokens.peek();
	if (token.kind === 'word') {
		const keyword = parseKeyword(grammar, token.value);
		if (keyword) return keyword;
	}
	if (tokens.peek(1).text === '(') refuseFunction(token);
	if (
		token.kind === 'word' &&
		tokens.peek(1).text === '(' &&
		(SPECIAL_CALLS.has(token.value) || isCallable(grammar))
	) {
		return SPECIAL_CALLS.has(token.value)
			? parseSpecialCall(grammar)
			: parseCall(grammar, [tokens.anyWord()]);
	}
	if (tokens.at('*')) return { kind: 'star', qualifier: [], at: tokens.next().at };
	return parseName(grammar);
}

/** Reserved words such as COUNT or YEAR are functions when a parenthesis follows, and some structural ones too. */
function isCallable({ tokens }: Grammar): boolean {
	const { value } = tokens.peek();
	return !STRUCTURAL.has(value) || ['LEFT', 'RIGHT', 'ROW', 'GROUPING', 'EXISTS'].includes(value);
}

function parseParenthesized(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const start = tokens.expect('(').at;
	if (startsQuery(tokens, 0)) {
		const query = grammar.query();
		tokens.expect(')');
		return { kind: 'subquery', form: 'scalar', query, at: tokens.since(start) };
	}
	const items = tokens.list(() => grammar.expression());
	tokens.expect(')');
	const [only] = items;
	if (items.length === 1 && only !== undefined) return only;
	return call('ROW', items, tokens.since(start));
}

function parseKeyword(grammar: Grammar, word: string): Expr | null {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	if (BARE_FUNCTIONS.includes(word) && !tokens.at(word, '(')) {
		tokens.next();
		return call(word, [], start);
	}
	if (word === 'CASE') return parseCase(grammar);
	if (tokens.accept('EXISTS', '(')) {
		const query = grammar.query();
		tokens.expect(')');
		return { kind: 'subquery', form: 'exists', query, at: tokens.since(start) };
	}
	if (word === 'CAST' || word === 'TRY_CAST') return parseCast(grammar);
	for (const container of ['ARRAY', 'MAP', 'MULTISET']) {
		if (tokens.accept(container, '[')) {
			const items = tokens.at(']') ? [] : tokens.list(() => grammar.expression());
			tokens.expect(']');
			if (items.some(hasScalarQuery)) throw illegalQuery();
			return call(container, items, tokens.since(start));
		}
	}
	return null;
}

/** The elements of a collection may be no queries, however deep they stand in an element. */
function hasScalarQuery(expr: Expr): boolean {
	return (expr.kind === 'subquery' && expr.form === 'scalar') || childrenOf(expr).some(hasScalarQuery);
}

function parseCast(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	const safe = tokens.next().value === 'TRY_CAST';
	tokens.expect('(');
	const operand = grammar.expression();
	tokens.expect('AS');
	const type = parseType(tokens);
	tokens.expect(')');
	return { kind: 'cast', operand, type, safe, at: tokens.since(start) };
}

function parseCase(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const start = tokens.expect('CASE').at;
	const subject = tokens.at('WHEN') ? null : grammar.expression();
	const whens = [];
	while (tokens.accept('WHEN')) {
		const condition = grammar.expression();
		tokens.expect('THEN');
		const then = grammar.expression();
		whens.push({ when: subject ? call('=', [subject, condition], condition.at) : condition, then });
	}
	if (whens.length === 0) throw tokens.unexpected(['"WHEN"']);
	const otherwise = tokens.accept('ELSE') ? grammar.expression() : null;
	tokens.expect('END');
	return { kind: 'case', whens, otherwise, at: tokens.since(start) };
}

function parseName(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const first = tokens.identifier();
	const path = [first];
	while (tokens.accept('.')) {
		if (tokens.accept('*')) return { kind: 'star', qualifier: path, at: tokens.since(first.at) };
		path.push(tokens.identifier());
	}
	return tokens.at('(') ? parseCall(grammar, path) : columnOf(path, tokens.since(first.at));
}

function columnOf(path: Path, at: Expr['at']): Expr {
	return { kind: 'column', path, at };
}
