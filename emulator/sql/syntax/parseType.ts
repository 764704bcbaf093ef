import {
	arrayOf,
	BIGINT,
	binary,
	BOOLEAN,
	charOf,
	DATE,
	DOUBLE,
	dayTimeInterval,
	decimal,
	FLOAT,
	INTEGER,
	mapOf,
	MAX_LENGTH,
	multisetOf,
	rowOf,
	SMALLINT,
	time,
	timestamp,
	timestampLtz,
	TINYINT,
	varbinary,
	varchar,
	VARIANT,
	withNullable,
	yearMonthInterval,
	type FlinkType,
} from '../types/flinkType';
import type { TokenStream } from './tokenStream';

const YEAR_MONTH_UNITS = ['YEAR', 'MONTH'];
export const INTERVAL_UNITS = ['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

const PLAIN: Readonly<Record<string, () => FlinkType>> = {
	BOOLEAN,
	TINYINT,
	SMALLINT,
	INT: INTEGER,
	INTEGER,
	BIGINT,
	FLOAT,
	DATE,
	VARIANT,
	STRING: () => varchar(),
	BYTES: () => varbinary(),
};

function argument(tokens: TokenStream, fallback: number): number {
	if (!tokens.accept('(')) return fallback;
	const value = tokens.wholeNumber();
	tokens.expect(')');
	return value;
}

function zoned(tokens: TokenStream, precision: number): FlinkType {
	if (tokens.accept('WITHOUT')) tokens.expect('TIME', 'ZONE');
	else if (tokens.accept('WITH')) {
		tokens.expect('LOCAL', 'TIME', 'ZONE');
		return timestampLtz(precision);
	}
	return timestamp(precision);
}

function decimalType(tokens: TokenStream): FlinkType {
	if (!tokens.accept('(')) return decimal(10, 0);
	const precision = tokens.wholeNumber();
	const scale = tokens.accept(',') ? tokens.wholeNumber() : 0;
	tokens.expect(')');
	return decimal(precision, scale);
}

function rowType(tokens: TokenStream): FlinkType {
	const close = tokens.accept('<') ? '>' : ')';
	if (close === ')') tokens.expect('(');
	const fields = tokens.list(() => {
		const { name } = tokens.identifier();
		const type = parseType(tokens);
		return tokens.peek().kind === 'string' ? { name, type, description: tokens.stringLiteral() } : { name, type };
	});
	tokens.expect(close);
	return rowOf(fields);
}

function typeArguments(tokens: TokenStream, count: number): FlinkType[] {
	tokens.expect('<');
	const types = tokens.list(() => parseType(tokens));
	if (types.length !== count) throw tokens.unexpected();
	tokens.expect('>');
	return types;
}

/** The unit part of an interval type or literal: `DAY`, `DAY(3) TO SECOND(6)`, `YEAR TO MONTH`. */
export function parseIntervalQualifier(tokens: TokenStream): FlinkType {
	const unit = tokens.acceptAny([...INTERVAL_UNITS, ...INTERVAL_UNITS.map((name) => `${name}S`)]);
	if (unit === null) throw tokens.unexpected(INTERVAL_UNITS.map((name) => `"${name}"`));
	const from = unit.replace(/S$/, '');
	let precision = 2;
	let fraction = 6;
	if (tokens.accept('(')) {
		precision = tokens.wholeNumber();
		if (tokens.accept(',')) fraction = tokens.wholeNumber();
		tokens.expect(')');
	}
	const to = tokens.accept('TO') ? (tokens.acceptAny(INTERVAL_UNITS) ?? '') : null;
	if (to === '') throw tokens.unexpected(INTERVAL_UNITS.map((name) => `"${name}"`));
	if (to === 'SECOND') fraction = argument(tokens, 6);
	const resolution = to === null ? from : `${from}_TO_${to}`;
	return YEAR_MONTH_UNITS.includes(from) || from === 'QUARTER'
		? yearMonthInterval(resolution, precision, false)
		: dayTimeInterval(resolution, precision, fraction, false);
}

function timestampType(tokens: TokenStream): FlinkType {
	return zoned(tokens, argument(tokens, 6));
}

/** CHAR and BINARY hold one character or byte where no length is said, VARCHAR and VARBINARY any number. */
function withLength(tokens: TokenStream, build: (length: number) => FlinkType, fallback: number): FlinkType {
	return build(argument(tokens, fallback));
}

const WITH_ARGUMENTS: Readonly<Record<string, (tokens: TokenStream) => FlinkType>> = {
	CHAR: (tokens) => withLength(tokens, charOf, 1),
	VARCHAR: (tokens) => withLength(tokens, varchar, MAX_LENGTH),
	BINARY: (tokens) => withLength(tokens, binary, 1),
	VARBINARY: (tokens) => withLength(tokens, varbinary, MAX_LENGTH),
	DECIMAL: decimalType,
	DEC: decimalType,
	NUMERIC: decimalType,
	DOUBLE: (tokens) => {
		tokens.accept('PRECISION');
		return DOUBLE();
	},
	TIME: (tokens) => {
		const precision = argument(tokens, 0);
		if (tokens.accept('WITHOUT')) tokens.expect('TIME', 'ZONE');
		return time(precision);
	},
	TIMESTAMP: timestampType,
	TIMESTAMP_LTZ: (tokens) => timestampLtz(argument(tokens, 6)),
	INTERVAL: (tokens) => withNullable(parseIntervalQualifier(tokens), true),
	ROW: rowType,
	ARRAY: (tokens) => arrayOf(typeArguments(tokens, 1)[0] ?? VARIANT()),
	MULTISET: (tokens) => multisetOf(typeArguments(tokens, 1)[0] ?? VARIANT()),
	MAP: (tokens) => {
		const [key, value] = typeArguments(tokens, 2);
		return mapOf(key ?? VARIANT(), value ?? VARIANT());
	},
};

/** A data type with its `NULL` / `NOT NULL`; nullable where nothing is said. */
export function parseType(tokens: TokenStream): FlinkType {
	const word = tokens.peek();
	const plain = word.kind === 'word' ? PLAIN[word.value] : undefined;
	const build = word.kind === 'word' ? WITH_ARGUMENTS[word.value] : undefined;
	if (!plain && !build) throw tokens.unexpected(['<DATA TYPE>']);
	tokens.next();
	let type = plain ? plain() : (build?.(tokens) ?? VARIANT());
	for (;;) {
		if (tokens.at('ARRAY') || tokens.at('MULTISET')) {
			type = tokens.next().value === 'ARRAY' ? arrayOf(type) : multisetOf(type);
		} else if (tokens.accept('NOT', 'NULL')) type = withNullable(type, false);
		else if (!tokens.accept('NULL')) return type;
	}
}
