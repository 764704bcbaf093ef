import { base64Bytes } from './decodeBytes';
import { decodeBoolean } from './decodeBoolean';
import {
	decodeBigInteger,
	decodeDecimal,
	decodeFloating,
	decodeInteger,
	type NumberMode,
} from './decodeNumber';
import { isoTimestamp } from './decodeTime';
import { setMember, type JsonObject, type JsonValue } from '../../language/jsonValue';
import { assertNesting } from './nesting';
import { ResultFormatError, type ColumnPath } from './resultFormatError';
import type { Column, DataType } from './resultSchema';
import { isUtcZone } from '../sql/timeZone';
import { uniqueColumnNames } from './columnNames';
import { decodeVariant } from './variant';

export interface DecodeOptions {
	readonly numbers: NumberMode;
	/** The statement's `sql.local-time-zone`. TIMESTAMP_LTZ is rendered in it, without saying so. */
	readonly localTimeZone?: string | undefined;
}

/** Turns a value as the service writes it (text for every scalar, lists for containers) into a JSON value. */
export type ValueDecoder = (wire: unknown) => JsonValue;

/** A scalar is text by the API's rules; numbers and booleans are understood as well. */
type Scalar = string | number | boolean;

const CHARACTER_TYPES: ReadonlySet<string> = new Set(['CHAR', 'VARCHAR']);

/**
 * The decoder of one type, made once and used for every row. NULL and missing values are null.
 *
 * A scalar that is not written as its type demands (an INTEGER `abc`), and any value of a type that is not
 * known, is passed on unchanged: it is what the service said, and nothing is lost. A container that is not built
 * as its type demands could only be guessed at, and is an error.
 *
 * @param path the column, as errors name it
 * @throws ResultFormatError from the decoder
 */
export function compileDecoder(type: DataType, options: DecodeOptions, path: ColumnPath): ValueDecoder {
	const scalar = scalarDecoder(type.type, options);
	if (scalar !== undefined) return scalar;
	const decode = containerDecoder(type, options, path) ?? boundedDecoder(type.type, options, path);
	return (wire) => (wire === null || wire === undefined ? null : decode(wire));
}

const BUILT_BY_DECODING: ReadonlySet<string> = new Set(['MULTISET', 'MAP', 'ROW', 'STRUCTURED_TYPE', 'VARIANT']);

/**
 * Whether values of the type stay as they are where they are decoded once more, and are equal after that where they were
 * equal before: scalars, lists of scalars, and what is passed on as it came.
 */
export function isSettledByDecoding({ type, elementType }: DataType): boolean {
	return !BUILT_BY_DECODING.has(type) && (elementType === undefined || isSettledByDecoding(elementType));
}

/**
 * Nearly every value of every row comes through one of these, nearly always as text. So each is a function of its own
 * that looks for text first: the engine compiles each for itself, with nothing called in between.
 */
function scalarDecoder(type: string, { numbers, localTimeZone }: DecodeOptions): ValueDecoder | undefined {
	switch (type) {
		case 'CHAR':
		case 'VARCHAR':
			return (wire) => (typeof wire === 'string' ? wire : otherThanText(wire, String));
		case 'BOOLEAN':
			return (wire) => (typeof wire === 'string' ? decodeBoolean(wire) : otherThanText(wire));
		case 'TINYINT':
		case 'SMALLINT':
		case 'INTEGER':
			return decodeCount;
		case 'BIGINT':
			return (wire) => (typeof wire === 'string' ? decodeBigInteger(wire, numbers) : otherThanText(wire, (scalar) => decodeBigInteger(scalar, numbers)));
		case 'DECIMAL':
			return (wire) => (typeof wire === 'string' ? decodeDecimal(wire, numbers) : otherThanText(wire, (scalar) => decodeDecimal(scalar, numbers)));
		case 'FLOAT':
		case 'DOUBLE':
			return (wire) => (typeof wire === 'string' ? decodeFloating(wire) : otherThanText(wire));
		case 'BINARY':
		case 'VARBINARY':
			return (wire) => (typeof wire === 'string' ? base64Bytes(wire) : otherThanText(wire));
		case 'TIMESTAMP_WITHOUT_TIME_ZONE':
			return (wire) => (typeof wire === 'string' ? isoTimestamp(wire, '') : otherThanText(wire));
		case 'TIMESTAMP_WITH_LOCAL_TIME_ZONE': {
			const zone = isUtcZone(localTimeZone) ? 'Z' : '';
			return (wire) => (typeof wire === 'string' ? isoTimestamp(wire, zone) : otherThanText(wire));
		}
		default:
			return undefined;
	}
}

