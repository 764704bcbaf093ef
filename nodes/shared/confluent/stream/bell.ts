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
	 * Waits until it rings, so many milliseconds at most.
	 *
	 * @throws CancelledError
	 */
	async wait(scope: Pick<Scope, 'clock' | 'signal'>, ms: number): Promise<void> {
		throwIfCancelled(scope);
		const over = new AbortController();
		const { signal } = scope;
		signal?.addEventListener('abort', () => over.abort(), { once: true, signal: over.signal });
		try {
			await Promise.race([this.rung, scope.clock.sleep(ms, over.signal)]);
		} catch {
			// A sleep that was cut short: by what, is asked below.
		} finally {
			release(over);
		}
		throwIfCancelled(scope);
	}

	private async next(): Promise<void> {
		await new Promise<void>((resolve) => (this.wake = resolve));
	}
}
