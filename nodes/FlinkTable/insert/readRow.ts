import { columnIndex, type TableColumn } from '../../shared/flink/table/tableColumn';
import { rowValues, type RowValues } from '../../shared/flink/table/rowLiteral';
import { TableError } from '../../shared/flink/table/tableError';
import type { Parameters } from '../../shared/n8n/parameters/parameters';

export const EXTRA_FIELDS = ['ignore', 'fail'] as const;

/** How the fields of items become values. */
export interface RowOptions {
	/** What to do with fields that are no columns, where the values are all fields of an item. */
	readonly extraFields: (typeof EXTRA_FIELDS)[number];
	/** Whether an empty text is NULL. */
	readonly isNullForEmpty: boolean;
}

/** The values of an item, by the name of their column or field. */
export interface GivenRow {
	readonly values: () => ReadonlyMap<string, unknown>;
	/** Whether the values are all fields of the item, of which some may be no columns. */
	readonly isAutomatic: boolean;
}

/** Reads what the item maps to columns. The values are gathered when they are asked for: thousands of items may wait until then. */
export function readRow(parameters: Parameters, { isNullForEmpty }: RowOptions): GivenRow {
	const mapped = parameters.mapping('columns', 'Columns');
	if (mapped?.size === 0) throw parameters.invalid('No column is mapped', 'Map at least one column, or choose "Map Automatically".');
	if (mapped !== undefined) return { values: () => valuesOf(mapped, isNullForEmpty), isAutomatic: false };
	const fields = parameters.item();
	return { values: () => valuesOf(Object.entries(fields), isNullForEmpty), isAutomatic: true };
}

function valuesOf(given: Iterable<readonly [string, unknown]>, isNullForEmpty: boolean): ReadonlyMap<string, unknown> {
	const values = new Map<string, unknown>();
	for (const [name, value] of given) values.set(name, isNullForEmpty && value === '' ? null : value);
	return values;
}

/**
 * The values for columns that can be written, in the table's order.
 *
 * @param left hears the names of fields that are left out
 * @throws TableError for fields that are no columns, where that is not wanted, and where none is one: a row of NULLs is nothing that anybody means
 */
export function valuesFor(columns: readonly TableColumn[], row: GivenRow, extraFields: RowOptions['extraFields'], left: (fields: string[]) => void): RowValues {
	const values = row.values();
	// What a person has mapped is meant: where the table has no such column any more, its value must not be lost.
	if (!row.isAutomatic) return rowValues(columns, values);
	const { places, written } = columnIndex(columns);
	const extra = [...values.keys()].filter((name) => places.get(name) === undefined);
	const writable = () => written.map(({ name }) => name);
	if (extra.length > 0 && extraFields === 'fail') throw new TableError({ reason: 'columnsUnknown', names: extra, columns: writable() });
	if (extra.length === values.size) throw new TableError({ reason: 'nothingMapped', fields: extra, columns: writable() });
	if (extra.length === 0) return rowValues(columns, values);
	left(extra);
	return rowValues(columns, new Map([...values].filter(([name]) => places.get(name) !== undefined)));
}
