import { emptyPageDelay } from '../../flink/stream/pagePauses';
import type { ResumePoint } from '../../flink/stream/streamPosition';
import { createPageReader, type PageReader, type StreamShape } from '../../flink/stream/streamRows';
import { asError } from '../../language/asError';
import { comingCheck } from '../results/endOfRows';
import { askAgain, resultPages, type ResultPage } from '../results/resultPages';
import { rowsDeleted, rowsHidden } from '../results/resultsError';
import { columnsOf, namingStatement } from '../statements/resultColumns';
import type { Statement } from '../statements/statement';
import type { Statements } from '../statements/statements';
import type { Deliveries } from './deliveries';
import { meaningOf } from './streamEnd';

/**
 * Milliseconds after which results are asked for although no rows are wanted. Confluent stops a statement whose results
 * nobody asks for during five minutes.
 */
export const ASK_AT_LEAST_EVERY_MS = 200_000;

/** How rows are read, whatever the statement. */
export type RowShape = Omit<StreamShape, 'localTimeZone'>;

/** One statement that is read forward: where it stands outlives an attempt that failed. */
export class Reading {
	/** The ordinal of the first change of the next page. */
	private ordinal: number;
	private token: string | undefined;
	private readonly skipBefore: number;
	private readPage: PageReader | undefined;
	/** Whether its rows could be asked for: what becomes of it later, those that are there can be read. */
	isReadable = false;
	/** Whether the service gave the last page that was asked for: if it did not, there may be rows that were not read. */
	isUpToDate = true;
	/** The statement after whose offsets this one begins. */
	follows: Statement | undefined;
	/** Epoch milliseconds at which another statement is to take over. */
	until: number | undefined;

	/** @param isLive whether its rows go on: it is the last one */
	constructor(
		public statement: Statement,
		public isLive: boolean,
		point: ResumePoint = { token: undefined, first: 0, done: 0 },
	) {
		this.ordinal = point.first;
		this.token = point.token;
		this.skipBefore = point.first + point.done;
	}

	/** The page that is asked for next. */
	get point(): ResumePoint {
		return { token: this.token, first: this.ordinal, done: Math.max(0, this.skipBefore - this.ordinal) };
	}

	/**
	 * Reads to the end of the result, and gives the rows to `deliveries`, which says when there is room for more.
	 *
	 * @throws whatever `resultPages` throws; ResultsError where the statement ended early; CancelledError. It can be called
	 * again then, and goes on where it was.
	 */
	async run(statements: Statements, shape: RowShape, deliveries: Deliveries): Promise<void> {
		const { name } = this.statement;
		const reader = {
			confirmComing: comingCheck(statements, name, () => this.ordinal),
			deletedMeanwhile: (hidden?: Parameters<typeof rowsHidden>[2]) => (hidden === undefined ? rowsDeleted(name, this.ordinal) : rowsHidden(name, this.ordinal, hidden)),
		};
		const plan = { from: this.token, delayMs: emptyPageDelay };
		for await (const page of resultPages(statements, name, statements.api.scope.clock.now(), reader, plan)) {
			this.take(page, shape, deliveries);
			await this.waitForRoom(statements, page.token, deliveries);
		}
	}

	private take({ data, isReady, isClean, token, nextToken }: ResultPage, shape: RowShape, deliveries: Deliveries): void {
		const { name, uid } = this.statement;
		const first = this.ordinal;
		this.isUpToDate = isReady;
		if (!isReady) return;
		const { rows: all, texts } = this.rowsOf(data, first, shape);
		const rows = all.filter(({ ordinal }) => ordinal >= this.skipBefore);
		deliveries.add({ statement: name, uid, token, next: nextToken, first, count: data.length }, rows, { ...texts, arePagesClean: isClean });
		this.ordinal += data.length;
		this.token = nextToken;
	}

	private rowsOf(data: readonly unknown[], first: number, shape: RowShape) {
		const { statement } = this;
		try {
			this.readPage ??= createPageReader({ ...statement, columns: columnsOf(statement) }, statement.name, { ...shape, localTimeZone: statement.properties['sql.local-time-zone'] });
			return { rows: this.readPage(data, first), texts: this.readPage.texts };
		} catch (error) {
			throw namingStatement(error, statement.name);
		}
	}

	/** While there is no room, the page that was read last is asked for now and then: the next one would make it go. */
	private async waitForRoom(statements: Statements, token: string | undefined, deliveries: Deliveries): Promise<void> {
		while (!(await deliveries.room(ASK_AT_LEAST_EVERY_MS))) await stayReader(statements, this.statement.name, token);
	}
}

/** What the service says to it is seen when the next page is asked for. */
async function stayReader(statements: Statements, name: string, token: string | undefined): Promise<void> {
	try {
		await askAgain(statements, name, token);
	} catch (error) {
		if (meaningOf(error) === 'closed') throw asError(error);
	}
}
