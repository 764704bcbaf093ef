import { SYSTEM_CLOCK } from '../network/clients';

/** Milliseconds for which a run may keep the process to itself. */
const LONGEST_MS = 5;

/**
 * Lets the process turn to other things where thousands of items are worked on without a wait: answers that have come,
 * other executions, n8n itself.
 */
export class Breath {
	private lastAt = SYSTEM_CLOCK.now();
	private under: Promise<void> | undefined;

	get isDue(): boolean {
		return this.under !== undefined || SYSTEM_CLOCK.now() - this.lastAt >= LONGEST_MS;
	}

	/** Resolves when it has been taken: one for all that ask meanwhile. */
	async taken(): Promise<void> {
		await (this.under ??= this.take());
	}

	private async take(): Promise<void> {
		await SYSTEM_CLOCK.sleep(0);
		this.lastAt = SYSTEM_CLOCK.now();
		this.under = undefined;
	}
}
