import { identifierLiteral } from '../sql/identifierLiteral';
import { TableError } from './tableError';

/** Characters of a statement's SQL at most: the service takes 131,072, and other text of the request counts as well. */
export const MAX_SQL_CHARACTERS = 100_000;

/** One INSERT, and which of the rows it has. */
export interface InsertStatement {
	/** Made when it is asked for: the first statement is not to wait for the text of all. */
	readonly sql: string;
	/** Index of its first row. */
	readonly from: number;
	readonly count: number;
}

/** What comes before the rows. */
function head(table: string): string {
	return `INSERT INTO ${identifierLiteral(table)} VALUES\n`;
}

const BETWEEN = ',\n';

/** One INSERT of rows as `rowLiteral` gives them, however long it is. */
export function insertStatement(table: string, rows: readonly string[]): string {
	return head(table) + rows.join(BETWEEN);
}

/** @throws TableError for a row that is too long for a statement of its own */
export function assertFits(table: string, row: string): void {
	const characters = head(table).length + row.length;
	if (characters > MAX_SQL_CHARACTERS) throw new TableError({ reason: 'rowTooLong', characters, most: MAX_SQL_CHARACTERS });
}

/**
 * As few statements as the limits allow for rows in their order.
 *
 * @param table its bare name: where it is, the statement's properties say
 * @param rows as `rowLiteral` gives them
 * @param rowsPerStatement at most
 * @throws TableError for a row that is too long for a statement of its own
 */
export function insertStatements(table: string, rows: readonly string[], rowsPerStatement: number): InsertStatement[] {
	const statements: InsertStatement[] = [];
	const begin = head(table).length;
	let from = 0;
	let length = begin;
	for (const [index, row] of rows.entries()) {
		if (begin + row.length > MAX_SQL_CHARACTERS) assertFits(table, row);
		const isFull = index - from >= rowsPerStatement || length + BETWEEN.length + row.length > MAX_SQL_CHARACTERS;
		if (index > from && isFull) {
			statements.push(statementOf(table, rows, from, index - from));
			from = index;
			length = begin;
		}
		length += row.length + (index > from ? BETWEEN.length : 0);
	}
	if (from < rows.length) statements.push(statementOf(table, rows, from, rows.length - from));
	return statements;
}

function statementOf(table: string, rows: readonly string[], from: number, count: number): InsertStatement {
	return {
		get sql() {
			return insertStatement(table, rows.slice(from, from + count));
		},
		from,
		count,
	};
}
