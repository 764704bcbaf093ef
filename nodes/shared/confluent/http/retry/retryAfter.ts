/** The longest wait, in milliseconds, that an answer can ask for: the limits count minutes, so more is a mistake. */
export const LONGEST_HINT_MS = 60_000;

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` (seconds, or an HTTP date), else
 * `X-RateLimit-Reset` (seconds from now, not an epoch time). At most `LONGEST_HINT_MS`; undefined where the
 * answer does not say.
 *
 * @param headers names in lower case
 * @param now epoch milliseconds; only used for a date where the answer has no `Date` of its own
 */
export function hintedWaitMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
	const retryAfter = headers['retry-after'];
	const hint = secondsMs(retryAfter) ?? untilDateMs(retryAfter, headers['date'], now) ?? secondsMs(headers['x-ratelimit-reset']);
	return hint === undefined ? undefined : Math.min(Math.max(0, hint), LONGEST_HINT_MS);
}

function secondsMs(text: string | undefined): number | undefined {
	return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1_000 : undefined;
}

/** Dates count from the server's own `Date`, so that clocks may differ. */
function untilDateMs(text: string | undefined, serverDate: string | undefined, now: number): number | undefined {
	const until = httpDate(text);
	return until === undefined ? undefined : until - (httpDate(serverDate) ?? now);
}

/** Epoch milliseconds of `Sun, 06 Nov 1994 08:49:37 GMT`; the two forms that RFC 9110 calls obsolete are not read. */
function httpDate(text: string | undefined): number | undefined {
	if (text === undefined || !/^\s*[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT\s*$/.test(text)) return undefined;
	const time = Date.parse(text);
	return Number.isNaN(time) ? undefined : time;
}
