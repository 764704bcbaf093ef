import type { TableColumn } from '../../shared/flink/table/tableColumn';
import { isWritten } from '../../shared/flink/table/tableColumn';
import { TableError } from '../../shared/flink/table/tableError';
import type { Parameters } from '../../shared/n8n/parameters/parameters';

export const EXTRA_FIELDS = ['ignore', 'fail'] as const;

/** The values of an item, by the name of their column or field. */
export interface GivenRow {
	readonly values: ReadonlyMap<string, unknown>;
	/** Whether the values are all fields of the item, of which some may be no columns. */
	readonly isAutomatic: boolean;
	/** What to do with fields that are no columns. */
	readonly extraFields: (typeof EXTRA_FIELDS)[number];
}

/** Reads what the item maps to columns. An empty text is NULL where the option says so. */
export function readRow(parameters: Parameters): GivenRow {
	const options = parameters.options();
	const extraFields = options.choice('extraFields', 'Extra Fields', EXTRA_FIELDS, 'ignore');
	const isNullForEmpty = options.flag('replaceEmptyStrings', 'Replace Empty Strings with NULL', false);
	const mapped = parameters.mapping('columns', 'Columns');
	if (mapped?.size === 0) throw parameters.invalid('No column is mapped', 'Map at least one column, or choose "Map Automatically".');
	const given = mapped ?? new Map(Object.entries(parameters.item()));
	const values = new Map([...given].map(([name, value]): [string, unknown] => [name, isNullForEmpty && value === '' ? null : value]));
	return { values, isAutomatic: mapped === undefined, extraFields };
}

/**
 * The values for columns that can be written.
 *
 * @param left hears the names of fields that are left out
 * @throws TableError for fields that are no columns, where that is not wanted, and where none is one: a row of NULLs is nothing that anybody means
 */
export function valuesFor(columns: readonly TableColumn[], { values, isAutomatic, extraFields }: GivenRow, left: (fields: string[]) => void): ReadonlyMap<string, unknown> {
	// What a person has mapped is meant: where the table has no such column any more, its value must not be lost.
	if (!isAutomatic) return values;
	const writable = columns.filter(isWritten).map(({ name }) => name);
	const isColumn = new Set(writable);
	const extra = [...values.keys()].filter((name) => !isColumn.has(name));
	if (extra.length > 0 && extraFields === 'fail') throw new TableError({ reason: 'columnsUnknown', names: extra, columns: writable });
	if (extra.length === values.size) throw new TableError({ reason: 'nothingMapped', fields: extra, columns: writable });
	if (extra.length === 0) return values;
	left(extra);
	return new Map([...values].filter(([name]) => isColumn.has(name)));
}
