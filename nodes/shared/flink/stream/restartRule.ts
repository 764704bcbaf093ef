const HOUR_MS = 3_600_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** What has gone well for so long, in milliseconds, begins with short pauses again. */
const CALM_MS = 600_000;

/** How often a stream has ended unasked, and when it may be begun again. Times are epoch milliseconds. */
export interface RestartHistory {
	/** The ends within the last hour, the oldest first. */
	readonly endedAt: readonly number[];
	/** How many of them came one shortly after the other. */
	readonly inARow: number;
}

export const NO_RESTARTS: RestartHistory = { endedAt: [], inARow: 0 };

/** With one more end. */
export function withEnd({ endedAt, inARow }: RestartHistory, now: number): RestartHistory {
	const last = endedAt.at(-1);
	const isCalm = last === undefined || now - last > CALM_MS;
	return { endedAt: [...endedAt.filter((at) => now - at < HOUR_MS), now], inARow: isCalm ? 1 : inARow + 1 };
}

/** Whether there were more ends within an hour than may be. */
export function isUsedUp({ endedAt }: RestartHistory, maxRestarts: number): boolean {
	return endedAt.length > maxRestarts;
}

/**
 * How long to wait before the stream is begun again, in milliseconds: from one second, doubled each time, to a minute.
 *
 * @param random from 0 to 1: streams that ended together do not come back together
 */
export function restartPause({ inARow }: RestartHistory, random: number): number {
	const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, Math.max(0, inARow - 1)));
	return Math.round(pause * (0.5 + random / 2));
}
