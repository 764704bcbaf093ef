import { FactsError } from '../../language/factsError';

/** Rows that are in a table already. */
export interface RowsBefore {
	readonly table: string;
	readonly rows: number;
}

export interface InsertFacts {
	readonly reason:
		/** The statement failed, or was not taken: it has written nothing, and writes nothing any more. */
		| 'insertFailed'
		/** It had not begun, and was deleted: none of its rows is in the table. */
		| 'insertNotBegun'
		/** It runs, and was left to come to its end: its rows are, or will be, in the table. */
		| 'insertGoesOn'
		/** It was there, and how it ended could not be seen: its rows may be in the table. */
		| 'insertUnseen'
		/** It was not seen: the answer to its submit was lost. Under the same name it can be submitted again. */
		| 'insertUnclear'
		/** It was not sent, since the rows before it may yet be written, and those of this table keep their order. */
		| 'insertHeldBack';
	/** The statement; of rows that were held back, the one that they wait for. */
	readonly name: string;
	readonly table: string;
	/** Rows of the statement. */
	readonly rows: number;
	/** What was inserted before, in the same run. */
	readonly before: readonly RowsBefore[];
	/** What ended the wait, or the statement. */
	readonly failure: Error;
}

/** An INSERT that did not come to its end. */
export class InsertError extends FactsError<InsertFacts> {}

const OPEN: ReadonlySet<InsertFacts['reason']> = new Set(['insertGoesOn', 'insertUnseen', 'insertUnclear']);

/** Whether rows of the statement may be in the table, or may yet come there. */
export function isOpenInsert(error: unknown): error is InsertError {
	return error instanceof InsertError && OPEN.has(error.facts.reason);
}
