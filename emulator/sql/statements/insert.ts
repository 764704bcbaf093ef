import { SqlError, type PlannedStatement } from '../engine';
import type { CatalogColumn, CatalogTable } from '../catalog/catalogObjects';
import { quotedPath } from '../catalog/catalogs';
import { bindQuery } from '../plan/queries/bindQuery';
import type { BoundQuery } from '../bound/boundQuery';
import { missingTable } from '../plan/tables/namedRelation';
import type { PlanSession } from '../bound/session';
import { ContinuousQuery, momentSql, type Delta } from '../run/continuousQuery';
import { StoredTable } from '../run/storedTable';
import type { Insert, StatementSet } from '../syntax/tree/statementAst';
import { validationError } from '../text/sqlErrors';
import { castSql } from '../types/castSql';
import { everywhereNullable } from '../types/flinkType';
import { summarizeFully } from '../types/formatType';
import { isImplicitlyCastable } from '../types/implicitCast';
import { refuseSystemTables } from './systemQuery';
import { planned, queryContext, type StatementContext } from './statementContext';

/** One INSERT ready to run: a query, and how its rows enter the table. */
export interface InsertJob {
	readonly isBounded: boolean;
	step(now: number): Promise<void>;
	close(): Promise<void>;
}

export function planInsert(insert: Insert, context: StatementContext): PlannedStatement {
	return planJobs('INSERT_INTO', [insertJob(insert, context)], context);
}

export function planStatementSet(set: StatementSet, context: StatementContext): PlannedStatement {
	return planJobs(
		'STATEMENT_SET',
		set.inserts.map((insert) => insertJob(insert, context)),
		context,
	);
}

/** Several INSERTs as one statement, which is COMPLETED when all of them are bounded and done. */
export function planJobs(
	sqlKind: string,
	jobs: readonly InsertJob[],
	{ database }: StatementContext,
): PlannedStatement {
	const isBounded = jobs.every((job) => job.isBounded);
	return planned(
		{ sqlKind, isBounded },
		async (now) => {
			await database.exclusive(async () => {
				for (const job of jobs) await job.step(now);
			});
			return { changes: [], finished: isBounded };
		},
		() =>
			database.release(async () => {
				for (const job of jobs) await job.close();
			}),
	);
}

/** Columns that an INSERT fills: stored ones that are not read from the record. */
export const insertable = (table: CatalogTable): CatalogColumn[] =>
	table.columns.filter((column) => column.storedAs !== null && !column.metadata?.isVirtual);

function insertJob(insert: Insert, context: StatementContext): InsertJob {
	const { session } = context;
	const target = session.catalogs.find(insert.path, session);
	if (!target) throw missingTable(insert.path, session);
	if (target.kind === 'view')
		throw new SqlError(`INSERT INTO is not supported for view ${quotedPath(target)}.`);
	if (target.readOnly)
		throw new SqlError(
			`The table ${quotedPath(target)} is a read-only example table: rows cannot be written to it.`,
		);
	const query = bindQuery(insert.query, { ...queryContext(session), top: false });
	refuseSystemTables(session);
	return writeJob(target, query, targetColumns(insert, target), context);
}

function targetColumns(insert: Insert, table: CatalogTable): CatalogColumn[] {
	const all = insertable(table);
	if (insert.columns.length === 0) return all;
	const chosen = insert.columns.map(({ name, at }) => {
		const column = all.find((candidate) => candidate.name === name);
		if (!column) throw validationError(at, `Unknown target column '${name}'`);
		return column;
	});
	const missing = all.find((column) => !column.type.nullable && !chosen.includes(column));
	if (missing) throw new SqlError(`Column '${missing.name}' has no default value and does not allow NULLs`);
	return chosen;
}

function schemaText(columns: ReadonlyArray<{ name: string; type: CatalogColumn['type'] }>): string {
	return `[${columns.map(({ name, type }) => `${name}: ${summarizeFully(type)}`).join(', ')}]`;
}

