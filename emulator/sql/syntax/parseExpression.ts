import { spanning } from '../text/span';
import { notSupported } from '../text/sqlErrors';
import { BIGINT } from '../types/flinkType';
import { isInteger, isNumeric } from '../types/typeFamily';
import type { Expr } from './tree/ast';
import { call } from './tree/callNode';
import { startsQuery, type Grammar } from './grammar';
import { wholeType } from './parseLiteral';
import { parsePrimary } from './parsePrimary';

const COMPARISONS = ['=', '<>', '<=', '>=', '<', '>'];
const IS_TESTS = ['NULL', 'TRUE', 'FALSE', 'UNKNOWN'];

function binary(name: string, left: Expr, right: Expr): Expr {
	return call(name, [left, right], spanning(left.at, right.at));
}

function negate(expr: Expr, negated: boolean): Expr {
	return negated ? call('NOT', [expr], expr.at) : expr;
}

/** OR, the loosest of the operators. */
export function parseExpression(grammar: Grammar): Expr {
	let left = parseAnd(grammar);
	while (grammar.tokens.accept('OR')) left = binary('OR', left, parseAnd(grammar));
	return left;
}

function parseAnd(grammar: Grammar): Expr {
	let left = parseNot(grammar);
	while (grammar.tokens.accept('AND')) left = binary('AND', left, parseNot(grammar));
	return left;
}

function parseNot(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	if (!tokens.accept('NOT')) return parsePredicate(grammar);
	const operand = parseNot(grammar);
	return call('NOT', [operand], tokens.since(start));
}

function parsePredicate(grammar: Grammar): Expr {
	const { tokens } = grammar;
	let left = parseAdditive(grammar);
	for (;;) {
		const comparison = tokens.acceptAny(COMPARISONS);
		if (comparison !== null) left = parseComparison(grammar, left, comparison);
		else if (tokens.accept('OVERLAPS')) left = parseOverlaps(left, parseAdditive(grammar));
		else if (tokens.accept('IS')) left = parseIs(grammar, left);
		else if (
			tokens.at('NOT') &&
			['BETWEEN', 'IN', 'LIKE', 'SIMILAR'].some((word) => tokens.at('NOT', word))
		) {
			tokens.next();
			left = negate(parseWordPredicate(grammar, left), true);
		} else if (['BETWEEN', 'IN', 'LIKE', 'SIMILAR'].some((word) => tokens.at(word))) {
			left = parseWordPredicate(grammar, left);
		} else return left;
	}
}

/** `(start, end) OVERLAPS (start, end)`, where an end may be an interval. */
function parseOverlaps(left: Expr, right: Expr): Expr {
	const at = spanning(left.at, right.at);
	const periods = [left, right].map((side) => (side.kind === 'call' && side.name === 'ROW' ? side.args : []));
	if (periods.some((period) => period.length !== 2)) throw notSupported('OVERLAPS of anything but two periods');
	return call('OVERLAPS', periods.flat(), at);
}

/** `= ANY (…)` is IN, `<> ALL (…)` is NOT IN; Flink compares with every row of a query, this emulator does not. */
function parseComparison(grammar: Grammar, left: Expr, comparison: string): Expr {
	const { tokens } = grammar;
	const quantifier = ['ANY', 'SOME', 'ALL'].find((word) => tokens.at(word, '('));
	if (quantifier === undefined) return binary(comparison, left, parseAdditive(grammar));
	tokens.next();
	if (comparison === '=' && quantifier !== 'ALL') return parseIn(grammar, left);
	if (comparison === '<>' && quantifier === 'ALL') return negate(parseIn(grammar, left), true);
	throw notSupported(`${comparison} ${quantifier}`);
}

function parseIs(grammar: Grammar, left: Expr): Expr {
	const { tokens } = grammar;
	const negated = tokens.accept('NOT');
	if (tokens.accept('DISTINCT', 'FROM')) {
		return negate(binary('IS DISTINCT FROM', left, parseAdditive(grammar)), negated);
	}
	if (tokens.accept('JSON')) {
		const kind = tokens.acceptAny(['VALUE', 'SCALAR', 'ARRAY', 'OBJECT']) ?? 'VALUE';
		return negate(call(`IS JSON ${kind}`, [left], tokens.since(left.at)), negated);
	}
	const test = tokens.acceptAny(IS_TESTS);
	if (test === null) throw tokens.unexpected(IS_TESTS.map((word) => `"${word}"`));
	return call(`IS ${negated ? 'NOT ' : ''}${test}`, [left], tokens.since(left.at));
}

