/** The shortest and the longest pause after a page without rows, in milliseconds. */
const SHORTEST_MS = 300;
const LONGEST_MS = 1_600;

/**
 * How long to wait, in milliseconds, before a page is asked for again that was empty.
 *
 * Two ends meet in it: a stream without rows costs at most 40 requests a minute, and a row waits for less than a second
 * on average. After rows the next page is asked for at once, so that rows that come in a row do not wait.
 *
 * @param sinceRowsMs since the last rows came, or reading began
 */
export function emptyPageDelay(sinceRowsMs: number): number {
	return Math.round(Math.min(LONGEST_MS, SHORTEST_MS + Math.max(0, sinceRowsMs) / 2));
}
