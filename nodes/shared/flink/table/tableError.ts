import { FactsError } from '../../language/factsError';
import type { ExpectedValue, ValuePath } from '../sql/literalValue';
import type { ShownValue } from '../sql/shownValue';

/** What is wrong with the rows that were to be written, or with what was asked of a table. */
export type TableFacts =
	| { readonly reason: 'columnValue'; readonly column: string; readonly type: string; readonly value: ShownValue; readonly expected: ExpectedValue; readonly path?: ValuePath }
	/** A column that has to have a value has none. */
	| { readonly reason: 'columnRequired'; readonly column: string; readonly type: string }
	/** The type is none that a literal is known for. */
	| { readonly reason: 'columnType'; readonly column: string; readonly type: string }
	/** Columns that the table does not have; `columns` are those that it has. */
	| { readonly reason: 'columnsUnknown'; readonly names: readonly string[]; readonly columns: readonly string[] }
	/** There is none of this name in the database, as far as the key may see. */
	| { readonly reason: 'tableUnknown'; readonly table: string; readonly database: string }
	/** Neither the node nor the credential names one. */
	| { readonly reason: 'noDatabase' }
	/** A view has no rows of its own to write. */
	| { readonly reason: 'viewNotWritten'; readonly table: string }
	/** None of the item's fields is a column of the table. */
	| { readonly reason: 'nothingMapped'; readonly fields: readonly string[]; readonly columns: readonly string[] }
	/** A column that Flink works out by itself. */
	| { readonly reason: 'columnNotWritten'; readonly column: string }
	/** A condition that compares with a value has none. */
	| { readonly reason: 'conditionWithoutValue'; readonly column: string }
	/** A condition or an order that the type of the column does not have. */
	| { readonly reason: 'columnNotCompared'; readonly column: string; readonly type: string; readonly by: 'comparison' | 'order' | 'pattern' }
	/** A stream has no order but that of its time. */
	| { readonly reason: 'streamNotSorted' }
	/** Characters of SQL that one row takes, and that a statement may have. */
	| { readonly reason: 'rowTooLong'; readonly characters: number; readonly most: number };

export class TableError extends FactsError<TableFacts> {}
