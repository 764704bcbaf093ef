import { CancelledError } from '../errors/cancelledError';
import { DeadlineError } from '../errors/deadlineError';
import type { Clock, Scope } from '../scope/scope';
import { Alarm } from './alarm';
import { FairQueue } from './fairQueue';
import { Pace } from './pace';
import { REQUESTS_PER_SECOND, RequestLedger } from './requestLedger';
import { Spacing } from './spacing';
import { SteadyTime } from './steadyTime';

/** The permission to send one request. */
export interface Turn {
	/** To be called once the request was answered, or will not be. */
	done(): void;
}

/** Who waits, until when, and how to call it off. */
export type Asker = Pick<Scope, 'owner' | 'deadline' | 'signal'>;

interface Waiter {
	readonly owner: object;
	readonly deadline: number;
	readonly go: (turn: Turn) => void;
	readonly fail: (error: Error) => void;
}

/**
 * Paces all requests of this process to one host: the limits a second and a minute, a cap on connections, and
 * turns that go round between the executions that wait, so that a short one is not kept waiting by a long one.
 */
export class RateLimiter {
	private readonly time: SteadyTime;
	private readonly alarm: Alarm;
	private readonly ledger = new RequestLedger();
	private readonly pace = new Pace(REQUESTS_PER_SECOND);
	private readonly spacing = new Spacing();
	private readonly queue = new FairQueue<Waiter>();
	private pausedUntil = Number.NEGATIVE_INFINITY;
	/** Not after the first deadline of those who wait. */
	private firstDeadline = Number.POSITIVE_INFINITY;

	/** @param clock the process's clock, not one that ends with an execution: the limiter outlives them */
	constructor(clock: Clock) {
		this.time = new SteadyTime(clock);
		this.alarm = new Alarm(clock, () => this.serve());
	}

	/**
	 * Resolves when a request may be sent.
	 *
	 * @param again whether this request was sent before: it goes before its owner's others
	 * @throws DeadlineError, CancelledError
	 */
	async turn(asker: Asker, again = false): Promise<Turn> {
		if (asker.signal?.aborted) throw new CancelledError();
		return await new Promise<Turn>((resolve, reject) => {
			const callOff = () => {
				this.queue.remove(waiter.owner, waiter);
				reject(new CancelledError());
				this.serve();
			};
			const stopListening = () => asker.signal?.removeEventListener('abort', callOff);
			const waiter: Waiter = {
				owner: asker.owner,
				deadline: this.time.at(asker.deadline),
				go: (turn) => {
					stopListening();
					resolve(turn);
				},
				fail: (error) => {
					stopListening();
					reject(error);
				},
			};
			asker.signal?.addEventListener('abort', callOff, { once: true });
			this.queue.add(waiter.owner, waiter, again);
			this.firstDeadline = Math.min(this.firstDeadline, waiter.deadline);
			this.serve();
		});
	}

	/** Sends nothing for `ms` milliseconds, whoever waits: the service said when to come again. */
	pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.time.now() + ms);
		this.serve();
	}

	/**
	 * As `pause`, and slower afterwards: the service refused a request although the limits were kept here, so
	 * somebody else uses them too.
	 */
	slowDown(pauseMs: number): void {
		this.pause(pauseMs);
		this.pace.refused(this.time.now(), this.pausedUntil);
	}

	/** Whether forgetting this limiter would forget nothing. */
	isIdle(): boolean {
		const now = this.time.now();
		return this.queue.isEmpty() && this.pausedUntil <= now && this.ledger.isEmpty(now);
	}

	private serve(): void {
		const now = this.time.now();
		if (this.firstDeadline <= now) this.failLate(now);
		while (!this.queue.isEmpty() && this.opensAt(now) <= now) this.queue.take()?.go(this.begin(now));
		const idle = this.queue.isEmpty();
		if (idle) this.firstDeadline = Number.POSITIVE_INFINITY;
		this.alarm.moveTo(idle ? Number.POSITIVE_INFINITY : Math.min(this.opensAt(now), this.firstDeadline), now);
	}

	private begin(now: number): Turn {
		const turn: Turn = {
			done: () => {
				this.ledger.end(turn, this.time.now());
				this.serve();
			},
		};
		this.ledger.begin(turn, now);
		this.spacing.sent(now);
		return turn;
	}

	private opensAt(now: number): number {
		// Lowered, each process has its part of a second, and whole waves fit best beside each other.
		const spacedAt = this.pace.isLowered(now) ? now : this.spacing.opensAt(now);
		return Math.max(this.pausedUntil, spacedAt, this.ledger.opensAt(now, this.pace.perSecond(now)));
	}

	private failLate(now: number): void {
		const late = this.queue.waiting().filter((waiter) => waiter.deadline <= now);
		for (const waiter of late) {
			this.queue.remove(waiter.owner, waiter);
			waiter.fail(new DeadlineError({ doing: 'awaitingTurn' }));
		}
		const deadlines = this.queue.waiting().map((waiter) => waiter.deadline);
		this.firstDeadline = deadlines.reduce((first, deadline) => Math.min(first, deadline), Number.POSITIVE_INFINITY);
	}
}
