import type { Clock } from '../scope/scope';

/**
 * A clock's time that never goes back. Windows are kept in it, since a system clock that is set back by an hour
 * would otherwise keep them full for an hour.
 */
export class SteadyTime {
	private setBackMs = 0;
	private latest = Number.NEGATIVE_INFINITY;

	constructor(private readonly clock: Clock) {}

	/** Milliseconds; equal to the clock's until that is set back. */
	now(): number {
		const time = this.clock.now() + this.setBackMs;
		if (time < this.latest) this.setBackMs += this.latest - time;
		else this.latest = time;
		return this.latest;
	}

	/** What a moment on the clock (epoch milliseconds) is in steady time, as the clock stands now. */
	at(moment: number): number {
		return this.now() + (moment - this.clock.now());
	}
}
