import type { Change } from './changelog';
import type { Column } from './resultSchema';
import { compileIdentity, type Identity } from './rowIdentity';

type Row = readonly unknown[];

/** A row that stands, and the one that stood before it under the same key. */
interface Entry {
	row: Row;
	readonly before: Entry | undefined;
}

/** Plays a changelog and holds the rows that stand. Its state spans the pages of a result. */
export interface Materializer {
	add(change: Change): void;
	/** How many rows stand. */
	readonly size: number;
	/** The rows that stand, in the order in which they were first inserted. */
	rows(): IterableIterator<Row>;
}

/** What the statement's traits say of a result. */
export interface MaterializerTraits {
	/** The key: indices of columns. Without one, or with an index beyond the row, rows are matched as a whole. */
	readonly upsertColumns?: readonly number[] | null | undefined;
	/** Rows are only ever added: the work of finding them again is put off until a change asks for it. */
	readonly isAppendOnly?: boolean | undefined;
}

/** @param columns of a row, whose types tell when two values are equal */
export function createMaterializer({ upsertColumns, isAppendOnly }: MaterializerTraits, columns: readonly Column[]): Materializer {
	const key = upsertColumns ?? [];
	const isKey = key.length > 0 && key.every((index) => Number.isInteger(index) && index >= 0 && index < columns.length);
	const create = () => (isKey ? new KeyedMaterializer(compileIdentity(columns, key)) : new MultisetMaterializer(compileIdentity(columns)));
	return isAppendOnly === true ? new AppendingMaterializer(create) : create();
}

/** A list of insertions; from the first other change on, whatever `create` makes, with the same rows. */
class AppendingMaterializer implements Materializer {
	private inserted: Row[] = [];
	private changing: Materializer | undefined;

	constructor(private readonly create: () => Materializer) {}

	get size(): number {
		return this.changing?.size ?? this.inserted.length;
	}

	add(change: Change): void {
		if (this.changing === undefined && change.op === '+I') this.inserted.push(change.row);
		else this.changed().add(change);
	}

	rows(): IterableIterator<Row> {
		return this.changing?.rows() ?? this.inserted.values();
	}

	private changed(): Materializer {
		if (this.changing !== undefined) return this.changing;
		const changing = this.create();
		for (const row of this.inserted) changing.add({ op: '+I', row });
		this.inserted = [];
		this.changing = changing;
		return changing;
	}
}

/**
 * Rows in order of insertion, each found by its key without looking at the others: rows under one key form a
 * chain from the last to the first, so every change costs the same however many rows stand.
 */
class EntryTable {
	private readonly entries = new Set<Entry>();
	private readonly lastOfKey = new Map<string, Entry>();

	get size(): number {
		return this.entries.size;
	}

	last(key: string): Entry | undefined {
		return this.lastOfKey.get(key);
	}

	append(key: string, row: Row): void {
		const entry: Entry = { row, before: this.lastOfKey.get(key) };
		this.entries.add(entry);
		this.lastOfKey.set(key, entry);
	}

	removeLast(key: string): void {
		const entry = this.lastOfKey.get(key);
		if (entry === undefined) return;
		this.entries.delete(entry);
		if (entry.before === undefined) this.lastOfKey.delete(key);
		else this.lastOfKey.set(key, entry.before);
	}

	*rows(): IterableIterator<Row> {
		for (const { row } of this.entries) yield row;
	}
}

/**
 * With an upsert key. The service does not enforce keys, so an insertion always adds a row, even under a key
 * that is there; `+U` replaces the last row of its key, or adds one; `-U` only announces a `+U` and is ignored;
 * `-D` removes the last row of its key. What is not there cannot be removed, and nothing is said about it.
 */
class KeyedMaterializer implements Materializer {
	private readonly table = new EntryTable();

	constructor(private readonly keyOf: Identity) {}

	get size(): number {
		return this.table.size;
	}

	add({ op, row }: Change): void {
		if (op === '-U') return;
		const key = this.keyOf(row);
		if (op === '-D') {
			this.table.removeLast(key);
			return;
		}
		const last = op === '+U' ? this.table.last(key) : undefined;
		if (last === undefined) this.table.append(key, row);
		else last.row = row;
	}

	rows(): IterableIterator<Row> {
		return this.table.rows();
	}
}

/** Without a key: insertions add a row, retractions remove the last row that is equal as a whole. */
class MultisetMaterializer implements Materializer {
	private readonly table = new EntryTable();

	constructor(private readonly identityOf: Identity) {}

	get size(): number {
		return this.table.size;
	}

	add({ op, row }: Change): void {
		const key = this.identityOf(row);
		if (op === '+I' || op === '+U') this.table.append(key, row);
		else this.table.removeLast(key);
	}

	rows(): IterableIterator<Row> {
		return this.table.rows();
	}
}
