import { identifierLiteral } from './identifierLiteral';
import { UnfitValueError } from './literalValue';
import { parseSqlType } from './parseSqlType';
import { booleanLiteral, bytesLiteral, decimalLiteral, numberLiteral, stringLiteral, stringValueLiteral } from './scalarLiteral';
import { arrayLiteral, listLiteral, type ScalarLiterals } from './sqlArrayLiteral';
import { intervalLiteral } from './sqlInterval';
import { dateLiteral, timeLiteral, timestampLiteral, timestampLtzLiteral } from './sqlTimeLiteral';

/** Types whose literal follows from the value alone. */
const PLAIN_TYPES = [
	'string',
	'number',
	'decimal',
	'boolean',
	'date',
	'time',
	'timestamp',
	'timestampLtz',
	'interval',
	'bytes',
	'null',
	'array',
	'list',
	'identifier',
] as const;

/** `json` is written as an SQL type that is given beside it. */
export const PARAMETER_TYPES = [...PLAIN_TYPES, 'json'] as const;

export type PlainType = (typeof PLAIN_TYPES)[number];

export type ParameterType = (typeof PARAMETER_TYPES)[number];

export interface LiteralOptions {
	/** The statement's `sql.local-time-zone`; `UTC`, the service's default, when absent. */
	readonly localTimeZone?: string | undefined;
}

const ELEMENTS: ScalarLiterals = { string: stringLiteral, number: numberLiteral, boolean: booleanLiteral };

const LITERALS: Readonly<Record<PlainType, (value: unknown, options: LiteralOptions) => string>> = {
	string: stringValueLiteral,
	number: numberLiteral,
	decimal: decimalLiteral,
	boolean: booleanLiteral,
	date: dateLiteral,
	time: timeLiteral,
	timestamp: timestampLiteral,
	timestampLtz: (value, { localTimeZone }) => timestampLtzLiteral(value, localTimeZone),
	interval: intervalLiteral,
	bytes: bytesLiteral,
	null: nullLiteral,
	array: (value) => arrayLiteral(value, ELEMENTS),
	list: (value) => listLiteral(value, ELEMENTS),
	identifier: identifierLiteral,
};

/**
 * The Flink SQL literal of a value. There are no bound parameters in this API, so the literal is all that keeps
 * a value from being read as SQL: every branch either builds it from validated parts or quotes it.
 *
 * @throws UnfitValueError when the value does not fit the type
 */
export function sqlLiteral(type: PlainType, value: unknown, options: LiteralOptions = {}): string {
	return LITERALS[type](value, options);
}

/** Flink needs to know which type is missing a value; an outer NOT NULL would contradict it and is dropped. */
function nullLiteral(value: unknown): string {
	const type = typeof value === 'string' ? parseSqlType(value) : undefined;
	if (type === undefined) throw new UnfitValueError({ form: 'sqlType' });
	return `CAST(NULL AS ${type.text})`;
}
