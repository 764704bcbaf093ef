import type { Bound } from '../../bound/bound';
import type { BoundQuery, OutputColumn } from '../../bound/boundQuery';
import { CONSTANT, withSubqueries } from '../../bound/relation';
import type { Values } from '../../syntax/tree/ast';
import { validationError } from '../../text/sqlErrors';
import { castSql } from '../../types/castSql';
import { commonType } from '../../types/commonType';
import { duckType } from '../../types/duckType';
import { anyLength, storedForm, type FlinkType } from '../../types/flinkType';
import type { QueryContext } from '../context/queryContext';
import { Scope } from '../context/scope';
import { bindExpression } from '../expressions/bindExpression';
import { expressionContext } from '../expressions/expressionContext';

/** A column of VALUES in DuckDB: the cells of its rows, and what is made of them all. */
interface Column {
	readonly cells: readonly string[];
	readonly select: string;
}

/** The rows of `VALUES (…), (…)`, each column of the type that all its cells share. */
export function bindValues(values: Values, context: QueryContext): BoundQuery {
	const expressions = expressionContext(new Scope([], context.outer), context);
	const rows = values.rows.map((row) => row.map((expr) => bindExpression(expr, expressions)));
	const width = rows[0]?.length ?? 0;
	const unfit = () => validationError(values.at, 'Values passed to VALUES operator must have compatible types');
	if (rows.some((row) => row.length !== width)) throw unfit();
	const cells = Array.from({ length: width }, (_, index) => rows.flatMap((row) => row[index] ?? []));
	const columns = cells.map((column, index): OutputColumn => {
		const type = commonType(column.map((cell) => cell.type));
		if (type === null) throw unfit();
		return { name: `EXPR$${index}`, type, role: null };
	});
	const { zone, streaming } = context.session;
	const written = columns.map(({ type }, index) => columnSql(cells[index] ?? [], type, `c${index}`, zone));
	const alias = context.session.nextAlias();
	const arrived = `${alias}_arrived`;
	const isStream = streaming && rows.length > 1;
	const nature = isStream ? { ...CONSTANT, arrivals: [{ variable: arrived, rows: rows.length }] } : CONSTANT;
	const sql = valuesSql(written, rows.length, alias, isStream ? arrived : null);
	return { sql, columns, nature: withSubqueries(nature, expressions.natures()), slice: null };
}

function columnSql(cells: readonly Bound[], type: FlinkType, name: string, zone: string): Column {
	const shared = sharedCast(cells, type);
	if (shared === null)
		return { cells: cells.map((cell) => castSql(cell.sql, cell.type, type, zone)), select: name };
	const nothing = `CAST(NULL AS ${duckType(shared)})`;
	return {
		cells: cells.map(({ cast }) => cast?.operand.sql ?? nothing),
		select: `${castSql(name, shared, type, zone)} AS ${name}`,
	};
}

/**
 * The type that all the cells of a column are cast from, or null where they are not cast alike. Such a cast is carried
 * out on the column: DuckDB is far quicker with it than with as many expressions as there are rows.
 */
function sharedCast(cells: readonly Bound[], type: FlinkType): FlinkType | null {
	if (cells.length < 2) return null;
	const target = storedForm(type);
	let shared: FlinkType | null = null;
	let form = '';
	for (const { cast, literal } of cells) {
		if (literal?.value === null) continue;
		if (!cast || storedForm(cast.type) !== target) return null;
		const from = anyLength(cast.operand.type);
		if (shared !== null && storedForm(from) !== form) return null;
		if (shared === null) form = storedForm(from);
		shared = from;
	}
	return shared;
}

/**
 * In a stream rows of VALUES come one after the other: each has its number, and a variable says how many have come.
 *
 * @param arrived that variable; null where the rows are all there at once
 */
function valuesSql(columns: readonly Column[], count: number, alias: string, arrived: string | null): string {
	const tuples = Array.from({ length: count }, (_, row) => {
		const cells = columns.map(({ cells: column }) => column[row] ?? '');
		return `(${[...cells, ...(arrived === null ? [] : [row + 1])].join(', ')})`;
	});
	const names = [...columns.map((_, index) => `c${index}`), ...(arrived === null ? [] : ['nth'])];
	const rows = `SELECT ${columns.map(({ select }) => select).join(', ')} FROM (VALUES ${tuples.join(', ')}) AS ${alias}(${names.join(', ')})`;
	return arrived === null ? rows : `${rows} WHERE nth <= coalesce(getvariable('${arrived}'), ${count})`;
}
