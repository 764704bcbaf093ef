import type { StreamPosition } from './streamPosition';

/** Which statement a page is of. */
export interface PageOwner {
	readonly statement: string;
	readonly uid: string;
}

/** A page that was read. */
export interface ReadPage extends PageOwner {
	/** By which it was asked for; undefined is the first page. */
	readonly token: string | undefined;
	/** Of the page after it; undefined where it is the last one. */
	readonly next: string | undefined;
	/** The ordinal of its first change, and how many it has. */
	readonly first: number;
	readonly count: number;
}

interface OpenPage extends ReadPage {
	/** Rows of it that are not done yet. */
	left: number;
	/** All of its changes before this ordinal are done. */
	doneTo: number;
}

/**
 * Keeps account of the pages whose rows are not all done, in the order in which they were read, so that it is known at any
 * time from where on to read again after a crash: rather a row twice than not at all.
 */
export class PageLedger {
	private pages: OpenPage[] = [];
	private caughtUpAt: number | undefined;

	/** @param caughtUpAt as an earlier life left it, in epoch milliseconds */
	constructor(caughtUpAt?: number) {
		this.caughtUpAt = caughtUpAt;
	}

	/** @param rows how many of its changes are handed over; the others are done. Returns what marks a row of it as done. */
	add(page: ReadPage, rows: number): (ordinal: number) => void {
		const open: OpenPage = { ...page, left: rows, doneTo: page.first };
		this.pages.push(open);
		this.forget();
		return (ordinal) => {
			open.left--;
			open.doneTo = Math.max(open.doneTo, ordinal + 1);
			this.forget();
		};
	}

	/**
	 * There was nothing to read, and all that was read is done: what is in the tables at this moment has been given.
	 *
	 * @param now epoch milliseconds
	 */
	idleAt(now: number): void {
		if (this.pages.every(({ left }) => left === 0)) this.caughtUpAt = now;
	}

	/** Undefined before a page was read. */
	position(): StreamPosition | undefined {
		const [page] = this.pages;
		if (page === undefined) return undefined;
		const { statement, uid, token, next, first, count, left, doneTo } = page;
		const end = first + count;
		const after = next === undefined ? [] : [{ token: next, first: end, done: 0 }];
		const points = left === 0 && next !== undefined ? after : [{ token, first, done: left === 0 ? count : doneTo - first }, ...after];
		return { statement, uid, points, caughtUpAt: this.caughtUpAt };
	}

	/** Pages that are done lead nowhere once there is a later one. */
	private forget(): void {
		const open = this.pages.findIndex(({ left }) => left > 0);
		this.pages = this.pages.slice(open === -1 ? -1 : open);
	}
}
