import { spanning, type Span } from '../text/span';
import { notSupported, validationError } from '../text/sqlErrors';
import {
	BIGINT,
	binary,
	BOOLEAN,
	charOf,
	DATE,
	DOUBLE,
	decimal,
	INTEGER,
	NULL_TYPE,
	time,
	timestamp,
	withNullable,
	type FlinkType,
} from '../types/flinkType';
import type { LiteralExpr } from './tree/ast';
import { intervalValue } from './intervalText';
import { parseIntervalQualifier } from './parseType';
import type { TokenStream } from './tokenStream';

const literal = (type: FlinkType, value: string | null, at: Span): LiteralExpr => ({
	kind: 'literal',
	type,
	value,
	at,
});

const MAX_INT = 2147483647n;
const MAX_BIGINT = 9223372036854775807n;

/**
 * The type Flink gives a number as it is written: INT, BIGINT, DECIMAL, or DOUBLE where there is an exponent. The
 * digits of an exact number, its point left out, have to fit 64 bits: longer ones are written as
 * `CAST('…' AS DECIMAL(p, s))`. Throws the validation error where they do not.
 */
export function numberLiteral(text: string, at: Span): LiteralExpr {
	if (/e/i.test(text)) return literal(DOUBLE(false), text, at);
	const [whole = '', fraction] = text.split('.');
	const unscaled = BigInt(whole + (fraction ?? ''));
	if (unscaled > MAX_BIGINT) throw validationError(at, `Numeric literal '${text}' out of range`);
	const digits = whole.replace(/^0+(?=\d)/, '');
	if (fraction === undefined)
		return literal(unscaled <= MAX_INT ? INTEGER(false) : BIGINT(false), digits, at);
	const significant = digits === '0' || digits === '' ? fraction.length : digits.length + fraction.length;
	return literal(
		decimal(Math.max(significant, 1), fraction.length, false),
		`${digits || '0'}.${fraction || '0'}`,
		at,
	);
}

function fractionDigits(text: string): number {
	return Math.min(9, (text.split('.')[1] ?? '').length);
}

const DATE_TEXT = /^\d{4}-\d{2}-\d{2}$/;
const TIME_TEXT = /^\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?$/;
const TIMESTAMP_TEXT = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)?$/;

function temporalLiteral(keyword: string, text: string, at: Span): LiteralExpr {
	const patterns: Record<string, RegExp> = { DATE: DATE_TEXT, TIME: TIME_TEXT, TIMESTAMP: TIMESTAMP_TEXT };
	if (!patterns[keyword]?.test(text)) {
		throw validationError(at, `Illegal ${keyword} literal '${text}': not in format`);
	}
	if (keyword === 'DATE') return literal(DATE(false), text, at);
	if (/\.\d{6}\d*[1-9]/.test(text)) throw notSupported(`A ${keyword} with more than six digits after the second`);
	const precision = fractionDigits(text);
	return literal(keyword === 'TIME' ? time(precision, false) : timestamp(precision, false), text, at);
}

function intervalLiteral(tokens: TokenStream): LiteralExpr {
	const start = tokens.next().at;
	const negative = tokens.acceptAny(['-', '+']) === '-';
	const text = tokens.stringLiteral();
	const type = parseIntervalQualifier(tokens);
	const at = tokens.since(start);
	const value = intervalValue(text, type, at);
	return literal(type, String(negative ? -value : value), at);
}

/** Adjacent string literals on several lines are one string. */
function stringLiteral(tokens: TokenStream): LiteralExpr {
	const first = tokens.next();
	let value = first.value;
	let last = first;
	while (tokens.peek().kind === 'string') {
		last = tokens.next();
		value += last.value;
	}
	return literal(charOf([...value].length, false), value, spanning(first.at, last.at));
}

function keywordLiteral(tokens: TokenStream): LiteralExpr | null {
	const { at, value } = tokens.peek();
	if (tokens.accept('NULL')) return literal(NULL_TYPE, null, at);
	if (tokens.accept('UNKNOWN')) return literal(BOOLEAN(), null, at);
	if (tokens.acceptAny(['TRUE', 'FALSE'])) return literal(BOOLEAN(false), value, at);
	return null;
}

/** A constant, if one stands here. */
export function parseLiteral(tokens: TokenStream): LiteralExpr | null {
	const token = tokens.peek();
	if (token.kind === 'number') return numberLiteral(tokens.next().text, token.at);
	if (token.kind === 'string') return stringLiteral(tokens);
	if (token.kind === 'bytes') {
		tokens.next();
		return literal(withNullable(binary(token.value.length / 2), false), token.value, token.at);
	}
	if (token.kind !== 'word') return null;
	const following = tokens.peek(1).kind;
	if (following === 'string' && ['DATE', 'TIME', 'TIMESTAMP'].includes(token.value)) {
		tokens.next();
		const text = tokens.next();
		return temporalLiteral(token.value, text.value, spanning(token.at, text.at));
	}
	if (token.value === 'INTERVAL') return intervalLiteral(tokens);
	return keywordLiteral(tokens);
}
