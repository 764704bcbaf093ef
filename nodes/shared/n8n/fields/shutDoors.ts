import type { Clock } from '../../confluent/http/scope/scope';

const REMEMBERED_MS = 10 * 60_000;

/** Keys of one process that are remembered at most. */
const MOST = 1_000;

/**
 * Where a key was turned away of late, so that it is not tried there each time somebody opens a list. Not for ever: a
 * role may be given, and a network opened.
 */
export class ShutDoors {
	/** Epoch milliseconds until which a door counts as shut, by the door. */
	private readonly until = new Map<string, number>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	/** @param door a host and the ID of a key */
	isShut(door: string): boolean {
		return (this.until.get(door) ?? 0) > this.clock.now();
	}

	shut(door: string): void {
		this.until.delete(door);
		this.until.set(door, this.clock.now() + REMEMBERED_MS);
		const [oldest] = this.until.keys();
		if (this.until.size > MOST && oldest !== undefined) this.until.delete(oldest);
	}
}
