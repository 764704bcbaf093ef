import { FactsError } from '../../language/factsError';

/** Rows that are in a table already. */
export interface RowsBefore {
	readonly table: string;
	readonly rows: number;
}

export interface InsertFacts {
	readonly reason:
		/** The statement failed, or was not taken. */
		| 'insertFailed'
		/** It had not begun, and was deleted: none of its rows is in the table. */
		| 'insertNotBegun'
		/** It runs, and was left to come to its end: its rows are, or will be, in the table. */
		| 'insertGoesOn'
		/** Whether it runs could not be seen, and it was left. */
		| 'insertUnseen';
	/** The statement. */
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
