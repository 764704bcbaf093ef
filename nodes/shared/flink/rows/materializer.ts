import type { Change } from './changelog';
import type { Column } from './resultSchema';
import { compileIdentity, compileResemblance, type Identity } from './rowIdentity';
import { UpdatesUnderWay } from './updatesUnderWay';

type Row = readonly unknown[];

/** A row that stands, and the one that stood before it under the same key. */
interface Entry {
	row: Row;
	readonly before: Entry | undefined;
}

/**
 * Plays a changelog and holds the rows that stand. Its state spans the pages of a result.
 *
 * Between the `-U` and the `+U` of an update the row as it was stands: who stops reading there sees it, and not a
 * result that lacks a row.
 */
export interface Materializer {
	add(change: Change): void;
	/** The result has ended: an update that is under way is none, and what it took back is gone. */
	end(): void;
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
	const create = () => (isKey ? new KeyedMaterializer(compileIdentity(columns, key)) : new MultisetMaterializer(columns));
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

	end(): void {
		this.changing?.end();
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
		const entry = this.takeLast(key);
		if (entry !== undefined) this.remove(entry);
	}

	/** The last row of the key, which stands on until it is removed, but is no longer found by the key. */
	takeLast(key: string): Entry | undefined {
		const entry = this.lastOfKey.get(key);
		if (entry?.before === undefined) this.lastOfKey.delete(key);
		else this.lastOfKey.set(key, entry.before);
		return entry;
	}

	remove(entry: Entry): void {
		this.entries.delete(entry);
	}

	*rows(): IterableIterator<Row> {
		for (const { row } of this.entries) yield row;
	}
}

/**
 * With an upsert key. The service does not enforce keys, so an insertion adds a row, even under a key that is
 * there; `+U` replaces the last row of its key, or adds one; `-D` removes the last row of its key. `-U` announces
 * the `+U` of its key, however late that comes; where an insertion comes instead, as from joins, or the result ends,
 * the row is gone. What is not there cannot be removed, and nothing is said about it.
 */
class KeyedMaterializer implements Materializer {
	private readonly table = new EntryTable();
	/** Keys whose last row a `-U` took back. */
	private readonly takenBack = new Set<string>();

	constructor(private readonly keyOf: Identity) {}

	get size(): number {
		return this.table.size;
	}

	add({ op, row }: Change): void {
		const key = this.keyOf(row);
		const last = this.table.last(key);
		if (op === '-U') {
			if (last !== undefined) this.takenBack.add(key);
			return;
		}
		const isTakenBack = this.takenBack.delete(key);
		if (op === '-D' || (op === '+I' && isTakenBack)) this.table.removeLast(key);
		if (op === '+U' && last !== undefined) last.row = row;
		else if (op !== '-D') this.table.append(key, row);
	}

	end(): void {
		for (const key of this.takenBack) this.table.removeLast(key);
		this.takenBack.clear();
	}

	rows(): IterableIterator<Row> {
		return this.table.rows();
	}
}

/**
 * Without a key: insertions add a row, retractions remove the last row that is equal as a whole. One that `-U`
 * takes back stands for as long as its update is under way.
 */
class MultisetMaterializer implements Materializer {
	private readonly table = new EntryTable();
	private readonly identityOf: Identity;
	private readonly updates: UpdatesUnderWay<Entry>;

	constructor(columns: readonly Column[]) {
		this.identityOf = compileIdentity(columns);
		this.updates = new UpdatesUnderWay(compileResemblance(columns), (entry) => this.table.remove(entry));
	}

	get size(): number {
		return this.table.size;
	}

	add({ op, row }: Change): void {
		const key = this.identityOf(row);
		if (op === '-U') {
			this.updates.begin(this.table.takeLast(key));
			return;
		}
		if (op === '+U') {
			const before = this.updates.complete(row);
			if (before !== undefined) this.table.remove(before);
		} else {
			this.updates.giveUpAll();
		}
		if (op === '-D') this.table.removeLast(key);
		else this.table.append(key, row);
	}

	end(): void {
		this.updates.giveUpAll();
	}

	rows(): IterableIterator<Row> {
		return this.table.rows();
	}
}
