import { MAX_POLL_MS } from '../shared/flink/watch/watch';

interface Turn {
	/** Epoch milliseconds. */
	readonly begunAt: number;
}

/**
 * Lets one poll of a trigger at a time run its errands. Polls that overlap see the same changes, of which one poll
 * alone can tell: the requests of the others would be for nothing, and hold that one up.
 */
export class ErrandTurns {
	private readonly turns = new Map<string, Turn>();

	/**
	 * @param now epoch milliseconds
	 * @returns undefined, with nothing done, while another poll of the trigger has its turn
	 */
	async take<T>(trigger: string, now: number, errands: () => Promise<T>): Promise<T | undefined> {
		const other = this.turns.get(trigger);
		if (other !== undefined && isRunning(other, now)) return undefined;
		const turn: Turn = { begunAt: now };
		this.turns.set(trigger, turn);
		try {
			return await errands();
		} finally {
			if (this.turns.get(trigger) === turn) this.turns.delete(trigger);
		}
	}
}

/** A poll that takes longer hangs, or the clock has been set since: it must not silence the trigger for ever. */
function isRunning({ begunAt }: Turn, now: number): boolean {
	return Math.abs(now - begunAt) <= MAX_POLL_MS;
}
