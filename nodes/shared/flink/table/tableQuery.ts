import { identifierLiteral } from '../sql/identifierLiteral';
import { stringLiteral } from '../sql/scalarLiteral';
import type { LiteralOptions } from '../sql/sqlLiteral';
import { literalFor } from './rowLiteral';
import { typeOfColumn, type TableColumn } from './tableColumn';
import { TableError } from './tableError';

/** What a condition does with the value of a column. */
export type Comparison = 'equal' | 'notEqual' | 'greater' | 'greaterOrEqual' | 'smaller' | 'smallerOrEqual';

export type Condition =
	| { readonly column: string; readonly is: Comparison; readonly value: unknown }
	| { readonly column: string; readonly is: 'between'; readonly from: unknown; readonly to: unknown }
	/** `pattern` has `%` for any text and `_` for any character. */
	| { readonly column: string; readonly is: 'like'; readonly pattern: string }
	| { readonly column: string; readonly is: 'inList'; readonly values: readonly unknown[] }
	| { readonly column: string; readonly is: 'null' | 'notNull' };

export interface TableQuery {
	/** Its bare name: where it is, the statement's properties say. */
	readonly table: string;
	/** All that the table has. */
	readonly columns: readonly TableColumn[];
	/** Names of those that are wanted; none for all that are not hidden. */
	readonly output: readonly string[];
	readonly where: readonly Condition[];
	readonly combinedBy: 'AND' | 'OR';
	readonly sort: ReadonlyArray<{ readonly column: string; readonly direction: 'ASC' | 'DESC' }>;
	/** Rows at most; undefined for all. */
	readonly limit?: number | undefined;
	/** Whether the query goes on with rows that come: it has no order then. */
	readonly isStreaming: boolean;
}

const OPERATORS: Readonly<Record<Comparison, string>> = { equal: '=', notEqual: '<>', greater: '>', greaterOrEqual: '>=', smaller: '<', smallerOrEqual: '<=' };

/** Types that Flink has no order of, nor any comparison. */
const INCOMPARABLE: ReadonlySet<string> = new Set(['multiset', 'variant', 'map']);
const UNORDERED: ReadonlySet<string> = new Set([...INCOMPARABLE, 'array', 'row']);

/**
 * The SELECT of a question about one table. Values become literals of their column's type, so that none is read as SQL.
 *
 * @throws TableError for columns that the table does not have, values that do not fit, and what Flink cannot compare
 */
export function selectStatement(query: TableQuery, options: LiteralOptions = {}): string {
	const { table, output, where, combinedBy, sort, limit, isStreaming } = query;
	assertKnown(query);
	if (isStreaming && sort.length > 0) throw new TableError({ reason: 'streamNotSorted' });
	const columns = new Map(query.columns.map((column) => [column.name, column]));
	const conditions = where.map((condition) => conditionSql(condition, known(columns, condition.column), options));
	const order = sort.map(({ column, direction }) => `${sortedBy(known(columns, column))} ${direction}`);
	return [
		`SELECT ${output.length === 0 ? '*' : output.map(identifierLiteral).join(', ')}`,
		`FROM ${identifierLiteral(table)}`,
		...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(` ${combinedBy} `)}`]),
		...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
		...(limit === undefined || isStreaming ? [] : [`LIMIT ${limit}`]),
	].join('\n');
}

function assertKnown({ columns, output, where, sort }: TableQuery): void {
	const names = new Set(columns.map(({ name }) => name));
	const asked = [...output, ...where.map(({ column }) => column), ...sort.map(({ column }) => column)];
	const unknown = [...new Set(asked)].filter((name) => !names.has(name));
	if (unknown.length > 0) throw new TableError({ reason: 'columnsUnknown', names: unknown, columns: columns.filter(({ isHidden }) => !isHidden).map(({ name }) => name) });
}

function known(columns: ReadonlyMap<string, TableColumn>, name: string): TableColumn {
	const column = columns.get(name);
	if (column === undefined) throw new TypeError(`no column ${name}`);
	return column;
}

function conditionSql(condition: Condition, column: TableColumn, options: LiteralOptions): string {
	const name = identifierLiteral(column.name);
	const literal = (value: unknown) => comparedLiteral(column, value, options);
	switch (condition.is) {
		case 'null':
			return `${name} IS NULL`;
		case 'notNull':
			return `${name} IS NOT NULL`;
		case 'between':
			assertComparable(column, UNORDERED, 'comparison');
			return `${name} BETWEEN ${literal(condition.from)} AND ${literal(condition.to)}`;
		case 'like':
			if (typeOfColumn(column)?.kind !== 'text') throw notCompared(column, 'pattern');
			return `${name} LIKE ${stringLiteral(condition.pattern)}`;
		case 'inList':
			assertComparable(column, INCOMPARABLE, 'comparison');
			return `${name} IN (${listOf(column, condition.values.map(literal))})`;
		default:
			assertComparable(column, condition.is === 'equal' || condition.is === 'notEqual' ? INCOMPARABLE : UNORDERED, 'comparison');
			return `${name} ${OPERATORS[condition.is]} ${literal(condition.value)}`;
	}
}

/** `IN ()` is no SQL; nothing is equal to NULL. */
function listOf(column: TableColumn, literals: readonly string[]): string {
	return literals.length === 0 ? literalFor({ ...column, nullable: true }, null, {}) : literals.join(', ');
}

/** Nothing is equal to NULL, greater or smaller, so that a value that is missing is a mistake. */
function comparedLiteral(column: TableColumn, value: unknown, options: LiteralOptions): string {
	if ((value ?? '') === '' && typeOfColumn(column)?.kind !== 'text') throw new TableError({ reason: 'conditionWithoutValue', column: column.name });
	if ((value ?? null) === null) throw new TableError({ reason: 'conditionWithoutValue', column: column.name });
	return literalFor(column, value, options);
}

function sortedBy(column: TableColumn): string {
	assertComparable(column, UNORDERED, 'order');
	return identifierLiteral(column.name);
}

function assertComparable(column: TableColumn, unfit: ReadonlySet<string>, by: 'comparison' | 'order'): void {
	if (unfit.has(typeOfColumn(column)?.kind ?? '')) throw notCompared(column, by);
}

function notCompared({ name, typeText }: TableColumn, by: 'comparison' | 'order' | 'pattern'): TableError {
	return new TableError({ reason: 'columnNotCompared', column: name, type: typeText, by });
}
