import { asError } from '../../language/asError';
import { isRecord } from '../../language/guards';
import { nextPageToken } from '../http/collectPages';
import { isApiError, isHiddenFrom, isNotFound, malformedBody, type ApiError } from '../http/errors/apiError';
import { DeadlineError } from '../http/errors/deadlineError';
import type { ApiRequest, ApiResponse } from '../http/exchange/exchange';
import { statementPollDelay } from '../http/scope/pollUntil';
import { pause, remainingMs, type Scope } from '../http/scope/scope';
import { statementGone } from '../statements/statementOutcome';
import type { Statements } from '../statements/statements';
import { ResultsError } from './resultsError';

export interface ResultPage {
	/** `results.data`: changes as they came. */
	readonly data: readonly unknown[];
	/** No `next` is the end of the result, whatever the phase of the statement says. */
	readonly isLast: boolean;
	/** Whether no text in it has anything that must not be shown; no also where that is not known. */
	readonly isClean: boolean;
	/** Whether the service gave a page; if not, it answered that results are not ready, and there may be rows all the same. */
	readonly isReady: boolean;
	/** By which the page was asked for; undefined is the first page. */
	readonly token: string | undefined;
	/** Of the page after it; undefined on the last one. */
	readonly nextToken: string | undefined;
}

/** How pages are read where not from the first one on, nor for a result that is awaited. */
export interface PagePlan {
	/** The page to begin with; the first one, where it is absent. */
	readonly from?: string | undefined;
	/** Milliseconds to wait after an empty page, so many milliseconds after the last rows, or the beginning. */
	readonly delayMs?: (sinceRowsMs: number) => number;
}

/** What only the reader of the rows knows. */
export interface RowsReader {
	/** Looks at the statement, and throws where no more rows will come. */
	readonly confirmComing: () => Promise<void>;
	/**
	 * The error for a statement that is gone after it was there to be asked for its results; for one that may only be
	 * hidden from the key, the API's 403 says so.
	 */
	readonly deletedMeanwhile: (hidden?: ApiError) => Error;
}

/** A result is waited for as often as its statement was; once it has lasted longer, at most this often. */
const STEADY_AFTER_MS = 10_000;

/** While no rows come the statement is looked at now and then: it may have ended without them. In milliseconds. */
const LOOK_EVERY_MS = 3_000;
const STEADY_LOOK_EVERY_MS = 30_000;
/** So long before the deadline it is looked at once more, so that the end of the time is not taken for the reason. */
const LAST_LOOK_MS = 6_000;

/**
 * The pages of a statement's results, the empty ones included, from the first to the last.
 *
 * Pages are read forward only: a page is gone for good once the next one was asked for. After rows the next
 * page is asked for at once. An empty page with a `next`, and 409 "not ready", mean that rows are still to come:
 * the same page is asked for again after a while, and now and then `confirmComing` is asked in its place, so that
 * the number of requests stays the same; where the plan says how long to wait, it is asked besides. Whatever leads
 * back to a page that was passed would never end.
 *
 * @param startedAt epoch milliseconds when the wait for rows began; the waits grow with the time since
 * @throws DeadlineError when the scope's time runs out, CancelledError, ResultsError for results that are gone
 * for good, ApiError and TransportError for everything else
 */
export async function* resultPages(
	statements: Statements,
	name: string,
	startedAt: number,
	{ confirmComing, deletedMeanwhile }: RowsReader,
	{ from, delayMs }: PagePlan = {},
): AsyncGenerator<ResultPage, void> {
	const { scope } = statements.api;
	const wait = new WaitForRows(scope, startedAt, delayMs);
	const passed = new PassedPages();
	let token = from;
	let gone: RowsReader['deletedMeanwhile'] = (hidden) => hidden ?? statementGone(name);
	for (;;) {
		if (remainingMs(scope) <= 0) throw new DeadlineError({ doing: 'readingRows', statement: name });
		if (wait.isLookDue()) {
			await confirmComing();
			wait.looked();
		} else {
			const page = await fetchPage(statements, name, token, gone);
			gone = deletedMeanwhile;
			yield page;
			if (page.isLast) return;
			if (page.data.length > 0 || page.nextToken !== token) passed.add(token);
			token = page.nextToken;
			if (passed.has(token)) throw new ResultsError({ reason: 'resultsInCircle', name });
			wait.got(page.data.length > 0);
		}
		await wait.pause();
	}
}

