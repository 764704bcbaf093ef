/** What is known of something that went wrong: the reason, and beside it what a person has to know. */
export interface Facts {
	readonly reason: string;
	/** What it came of: the `cause` of the error. */
	readonly failure?: Error | undefined;
}

/**
 * An error that has facts in place of sentences: who reads them, and what that person can do, is known by
 * `nodes/shared/n8n/errors` alone, which words them. The message is for logs: the reason and the other facts.
 */
export abstract class FactsError<F extends Facts> extends Error {
	constructor(readonly facts: F) {
		super(inBrief(facts), facts.failure === undefined ? undefined : { cause: facts.failure });
		this.name = new.target.name;
	}
}

/** `statementGone {"name":"etl"}` */
function inBrief({ reason, ...others }: Facts): string {
	const brief = JSON.stringify(others, (_key, value: unknown) => (value instanceof Error ? value.message : value));
	return brief === '{}' ? reason : `${reason} ${brief}`;
}
