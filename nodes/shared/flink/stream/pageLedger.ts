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
	/** The ordinals of its rows that are not done yet, the lowest first. */
	readonly undone: Set<number>;
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

	/**
	 * @param ordinals of its changes that are handed over, the lowest first; the others are done
	 * @returns marks one of them as done
	 */
	add(page: ReadPage, ordinals: readonly number[]): (ordinal: number) => void {
		const open: OpenPage = { ...page, undone: new Set(ordinals) };
		// Of pages that are done, behind one that is not, the last one is enough.
		const last = this.pages.at(-1);
		if (this.pages.length > 1 && last !== undefined && isDone(last)) this.pages.pop();
		this.pages.push(open);
		this.forget();
		return (ordinal) => {
			open.undone.delete(ordinal);
			if (open.undone.size === 0) this.forget();
		};
	}

	/**
	 * There was nothing to read, and all that was read is done: what is in the tables at this moment has been given.
	 *
	 * @param now epoch milliseconds
	 */
	idleAt(now: number): void {
		if (this.pages.every(isDone)) this.caughtUpAt = now;
	}

	/** Undefined before a page was read. */
	position(): StreamPosition | undefined {
		const [page] = this.pages;
		if (page === undefined) return undefined;
		const { statement, uid, token, next, first, count } = page;
		const after = next === undefined ? [] : [{ token: next, first: first + count, done: 0 }];
		const points = isDone(page) && next !== undefined ? after : [{ token, first, done: doneOf(page) }, ...after];
		return { statement, uid, points, caughtUpAt: this.caughtUpAt };
	}

	/** Pages that are done lead nowhere once there is a later one. */
	private forget(): void {
		const open = this.pages.findIndex((page) => !isDone(page));
		this.pages = this.pages.slice(open === -1 ? -1 : open);
	}
}

function isDone({ undone }: OpenPage): boolean {
	return undone.size === 0;
}

/** How many of its changes are done, from the first on. */
function doneOf({ undone, first, count }: OpenPage): number {
	for (const lowest of undone) return lowest - first;
	return count;
}
