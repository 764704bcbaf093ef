import type { Change } from '../sql/engine';

export interface ResultPage {
	readonly rows: readonly Change[];
	/** Where the next page begins; null when nothing more will ever come. */
	readonly next: number | null;
}

/** A page was asked for that had been consumed: a later page was read since. */
export class ConsumedPageError extends Error {
	constructor(readonly offset: number) {
		super(`results before offset ${offset} were consumed`);
		this.name = 'ConsumedPageError';
	}
}

/**
 * The rows of one statement, read forward only: asking for a page gives up everything before it, while the
 * same page may be asked for again as long as no later one was.
 */
export class ResultStream {
	private kept: Change[] = [];
	/** Offset in the stream of `kept[0]`, and how many of `kept` are consumed. */
	private start = 0;
	private consumed = 0;
	private ended = false;
	private emptyPagesLeft: number;

	/** @param readableFrom epoch milliseconds before which pages are empty: rows arrive late */
	constructor(
		readonly readableFrom: number,
		emptyFirstPages: number,
	) {
		this.emptyPagesLeft = emptyFirstPages;
	}

	append(changes: readonly Change[]): void {
		for (const change of changes) this.kept.push(change);
	}

	/** Nothing more will come. */
	end(): void {
		this.ended = true;
	}

	/** A statement that has COMPLETED gives its rows at once: empty first pages belong to one that runs. */
	skipEmptyPages(): void {
		this.emptyPagesLeft = 0;
	}

	/** How many changes have come so far. */
	get size(): number {
		return this.start + this.kept.length;
	}

	/** How many changes nobody has read yet. */
	get unread(): number {
		return this.kept.length - this.consumed;
	}

	get isEnded(): boolean {
		return this.ended;
	}

	/** @throws ConsumedPageError for an offset that a later read has passed, or that was never given out */
	read(offset: number, pageSize: number, now: number): ResultPage {
		this.consumeUpTo(offset);
		if (now < this.readableFrom || this.owesEmptyPage()) return { rows: [], next: offset };
		const from = this.consumed;
		const rows = this.kept.slice(from, from + pageSize);
		const next = offset + rows.length;
		const more = from + rows.length < this.kept.length;
		return { rows, next: more || !this.ended ? next : null };
	}

	private owesEmptyPage(): boolean {
		if (this.emptyPagesLeft === 0) return false;
		this.emptyPagesLeft--;
		return true;
	}

	private consumeUpTo(offset: number): void {
		const position = offset - this.start;
		const isKept = position >= this.consumed && position <= this.kept.length;
		if (!isKept) throw new ConsumedPageError(offset);
		this.consumed = position;
		if (this.consumed < 1024 || this.consumed * 2 < this.kept.length) return;
		this.kept = this.kept.slice(this.consumed);
		this.start += this.consumed;
		this.consumed = 0;
	}
}
