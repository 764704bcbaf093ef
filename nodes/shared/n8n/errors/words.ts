/** What a person reads when something goes wrong. */
export interface Words {
	/** What happened, without a full stop. */
	readonly message: string;
	/** What to do next, in sentences; undefined where there is nothing to do. */
	readonly nextStep: string | undefined;
}

/** Words with something to do. */
export interface Advice extends Words {
	readonly nextStep: string;
}

/** Who does again what failed for a while: a person who runs the node, or the trigger's next poll, by itself. */
export type Repeater = 'person' | 'poll';

/** A poll has no field for its time, and comes again by itself. */
export const NEXT_POLL_TRIES = 'The next poll tries again';

export const NEXT_POLL = `${NEXT_POLL_TRIES}; nothing is lost.`;

export const MAX_WAIT = "'Max Wait (Seconds)'";

/**
 * Where the time was too short for something that continues without us.
 *
 * @param operation shows how far it is
 */
export function lookLater(repeater: Repeater, operation: string): string {
	return `It continues in Confluent Cloud. ${repeater === 'poll' ? NEXT_POLL : `Allow more time with ${MAX_WAIT}, or check on it later with ${operation}.`}`;
}

/** What the service says to something, to follow what is known of it; `detail` may be empty. */
export function inItsWords(detail: string): string {
	return detail === '' ? '' : `: ${detail}`;
}

/** As `inItsWords`, within a sentence. */
export function inBrackets(detail: string): string {
	return detail === '' ? '' : ` (${detail})`;
}
