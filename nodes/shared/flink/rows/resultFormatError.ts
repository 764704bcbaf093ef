import { FactsError } from '../../language/factsError';

/** Where in a result: the name of a column, and of the fields within it. */
export type ColumnPath = readonly [column: string, ...fields: string[]];

/** How a schema or a row of a result is not built as the API builds them. */
export type FormatFacts =
	| { readonly reason: 'schemaWithoutColumns' }
	/** `position` counts from 1. */
	| { readonly reason: 'columnWithoutName'; readonly position: number }
	| { readonly reason: 'typeTooDeep'; readonly path: ColumnPath; readonly most: number }
	| { readonly reason: 'entryWithoutRow' }
	| { readonly reason: 'rowWidth'; readonly values: number; readonly columns: number }
	/** `op` is its JSON. */
	| { readonly reason: 'unknownOp'; readonly op: string }
	/** A container is not built as its type says. */
	| { readonly reason: 'valueNotList' | 'entryNotPair'; readonly path: ColumnPath }
	/** Lists inside of lists; `path` is undefined for a VARIANT whose column is not known. */
	| { readonly reason: 'valueTooDeep'; readonly path: ColumnPath | undefined; readonly most: number }
	| { readonly reason: 'fieldCount'; readonly path: ColumnPath; readonly fields: number; readonly expected: number };

/** Reading on would give wrong rows. */
export class ResultFormatError extends FactsError<FormatFacts> {}
