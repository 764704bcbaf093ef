/** What was caught, as an `Error` to throw on: anything can be thrown, and only errors say what happened. */
export function asError(caught: unknown): Error {
	return caught instanceof Error ? caught : new Error(String(caught));
}
