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
 * the number of requests stays the same. Whatever leads back to a page that was passed would never end.
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
): AsyncGenerator<ResultPage, void> {
	const { scope } = statements.api;
	const wait = new WaitForRows(scope, startedAt);
	const passed = new Set<string | undefined>();
	let token: string | undefined;
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

/** How long rows have not come, and what that means for the next request. All times in milliseconds. */
class WaitForRows {
	private rowsAt: number;
	private lookedAt: number;
	private hasRows = false;

	constructor(
		private readonly scope: Scope,
		private readonly startedAt: number,
	) {
		this.rowsAt = startedAt;
		// It has just been read, or its rows would not be asked for.
		this.lookedAt = scope.clock.now();
	}

	got(hasRows: boolean): void {
		this.hasRows = hasRows;
		if (hasRows) this.rowsAt = this.scope.clock.now();
	}

	looked(): void {
		this.lookedAt = this.scope.clock.now();
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
		if (this.hasRows) return;
		const now = this.scope.clock.now();
		await pause(this.scope, statementPollDelay(Math.max(now - this.rowsAt, Math.min(now - this.startedAt, STEADY_AFTER_MS))));
	}
}

interface FetchedPage extends ResultPage {
	readonly nextToken: string | undefined;
}

/** One page; while the results are not ready, which is answered with 409, an empty one. */
async function fetchPage(statements: Statements, name: string, token: string | undefined, gone: RowsReader['deletedMeanwhile']): Promise<FetchedPage> {
	const request: ApiRequest = {
		method: 'GET',
		path: statements.path(name, 'results'),
		query: { page_token: token },
		repeat: 'repeat',
	};
	try {
		const response = await statements.api.send(request);
		const nextToken = nextPageToken(request, response);
		return { data: changesIn(request, response), nextToken, isLast: nextToken === undefined };
	} catch (error) {
		if (isNotFound(error)) throw gone();
		if (isHiddenFrom(error)) throw gone(error);
		if (isApiError(error, 408)) throw resultsExpired(name, error.detail);
		if (!isApiError(error, 409)) throw asError(error);
		return { data: [], nextToken: token, isLast: false };
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
