import { catalogRows, type CatalogRow, type PartMark } from './catalogQuery';
import { shortType } from './shortType';
import type { TableColumn } from './tableColumn';
import type { DatabaseEntry, Distribution, TableEntry, TableSchema, Watermark } from './tableSchema';

type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>;

/** The databases that `DATABASES_QUERY` found, by name. */
export function readDatabases(rows: Rows): DatabaseEntry[] {
	return rows
		.map((row) => ({ id: String(row['SCHEMA_ID'] ?? ''), name: String(row['SCHEMA_NAME'] ?? '') }))
		.filter(({ name }) => name !== '')
		.sort((a, b) => byName(a.name, b.name));
}

/** The tables and views that `tablesQuery` found, by name. */
export function readTables(rows: Rows): TableEntry[] {
	return entriesOf(catalogRows(rows)).map(({ entry }) => entry);
}

/** The schemas that `schemasQuery` found, by the name of the table. */
export function readSchemas(rows: Rows): TableSchema[] {
	const found = catalogRows(rows);
	const byTable = grouped(found);
	return entriesOf(found).map(({ entry, row }) => schemaOf(entry, row, byTable.get(entry.table) ?? []));
}

function grouped(rows: readonly CatalogRow[]): Map<string, CatalogRow[]> {
	const groups = new Map<string, CatalogRow[]>();
	for (const row of rows) {
		const group = groups.get(row.table);
		if (group === undefined) groups.set(row.table, [row]);
		else group.push(row);
	}
	return groups;
}

function entriesOf(rows: readonly CatalogRow[]): Array<{ entry: TableEntry; row: CatalogRow }> {
	return rows
		.filter(({ mark }) => mark === 'T')
		.map((row) => ({ row, entry: entryOf(row) }))
		.sort((a, b) => byName(a.entry.table, b.entry.table));
}

function entryOf({ table, cell }: CatalogRow): TableEntry {
	return {
		catalog: cell('TABLE_CATALOG') ?? '',
		database: cell('TABLE_SCHEMA') ?? '',
		table,
		kind: /VIEW/i.test(cell('TABLE_TYPE') ?? '') ? 'view' : 'table',
		comment: cell('COMMENT'),
	};
}

function schemaOf(entry: TableEntry, { cell }: CatalogRow, rows: readonly CatalogRow[]): TableSchema {
	const of = (mark: PartMark) => rows.filter((row) => row.mark === mark);
	const primaryKey = inOrder(of('K'), 'ORDINAL_POSITION').map((row) => row.cell('COLUMN_NAME') ?? '');
	const columns = inOrder(of('C'), 'ORDINAL_POSITION');
	return {
		...entry,
		columns: columns.map((row) => columnOf(row, primaryKey)),
		primaryKey,
		watermark: watermarkOf(cell),
		distribution: distributionOf(cell, columns),
		options: Object.fromEntries(of('O').map((row) => [row.cell('OPTION_KEY') ?? '', row.cell('OPTION_VALUE') ?? ''])),
	};
}

function columnOf({ cell }: CatalogRow, primaryKey: readonly string[]): TableColumn {
	const name = cell('COLUMN_NAME') ?? '';
	const isMetadata = isYes(cell('IS_METADATA'));
	const isPersisted = cell('IS_PERSISTED') === null ? !isMetadata : isYes(cell('IS_PERSISTED'));
	return {
		name,
		typeText: shortType((cell('FULL_DATA_TYPE') ?? '').replace(/\s+NOT\s+NULL\s*$/i, '')),
		nullable: cell('IS_NULLABLE') !== 'NO',
		isKey: primaryKey.includes(name),
		isMetadata,
		isVirtual: isYes(cell('IS_GENERATED')) || (isMetadata && !isPersisted),
		isPersisted: isPersisted && !isYes(cell('IS_GENERATED')),
		isHidden: isYes(cell('IS_HIDDEN')),
		comment: cell('COMMENT'),
	};
}

function watermarkOf(cell: CatalogRow['cell']): Watermark | null {
	const column = cell('WATERMARK_COLUMN');
	return column === null ? null : { column, expression: cell('WATERMARK_EXPRESSION') ?? '' };
}

function distributionOf(cell: CatalogRow['cell'], columns: readonly CatalogRow[]): Distribution | null {
	if (!isYes(cell('IS_DISTRIBUTED'))) return null;
	const buckets = cell('DISTRIBUTION_BUCKETS');
	const spread = columns.filter((row) => row.cell('DISTRIBUTION_ORDINAL_POSITION') !== null);
	return {
		algorithm: cell('DISTRIBUTION_ALGORITHM'),
		columns: inOrder(spread, 'DISTRIBUTION_ORDINAL_POSITION').map((row) => row.cell('COLUMN_NAME') ?? ''),
		buckets: buckets === null ? null : Number(buckets),
	};
}

function inOrder(rows: readonly CatalogRow[], position: string): CatalogRow[] {
	return [...rows].sort((a, b) => Number(a.cell(position)) - Number(b.cell(position)));
}

function isYes(text: string | null): boolean {
	return text?.toUpperCase() === 'YES';
}

/** As a list to choose from has them; the same on every machine. */
function byName(a: string, b: string): number {
	return a.localeCompare(b, 'en');
}
