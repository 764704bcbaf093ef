import { OrderedIndex } from './orderedIndex';
import type { StatementRecord } from './statement';

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

/** The statements of one environment: names are unique in it, whatever the pool. */
export class StatementStore {
	private readonly byName = new Map<string, StatementRecord>();
	readonly inNameOrder = new OrderedIndex<StatementRecord>((a, b) => compareText(a.name, b.name));
	/** Oldest first; lists that ask for it read it backwards. */
	readonly inTimeOrder = new OrderedIndex<StatementRecord>((a, b) => a.sequence - b.sequence);

	get size(): number {
		return this.byName.size;
	}

	get(name: string): StatementRecord | undefined {
		return this.byName.get(name);
	}

	add(statement: StatementRecord): void {
		this.byName.set(statement.name, statement);
		this.inNameOrder.add(statement);
		this.inTimeOrder.add(statement);
	}

	remove(statement: StatementRecord): void {
		if (this.byName.get(statement.name) !== statement) return;
		this.byName.delete(statement.name);
		this.inNameOrder.remove(statement);
		this.inTimeOrder.remove(statement);
	}

	all(): Iterable<StatementRecord> {
		return this.byName.values();
	}
}
