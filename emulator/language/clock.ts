/**
 * The emulator's time, in epoch milliseconds.
 *
 * It follows the wall clock until a test takes it over: `set` and `hold` make it stand still, `advance` moves
 * it forward in either mode (an hour later, at once), `follow` lets it run again from where it stands.
 */
export class EmulatorClock {
	private offset = 0;
	private held: number | null = null;

	constructor(private readonly wall: () => number = Date.now) {}

	now(): number {
		return this.held ?? this.wall() + this.offset;
	}

	get mode(): 'auto' | 'manual' {
		return this.held === null ? 'auto' : 'manual';
	}

	/** Stops time where it is. */
	hold(): void {
		this.held = this.now();
	}

	/** Stops time at `epochMs`. Time that has passed cannot be undone: earlier than now is a RangeError. */
	set(epochMs: number): void {
		if (epochMs < this.now()) throw new RangeError('the clock cannot be set back');
		this.held = epochMs;
	}

	advance(ms: number): void {
		if (!(ms >= 0)) throw new RangeError('the clock can only be advanced');
		if (this.held === null) this.offset += ms;
		else this.held += ms;
	}

	/** Time runs with the wall clock again, from where it stands. */
	follow(): void {
		this.offset = this.now() - this.wall();
		this.held = null;
	}

	/** Back to the wall clock's own time. */
	reset(): void {
		this.offset = 0;
		this.held = null;
	}
}
