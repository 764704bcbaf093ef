import { SlidingWindow } from './slidingWindow';

/** Confluent's limits for one IP. Of its 100 connections half are used: another n8n may be behind the same address. */
export const REQUESTS_PER_SECOND = 50;
export const REQUESTS_PER_MINUTE = 1_000;
export const MAX_CONNECTIONS = 50;

/**
 * Milliseconds after which a request that is still unanswered is taken to have reached the server. Longer would
 * waste the places of slow answers (a submit may take seconds); shorter could give a place away while its request
 * is still on the way.
 */
const ARRIVAL_MS = 500;

/**
 * What the server has counted, as far as this process can know.
 *
 * The server counts a request somewhere between its sending and its answer. Its place in a window therefore
 * becomes free one window length after the answer, or after `ARRIVAL_MS` where the answer takes longer. So the
 * limits are kept while one request is on its way to the server no more than 500 ms longer than a later one. Where
 * that differs more, as when connections to a far region have to be opened anew, a request may be refused; it is
 * sent again.
 *
 * A refused request keeps its place as well. Whether Confluent counts those is not documented: if it does, giving
 * the place away would be refused again, and if it does not, the place is missed for a window's length only.
 */
export class RequestLedger {
	private readonly second = new SlidingWindow(REQUESTS_PER_SECOND, 1_000);
	private readonly minute = new SlidingWindow(REQUESTS_PER_MINUTE, 60_000);
	/** On their way and not yet counted: request → when it was sent, ascending. */
	private readonly unsettled = new Map<object, number>();
	private connections = 0;

	/** Notes that `request` is sent at `now` (milliseconds, as all times here). */
	begin(request: object, now: number): void {
		this.settle(now);
		this.unsettled.set(request, now);
		this.connections++;
	}

	/** Notes that `request` was answered at `now`, or will not be. */
	end(request: object, now: number): void {
		this.settle(now);
		if (this.unsettled.delete(request)) this.record(now);
		this.connections--;
	}

	/**
	 * When the next request may be sent; `now` for at once, Infinity when only the end of another one can tell.
	 *
	 * @param perSecond how many a second are wanted at most
	 */
	opensAt(now: number, perSecond: number): number {
		this.settle(now);
		if (this.connections >= MAX_CONNECTIONS) return Number.POSITIVE_INFINITY;
		const unsettled = this.unsettled.size;
		const opensAt = Math.max(this.second.opensAt(now, unsettled, perSecond), this.minute.opensAt(now, unsettled));
		return opensAt === Number.POSITIVE_INFINITY ? this.nextArrival() : opensAt;
	}

	/** Whether forgetting this ledger would forget nothing. */
	isEmpty(now: number): boolean {
		this.settle(now);
		return this.connections === 0 && this.second.isEmpty(now) && this.minute.isEmpty(now);
	}

	private settle(now: number): void {
		for (const [request, sentAt] of this.unsettled) {
			if (sentAt + ARRIVAL_MS > now) return;
			this.unsettled.delete(request);
			this.record(sentAt + ARRIVAL_MS);
		}
	}

	private record(time: number): void {
		this.second.record(time);
		this.minute.record(time);
	}

	private nextArrival(): number {
		const [oldestSentAt] = this.unsettled.values();
		return oldestSentAt === undefined ? Number.POSITIVE_INFINITY : oldestSentAt + ARRIVAL_MS;
	}
}
