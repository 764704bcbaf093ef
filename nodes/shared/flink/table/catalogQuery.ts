import { stringLiteral } from '../sql/scalarLiteral';

/**
 * Confluent's INFORMATION_SCHEMA takes SELECT, WHERE and UNION ALL alone: no joins, no ORDER BY, no LIKE, no IN, no
 * functions but CAST. What is known of a table therefore comes in one query of several parts, each with a letter that
 * says what its rows are, padded with NULL to the same number of columns.
 */
export type PartMark = 'T' | 'C' | 'K' | 'O';

interface Part {
	readonly mark: PartMark;
	readonly view: string;
	/** Columns of the view; those in `numbers` become text. */
	readonly cells: readonly string[];
	readonly numbers?: readonly string[];
}

const TABLES: Part = {
	mark: 'T',
	view: 'TABLES',
	cells: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_TYPE', 'COMMENT', 'IS_DISTRIBUTED', 'DISTRIBUTION_ALGORITHM', 'DISTRIBUTION_BUCKETS', 'WATERMARK_COLUMN', 'WATERMARK_EXPRESSION'],
	numbers: ['DISTRIBUTION_BUCKETS'],
};
const COLUMNS: Part = {
	mark: 'C',
	view: 'COLUMNS',
	cells: ['COLUMN_NAME', 'ORDINAL_POSITION', 'FULL_DATA_TYPE', 'COMMENT', 'IS_NULLABLE', 'IS_HIDDEN', 'IS_GENERATED', 'IS_METADATA', 'IS_PERSISTED', 'DISTRIBUTION_ORDINAL_POSITION'],
	numbers: ['ORDINAL_POSITION', 'DISTRIBUTION_ORDINAL_POSITION'],
};
const KEYS: Part = { mark: 'K', view: 'KEY_COLUMN_USAGE', cells: ['COLUMN_NAME', 'ORDINAL_POSITION'], numbers: ['ORDINAL_POSITION'] };
const OPTIONS: Part = { mark: 'O', view: 'TABLE_OPTIONS', cells: ['OPTION_KEY', 'OPTION_VALUE'] };

const PARTS: readonly Part[] = [TABLES, COLUMNS, KEYS, OPTIONS];
const WIDTH = Math.max(...PARTS.map(({ cells }) => cells.length));

/** The names of the result's columns: what a row is, of which table, and the cells of its part. */
const MARK = 'part';
const TABLE = 'table_name';
const cellName = (index: number) => `c${index + 1}`;

/** A row of such a query: the cells by the names of the view's columns. */
export interface CatalogRow {
	readonly mark: PartMark;
	readonly table: string;
	/** The text of a cell; null where it is NULL. */
	readonly cell: (name: string) => string | null;
}

/** The Kafka clusters of the catalog in which the query runs. */
export const DATABASES_QUERY = "SELECT `SCHEMA_ID`, `SCHEMA_NAME` FROM `INFORMATION_SCHEMA`.`SCHEMATA` WHERE `SCHEMA_NAME` <> 'INFORMATION_SCHEMA'";

/** The tables and views of a database. @param database by name or `lkc-…` */
export function tablesQuery(database: string): string {
	return partsQuery([TABLES], inDatabase(database));
}

/** The same with all that is known of them. @param table of this one alone */
export function schemasQuery(database: string, table?: string): string {
	const ofTable = table === undefined ? [] : [`\`TABLE_NAME\` = ${stringLiteral(table)}`];
	return partsQuery(PARTS, [inDatabase(database), ...ofTable].join(' AND '));
}

function inDatabase(database: string): string {
	const name = stringLiteral(database);
	return `(\`TABLE_SCHEMA\` = ${name} OR \`TABLE_SCHEMA_ID\` = ${name})`;
}

function partsQuery(parts: readonly Part[], condition: string): string {
	return parts.map((part) => `SELECT ${selected(part).join(', ')}\nFROM \`INFORMATION_SCHEMA\`.\`${part.view}\`\nWHERE ${condition}`).join('\nUNION ALL\n');
}

function selected({ mark, cells, numbers = [] }: Part): string[] {
	const padded = Array.from({ length: WIDTH }, (_, index) => {
		const cell = cells[index];
		if (cell === undefined) return 'CAST(NULL AS STRING)';
		return numbers.includes(cell) ? `CAST(\`${cell}\` AS STRING)` : `\`${cell}\``;
	});
	return [`'${mark}' AS \`${MARK}\``, `\`TABLE_NAME\` AS \`${TABLE}\``, ...padded.map((sql, index) => `${sql} AS \`${cellName(index)}\``)];
}

/** The rows that a query of parts gives; what is of another form is left out. */
export function catalogRows(rows: ReadonlyArray<Readonly<Record<string, unknown>>>): CatalogRow[] {
	return rows.flatMap((row) => {
		const part = PARTS.find(({ mark }) => mark === row[MARK]);
		const table = textOf(row[TABLE]);
		if (part === undefined || table === null) return [];
		return [{ mark: part.mark, table, cell: (name) => textOf(row[cellName(part.cells.indexOf(name))]) }];
	});
}

function textOf(value: unknown): string | null {
	return value === null || value === undefined ? null : String(value);
}
