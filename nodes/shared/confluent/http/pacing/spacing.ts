/** Requests that go out at once after a silence: as many as the service allows in a second. */
const BURST = 50;
/** A silence: longer than a place of the second can be taken, the unanswered request included. */
const SILENCE_MS = 2_000;
/** What follows the burst is spread over half of each second. */
const SPACE_MS = 11;

/**
 * Spreads what follows a first burst.
 *
 * Where all places of a second are taken in one instant, they become free in one instant too, and are taken again
 * a round trip later: another process behind the same address, refused at any other moment, finds none until this
 * one is done. Spread, some are always about to be free, and both notice each other.
 */
export class Spacing {
	private lastAt = Number.NEGATIVE_INFINITY;
	private inARow = 0;

	/** Notes that a request is sent at `now` (milliseconds, as all times here). */
	sent(now: number): void {
		this.inARow = now - this.lastAt > SILENCE_MS ? 1 : this.inARow + 1;
		this.lastAt = now;
	}

	/** From when on the next request may be sent; `now` or earlier for at once. */
	opensAt(now: number): number {
		const isBurst = this.inARow < BURST || now - this.lastAt > SILENCE_MS;
		return isBurst ? now : this.lastAt + SPACE_MS;
	}
}
