import { INFORMATION_SCHEMA } from '../../catalog/informationSchema';
import type { Cell } from '../../catalog/systemTable';
import type { Path } from '../../syntax/tree/ast';
import { INTEGER, varchar } from '../../types/flinkType';
import { quote } from '../../bound/literalSql';
import { CONSTANT, type Relation } from '../../bound/relation';
import type { PlanSession } from '../../bound/session';

const INTEGERS = new Set(['ORDINAL_POSITION', 'DISTRIBUTION_BUCKETS', 'DISTRIBUTION_ORDINAL_POSITION']);

function cellSql(cell: Cell | undefined, isInteger: boolean): string {
	const type = isInteger ? 'INTEGER' : 'VARCHAR';
	if (cell === null || cell === undefined) return `CAST(NULL AS ${type})`;
	return typeof cell === 'number' ? `CAST(${cell} AS INTEGER)` : `CAST(${quote(cell)} AS VARCHAR)`;
}

/** A table of INFORMATION_SCHEMA, if the name means one: its rows as they are while the statement is planned. */
export function informationSchemaTable(path: Path, session: PlanSession): Relation | null {
	const [name, schema = session.database, catalogName = session.catalog] = path
		.map((part) => part.name)
		.reverse();
	const table =
		schema === 'INFORMATION_SCHEMA' && name !== undefined && Object.hasOwn(INFORMATION_SCHEMA, name)
			? INFORMATION_SCHEMA[name]
			: undefined;
	const catalog = session.catalogs.catalog(catalogName);
	if (!table || !catalog) return null;
	const rows = table.rows(catalog, session.catalogs);
	const alias = session.nextAlias();
	const tuples = rows.map(
		(row) => `(${table.columns.map((column) => cellSql(row[column], INTEGERS.has(column))).join(', ')})`,
	);
	const nulls = `(${table.columns.map((column) => cellSql(null, INTEGERS.has(column))).join(', ')})`;
	const names = table.columns.map((_, index) => `c${index}`).join(', ');
	const values = `SELECT * FROM (VALUES ${tuples.join(', ') || nulls}) AS v(${names})${tuples.length === 0 ? ' WHERE FALSE' : ''}`;
	const columns = table.columns.map((column, index) => ({
		name: column,
		type: INTEGERS.has(column) ? INTEGER() : varchar(),
		sql: `${alias}.c${index}`,
		hidden: false,
		role: null,
	}));
	return { name: name ?? null, sql: `(${values}) AS ${alias}`, columns, nature: CONSTANT };
}
