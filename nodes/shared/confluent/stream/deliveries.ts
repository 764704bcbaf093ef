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
 */
export type HandOver = (items: JsonObject[], position: StreamPosition | undefined) => Promise<void>;

interface WaitingRow {
	readonly item: JsonObject;
	/** Epoch milliseconds. */
	readonly cameAt: number;
	readonly done: () => void;
}

/** Takes the rows that are read, hands them over in batches, and says when more may be read. */
export class Deliveries {
	private queue: WaitingRow[] = [];
	private underWay = 0;
	/** Rows that wait or are worked on. */
	private openRows = 0;
	private readonly bell = new Bell();
	private readonly ledger: PageLedger;

	/** @param before how far an earlier life had come */
	constructor(
		private readonly scope: Pick<Scope, 'clock' | 'signal'>,
		private readonly rule: DeliveryRule,
		private readonly handOver: HandOver,
		private readonly before?: StreamPosition,
	) {
		this.ledger = new PageLedger(before?.caughtUpAt);
	}

	/** Rows of a page to be handed over, in order. */
	add(page: ReadPage, rows: readonly StreamRow[]): void {
		const cameAt = this.scope.clock.now();
		const done = this.ledger.add(page, rows.map(({ ordinal }) => ordinal));
		for (const { item, ordinal } of rows) this.queue.push({ item, cameAt, done: () => done(ordinal) });
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
		while (this.position()?.statement === statement) await this.bell.wait(this.scope);
	}

	/** Hands over until the end. @throws CancelledError */
	async run(): Promise<never> {
		for (;;) {
			throwIfCancelled(this.scope);
			const [oldest] = this.queue;
			const mayStart = oldest !== undefined && this.underWay < this.rule.atOnce;
			const step = mayStart ? batchStep(this.rule, this.queue.length, this.scope.clock.now() - oldest.cameAt) : { waitMs: undefined };
			if ('take' in step) void this.start(this.queue.splice(0, step.take));
			else await this.bell.wait(this.scope, step.waitMs);
		}
	}

	private hasRoom(): boolean {
		return mayReadOn(this.rule, this.rule.atOnce > 1 ? this.queue.length : this.openRows);
	}

	private async start(batch: readonly WaitingRow[]): Promise<void> {
		this.underWay++;
		try {
			await this.handOver(
				batch.map(({ item }) => item),
				this.position(),
			);
		} finally {
			for (const { done } of batch) done();
			this.underWay--;
			this.openRows -= batch.length;
			this.bell.ring();
		}
	}
}
