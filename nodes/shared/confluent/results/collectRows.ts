import type { NumberMode } from '../../flink/rows/decodeNumber';
import type { ReadTexts } from '../../flink/rows/rowTexts';
import { createRowCollector, type QueryOutput, type RowCollector } from '../../flink/rows/rowCollector';
import { asError } from '../../language/asError';
import type { JsonObject } from '../../language/jsonValue';
import { CancelledError } from '../http/errors/cancelledError';
import { DeadlineError, type RequestFailure } from '../http/errors/deadlineError';
import { isBounded } from '../statements/queryTraits';
import { columnsOf, namingStatement } from '../statements/resultColumns';
import type { Statement } from '../statements/statement';
import type { Statements } from '../statements/statements';
import { comingCheck, confirmComplete } from './endOfRows';
import { resultPages, type RowsReader } from './resultPages';
import { ResultsError, rowsDeleted, rowsHidden } from './resultsError';

export interface RowsRequest {
	readonly output: QueryOutput;
	readonly numbers: NumberMode;
	/** Undefined for all. */
	readonly limit: number | undefined;
	/** Whether the rows that came by the deadline are wanted even of a result that ends. */
	readonly mayBePart: boolean;
}

/** What ended the reading: the result itself, the limit, or, where a part is wanted, the deadline. */
export type RowsEnd = 'complete' | 'limit' | 'deadline';

export interface CollectedRows {
	readonly items: JsonObject[];
	readonly texts: ReadTexts;
	readonly end: RowsEnd;
	/** How many items there were when reading ended; more than `items` where the limit cut them, a complete result's too. */
	readonly total: number;
	/** Where the deadline ended the reading: what it cut short. */
	readonly cut?: DeadlineError;
	/** Where all rows were read, but the final status of the statement could not be verified: why not. */
	readonly unchecked?: RequestFailure;
}

/**
 * The rows of a statement whose results can be read.
 *
 * A result that ends is read to its end, or to its limit where rows that are there stay as they are. One that
 * does not end, or of which a part is enough, is read until the limit or the deadline.
 *
 * @param startedAt epoch milliseconds when the wait for rows began
 * @throws ResultsError, StatementsError when the rows are not all there were: the statement failed or was stopped meanwhile, or
 * a result that is wanted whole had not ended in time, or its final status could not be verified
 */
export async function collectRows(
	statements: Statements,
	statement: Statement,
	request: RowsRequest,
	startedAt: number,
): Promise<CollectedRows> {
	const columns = columnsOf(statement);
	const options = { numbers: request.numbers, localTimeZone: statement.properties['sql.local-time-zone'] };
	const collector = createRowCollector({ ...statement, columns }, request.output, options, request.limit);
	const aim = aimOf(statement, collector, request);
	const pages = { areClean: true };
	try {
		const reached = await collect(statements, statement, collector, pages, aim, startedAt);
		const ending = reached.end === 'complete' ? await checkedEnd(statements, statement, collector.size, aim) : reached;
		return { items: collector.items(), texts: { ...collector.texts, arePagesClean: pages.areClean }, total: collector.size, ...ending };
	} catch (error) {
		throw namingStatement(error, statement.name);
	}
}

/** What reading has to come to. */
interface Aim {
	/** Whether anything but all rows, or as many as are enough, is an error. */
	readonly isWhole: boolean;
	/** How many rows are enough: no number is, where rows that are there may change before the end. */
	readonly enough: number;
}

function aimOf(statement: Statement, { isFinal }: RowCollector, { limit = Infinity, mayBePart }: RowsRequest): Aim {
	const isWhole = isBounded(statement) && !mayBePart;
	return { isWhole, enough: isFinal || !isWhole ? limit : Infinity };
}

type Ending = Pick<CollectedRows, 'end' | 'cut' | 'unchecked'>;

async function collect(
	statements: Statements,
	statement: Statement,
	collector: RowCollector,
	pages: { areClean: boolean },
	{ isWhole, enough }: Aim,
	startedAt: number,
): Promise<Ending> {
	const { name } = statement;
	const reader: RowsReader = {
		confirmComing: comingCheck(statements, name, () => collector.size),
		deletedMeanwhile: (hidden) => (hidden === undefined ? rowsDeleted(name, collector.size) : rowsHidden(name, collector.size, hidden)),
	};
	let hasEnough = false;
	try {
		for await (const { data, isLast, isClean } of resultPages(statements, name, startedAt, reader)) {
			collector.add(data);
			pages.areClean &&= isClean;
			if (isLast) {
				collector.end();
				return { end: 'complete' };
			}
			hasEnough = collector.size >= enough;
			// With exactly as many rows as were asked for, one more page often shows that they were all.
			const mayBeAll = collector.size === enough && data.length > 0 && isWhole;
			if (hasEnough && !mayBeAll) break;
		}
		return { end: 'limit' };
	} catch (error) {
		// The page that would have shown more: the rows that were asked for are there without it.
		if (hasEnough && !(error instanceof CancelledError)) return { end: 'limit' };
		if (!(error instanceof DeadlineError)) throw asError(error);
		return endInTime(statement, collector.size, isWhole, error);
	}
}

/** The end that the deadline is, where the result is not wanted whole. */
function endInTime(statement: Statement, count: number, isWhole: boolean, error: DeadlineError): Ending {
	if (isWhole) throw new ResultsError({ reason: 'rowsUnfinished', name: statement.name, count, cut: error });
	return { end: 'deadline', cut: error };
}

/** The end of a result whose last page was read: one that may lack rows must not pass for a whole one. */
async function checkedEnd(statements: Statements, statement: Statement, count: number, { isWhole, enough }: Aim): Promise<Ending> {
	const failure = await confirmComplete(statements, statement, count);
	if (failure === undefined) return { end: 'complete' };
	if (count >= enough) return { end: 'limit' };
	if (isWhole) throw new ResultsError({ reason: 'rowsUnchecked', name: statement.name, count, failure });
	return { end: 'complete', unchecked: failure };
}
