import type { Delay } from '../statements/awaitStatement';
import { givesRows } from '../statements/queryTraits';
import type { Statement } from '../statements/statement';
import type { Statements } from '../statements/statements';
import { awaitReadable } from './awaitReadable';
import { collectRows, type RowsRequest, type CollectedRows } from './collectRows';

/** What a query gave: rows, or, where it is of a kind that gives none, the statement alone. */
export interface QueryResult {
	readonly statement: Statement;
	readonly rows: CollectedRows | undefined;
}

/**
 * Waits for a statement and reads its rows.
 *
 * @param statement as it was when last read
 * @param delayMs when to look at it again, until its rows can be read
 * @throws StatementsError, ResultsError when it fails, is stopped or deleted, or the deadline passes before its rows are there
 */
export async function queryRows(statements: Statements, statement: Statement, request: RowsRequest, delayMs?: Delay): Promise<QueryResult> {
	const startedAt = statements.api.scope.clock.now();
	const readable = await awaitReadable(statements, statement, delayMs);
	if (!givesRows(readable)) return { statement: readable, rows: undefined };
	return { statement: readable, rows: await collectRows(statements, readable, request, startedAt) };
}
