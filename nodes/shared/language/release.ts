/**
 * Ends what listens to a controller whose work is over, which is no failure. A reason of one's own spares the
 * exception, stack included, that would be made for one, at every request and every wait.
 */
export function release(controller: AbortController): void {
	controller.abort(OVER);
}

/** Whether a signal was aborted by `release`: what ends with it has nobody who waits for it. */
export function isReleased(signal: AbortSignal): boolean {
	return signal.reason === OVER;
}

const OVER = 'over';