function parseWordPredicate(grammar: Grammar, left: Expr): Expr {
	const { tokens } = grammar;
	if (tokens.accept('BETWEEN')) {
		const between =
			tokens.acceptAny(['SYMMETRIC', 'ASYMMETRIC']) === 'SYMMETRIC' ? 'BETWEEN SYMMETRIC' : 'BETWEEN';
		const low = parseAdditive(grammar);
		tokens.expect('AND');
		const high = parseAdditive(grammar);
		return call(between, [left, low, high], spanning(left.at, high.at));
	}
	if (tokens.accept('IN')) return parseIn(grammar, left);
	const similar = tokens.accept('SIMILAR', 'TO');
	if (!similar) tokens.expect('LIKE');
	const args = [left, parseAdditive(grammar)];
	if (tokens.accept('ESCAPE')) args.push(parseAdditive(grammar));
	return call(similar ? 'SIMILAR TO' : 'LIKE', args, tokens.since(left.at));
}

function parseIn(grammar: Grammar, left: Expr): Expr {
	const { tokens } = grammar;
	if (tokens.at('(') && startsQuery(tokens, 1)) {
		tokens.expect('(');
		const query = grammar.query();
		tokens.expect(')');
		return { kind: 'subquery', form: 'in', query, operand: left, at: tokens.since(left.at) };
	}
	const items = tokens.parenthesized(() => parseExpression(grammar));
	return call('IN', [left, ...items], tokens.since(left.at));
}

/** Sums and what binds tighter; no comparison, so that a following IN stays the caller's. */
export function parseAdditive(grammar: Grammar): Expr {
	let left = parseMultiplicative(grammar);
	for (;;) {
		const operator = grammar.tokens.acceptAny(['+', '-']);
		if (operator === null) return left;
		left = binary(operator, left, parseMultiplicative(grammar));
	}
}

function parseMultiplicative(grammar: Grammar): Expr {
	let left = parseUnary(grammar);
	for (;;) {
		const operator = grammar.tokens.acceptAny(['*', '/', '%', '||']);
		if (operator === null) return left;
		left = binary(operator, left, parseUnary(grammar));
	}
}

function parseUnary(grammar: Grammar): Expr {
	const { tokens } = grammar;
	const start = tokens.peek().at;
	const sign = tokens.acceptAny(['-', '+']);
	if (sign === null) return parsePostfix(grammar);
	if (sign === '-' && tokens.peek().text === LEAST_BIGINT && tokens.peek(1).value !== '[') {
		const at = spanning(start, tokens.next().at);
		return { kind: 'literal', type: BIGINT(false), value: `-${LEAST_BIGINT}`, at };
	}
	const operand = parseUnary(grammar);
	if (sign === '+') return operand;
	return negative(operand, tokens.since(start)) ?? call('NEGATE', [operand], tokens.since(start));
}

/** The least BIGINT, whose digits alone are no BIGINT. */
const LEAST_BIGINT = '9223372036854775808';

/** A number with its sign is a constant, and the least INT is one. */
function negative(operand: Expr, at: Expr['at']): Expr | null {
	if (operand.kind !== 'literal' || operand.value === null || !isNumeric(operand.type)) return null;
	const value = operand.value.startsWith('-') ? operand.value.slice(1) : `-${operand.value}`;
	return { ...operand, value, type: isInteger(operand.type) ? wholeType(BigInt(value)) : operand.type, at };
}

/** `value[index]` and `(value).field`. */
function parsePostfix(grammar: Grammar): Expr {
	const { tokens } = grammar;
	let expr = parsePrimary(grammar);
	for (;;) {
		if (tokens.accept('[')) {
			const index = parseExpression(grammar);
			tokens.expect(']');
			expr = call('ITEM', [expr, index], tokens.since(expr.at));
		} else if (expr.kind !== 'column' && tokens.accept('.')) {
			expr = { kind: 'field', operand: expr, field: tokens.identifier(), at: tokens.since(expr.at) };
		} else return expr;
	}
}
