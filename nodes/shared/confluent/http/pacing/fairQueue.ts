/**
 * A line for each owner, served in turn: an owner with three waiting is done after three rounds, however many
 * thousands another one has waiting.
 */
export class FairQueue<T> {
	/** In the order in which the owners have their turn. */
	private readonly lines = new Map<object, T[]>();

	/** @param first before the owner's others, for what has waited once already */
	add(owner: object, item: T, first = false): void {
		const line = this.lines.get(owner) ?? [];
		if (first) line.unshift(item);
		else line.push(item);
		this.lines.set(owner, line);
	}

	/** Takes the next in turn, undefined when nobody waits. */
	take(): T | undefined {
		const next = this.lines.entries().next();
		if (next.done === true) return undefined;
		const [owner, line] = next.value;
		const item = line.shift();
		this.lines.delete(owner);
		if (line.length > 0) this.lines.set(owner, line);
		return item;
	}

	/** Removes one that waits no longer; its owner keeps its turn. */
	remove(owner: object, item: T): void {
		const line = this.lines.get(owner);
		if (line === undefined) return;
		const index = line.indexOf(item);
		if (index !== -1) line.splice(index, 1);
		if (line.length === 0) this.lines.delete(owner);
	}

	/** Everybody who waits, line by line. */
	waiting(): T[] {
		return [...this.lines.values()].flat();
	}

	isEmpty(): boolean {
		return this.lines.size === 0;
	}
}
