import { parseSqlType } from '../sql/parseSqlType';
import type { SqlType } from '../sql/sqlType';

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
