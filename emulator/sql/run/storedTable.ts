import { SqlError } from '../engine';
import type { ScanStart } from '../catalog/scanStart';
import { GONE, UP_TO, type TableChange, type TableStorage } from '../catalog/tableStorage';
import { duckType } from '../types/duckType';
import type { FlinkType } from '../types/flinkType';
import type { Database } from './database';
import { RecordLog } from './recordLog';
import type { Sequence } from './sequence';

/** Rows on their way into a table: a query with the storage's columns and `rowtime`, in order. */
export interface RowSource {
	readonly added: string;
	readonly removed: string | null;
}

const END = 9e18;

/**
 * A table that users write to. Its columns in DuckDB are `c0`, `c1`, …, then `rowtime`, `seq`, the number of the change
 * that brought the row, and `gone`, that of the change that withdrew it. Rows that are gone stay: they are the table's
 * history.
 */
export class StoredTable implements TableStorage {
	private readonly log: RecordLog;
	private dropped = false;
	private revision = 0;
	private lastSeq = 0;

	constructor(
		private readonly database: Database,
		private readonly sequence: Sequence,
		private readonly table: string,
		readonly changelog: TableStorage['changelog'],
		/** Names of the key columns of an upsert table, as stored. */
		private readonly key: readonly string[],
	) {
		this.log = new RecordLog(database, recordsOf(table, changelog));
	}

	async create(columns: readonly FlinkType[]): Promise<void> {
		const definitions = columns.map((type, index) => `c${index} ${duckType(type)}`);
		await this.database.run(
			`CREATE TABLE ${this.table} (${[...definitions, 'rowtime TIMESTAMP', 'seq BIGINT', 'gone BIGINT'].join(', ')})`,
		);
	}

	async addColumn(name: string, type: FlinkType): Promise<void> {
		await this.database.run(`ALTER TABLE ${this.table} ADD COLUMN ${name} ${duckType(type)}`);
	}

	async drop(): Promise<void> {
		this.dropped = true;
		await this.database.run(`DROP TABLE ${this.table}`);
	}

	rows(afterVariable: string): string {
		const after = `seq > coalesce(getvariable('${afterVariable}'), -1)`;
		const upTo = `seq <= coalesce(getvariable('${UP_TO}'), ${END})`;
		const isThere = `(gone IS NULL OR gone > coalesce(getvariable('${GONE}'), ${END}))`;
		return `SELECT * EXCLUDE (gone) FROM ${this.table} WHERE ${after} AND ${upTo} AND ${isThere} ORDER BY seq`;
	}

	versions(time: string): string | null {
		if (this.changelog !== 'upsert') return null;
		const following = `lead(${time}) OVER (PARTITION BY ${this.key.join(', ')} ORDER BY ${time}, seq)`;
		return `SELECT * EXCLUDE (gone), ${time} AS valid_from, ${following} AS valid_to FROM ${this.table}`;
	}

	async changesAfter(seq: number): Promise<readonly TableChange[]> {
		const changes = ['seq', 'gone'].map((column) => `SELECT ${column} AS n, ${column === 'gone'} AS w FROM ${this.table} WHERE ${column} > ${seq}`);
		const rows = await this.database.rows(`SELECT n, bool_or(w) FROM (${changes.join(' UNION ALL ')}) GROUP BY n ORDER BY n`);
		return rows.map(([n, withdraws]) => ({ seq: Number(n), withdraws: withdraws === true }));
	}

	async prepare(): Promise<void> {
		if (this.dropped) throw new SqlError('A table that the statement uses has been dropped.');
	}

	version(): number {
		return this.revision;
	}

	position(): number {
		return this.lastSeq;
	}

	async positionBefore(start: ScanStart): Promise<number> {
		return this.log.before(start, this.lastSeq);
	}

	async recordsUpTo(seq: number): Promise<number | null> {
		return this.dropped ? null : this.log.count(seq);
	}

	following(seq: number): Promise<number | null> {
		return this.log.following(seq);
	}

	/** Writes rows: appends them, or lets them replace and withdraw others as the changelog mode says. */
	async write(columns: readonly string[], source: RowSource): Promise<void> {
		await this.prepare();
		if (source.removed !== null) await this.remove(columns, source.removed);
		const list = columns.join(', ');
		const arrived = `${this.table}_arrived`;
		await this.database.run(
			`CREATE OR REPLACE TEMP TABLE ${arrived} AS SELECT ${list}, rowtime, row_number() OVER () AS n FROM (${source.added})`,
		);
		const before = await this.take(`SELECT count(*) FROM ${arrived}`);
		let gone = 'NULL';
		if (this.changelog === 'upsert') {
			await this.replace(`SELECT ${this.key.join(', ')}, min(n) + ${before} AS n FROM ${arrived} GROUP BY ALL`);
			gone = `lead(n) OVER (PARTITION BY ${this.key.join(', ')} ORDER BY n) + ${before}`;
		}
		await this.database.run(
			`INSERT INTO ${this.table} (${list}, rowtime, seq, gone) SELECT ${list}, rowtime, n + ${before}, ${gone} FROM ${arrived} ORDER BY n`,
		);
		await this.database.run(`DROP TABLE ${arrived}`);
		this.revision += 1;
	}

	/** Takes as many numbers as a query counts, and gives the one before the first of them. */
	private async take(counting: string): Promise<number> {
		const [[count] = []] = await this.database.rows(counting);
		const before = this.sequence.take(Number(count));
		this.lastSeq = before + Number(count);
		return before;
	}

	/** Withdraws the rows of the keys that a query gives with the number of the change. */
	private async replace(keys: string): Promise<void> {
		const same = this.key.map((column) => `t.${column} = k.${column}`).join(' AND ');
		await this.database.run(
			`UPDATE ${this.table} AS t SET gone = k.n FROM (${keys}) AS k WHERE t.gone IS NULL AND ${same}`,
		);
	}

	private async remove(columns: readonly string[], removed: string): Promise<void> {
		const before = await this.take(`SELECT count(*) FROM (${removed})`);
		if (this.changelog === 'upsert') {
			const numbered = `SELECT *, row_number() OVER () + ${before} AS n FROM (${removed})`;
			await this.replace(`SELECT ${this.key.join(', ')}, min(n) AS n FROM (${numbered}) GROUP BY ALL`);
			return;
		}
		const list = columns.join(', ');
		const numbered = `row_number() OVER (PARTITION BY ${list}) AS n`;
		const same = columns.map((column) => `x.${column} IS NOT DISTINCT FROM y.${column}`).join(' AND ');
		await this.database.run(
			`UPDATE ${this.table} AS t SET gone = z.s FROM (SELECT x.r, y.s FROM (SELECT rowid AS r, ${list}, ${numbered} FROM ${this.table} WHERE gone IS NULL) x ` +
				`JOIN (SELECT ${list}, ${numbered}, row_number() OVER () + ${before} AS s FROM (${removed})) y ON x.n = y.n AND ${same}) AS z WHERE t.rowid = z.r`,
		);
	}
}

/** A row that comes is a record, and so is the withdrawal of one that none takes the place of. */
function recordsOf(table: string, changelog: TableStorage['changelog']): string {
	const added = `SELECT seq AS n, rowtime AS t FROM ${table}`;
	if (changelog === 'append') return added;
	return `${added} UNION ALL SELECT gone, NULL FROM ${table} WHERE gone IS NOT NULL AND gone NOT IN (SELECT seq FROM ${table})`;
}
