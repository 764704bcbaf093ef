import { MAX_DECIMAL_DIGITS } from './sqlNumber';
import type { TypeMeaning } from './sqlType';

/** How long STRING and BYTES may be: what the service gives as the length of a type without a limit. */
const UNLIMITED = 2_147_483_647;

const SECOND_DIGITS = 9;

/** The meaning of a type with the numbers that follow its name; undefined where they are none that it takes. */
type ScalarType = (numbers: readonly number[]) => TypeMeaning | undefined;

const plain = (meaning: TypeMeaning): ScalarType => (numbers) => (numbers.length === 0 ? meaning : undefined);

const integer = (bits: 8 | 16 | 32 | 64) => plain({ kind: 'integer', bits });

function ofLength(kind: 'text' | 'binary', fixed: boolean): ScalarType {
	return ([length = fixed ? 1 : UNLIMITED, ...others]) =>
		others.length === 0 && isBetween(length, 1, UNLIMITED) ? { kind, length, fixed } : undefined;
}

function ofPrecision(kind: 'time' | 'timestamp' | 'instant', usual: number): ScalarType {
	return ([precision = usual, ...others]) => (others.length === 0 && isBetween(precision, 0, SECOND_DIGITS) ? { kind, precision } : undefined);
}

const decimal: ScalarType = ([precision = 10, scale = 0, ...others]) =>
	others.length === 0 && isBetween(precision, 1, MAX_DECIMAL_DIGITS) && isBetween(scale, 0, precision) ? { kind: 'decimal', precision, scale } : undefined;

function isBetween(number: number, least: number, most: number): boolean {
	return number >= least && number <= most;
}

const INT = integer(32);
const DOUBLE = plain({ kind: 'double' });
const TIME = ofPrecision('time', 0);
const TIMESTAMP = ofPrecision('timestamp', 6);
const TIMESTAMP_LTZ = ofPrecision('instant', 6);

/** By name. Of a name that is written as several words, the first ones are a synonym below. */
export const SCALAR_TYPES: ReadonlyMap<string, ScalarType> = new Map([
	['BOOLEAN', plain({ kind: 'boolean' })],
	['TINYINT', integer(8)],
	['SMALLINT', integer(16)],
	['INT', INT],
	['INTEGER', INT],
	['BIGINT', integer(64)],
	['FLOAT', plain({ kind: 'float' })],
	['DOUBLE', DOUBLE],
	['DATE', plain({ kind: 'date' })],
	['STRING', plain({ kind: 'text', length: UNLIMITED, fixed: false })],
	['BYTES', plain({ kind: 'binary', length: UNLIMITED, fixed: false })],
	['VARIANT', plain({ kind: 'variant' })],
	['CHAR', ofLength('text', true)],
	['VARCHAR', ofLength('text', false)],
	['BINARY', ofLength('binary', true)],
	['VARBINARY', ofLength('binary', false)],
	['TIME', TIME],
	['TIMESTAMP', TIMESTAMP],
	['TIMESTAMP_LTZ', TIMESTAMP_LTZ],
	['DECIMAL', decimal],
	['DEC', decimal],
	['NUMERIC', decimal],
]);

/** Names of several words, by the name that is written for them. */
export const SYNONYMS: ReadonlyArray<readonly [words: string, name: string]> = [
	['CHARACTER VARYING', 'VARCHAR'],
	['CHAR VARYING', 'VARCHAR'],
	['CHARACTER', 'CHAR'],
	['BINARY VARYING', 'VARBINARY'],
];

/** Words that may follow a type's name, and its numbers where it has any; with the meaning they make. */
export const SUFFIXES: ReadonlyMap<string, ReadonlyArray<readonly [words: string, type: ScalarType]>> = new Map([
	['DOUBLE', [['PRECISION', DOUBLE] as const]],
	['TIME', [['WITHOUT TIME ZONE', TIME] as const]],
	['TIMESTAMP', [['WITHOUT TIME ZONE', TIMESTAMP] as const, ['WITH LOCAL TIME ZONE', TIMESTAMP_LTZ] as const]],
]);
