import { asError } from '../../language/asError';
import { jsonText } from '../../language/jsonText';
import { parseExactJson, type ExactJson } from '../sql/exactJson';
import { UnfitValueError } from '../sql/literalValue';
import { unfitPart } from '../sql/shownValue';
import type { LiteralOptions } from '../sql/sqlLiteral';
import { withNullability, type SqlType } from '../sql/sqlType';
import { typedLiteral } from '../sql/typedLiteral';
import { columnIndex, typeOfColumn, type TableColumn } from './tableColumn';
import { TableError } from './tableError';

/** Types whose values may be given as JSON text, as a form field has them. */
const NESTED: ReadonlySet<SqlType['kind']> = new Set(['array', 'map', 'multiset', 'row', 'variant']);

/**
 * A row for VALUES, such as `(1, CAST('a' AS STRING))`: every column that is written, in the table's order, of just
 * its type. `INSERT INTO … VALUES` has no list of columns on Confluent, so that a column without a value is NULL.
 *
 * @param columns of the table, in its order
 * @param values by the name of the column; undefined and null are NULL. Nested values may be JSON text
 * @throws TableError for a name that is no column, for a column that cannot be written, and for a value that does not
 * fit its column
 */
export function rowLiteral(columns: readonly TableColumn[], values: ReadonlyMap<string, unknown>, options: LiteralOptions = {}): string {
	return rowLiteralOf(columns, rowValues(columns, values), options);
}

/** As `rowLiteral`, of values as `rowValues` gives them. */
export function rowLiteralOf(columns: readonly TableColumn[], values: RowValues, options: LiteralOptions): string {
	return `(${columnIndex(columns).written.map((column, place) => literalFor(column, values[place], options)).join(', ')})`;
}

/** The values of a row, one for each column that is written, in the table's order. */
export type RowValues = readonly unknown[];

/**
 * Puts values in the order of the columns that are written, null where a column has none.
 *
 * @param values by the name of the column
 * @throws TableError for a name that is no column, and for a column that cannot be written
 */
export function rowValues(columns: readonly TableColumn[], values: ReadonlyMap<string, unknown>): RowValues {
	const { written, places } = columnIndex(columns);
	const ordered = new Array<unknown>(written.length).fill(null);
	const unknown: string[] = [];
	let notWritten: string | undefined;
	for (const [name, value] of values) {
		const place = places.get(name);
		if (place !== undefined) ordered[place] = value;
		else if (places.has(name)) notWritten ??= name;
		else unknown.push(name);
	}
	if (unknown.length > 0) throw new TableError({ reason: 'columnsUnknown', names: unknown, columns: written.map(({ name }) => name) });
	if (notWritten !== undefined) throw new TableError({ reason: 'columnNotWritten', column: notWritten });
	return ordered;
}

/** The literal of a value of a column. @throws TableError as `rowLiteral` */
export function literalFor(column: TableColumn, value: unknown, options: LiteralOptions): string {
	const type = typeOfColumn(column);
	const { name, typeText, nullable } = column;
	if (type === undefined) throw new TableError({ reason: 'columnType', column: name, type: typeText });
	if ((value ?? null) === null && !nullable) throw new TableError({ reason: 'columnRequired', column: name, type: typeText });
	try {
		return typedLiteral(type, givenValue(type, value), options);
	} catch (error) {
		throw error instanceof UnfitValueError ? unfit(name, type, value, error) : asError(error);
	}
}

function unfit(column: string, type: SqlType, value: unknown, error: UnfitValueError): TableError {
	return new TableError({ reason: 'columnValue', column, type: withNullability(type), expected: error.expected, ...unfitPart(value, error) });
}

/** The JSON in a text, for a nested type; of a VARIANT only where it is an object or a list, since a text is one as well. */
export function givenValue(type: SqlType, value: unknown): unknown {
	const plain = jsonText(value) ?? value;
	if (typeof plain !== 'string' || !NESTED.has(type.kind)) return value;
	return type.kind === 'variant' && !/^\s*[[{]/.test(plain) ? plain : parsedOr(plain, type);
}

function parsedOr(text: string, type: SqlType): ExactJson {
	try {
		return parseExactJson(text);
	} catch (error) {
		// A text that only looks like JSON is a VARIANT, too.
		if (type.kind === 'variant' && error instanceof UnfitValueError) return text;
		throw asError(error);
	}
}
