import { INFORMATION_SCHEMA } from '../../catalog/informationSchema';
import { SYSTEM_DATABASE, systemColumnType, type Cell } from '../../catalog/systemTable';
import type { Path } from '../../syntax/tree/ast';
import { duckType } from '../../types/duckType';
import { quote } from '../../bound/literalSql';
import { CONSTANT, type Relation } from '../../bound/relation';
import type { PlanSession } from '../../bound/session';

const cellSql = (cell: Cell | undefined): string => (typeof cell === 'string' ? quote(cell) : String(cell ?? 'NULL'));

/** A table of INFORMATION_SCHEMA, if the name means one: its rows as they are while the statement is planned. */
export function informationSchemaTable(path: Path, session: PlanSession): Relation | null {
	const [name, schema = session.database, catalogName = session.catalog] = path
		.map((part) => part.name)
		.reverse();
	const table =
		[SYSTEM_DATABASE.name, SYSTEM_DATABASE.id].includes(schema) && name !== undefined && Object.hasOwn(INFORMATION_SCHEMA, name)
			? INFORMATION_SCHEMA[name]
			: undefined;
	const catalog = session.catalogs.catalog(catalogName);
	if (!table || !catalog) return null;
	const rows = table.rows(catalog, session.catalogs);
	const alias = session.nextAlias();
	const tuples = rows.map(
		(row) => `(${table.columns.map((column) => cellSql(row[column])).join(', ')})`,
	);
	const nulls = `(${table.columns.map(() => cellSql(null)).join(', ')})`;
	const names = table.columns.map((_, index) => `c${index}`).join(', ');
	// DuckDB is far quicker with a cast of a column than with one for each cell.
	const typed = table.columns.map((column, index) => `CAST(c${index} AS ${duckType(systemColumnType(column))}) AS c${index}`);
	const values = `SELECT ${typed.join(', ')} FROM (VALUES ${tuples.join(', ') || nulls}) AS v(${names})${tuples.length === 0 ? ' WHERE FALSE' : ''}`;
	const columns = table.columns.map((column, index) => ({
		name: column,
		type: systemColumnType(column),
		sql: `${alias}.c${index}`,
		hidden: false,
		role: null,
	}));
	return { name: name ?? null, sql: `(${values}) AS ${alias}`, columns, nature: CONSTANT };
}
