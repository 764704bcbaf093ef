/** Margin on a window's length: clocks tick in whole milliseconds, and both ends of a window may count. */
const EDGE_MS = 5;

/**
 * Counts requests as a server does that allows at most `limit` of them in any span of `lengthMs`.
 *
 * A request is recorded with the latest moment at which the server can have counted it, so a place is never
 * given away too early.
 */
export class SlidingWindow {
	/** Epoch milliseconds, ascending; never more than `limit` plus what was recorded late. */
	private readonly counted: number[] = [];

	constructor(
		readonly limit: number,
		private readonly lengthMs: number,
	) {}

	/** Records a request that the server counted at `time` or earlier. Times have to be given in ascending order. */
	record(time: number): void {
		this.counted.push(time);
	}

	/**
	 * From when on one more request fits, in epoch milliseconds; `now` when it fits at once.
	 *
	 * @param unsettled requests on their way, which take a place although it is open when they are counted
	 * @param limit a lower limit than the window's own, for callers that hold back
	 * @returns Infinity while the requests on their way alone fill the window
	 */
	opensAt(now: number, unsettled: number, limit = this.limit): number {
		this.forgetBefore(now);
		const tooMany = this.counted.length + unsettled + 1 - limit;
		if (tooMany <= 0) return now;
		const lastToLeave = this.counted[tooMany - 1];
		return lastToLeave === undefined ? Number.POSITIVE_INFINITY : lastToLeave + this.lengthMs + EDGE_MS;
	}

	/** Whether nothing that was recorded still counts. */
	isEmpty(now: number): boolean {
		this.forgetBefore(now);
		return this.counted.length === 0;
	}

	private forgetBefore(now: number): void {
		const firstThatCounts = this.counted.findIndex((time) => time + this.lengthMs + EDGE_MS > now);
		this.counted.splice(0, firstThatCounts === -1 ? this.counted.length : firstThatCounts);
	}
}
