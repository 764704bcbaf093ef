/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { Clock } from '../../nodes/shared/confluent/http/scope/scope';

interface Timer {
	readonly at: number;
	readonly ring: () => void;
}

/** Time that stands still until `run` moves it from timer to timer: an hour passes in an instant, always the same way. */
export class VirtualTime implements Clock {
	private timers: Timer[] = [];
	/** By how much the system clock was set. */
	private setMs = 0;

	/** @param time epoch milliseconds at the start */
	constructor(private time = 1_800_000_000_000) {}

	now(): number {
		return this.time;
	}

	steady(): number {
		return this.time - this.setMs;
	}

	/** A system clock that is set: timers that run are not affected. */
	set(byMs: number): void {
		this.time += byMs;
		this.setMs += byMs;
		this.timers = this.timers.map((timer) => ({ ...timer, at: timer.at + byMs }));
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const fail = () => {
				this.timers = this.timers.filter((other) => other !== timer);
				reject(new Error('sleep was aborted'));
			};
			const timer: Timer = {
				at: this.time + ms,
				ring: () => {
					signal?.removeEventListener('abort', fail);
					resolve();
				},
			};
			if (signal?.aborted) return fail();
			signal?.addEventListener('abort', fail, { once: true });
			this.timers.push(timer);
		});
	}

	/** Timers that are waiting to ring. */
	get pending(): number {
		return this.timers.length;
	}

	/** Lets time pass until `work` settles; fails when nothing is left that could settle it. */
	async run<T>(work: Promise<T>): Promise<T> {
		let settled = false;
		const watched = work.finally(() => (settled = true));
		watched.catch(() => undefined);
		for (await idle(); !settled; await idle()) {
			if (this.timers.length === 0) throw new Error('the work waits for something that no timer brings');
			this.step();
		}
		return await watched;
	}

	/** Lets `ms` milliseconds pass. */
	async pass(ms: number): Promise<void> {
		await this.run(this.sleep(ms));
	}

	private step(): void {
		const at = this.timers.reduce((first, timer) => Math.min(first, timer.at), Number.POSITIVE_INFINITY);
		this.time = Math.max(this.time, at);
		const due = this.timers.filter((timer) => timer.at <= at);
		this.timers = this.timers.filter((timer) => timer.at > at);
		for (const timer of due) timer.ring();
	}
}

/** Everything that can go on without time passing has gone on. */
async function idle(): Promise<void> {
	await new Promise<void>((resolve) => setImmediate(resolve));
}
