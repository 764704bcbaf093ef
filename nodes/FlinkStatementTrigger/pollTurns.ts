/** Begun at so many epoch milliseconds, and ending by itself so many later. */
type Turn = { readonly begunAt: number; readonly ms: number };

/** Says whether the turn of a poll is still its own: while it hung, another one may have taken the next. */
export type IsMine = () => boolean;

/**
 * Lets one poll of a trigger at a time run in this process. Polls that overlap see the same changes, of which one
 * alone may report: the requests of the others would be for nothing.
 */
export class PollTurns {
	private readonly turns = new Map<string, Turn>();

	/**
	 * @param now epoch milliseconds
	 * @param ms n8n's budget for the poll, after which its turn ends by itself
	 * @returns undefined, with nothing done, while another poll of the trigger has its turn
	 */
	async take<T>(trigger: string, now: number, ms: number, run: (isMine: IsMine) => Promise<T>): Promise<T | undefined> {
		const other = this.turns.get(trigger);
		if (other !== undefined && isRunning(other, now)) return undefined;
		const turn: Turn = { begunAt: now, ms };
		const isMine = () => this.turns.get(trigger) === turn;
		this.turns.set(trigger, turn);
		try {
			return await run(isMine);
		} finally {
			if (isMine()) this.turns.delete(trigger);
		}
	}
}

/** Whichever way the clock has been set since: a poll that hangs must not silence the trigger for ever. */
function isRunning({ begunAt, ms }: Turn, now: number): boolean {
	return Math.abs(now - begunAt) <= ms;
}
