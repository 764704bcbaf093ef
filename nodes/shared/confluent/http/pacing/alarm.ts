import { release } from '../../../language/release';
import type { Clock } from '../scope/scope';

/** Timers take no more than 31 bits of milliseconds. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/** One timer that can be moved: rings at the moment set last. May ring early, never late. */
export class Alarm {
	private set: { readonly at: number; readonly off: AbortController } | undefined;

	constructor(
		private readonly clock: Clock,
		private readonly ring: () => void,
	) {}

	/** @param at the moment to ring at, on the same scale as `now`; Infinity for never */
	moveTo(at: number, now: number): void {
		if (this.set?.at === at) return;
		if (this.set !== undefined) release(this.set.off);
		this.set = undefined;
		if (at === Number.POSITIVE_INFINITY) return;
		const alarm = { at, off: new AbortController() };
		this.set = alarm;
		const ring = () => {
			if (this.set !== alarm) return;
			this.set = undefined;
			this.ring();
		};
		const sleepMs = Math.min(Math.max(0, at - now), LONGEST_SLEEP_MS);
		// A sleep that was turned off rejects: it was replaced, and `ring` does nothing.
		this.clock.sleep(sleepMs, alarm.off.signal).then(ring, ring);
	}
}
