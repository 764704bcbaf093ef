import type { Clock } from '../scope/scope';

/**
 * Time that goes on evenly, however the system clock is set. Windows are kept in it: set back by an hour, they would
 * be full for an hour; set forward, they would be empty at once, and the limits exceeded.
 */
export class SteadyTime {
	private setBackMs = 0;
	private latest = Number.NEGATIVE_INFINITY;

	constructor(private readonly clock: Clock) {}

	/** Milliseconds since some moment. */
	now(): number {
		return this.clock.steady?.() ?? this.withoutSteps();
	}

	/** What a moment on the clock (epoch milliseconds) is in steady time, as the clock stands now. */
	at(moment: number): number {
		return this.now() + (moment - this.clock.now());
	}

	/** The clock's time, until that is set back: then it stands still for a moment instead. */
	private withoutSteps(): number {
		const time = this.clock.now() + this.setBackMs;
		if (time < this.latest) this.setBackMs += this.latest - time;
		else this.latest = time;
		return this.latest;
	}
}