/** Checks that the query's columns fit the table's, in number and type. */
export function checkSink(
	table: CatalogTable,
	query: BoundQuery,
	columns: readonly CatalogColumn[],
	session: PlanSession,
): void {
	const place = `${table.catalog}.${table.database}.${table.name}`;
	const fail = (cause: string): never => {
		// Whether a column takes NULL is a matter of run time.
		const sink = columns.map(({ name, type }) => ({ name, type: everywhereNullable(type) }));
		throw new SqlError(
			`Column types of query result and sink for '${place}' do not match.\nCause: ${cause}\n\n` +
				`Query schema: ${schemaText(query.columns)}\nSink schema:  ${schemaText(sink)}`,
		);
	};
	if (query.columns.length !== columns.length) fail('Different number of columns.');
	for (const [index, column] of columns.entries()) {
		const type = query.columns[index]?.type;
		if (type && !isImplicitlyCastable(type, column.type)) {
			fail(`Incompatible types for sink column '${column.name}' at position ${index}.`);
		}
	}
	if (session.streaming && query.nature.updating && table.storage.changelog === 'append') {
		const changes = query.nature.storages.size === 0 && !query.nature.retracting ? 'update' : 'update and delete';
		throw new SqlError(
			`Table sink '${place}' doesn't support consuming ${changes} changes ` +
				"which is produced by the query. Declare a primary key or set 'changelog.mode' to 'upsert' or 'retract'.",
		);
	}
}

/** The rows of a query going into a table, for as long as the query gives any. */
export function writeJob(
	table: CatalogTable,
	query: BoundQuery,
	columns: readonly CatalogColumn[],
	context: StatementContext,
): InsertJob {
	const { database, session } = context;
	checkSink(table, query, columns, session);
	const { storage } = table;
	if (!(storage instanceof StoredTable))
		throw new TypeError(`${table.name} is no table that can be written to`);
	const run = new ContinuousQuery(database, query, context.nextId(), context.now, session.stateTtl);
	const temporary = `insert_${context.nextId()}`;
	const stored = columns.map((column) => String(column.storedAs)).filter((name) => name !== 'rowtime');
	const step = async (now: number) => {
		const delta = await run.step(now);
		if (!delta) return;
		await stage(delta, now);
		await storage.write(stored, {
			added: `SELECT * FROM ${temporary}_added`,
			removed: delta.removed === null ? null : `SELECT * FROM ${temporary}_removed`,
		});
		await delta.commit();
	};
	const stage = async (delta: Delta, now: number) => {
		const added = converted(delta.added, query, columns, session, now);
		await database.run(`CREATE OR REPLACE TEMP TABLE ${temporary}_added AS ${added}`);
		await checkNulls(`${temporary}_added`, columns);
		if (delta.removed === null) return;
		const removed = converted(delta.removed, query, columns, session, now);
		await database.run(`CREATE OR REPLACE TEMP TABLE ${temporary}_removed AS ${removed}`);
	};
	const checkNulls = async (name: string, checked: readonly CatalogColumn[]) => {
		for (const column of checked.filter((candidate) => !candidate.type.nullable)) {
			const [[count] = []] = await database.rows(
				`SELECT count(*) FROM ${name} WHERE ${String(column.storedAs)} IS NULL`,
			);
			if (Number(count) > 0) {
				throw new SqlError(
					`Column '${column.name}' is NOT NULL, however, a null value is being written into it. You can set job configuration 'table.exec.sink.not-null-enforcer'='DROP' to suppress this exception and drop such records silently.`,
				);
			}
		}
	};
	const close = async () => {
		await run.close();
		for (const part of ['added', 'removed']) await database.run(`DROP TABLE IF EXISTS ${temporary}_${part}`);
	};
	return { isBounded: query.nature.bounded, step, close };
}

/** The query's columns as the table stores them, with the record's time behind. */
function converted(
	sql: string,
	query: BoundQuery,
	columns: readonly CatalogColumn[],
	session: PlanSession,
	now: number,
): string {
	const cells = columns.map((column, index) => {
		const from = query.columns[index]?.type ?? column.type;
		const cell = castSql(`c${index}`, from, column.type, session.zone);
		// A record without a time of its own has that at which it is written.
		const value = column.storedAs === 'rowtime' ? `coalesce(${cell}, ${momentSql(now)})` : cell;
		return `${value} AS ${String(column.storedAs)}`;
	});
	const hasTime = columns.some((column) => column.storedAs === 'rowtime');
	return `SELECT ${[...cells, ...(hasTime ? [] : [`${momentSql(now)} AS rowtime`])].join(', ')} FROM (${sql})`;
}
