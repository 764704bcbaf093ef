import { SqlError, type AppendRequest } from '../engine';
import type { CatalogColumn, CatalogTable } from '../catalog/catalogObjects';
import { quotedPath } from '../catalog/catalogs';
import { momentSql } from '../run/continuousQuery';
import type { Database } from '../run/database';
import { StoredTable } from '../run/storedTable';
import { castSql } from '../types/castSql';
import { duckType } from '../types/duckType';
import { formatType } from '../types/formatType';
import { MAX_LENGTH, varchar } from '../types/flinkType';
import { familyOf } from '../types/typeFamily';
import { insertable } from './insert';

const TEXT = varchar(MAX_LENGTH);
/** Families that no text is cast to. */
const NOT_FROM_TEXT: ReadonlySet<string> = new Set(['ARRAY', 'MAP', 'MULTISET', 'ROW', 'VARIANT', 'BINARY', 'INTERVAL_YEAR_MONTH', 'INTERVAL_DAY_TIME']);

/**
 * Writes rows to a table as INSERT does, without a statement: each value is cast from its text to the column's type.
 *
 * @param id a number that nothing else of the engine has
 * @throws SqlError for rows that the table does not take; then it has taken none
 */
export async function appendRows(
	table: CatalogTable,
	{ rows, now }: Pick<AppendRequest, 'rows' | 'now'>,
	database: Database,
	id: number,
): Promise<void> {
	const { storage } = table;
	if (!(storage instanceof StoredTable))
		throw new SqlError(`The table ${quotedPath(table)} is a read-only example table: rows cannot be written to it.`);
	const columns = columnsOf(table, rows);
	const staged = `append_${id}`;
	await database.exclusive(async () => {
		try {
			await database.stage(staged, columns.map(({ name }) => name), rows);
			await checkNulls(staged, table, columns, database);
			await storage.write(storedColumns(table), { added: source(staged, table, columns, now), removed: null });
		} finally {
			await database.run(`DROP TABLE IF EXISTS ${staged}`);
		}
	});
}

/** The columns that the rows name. */
function columnsOf(table: CatalogTable, rows: AppendRequest['rows']): CatalogColumn[] {
	const names = new Set<string>();
	for (const row of rows) for (const name of Object.keys(row)) names.add(name);
	const all = insertable(table);
	return [...names].map((name) => {
		const column = all.find((candidate) => candidate.name === name);
		if (!column) throw new SqlError(`Unknown target column '${name}'`);
		if (NOT_FROM_TEXT.has(familyOf(column.type)))
			throw new SqlError(`The column '${name}' has the type ${formatType(column.type)}: rows of such are written with INSERT only.`);
		return column;
	});
}

const storedColumns = (table: CatalogTable): string[] =>
	insertable(table)
		.map(({ storedAs }) => String(storedAs))
		.filter((name) => name !== 'rowtime');

async function checkNulls(
	staged: string,
	table: CatalogTable,
	columns: readonly CatalogColumn[],
	database: Database,
): Promise<void> {
	for (const { name, type } of insertable(table).filter(({ type }) => !type.nullable)) {
		const position = columns.findIndex((column) => column.name === name);
		const where = position < 0 ? 'TRUE' : `v${position} IS NULL`;
		if ((await database.rows(`SELECT 1 FROM ${staged} WHERE ${where} LIMIT 1`)).length === 0) continue;
		throw new SqlError(`Column '${name}' is ${formatType(type)}, and a row has no value for it.`);
	}
}

/** All columns in storage, with the record's time behind: now, where the rows do not say it. */
function source(staged: string, table: CatalogTable, columns: readonly CatalogColumn[], now: number): string {
	const cells = insertable(table).map(({ name, type, storedAs }) => {
		const position = columns.findIndex((column) => column.name === name);
		const sql = position < 0 ? `CAST(NULL AS ${duckType(type)})` : castSql(`v${position}`, TEXT, type, 'UTC');
		return { storedAs: String(storedAs), sql };
	});
	const timed = cells.some(({ storedAs }) => storedAs === 'rowtime');
	const all = timed ? cells : [...cells, { storedAs: 'rowtime', sql: momentSql(now) }];
	return `SELECT ${all.map(({ sql, storedAs }) => `${sql} AS ${storedAs}`).join(', ')} FROM ${staged} ORDER BY nth`;
}
