/**
 * What stands behind a statement of the emulator: SQL in, a planned statement out, whose changes are read as
 * the emulator's clock moves on. The HTTP side knows this interface only.
 */

/** The property that names the statement whose offsets are taken over. */
export const CARRY_OVER = 'sql.tables.initial-offset-from';

/** A value as Confluent's gateway writes it: scalars are strings, NULL is null, containers are arrays; VARIANT nodes carry numbers. */
export type WireValue = string | number | null | WireValue[];

/** A column's data type as in `status.traits.schema.columns[].type`. */
export interface WireType {
	type: string;
	nullable: boolean;
	length?: number;
	precision?: number;
	scale?: number;
	fractional_precision?: number;
	resolution?: string;
	element_type?: WireType;
	key_type?: WireType;
	value_type?: WireType;
	fields?: Array<{ name: string; field_type: WireType; description?: string }>;
	class_name?: string;
}

export interface WireColumn {
	name: string;
	type: WireType;
}

/** 0 `+I`, 1 `-U`, 2 `+U`, 3 `-D`. */
export interface Change {
	readonly op: 0 | 1 | 2 | 3;
	readonly row: readonly WireValue[];
}

export interface PlanRequest {
	readonly statementName: string;
	readonly environmentId: string;
	readonly sql: string;
	/** `spec.properties`: current catalog and database, snapshot mode, local time zone, … */
	readonly properties: Readonly<Record<string, string>>;
	/** Epoch milliseconds by the emulator's clock. */
	readonly now: number;
	/** Offsets of an earlier statement, by topic, at which this one begins; as in `status.latest_offsets`. */
	readonly carried?: Readonly<Record<string, string>> | undefined;
}

/** Rows for a table, without SQL: by the names of its columns. What is left out is NULL. */
export interface AppendRequest {
	readonly environmentId: string;
	/** `table`, `database.table` or `catalog.database.table`; names as they are, without quotes. */
	readonly table: string;
	readonly rows: ReadonlyArray<Readonly<Record<string, string | number | boolean | null>>>;
	/** Epoch milliseconds by the emulator's clock. */
	readonly now: number;
}

export interface Advance {
	readonly changes: readonly Change[];
	readonly finished: boolean;
}

export interface PlannedStatement {
	/** `SELECT`, `INSERT_INTO`, `CREATE_TABLE`, … as in `status.traits.sql_kind`. */
	readonly sqlKind: string;
	readonly isBounded: boolean;
	readonly isAppendOnly: boolean;
	readonly upsertColumns: readonly number[] | null;
	/** Null for statements that give no rows (DDL, INSERT). */
	readonly columns: readonly WireColumn[] | null;
	/**
	 * Runs up to `now` and gives the changes since the last call. `finished` says that no more can come: the
	 * statement is then COMPLETED, but for `LIMIT n` over a stream, whose results end while it stays RUNNING.
	 * Throws `SqlError` when the job fails while it runs.
	 *
	 * @param room how many changes there is room for: a job whose rows come out of single rows of its tables waits with
	 * the others. All there are when absent.
	 */
	advance(now: number, room?: number): Promise<Advance>;
	/**
	 * How far the job has read its tables, by topic, as in `status.latest_offsets`; also of a job that was closed.
	 * Absent where nothing is read.
	 */
	offsets?(): Promise<Readonly<Record<string, string>>>;
	/** Releases what the job holds; a stopped or deleted statement produces nothing more. */
	close(): Promise<void>;
}

export interface SqlEngine {
	/** Parses and plans one statement; carries out nothing of it yet. Throws `SqlError` for what ends a statement FAILED. */
	plan(request: PlanRequest): Promise<PlannedStatement>;
	/** Writes rows to a table. Throws `SqlError` for what the table does not take; then it has taken none. */
	append?(request: AppendRequest): Promise<void>;
	close(): Promise<void>;
}

/** SQL that the service accepts over HTTP and then fails; `detail` becomes `status.detail`. */
export class SqlError extends Error {
	constructor(readonly detail: string) {
		super(detail);
		this.name = 'SqlError';
	}
}
