/** What an operation answers; the server adds the headers that every answer has. */
export interface Reply {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Written as JSON; an empty body when absent. */
	readonly body?: unknown;
	/** Written as it is, with its own Content-Type in `headers`, instead of `body`. */
	readonly raw?: string | Buffer;
}
