/** Shares of the full pace, one for each second after requests are sent again; afterwards it is full. */
type Schedule = readonly number[];

/**
 * After a refusal at a pace that had been let through: half of it all, since the likeliest other is one like this.
 * The halves of two fit beside each other; the steps up find out soon whether the other has gone.
 */
const SHARED: Schedule = [0.5, 0.5, 0.7];
/**
 * After a refusal in the first second of a schedule: others have taken everything. A few requests at a time ask
 * for a place; once they get it, the place of one that has gone is taken over at once.
 */
const CROWDED: Schedule = [0.3, 0.7];
const SECOND_MS = 1_000;

/**
 * How many requests a second this process allows itself.
 *
 * Confluent counts by IP, so another n8n, or any other program behind the same address, uses up what this one
 * cannot see. A refusal (429) that this process did not cause by itself says so; it then asks for less, and
 * within seconds for all again: two processes that stay too low waste more than a few refusals cost.
 */
export class Pace {
	private schedule: Schedule = [];
	private resumesAt = Number.NEGATIVE_INFINITY;
	private refusedAt = Number.NEGATIVE_INFINITY;

	/** @param full requests a second when nobody else is there */
	constructor(private readonly full: number) {}

	/** Requests a second at the moment `now` (milliseconds). */
	perSecond(now: number): number {
		const share = this.schedule[this.secondsSince(now)] ?? 1;
		return Math.max(1, Math.floor(this.full * share));
	}

	/** Whether a refusal is still remembered at the moment `now`. */
	isLowered(now: number): boolean {
		return this.secondsSince(now) < this.schedule.length;
	}

	/**
	 * Takes note of a refusal at `now`; requests are sent again at `resumesAt`. A burst is refused request by
	 * request: until then, and for a second at least, refusals count as one.
	 */
	refused(now: number, resumesAt: number): void {
		const isSameBurst = now < Math.max(this.refusedAt + SECOND_MS, this.resumesAt);
		if (!isSameBurst) {
			this.schedule = this.secondsSince(now) === 0 ? CROWDED : SHARED;
			this.refusedAt = now;
		}
		this.resumesAt = Math.max(this.resumesAt, resumesAt);
	}

	private secondsSince(now: number): number {
		return Math.max(0, Math.floor((now - this.resumesAt) / SECOND_MS));
	}
}
