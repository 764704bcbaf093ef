import { textsTogether, UNKNOWN_TEXTS, type ReadTexts } from '../../flink/rows/rowTexts';
import { batchStep, mayReadOn, type BatchRule } from '../../flink/stream/batchRule';
import { PageLedger, type ReadPage } from '../../flink/stream/pageLedger';
import type { StreamPosition } from '../../flink/stream/streamPosition';
import type { StreamRow } from '../../flink/stream/streamRows';
import type { JsonObject } from '../../language/jsonValue';
import type { Scope } from '../http/scope/scope';
import { throwIfCancelled } from '../http/scope/scope';
import { Bell } from './bell';

export interface DeliveryRule extends BatchRule {
	/** How many batches are worked on at a time. */
	readonly atOnce: number;
}

/**
 * Works on one batch, and resolves once that is done, well or not.
 *
 * @param position from where on to read again, should the work not come to its end
 * @param texts what is known of those in the items
 */
export type HandOver = (items: JsonObject[], position: StreamPosition | undefined, texts: ReadTexts) => Promise<void>;

/** Milliseconds after which work that nobody has reported the end of counts as done. */
const LOST_MS = 3_600_000;
/** Milliseconds between two looks for such work, while all else stands still. */
const LOOK_MS = 240_000;

interface WaitingRow {
	readonly item: JsonObject;
	readonly texts: ReadTexts;
	/** Epoch milliseconds. */
	readonly cameAt: number;
	readonly done: () => void;
}

interface Work {
	/** Epoch milliseconds. */
	readonly startedAt: number;
	readonly giveUp: () => void;
}

/** Takes the rows that are read, hands them over in batches, and says when more may be read. */
export class Deliveries {
	private queue: WaitingRow[] = [];
	private readonly underWay = new Set<Work>();
	/** Rows that wait or are worked on. */
	private openRows = 0;
	private readonly bell = new Bell();
	private readonly ledger: PageLedger;

	/**
	 * @param before how far an earlier life had come
	 * @param lost receives how many milliseconds ago work began whose end is no longer waited for
	 */
	constructor(
		private readonly scope: Pick<Scope, 'clock' | 'signal'>,
		private readonly rule: DeliveryRule,
		private readonly handOver: HandOver,
		private readonly before?: StreamPosition,
		private readonly lost: (afterMs: number) => void = () => undefined,
	) {
		this.ledger = new PageLedger(before?.caughtUpAt);
	}

	/** Rows of a page to be handed over, in order. */
	add(page: ReadPage, rows: readonly StreamRow[], texts: ReadTexts = UNKNOWN_TEXTS): void {
		const cameAt = this.scope.clock.now();
		const done = this.ledger.add(page, rows.map(({ ordinal }) => ordinal));
		for (const { item, ordinal } of rows) this.queue.push({ item, texts, cameAt, done: () => done(ordinal) });
		this.openRows += rows.length;
		if (page.count === 0) this.ledger.idleAt(cameAt);
		this.bell.ring();
	}

	/** From where on to read after an end at this moment. */
	position(): StreamPosition | undefined {
		return this.ledger.position() ?? this.before;
	}

	/**
	 * Waits until another page may be read, so many milliseconds at most.
	 *
	 * @returns whether it may
	 * @throws CancelledError
	 */
	async room(ms: number): Promise<boolean> {
		const until = this.scope.clock.now() + ms;
		this.giveUpLost();
		while (!this.hasRoom()) {
			const leftMs = until - this.scope.clock.now();
			if (leftMs <= 0) return false;
			await this.bell.wait(this.scope, leftMs);
		}
		return true;
	}

	/**
	 * Waits until no row of a statement waits or is worked on.
	 *
	 * @throws CancelledError
	 */
	async past(statement: string): Promise<void> {
		while (this.position()?.statement === statement) {
			await this.bell.wait(this.scope, LOOK_MS);
			this.giveUpLost();
		}
	}

	/** Hands over until the end. @throws CancelledError */
	async run(): Promise<never> {
		for (;;) {
			throwIfCancelled(this.scope);
			const [oldest] = this.queue;
			const mayStart = oldest !== undefined && this.underWay.size < this.rule.atOnce;
			const step = mayStart ? batchStep(this.rule, this.queue.length, this.scope.clock.now() - oldest.cameAt) : { waitMs: undefined };
			if ('take' in step) void this.start(this.queue.splice(0, step.take));
			else await this.bell.wait(this.scope, step.waitMs);
		}
	}

	private hasRoom(): boolean {
		return mayReadOn(this.rule, this.rule.atOnce > 1 ? this.queue.length : this.openRows);
	}

	private async start(batch: readonly WaitingRow[]): Promise<void> {
		let giveUp = (): void => undefined;
		const givenUp = new Promise<void>((resolve) => (giveUp = resolve));
		const work: Work = { startedAt: this.scope.clock.now(), giveUp };
		this.underWay.add(work);
		try {
			const items = batch.map(({ item }) => item);
			await Promise.race([this.handOver(items, this.position(), textsTogether(batch.map(({ texts }) => texts))), givenUp]);
		} finally {
			for (const { done } of batch) done();
			this.underWay.delete(work);
			this.openRows -= batch.length;
			this.bell.ring();
		}
	}

	/** Looked at now and then, without a timer for each work: older versions of n8n keep timers until they are over. */
	private giveUpLost(): void {
		const now = this.scope.clock.now();
		for (const { startedAt, giveUp } of this.underWay) {
			if (now - startedAt < LOST_MS) continue;
			this.lost(now - startedAt);
			giveUp();
		}
	}
}
