import { offsetText, type ScanStart } from './scanStart';
import type { TableChange, TableStorage } from './tableStorage';

/** Before the first record of every table. */
export const NOTHING = -1;

/** One statement's reading of a table: its rows from where the statement begins. */
export class TableScan {
	private left: number | null = null;
	/** The highest `seq` that the statement's job has taken in; null before it first looked. */
	private taken: number | null = null;

	/**
	 * @param topic the table's name in `status.latest_offsets`
	 * @param id part of the names of its variables; no other scan of the engine has it
	 */
	constructor(
		private readonly table: TableStorage,
		readonly topic: string,
		private readonly start: ScanStart,
		private readonly id: string,
	) {}

	get changelog(): TableStorage['changelog'] {
		return this.table.changelog;
	}

	/** Variable of DuckDB: the highest `seq` that the statement leaves out. */
	get startVariable(): string {
		return `start_${this.id}`;
	}

	/** Variable of DuckDB: the highest `seq` that has been looked at, where each row is looked at once. */
	get afterVariable(): string {
		return `after_${this.id}`;
	}

	/** Whether `startVariable` has to be set before the rows are read. */
	get isPartial(): boolean {
		return this.start.from !== 'earliest';
	}

	/** The highest `seq` that is left out. */
	get before(): number {
		return this.left ?? NOTHING;
	}

	rows(): string {
		return this.fromStart(this.table.rows(this.afterVariable));
	}

	versions(time: string): string | null {
		const versions = this.table.versions(time);
		return versions === null ? null : this.fromStart(versions);
	}

	/** Also settles, the first time, where the reading begins: `latest` is what is there when the job starts. */
	async prepare(now: number): Promise<void> {
		await this.table.prepare(now);
		this.left ??= await this.table.positionBefore(this.start, now);
		this.taken ??= this.left;
	}

	version(now: number): number {
		return this.table.version(now);
	}

	position(now: number): number {
		return this.table.position(now);
	}

	following(seq: number): Promise<number | null> {
		return this.table.following(seq);
	}

	changesAfter(seq: number, now: number): Promise<readonly TableChange[]> | null {
		return this.table.changesAfter(Math.max(seq, this.before), now);
	}

	/** Everything up to a `seq` has been taken in by the job, whether or not anybody has read what came of it. */
	take(seq: number): void {
		this.taken = Math.max(seq, this.taken ?? this.before);
	}

	/** As in `status.latest_offsets`; null before the job first looked, and for a table that is gone. */
	async offsets(): Promise<string | null> {
		if (this.taken === null) return null;
		const records = await this.table.recordsUpTo(this.taken);
		return records === null ? null : offsetText(records, this.start);
	}

	private fromStart(rows: string): string {
		return this.isPartial ? `SELECT * FROM (${rows}) WHERE seq > getvariable('${this.startVariable}')` : rows;
	}
}
