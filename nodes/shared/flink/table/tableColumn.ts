import { parseSqlType } from '../sql/parseSqlType';
import type { SqlType } from '../sql/sqlType';
import { hasMultiset } from './writtenTypes';

/** A column of a table or view, as INFORMATION_SCHEMA.COLUMNS describes it. */
export interface TableColumn {
	readonly name: string;
	/** As people write it, such as `DECIMAL(10, 2)` or `STRING`, without the column's own NOT NULL. */
	readonly typeText: string;
	readonly nullable: boolean;
	/** Whether it is a part of the primary key. */
	readonly isKey: boolean;
	/** Whether it is read from the record around the row, such as its timestamp. */
	readonly isMetadata: boolean;
	/** Whether it is worked out when the table is read: a computed column, or metadata that is declared VIRTUAL. */
	readonly isVirtual: boolean;
	/** Whether it is written with a row. */
	readonly isPersisted: boolean;
	/** Whether it is the system's, such as `$rowtime`, and shown only where it is named. */
	readonly isHidden: boolean;
	readonly comment: string | null;
}

/** Whether an INSERT has a value for the column. */
export function isWritten({ isPersisted, isVirtual, isHidden }: TableColumn): boolean {
	return isPersisted && !isVirtual && !isHidden;
}

/** The columns of a table as rows are written to them. */
export interface ColumnIndex {
	/** Those of which an INSERT has a value, in the table's order. */
	readonly written: readonly TableColumn[];
	/** Where each column stands in `written`, by its name; undefined for one that is not written. */
	readonly places: ReadonlyMap<string, number | undefined>;
	/** The places of those whose values may have a MULTISET in them. */
	readonly collecting: readonly number[];
}

const indexes = new WeakMap<readonly TableColumn[], ColumnIndex>();

/** Worked out once for a table: thousands of rows have the same columns. */
export function columnIndex(columns: readonly TableColumn[]): ColumnIndex {
	const known = indexes.get(columns);
	if (known !== undefined) return known;
	const written = columns.filter(isWritten);
	const index: ColumnIndex = {
		written,
		places: new Map(columns.map((column) => [column.name, isWritten(column) ? written.indexOf(column) : undefined])),
		collecting: written.flatMap((column, place) => (hasMultiset(typeOfColumn(column)) ? [place] : [])),
	};
	indexes.set(columns, index);
	return index;
}

/** Thousands of rows have values for the same few columns. */
const knownTypes = new WeakMap<TableColumn, { readonly type: SqlType | undefined }>();

/** The type that literals for the column have; undefined for one that is not known here, such as one that is new. */
export function typeOfColumn(column: TableColumn): SqlType | undefined {
	const known = knownTypes.get(column) ?? { type: parsedType(column) };
	knownTypes.set(column, known);
	return known.type;
}

function parsedType({ typeText, nullable }: TableColumn): SqlType | undefined {
	const type = parseSqlType(typeText);
	return type && { ...type, nullable };
}
