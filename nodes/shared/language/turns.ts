/** Lets so many pieces of work be under way at once; others wait, and begin in their order. */
export class Turns {
	private readonly waiting: Array<() => void> = [];

	constructor(private free: number) {}

	async take<T>(work: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((begin) => this.waiting.push(begin));
		try {
			return await work();
		} finally {
			const next = this.waiting.shift();
			if (next === undefined) this.free++;
			else next();
		}
	}
}
