import { awaitReadable } from './awaitReadable';
import { givesRows } from './queryTraits';
import { readResults, type ReadRequest, type ReadRows } from './readResults';
import type { Statements } from './statements';
import type { Statement } from './wire';

/** What a query gave: rows, or, where it is of a kind that gives none, the statement alone. */
export interface QueryResult {
	readonly statement: Statement;
	readonly rows: ReadRows | undefined;
}

/**
 * Waits for a statement and reads its rows.
 *
 * @param statement as it was when last read
 * @throws AdvisedError when it fails, is stopped or deleted, or the deadline passes before its rows are there
 */
export async function readQuery(statements: Statements, statement: Statement, request: ReadRequest): Promise<QueryResult> {
	const startedAt = statements.api.scope.clock.now();
	const readable = await awaitReadable(statements, statement);
	if (!givesRows(readable)) return { statement: readable, rows: undefined };
	return { statement: readable, rows: await readResults(statements, readable, request, startedAt) };
}