/** TINYINT to INTEGER, and how often a value is in a MULTISET. */
function decodeCount(wire: unknown): JsonValue {
	return typeof wire === 'string' ? decodeInteger(wire) : otherThanText(wire);
}

function otherThanText(wire: unknown, decode: (wire: Exclude<Scalar, string>) => JsonValue = unchanged): JsonValue {
	return typeof wire === 'number' || typeof wire === 'boolean' ? decode(wire) : unchanged(wire ?? null);
}

/** What its type does not bound: a VARIANT, and whatever is not known. */
function boundedDecoder(type: string, { numbers }: DecodeOptions, path: ColumnPath): ValueDecoder {
	const decode: ValueDecoder = type === 'VARIANT' ? (wire) => decodeVariant(wire, numbers) : unchanged;
	return (wire) => {
		assertNesting(wire, path);
		return decode(wire);
	};
}

function containerDecoder(type: DataType, options: DecodeOptions, path: ColumnPath): ValueDecoder | undefined {
	const { elementType, keyType, valueType, fields } = type;
	const compile = (part: DataType) => compileDecoder(part, options, path);
	switch (type.type) {
		case 'ARRAY':
			return elementType && arrayDecoder(compile(elementType), path);
		case 'MULTISET':
			return (
				elementType && pairsDecoder(compile(elementType), decodeCount, ['value', 'count'], path)
			);
		case 'MAP':
			if (keyType === undefined || valueType === undefined) return undefined;
			return CHARACTER_TYPES.has(keyType.type)
				? objectDecoder(compile(valueType), path)
				: pairsDecoder(compile(keyType), compile(valueType), ['key', 'value'], path);
		case 'ROW':
		case 'STRUCTURED_TYPE':
			return fields && rowDecoder(fields, options, path);
		default:
			return undefined;
	}
}

function arrayDecoder(decode: ValueDecoder, path: ColumnPath): ValueDecoder {
	return (wire) => listOf(wire, path).map(decode);
}

function pairsDecoder(
	first: ValueDecoder,
	second: ValueDecoder,
	[firstName, secondName]: [string, string],
	path: ColumnPath,
): ValueDecoder {
	return (wire) =>
		listOf(wire, path).map((entry) => {
			const [left, right] = pairOf(entry, path);
			return { [firstName]: first(left), [secondName]: second(right) };
		});
}

/** A key that is NULL becomes the member `null`, or `null_2` where there is a key of that text. */
function objectDecoder(decode: ValueDecoder, path: ColumnPath): ValueDecoder {
	return (wire) => {
		const object: JsonObject = {};
		const entries = listOf(wire, path).map((entry) => pairOf(entry, path));
		const ofNull = entries.some(([key]) => key === 'null') ? 'null_2' : 'null';
		for (const [key, value] of entries) setMember(object, key === null ? ofNull : String(key), decode(value));
		return object;
	};
}

function rowDecoder(fields: readonly Column[], options: DecodeOptions, path: ColumnPath): ValueDecoder {
	const names = uniqueColumnNames(fields.map(({ name }) => name));
	const members = fields.map(({ name, type }, index) => ({
		name: names[index] ?? name,
		decode: compileDecoder(type, options, [...path, name]),
	}));
	return (wire) => {
		const values = listOf(wire, path);
		if (values.length !== members.length) {
			throw new ResultFormatError({ reason: 'fieldCount', path, fields: values.length, expected: members.length });
		}
		const object: JsonObject = {};
		members.forEach(({ name, decode }, index) => setMember(object, name, decode(values[index])));
		return object;
	};
}

function listOf(wire: unknown, path: ColumnPath): readonly unknown[] {
	if (!Array.isArray(wire)) throw new ResultFormatError({ reason: 'valueNotList', path });
	return wire;
}

function pairOf(entry: unknown, path: ColumnPath): readonly unknown[] {
	if (!Array.isArray(entry) || entry.length !== 2) throw new ResultFormatError({ reason: 'entryNotPair', path });
	return entry;
}

/** Rows are parsed JSON, so whatever is in them is a JSON value. */
function unchanged(wire: unknown): JsonValue {
	return wire as JsonValue;
}
