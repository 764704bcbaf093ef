import type { Resemblance } from './rowIdentity';

/** A row that a `-U` took back. */
export interface TakenBack {
	readonly row: readonly unknown[];
}

/** An update whose `-U` came, in the order in which they came. */
interface Update<T> {
	readonly entry: T;
	readonly place: number;
	earlier: Update<T> | undefined;
	later: Update<T> | undefined;
}

/** A `+U` is compared with so many updates from each end: in bursts beyond that, updates come in order. */
const REACH = 16;

/**
 * The updates of a result without a key whose `-U` came and whose `+U` may still come. Nothing names the two
 * halves of an update, and not every `-U` is one: where a row leaves the result because of a HAVING or a join, Flink
 * sends its `-U` and nothing after it. So the order tells:
 *
 * - Several updates can be under way at once: of several groups, or of all rows that one change touches in a join.
 * - A `+U` belongs to the update whose row is equal to it in most columns, of several to the one that is so further
 *   to the left, of several of these to the oldest.
 * - Flink sends what belongs together in one go. An update is given up once another was begun and completed after it
 *   and a third begins, or once a row is inserted or deleted: then its `-U` was all there was to it.
 *
 * Every step takes the same time however many updates are under way.
 */
export class UpdatesUnderWay<T extends TakenBack> {
	private oldest: Update<T> | undefined;
	private newest: Update<T> | undefined;
	private begun = 0;
	/** The place of the last update that was completed: those before it were passed over. */
	private completed = 0;

	/** @param giveUp hears of each row that is gone for good */
	constructor(
		private readonly resemblance: Resemblance,
		private readonly giveUp: (entry: T) => void,
	) {}

	/** @param entry what the `-U` took back; undefined where that was not there */
	begin(entry: T | undefined): void {
		while (this.oldest !== undefined && this.oldest.place < this.completed) this.giveUp(this.remove(this.oldest));
		if (entry === undefined) return;
		const update: Update<T> = { entry, place: this.begun++, earlier: this.newest, later: undefined };
		if (this.newest === undefined) this.oldest = update;
		else this.newest.later = update;
		this.newest = update;
	}

	/** @returns what the `-U` of the update took back that the `+U` with this row completes; undefined where there is none */
	complete(row: readonly unknown[]): T | undefined {
		const update = this.oldest === this.newest ? this.oldest : this.nearest(row);
		if (update === undefined) return undefined;
		this.completed = Math.max(this.completed, update.place);
		return this.remove(update);
	}

	giveUpAll(): void {
		while (this.oldest !== undefined) this.giveUp(this.remove(this.oldest));
	}

	private nearest(row: readonly unknown[]): Update<T> | undefined {
		let best: Update<T> | undefined;
		let likeness = -1;
		const compare = (update: Update<T>) => {
			const like = this.resemblance(update.entry.row, row);
			if (best !== undefined && (like < likeness || (like === likeness && update.place >= best.place))) return;
			best = update;
			likeness = like;
		};
		let left = REACH;
		for (let update = this.oldest; update !== undefined && left > 0; update = update.later, left--) compare(update);
		left = REACH;
		for (let update = this.newest; update !== undefined && left > 0; update = update.earlier, left--) compare(update);
		return best;
	}

	private remove({ entry, earlier, later }: Update<T>): T {
		if (earlier === undefined) this.oldest = later;
		else earlier.later = later;
		if (later === undefined) this.newest = earlier;
		else later.earlier = earlier;
		return entry;
	}
}