/** Tokens that are remembered: a stream passes pages without end, and a circle is short. */
const MOST_PASSED = 1_000;

/** The pages that were passed last. */
class PassedPages {
	private readonly tokens = new Set<string | undefined>();

	add(token: string | undefined): void {
		this.tokens.add(token);
		if (this.tokens.size <= MOST_PASSED) return;
		for (const oldest of this.tokens) {
			this.tokens.delete(oldest);
			return;
		}
	}

	has(token: string | undefined): boolean {
		return this.tokens.has(token);
	}
}

/** How long rows have not come, and what that means for the next request. All times in milliseconds. */
class WaitForRows {
	private rowsAt: number;
	private lookedAt: number;
	private hasRows = false;
	/** A page is asked for at once. */
	private isPageDue = false;

	constructor(
		private readonly scope: Scope,
		private readonly startedAt: number,
		private readonly delayMs: PagePlan['delayMs'],
	) {
		this.rowsAt = startedAt;
		// It has just been read, or its rows would not be asked for.
		this.lookedAt = scope.clock.now();
	}

	got(hasRows: boolean): void {
		this.hasRows = hasRows;
		this.isPageDue = hasRows;
		if (hasRows) this.rowsAt = this.scope.clock.now();
	}

	looked(): void {
		this.lookedAt = this.scope.clock.now();
		// Rows of a stream are not to wait for twice the pause because its statement was looked at.
		this.isPageDue = this.delayMs !== undefined;
	}

	isLookDue(): boolean {
		const now = this.scope.clock.now();
		if (this.hasRows) return false;
		const isLastChance = remainingMs(this.scope) <= LAST_LOOK_MS;
		const every = isLastChance || now - this.startedAt < STEADY_AFTER_MS ? LOOK_EVERY_MS : STEADY_LOOK_EVERY_MS;
		return now - Math.max(this.lookedAt, this.rowsAt) >= every;
	}

	/** After rows there is nothing to wait for. */
	async pause(): Promise<void> {
		if (this.isPageDue) return;
		const now = this.scope.clock.now();
		const delay = this.delayMs?.(now - this.rowsAt) ?? statementPollDelay(Math.max(now - this.rowsAt, Math.min(now - this.startedAt, STEADY_AFTER_MS)));
		await pause(this.scope, delay);
	}
}

/**
 * Asks for a page once more, for no other reason than that the service stops a statement whose results nobody asks for.
 * The page stays where it is: only a later one makes it go.
 *
 * @returns whether the service gave it
 * @throws as `resultPages`
 */
export async function askAgain(statements: Statements, name: string, token: string | undefined): Promise<boolean> {
	return (await fetchPage(statements, name, token, (hidden) => hidden ?? statementGone(name))).isReady;
}

/** One page; while the results are not ready, which is answered with 409, an empty one. */
async function fetchPage(statements: Statements, name: string, token: string | undefined, gone: RowsReader['deletedMeanwhile']): Promise<ResultPage> {
	const request: ApiRequest = {
		method: 'GET',
		path: statements.path(name, 'results'),
		query: { page_token: token },
		repeat: 'repeat',
	};
	try {
		const response = await statements.api.send(request);
		const nextToken = nextPageToken(request, response);
		return { data: changesIn(request, response), isClean: response.isMemberClean?.('results') === true, isReady: true, token, nextToken, isLast: nextToken === undefined };
	} catch (error) {
		if (isNotFound(error)) throw gone();
		if (isHiddenFrom(error)) throw gone(error);
		if (isApiError(error, 408)) throw resultsExpired(name, error.detail);
		if (!isApiError(error, 409)) throw asError(error);
		return { data: [], isClean: true, isReady: false, token, nextToken: token, isLast: false };
	}
}

/** An empty `data` may be null or left out; a body without `results` is no page at all. */
function changesIn(request: ApiRequest, response: ApiResponse): readonly unknown[] {
	const results = isRecord(response.body) ? response.body['results'] : undefined;
	const data = isRecord(results) ? (results['data'] ?? []) : undefined;
	if (!Array.isArray(data)) throw malformedBody(request, response, 'a page of results');
	return data;
}

function resultsExpired(name: string, words: string): ResultsError {
	return new ResultsError({ reason: 'resultsExpired', name, words });
}
