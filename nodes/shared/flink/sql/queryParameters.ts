import { asError } from '../../language/asError';
import { FactsError } from '../../language/factsError';
import { jsonText } from '../../language/jsonText';
import { parseExactJson } from './exactJson';
import { UnfitValueError, type ExpectedValue, type ValuePath } from './literalValue';
import { parseSqlType } from './parseSqlType';
import { sqlLiteral, type LiteralOptions, type ParameterType } from './sqlLiteral';
import { unfitPart, type ShownValue } from './shownValue';
import { scanSql } from './sqlScanner';
import { typedLiteral } from './typedLiteral';

export interface QueryParameter {
	/** As in the SQL, without its colon; one that was typed along is ignored. */
	readonly name: string;
	readonly type: ParameterType;
	/** Usually text from a form field; an expression may give any JSON value. */
	readonly value: unknown;
	/** The SQL type of a `json`, such as `ROW<a INT, b STRING>`. */
	readonly sqlType?: string | undefined;
}

/** What is wrong with the query parameters of a statement. Names are without their colon. */
export type ParameterFacts =
	| { readonly reason: 'parameterName'; readonly name: string }
	| { readonly reason: 'parameterTwice'; readonly name: string }
	| { readonly reason: 'parameterValue'; readonly name: string; readonly type: ParameterType; readonly value: ShownValue; readonly expected: ExpectedValue; readonly path?: ValuePath }
	/** The SQL type of a `json` is none; it may be empty. */
	| { readonly reason: 'parameterSqlType'; readonly name: string; readonly sqlType: string }
	/** The SQL has placeholders that no parameter is for. */
	| { readonly reason: 'parametersMissing'; readonly names: readonly string[] }
	/** No placeholder in the SQL is for these. */
	| { readonly reason: 'parametersUnused'; readonly names: readonly [string, ...string[]] };

export class QueryParameterError extends FactsError<ParameterFacts> {}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * The SQL with every `:name` replaced by the literal of the parameter of that name. See `scanSql` for what
 * counts as a placeholder. Values are never scanned for placeholders themselves.
 *
 * @throws QueryParameterError for a placeholder without a parameter, a parameter that the SQL does not use, a
 * name that is given twice or is no name, and a value that does not fit its type
 */
export function bindQueryParameters(
	sql: string,
	parameters: readonly QueryParameter[],
	options: LiteralOptions = {},
): string {
	const tokens = scanSql(sql);
	const literals = literalsByName(parameters, options);
	const used = new Set<string>();
	let bound = '';
	for (const { kind, start, end } of tokens) {
		const text = sql.slice(start, end);
		if (kind === 'placeholder') {
			const name = text.slice(1).normalize();
			used.add(name);
			bound += separated(sql.charAt(start - 1), literals.get(name) ?? '', sql.charAt(end));
		} else {
			bound += text;
		}
	}
	assertSameNames(used, new Set(literals.keys()));
	return bound;
}

function literalsByName(parameters: readonly QueryParameter[], options: LiteralOptions): Map<string, string> {
	const literals = new Map<string, string>();
	for (const parameter of parameters) {
		const name = parameter.name.trim().replace(/^:/, '').normalize();
		if (!NAME.test(name)) throw new QueryParameterError({ reason: 'parameterName', name: parameter.name });
		if (literals.has(name)) throw new QueryParameterError({ reason: 'parameterTwice', name });
		literals.set(name, literalOf(name, parameter, options));
	}
	return literals;
}

function literalOf(name: string, parameter: QueryParameter, options: LiteralOptions): string {
	const { type, value } = parameter;
	try {
		return type === 'json' ? jsonLiteral(name, parameter, options) : sqlLiteral(type, jsonText(value) ?? value, options);
	} catch (error) {
		throw error instanceof UnfitValueError ? new QueryParameterError({ reason: 'parameterValue', name, type, expected: error.expected, ...unfitPart(value, error) }) : asError(error);
	}
}

/** A text is JSON; what an expression gives is a value. */
function jsonLiteral(name: string, { value, sqlType = '' }: QueryParameter, options: LiteralOptions): string {
	const type = parseSqlType(sqlType);
	if (type === undefined) throw new QueryParameterError({ reason: 'parameterSqlType', name, sqlType });
	return typedLiteral(type, typeof value === 'string' ? parseExactJson(value) : value, options);
}

/**
 * Keeps a literal from growing together with its neighbours: `5 -:x` must not become the comment `5 --1`, nor
 * `U&:x` an escaped string, nor `:x'b'` one string with a doubled quote.
 */
function separated(before: string, literal: string, after: string): string {
	const left = before === '&' || (before === '-' && literal.startsWith('-')) ? ' ' : '';
	const right = after !== '' && `'"\``.includes(after) ? ' ' : '';
	return left + literal + right;
}

function assertSameNames(used: ReadonlySet<string>, given: ReadonlySet<string>): void {
	const missing = [...used].filter((name) => !given.has(name));
	if (missing.length > 0) throw new QueryParameterError({ reason: 'parametersMissing', names: missing });
	const [first, ...others] = [...given].filter((name) => !used.has(name));
	if (first !== undefined) throw new QueryParameterError({ reason: 'parametersUnused', names: [first, ...others] });
}
