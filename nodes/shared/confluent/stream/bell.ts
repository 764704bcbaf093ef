import { release } from '../../language/release';
import { throwIfCancelled, type Scope } from '../http/scope/scope';

/** Wakes who waits for something to change. */
export class Bell {
	private wake: () => void = () => undefined;
	private rung = this.next();

	/** Wakes everybody who waits now. */
	ring(): void {
		const { wake } = this;
		this.rung = this.next();
		wake();
	}

	/**
	 * Waits until it rings; so many milliseconds at most, where that is said. Without it there is no timer, of which older
	 * versions of n8n would keep every one until it is over.
	 *
	 * @throws CancelledError
	 */
	async wait(scope: Pick<Scope, 'clock' | 'signal'>, ms?: number): Promise<void> {
		throwIfCancelled(scope);
		const over = new AbortController();
		const { signal } = scope;
		const cancelled = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true, signal: over.signal }));
		// A sleep that is cut short rejects: by what, is asked below.
		const slept = ms === undefined ? [] : [scope.clock.sleep(ms, over.signal).catch(() => undefined)];
		try {
			await Promise.race([this.rung, cancelled, ...slept]);
		} finally {
			release(over);
		}
		throwIfCancelled(scope);
	}

	private async next(): Promise<void> {
		await new Promise<void>((resolve) => (this.wake = resolve));
	}
}
