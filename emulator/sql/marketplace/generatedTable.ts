import type { ScanStart } from '../catalog/scanStart';
import { UP_TO, type TableStorage } from '../catalog/tableStorage';
import type { Database } from '../run/database';
import { RecordLog } from '../run/recordLog';
import { NOW } from '../types/zonedSql';

/** When the sample data begins, in epoch milliseconds; settled by the first statement when no option sets it. */
export interface Epoch {
	historyStart: number | null;
}

export interface Generator {
	readonly table: string;
	/** Column definitions of DuckDB, `c0` first. */
	readonly columns: string;
	/** Milliseconds between two rows. Row `k` comes at `k * interval`, counted from 1970. */
	readonly interval: number;
	/** A SELECT of the columns for the rows `from` to before `to`, with `rowtime` and `seq` behind. */
	generate(from: number, to: number): string;
	/** The rows there are from the beginning, at the time given in epoch milliseconds. */
	initial?(at: number): string;
	/** Rows with the same value here are versions of one row. */
	readonly key?: string;
}

const END = 9e18;

/** A table whose rows at any time follow from the seed alone; they are worked out as the clock moves on. */
export class GeneratedTable implements TableStorage {
	private readonly log: RecordLog;
	private next: number | null = null;

	constructor(
		private readonly database: Database,
		private readonly epoch: Epoch,
		private readonly generator: Generator,
	) {
		this.log = new RecordLog(database, `SELECT seq AS n, rowtime AS t FROM ${generator.table}`);
	}

	get changelog(): TableStorage['changelog'] {
		return this.generator.key === undefined ? 'append' : 'upsert';
	}

	rows(afterVariable: string): string {
		const { table, key } = this.generator;
		const select = `SELECT * FROM ${table} WHERE rowtime <= ${NOW}`;
		if (key === undefined)
			return `${select} AND seq > coalesce(getvariable('${afterVariable}'), -1) AND seq <= coalesce(getvariable('${UP_TO}'), ${END})`;
		return `${select} QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY seq DESC) = 1 ORDER BY ${key}`;
	}

	versions(): string | null {
		const { table, key } = this.generator;
		if (key === undefined) return null;
		const following = `lead(rowtime) OVER (PARTITION BY ${key} ORDER BY seq)`;
		return `SELECT *, rowtime AS valid_from, ${following} AS valid_to FROM ${table} WHERE rowtime <= ${NOW}`;
	}

	changesAfter(): null {
		return null;
	}

	async prepare(now: number): Promise<void> {
		const { table, columns, interval, initial, generate } = this.generator;
		const start = this.epoch.historyStart ?? now;
		if (this.next === null) {
			await this.database.run(`CREATE TABLE ${table} (${columns}, rowtime TIMESTAMP, seq BIGINT)`);
			if (initial) await this.database.run(`INSERT INTO ${table} ${initial(start)}`);
			this.next = Math.floor(start / interval) + 1;
		}
		const end = this.position(now) + 1;
		if (end <= this.next) return;
		await this.database.run(`INSERT INTO ${table} ${generate(this.next, end)}`);
		this.next = end;
	}

	version(now: number): number {
		return this.position(now);
	}

	position(now: number): number {
		return Math.floor(now / this.generator.interval);
	}

	positionBefore(start: ScanStart, now: number): Promise<number> {
		return this.log.before(start, this.position(now));
	}

	recordsUpTo(seq: number): Promise<number> {
		return this.log.count(seq);
	}

	following(seq: number): Promise<number | null> {
		return this.log.following(seq);
	}
}
