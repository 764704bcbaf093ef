/** Numbers rows in the order in which they are written, over all tables of an engine. */
export class Sequence {
	private last = 0;

	/** Takes `count` numbers and gives the one before the first of them. */
	take(count: number): number {
		const before = this.last;
		this.last += count;
		return before;
	}
}
