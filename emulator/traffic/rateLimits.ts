import type { Reply } from '../http/reply';
import type { RateLimitSettings } from '../state/options';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Requests of one address within the last `spanMs` milliseconds. */
class SlidingWindow {
	private times: number[] = [];

	constructor(readonly spanMs: number) {}

	count(now: number): number {
		const first = this.times.findIndex((time) => time > now - this.spanMs);
		this.times = first < 0 ? [] : this.times.slice(first);
		return this.times.length;
	}

	add(now: number): void {
		this.times.push(now);
	}

	/** Milliseconds until a request fits again. */
	waitFor(limit: number, now: number): number {
		const blocking = this.times[this.times.length - limit];
		return blocking === undefined ? 0 : Math.max(0, blocking + this.spanMs - now);
	}
}

export interface Verdict {
	readonly allowed: boolean;
	/** Milliseconds until the next request is allowed; 0 when this one was. */
	readonly waitMs: number;
	readonly headers: Readonly<Record<string, string>>;
}

/** The limits of the REST guide, for each address: refused requests do not count. */
export class RateLimits {
	private readonly windows = new Map<string, { second: SlidingWindow; minute: SlidingWindow }>();

	/** Counts a request that arrives at `now` (epoch milliseconds). */
	admit(address: string, limits: RateLimitSettings, now: number): Verdict {
		const { second, minute } = this.windowsOf(address);
		const left = Math.min(limits.perSecond - second.count(now), limits.perMinute - minute.count(now));
		if (left > 0) {
			second.add(now);
			minute.add(now);
			return { allowed: true, waitMs: 0, headers: rateHeaders(limits.perSecond, left - 1, 1) };
		}
		const waitMs = Math.max(second.waitFor(limits.perSecond, now), minute.waitFor(limits.perMinute, now));
		const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
		const headers = { ...rateHeaders(limits.perSecond, 0, seconds), 'Retry-After': String(seconds) };
		return { allowed: false, waitMs, headers };
	}

	clear(): void {
		this.windows.clear();
	}

	private windowsOf(address: string): { second: SlidingWindow; minute: SlidingWindow } {
		const known = this.windows.get(address);
		if (known) return known;
		const windows = { second: new SlidingWindow(SECOND_MS), minute: new SlidingWindow(MINUTE_MS) };
		this.windows.set(address, windows);
		return windows;
	}
}

/** `Reset` counts seconds from now: it is not an epoch. */
function rateHeaders(limit: number, remaining: number, resetSeconds: number): Record<string, string> {
	return {
		'X-RateLimit-Limit': String(limit),
		'X-RateLimit-Remaining': String(remaining),
		'X-RateLimit-Reset': String(resetSeconds),
	};
}

/** No JSON: the page of whatever stands before the API. */
export function tooManyRequests(headers: Readonly<Record<string, string>>): Reply {
	return {
		status: 429,
		headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
		raw: 'Too Many Requests',
	};
}
