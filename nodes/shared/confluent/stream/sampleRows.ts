import { emptyPageDelay } from '../../flink/stream/pagePauses';
import { createPageReader } from '../../flink/stream/streamRows';
import type { JsonObject } from '../../language/jsonValue';
import { DeadlineError } from '../http/errors/deadlineError';
import { awaitReadable } from '../results/awaitReadable';
import { comingCheck } from '../results/endOfRows';
import { resultPages } from '../results/resultPages';
import { rowsDeleted, rowsHidden } from '../results/resultsError';
import { givesRows } from '../statements/queryTraits';
import { columnsOf, namingStatement } from '../statements/resultColumns';
import type { Statement } from '../statements/statement';
import { withTemporaryStatement, type TemporaryStatementClients } from '../statements/temporaryStatement';
import type { RowShape } from './reading';
import { StreamError } from './streamError';
import { draftOf, type StreamPlan } from './streamPlan';

/**
 * The first rows of a query: those of the first page that has any, so many at most. The statement is deleted.
 *
 * @param seconds for how long `clients.statements` waits
 * @throws StreamError where no row comes in that time, and for what gives no rows; StatementsError where it fails
 */
export async function sampleRows(
	clients: TemporaryStatementClients,
	plan: Pick<StreamPlan, 'submission' | 'naming' | 'start'>,
	shape: RowShape,
	most: number,
	seconds: number,
): Promise<JsonObject[]> {
	const { statements } = clients;
	return await withTemporaryStatement(clients, draftOf(plan, [], undefined, statements), async (submitted) => {
		const readable = await awaitReadable(statements, submitted);
		const { name, sqlKind } = readable;
		if (!givesRows(readable)) throw new StreamError({ reason: 'streamWithoutRows', name, sqlKind });
		try {
			const rows = await firstPage(clients, readable, shape);
			if (rows.length > 0) return rows.slice(0, most);
		} catch (error) {
			if (!(error instanceof DeadlineError)) throw namingStatement(error, name);
		}
		throw new StreamError({ reason: 'noSampleRows', name, seconds });
	});
}

async function firstPage({ statements }: TemporaryStatementClients, statement: Statement, shape: RowShape): Promise<JsonObject[]> {
	const { name } = statement;
	const read = createPageReader({ ...statement, columns: columnsOf(statement) }, name, { ...shape, localTimeZone: statement.properties['sql.local-time-zone'] });
	const reader = {
		confirmComing: comingCheck(statements, name, () => 0),
		deletedMeanwhile: (hidden?: Parameters<typeof rowsHidden>[2]) => (hidden === undefined ? rowsDeleted(name, 0) : rowsHidden(name, 0, hidden)),
	};
	let first = 0;
	for await (const { data } of resultPages(statements, name, statements.api.scope.clock.now(), reader, { delayMs: emptyPageDelay })) {
		const rows = read(data, first);
		first += data.length;
		if (rows.length > 0) return rows.map(({ item }) => item);
	}
	return [];
}
