/**
 * Entries kept in order of a key, so that a page of a list costs a binary search and no sorting, and a list
 * that changes between two pages neither repeats nor loses what was there all along.
 */
export class OrderedIndex<T> {
	private readonly entries: T[] = [];

	constructor(private readonly compare: (a: T, b: T) => number) {}

	get size(): number {
		return this.entries.length;
	}

	add(entry: T): void {
		const last = this.entries.at(-1);
		if (last === undefined || this.compare(last, entry) < 0) this.entries.push(entry);
		else
			this.entries.splice(
				this.firstNotBefore((other) => this.compare(other, entry)),
				0,
				entry,
			);
	}

	remove(entry: T): void {
		const at = this.firstNotBefore((other) => this.compare(other, entry));
		if (this.entries[at] === entry) this.entries.splice(at, 1);
	}

	/** Entries from the first that `position` does not place before the start (negative = before). */
	*from(position: (entry: T) => number): Generator<T> {
		for (let at = this.firstNotBefore(position); at < this.entries.length; at++) {
			const entry = this.entries[at];
			if (entry !== undefined) yield entry;
		}
	}

	/** Backwards, from the last that `position` does not place after the start (positive = after). */
	*backFrom(position: (entry: T) => number): Generator<T> {
		for (let at = this.firstNotBefore((entry) => (position(entry) > 0 ? 0 : -1)) - 1; at >= 0; at--) {
			const entry = this.entries[at];
			if (entry !== undefined) yield entry;
		}
	}

	[Symbol.iterator](): Iterator<T> {
		return this.entries[Symbol.iterator]();
	}

	private firstNotBefore(position: (entry: T) => number): number {
		let low = 0;
		let high = this.entries.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const entry = this.entries[middle];
			if (entry !== undefined && position(entry) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
