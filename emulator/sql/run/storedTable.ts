import { SqlError } from '../engine';
import type { TableStorage } from '../catalog/tableStorage';
import { duckType } from '../types/duckType';
import type { FlinkType } from '../types/flinkType';
import type { Database } from './database';
import type { Sequence } from './sequence';

/** Rows on their way into a table: a query with the storage's columns and `rowtime`, in order. */
export interface RowSource {
	readonly added: string;
	readonly removed: string | null;
}

/** A table that users write to. Its columns in DuckDB are `c0`, `c1`, …, then `rowtime` and `seq`. */
export class StoredTable implements TableStorage {
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
	) {}

	async create(columns: readonly FlinkType[]): Promise<void> {
		const definitions = columns.map((type, index) => `c${index} ${duckType(type)}`);
		await this.database.run(
			`CREATE TABLE ${this.table} (${[...definitions, 'rowtime TIMESTAMP', 'seq BIGINT'].join(', ')})`,
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
		return `SELECT * FROM ${this.table} WHERE seq > coalesce(getvariable('${afterVariable}'), -1) ORDER BY seq`;
	}

	versions(): string | null {
		return null;
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

	/** Writes rows: appends them, or lets them replace and withdraw others as the changelog mode says. */
	async write(columns: readonly string[], source: RowSource): Promise<void> {
		await this.prepare();
		if (source.removed !== null) await this.remove(columns, source.removed);
		const list = columns.join(', ');
		let added = `SELECT ${list}, rowtime, row_number() OVER () AS n FROM (${source.added})`;
		if (this.changelog === 'upsert') {
			const keys = this.key.join(', ');
			added = `SELECT * FROM (${added}) QUALIFY row_number() OVER (PARTITION BY ${keys} ORDER BY n DESC) = 1`;
			await this.database.run(
				`DELETE FROM ${this.table} WHERE (${keys}) IN (SELECT (${keys}) FROM (${source.added}))`,
			);
		}
		const [[count] = []] = await this.database.rows(`SELECT count(*) FROM (${source.added})`);
		const before = this.sequence.take(Number(count));
		await this.database.run(
			`INSERT INTO ${this.table} (${list}, rowtime, seq) SELECT ${list}, rowtime, n + ${before} FROM (${added}) ORDER BY n`,
		);
		this.lastSeq = before + Number(count);
		this.revision += 1;
	}

	private async remove(columns: readonly string[], removed: string): Promise<void> {
		if (this.changelog === 'upsert') {
			const keys = this.key.join(', ');
			await this.database.run(
				`DELETE FROM ${this.table} WHERE (${keys}) IN (SELECT (${keys}) FROM (${removed}))`,
			);
			return;
		}
		const list = columns.join(', ');
		const numbered = `row_number() OVER (PARTITION BY ${list}) AS n`;
		const same = columns.map((column) => `x.${column} IS NOT DISTINCT FROM y.${column}`).join(' AND ');
		await this.database.run(
			`DELETE FROM ${this.table} WHERE rowid IN (SELECT x.r FROM (SELECT rowid AS r, ${list}, ${numbered} FROM ${this.table}) x ` +
				`SEMI JOIN (SELECT ${list}, ${numbered} FROM (${removed})) y ON x.n = y.n AND ${same})`,
		);
	}
}
