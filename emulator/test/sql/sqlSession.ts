/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import { createDuckDbEngine, type DuckDbEngineOptions } from '../../sql/duckdbEngine';
import {
	SqlError,
	type Change,
	type PlannedStatement,
	type SqlEngine,
	type WireColumn,
	type WireValue,
} from '../../sql/engine';
import { formatType } from '../../sql/types/formatType';

export type Properties = Readonly<Record<string, string>>;
export type Row = readonly WireValue[];

/** 2026-01-02 03:04:05 UTC. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5);
export const SNAPSHOT: Properties = { 'sql.snapshot.mode': 'now' };
const HOME: Properties = { 'sql.current-catalog': 'default', 'sql.current-database': 'cluster_0' };

/** What a statement says of its rows before there are any. */
export const traitsOf = ({ isBounded, isAppendOnly, upsertColumns }: PlannedStatement) => ({ isBounded, isAppendOnly, upsertColumns });

/** An engine and a clock that moves only when told to. */
export class SqlSession {
	readonly engine: SqlEngine;
	now = START;

	constructor(options: DuckDbEngineOptions = {}) {
		this.engine = createDuckDbEngine(options);
	}

	plan(sql: string, properties: Properties = {}): Promise<PlannedStatement> {
		return this.engine.plan({
			statementName: 'a-statement',
			environmentId: 'env-a1b2c3',
			sql,
			properties: { ...HOME, ...properties },
			now: this.now,
		});
	}

	/** Runs a statement once, as a snapshot unless told otherwise. */
	async run(
		sql: string,
		properties: Properties = SNAPSHOT,
	): Promise<{ statement: PlannedStatement; changes: readonly Change[] }> {
		const statement = await this.plan(sql, properties);
		const { changes } = await statement.advance(this.now);
		return { statement, changes };
	}

	async rows(sql: string, properties: Properties = SNAPSHOT): Promise<Row[]> {
		const { changes } = await this.run(sql, properties);
		return changes.map(({ row }) => row);
	}

	/** The only row of a query. */
	async row(sql: string, properties: Properties = SNAPSHOT): Promise<Row> {
		const rows = await this.rows(sql, properties);
		expect(rows).toHaveLength(1);
		return rows[0]!;
	}

	/** The `status.detail` that a statement fails with, in planning or while it runs. */
	async failure(sql: string, properties: Properties = SNAPSHOT): Promise<string> {
		try {
			await this.run(sql, properties);
		} catch (error) {
			if (error instanceof SqlError) return error.detail;
			throw error;
		}
		throw new Error(`${sql} did not fail`);
	}

	/** Moves the clock on. */
	tick(milliseconds: number): number {
		this.now += milliseconds;
		return this.now;
	}

	close(): Promise<void> {
		return this.engine.close();
	}
}

/** `name TYPE [NOT NULL]` for each column. */
export function schema(columns: readonly WireColumn[] | null): string[] {
	return (columns ?? []).map(({ name, type }) => `${name} ${formatType(type)}`);
}

const textOf = (row: Row): string => JSON.stringify(row);

/** What a changelog leaves. A key that is taken, and a row that is withdrawn but was never there, are errors. */
export function materialise(changes: readonly Change[], key: readonly number[] | null): Row[] {
	const rows = new Map<string, Row[]>();
	const keys = new Set<string>();
	const keyOf = (row: Row) => textOf((key ?? []).map((position) => row[position] ?? null));
	for (const { op, row } of changes) {
		const equal = rows.get(textOf(row)) ?? [];
		if (op === 0 || op === 2) {
			if (key && keys.has(keyOf(row))) throw new Error(`${textOf(row)} comes while its key is taken`);
			keys.add(keyOf(row));
			rows.set(textOf(row), [...equal, row]);
		} else {
			if (equal.length === 0) throw new Error(`${textOf(row)} is withdrawn but was never there`);
			keys.delete(keyOf(row));
			rows.set(textOf(row), equal.slice(1));
		}
	}
	return [...rows.values()].flat();
}

/** Rows in an order of their own, to compare results without ORDER BY. */
export function sorted(rows: readonly Row[]): Row[] {
	return [...rows].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}
