import type { CatalogTable, CatalogView } from './catalogObjects';
import { INTEGER, varchar, type FlinkType } from '../types/flinkType';
import type { CatalogEntry, Catalogs, DatabaseEntry } from './catalogs';

export type Cell = string | number | null;
export type Rows = ReadonlyArray<Readonly<Record<string, Cell>>>;

/** A table of INFORMATION_SCHEMA; a column that a row lacks is NULL. */
export interface SystemTable {
	readonly columns: readonly string[];
	rows(catalog: CatalogEntry, catalogs: Catalogs): Rows;
}

const NUMBERS = new Set(['ORDINAL_POSITION', 'DISTRIBUTION_BUCKETS', 'DISTRIBUTION_ORDINAL_POSITION']);
const NULLABLE = new Set([
	'COMMENT',
	'DISTRIBUTION_ALGORITHM',
	'DISTRIBUTION_BUCKETS',
	'DISTRIBUTION_ORDINAL_POSITION',
	'GENERATION_EXPRESSION',
	'METADATA_KEY',
	'WATERMARK_COLUMN',
	'WATERMARK_EXPRESSION',
	'WATERMARK_IS_HIDDEN',
]);

/** STRING, or INT for what is counted; NOT NULL but for what not every table has. */
export function systemColumnType(name: string): FlinkType {
	return NUMBERS.has(name) ? INTEGER(NULLABLE.has(name)) : varchar(undefined, NULLABLE.has(name));
}

export const yesNo = (value: boolean): string => (value ? 'YES' : 'NO');

/** The database of a catalog that holds its system tables, itself listed among the others. */
export const SYSTEM_DATABASE = { id: 'db-information-schema', name: 'INFORMATION_SCHEMA' };

/** The columns that say where a table is. */
export const TABLE_PLACE = [
	'TABLE_CATALOG_ID',
	'TABLE_CATALOG',
	'TABLE_SCHEMA_ID',
	'TABLE_SCHEMA',
	'TABLE_NAME',
];

export function placeOf(
	catalog: CatalogEntry,
	database: Pick<DatabaseEntry, 'id' | 'name'>,
): Record<string, Cell> {
	return {
		TABLE_CATALOG_ID: catalog.id,
		TABLE_CATALOG: catalog.name,
		TABLE_SCHEMA_ID: database.id,
		TABLE_SCHEMA: database.name,
	};
}

/** Every table and view of a catalog. */
export function objectsOf(
	catalog: CatalogEntry,
): Array<{ readonly database: DatabaseEntry; readonly object: CatalogTable | CatalogView }> {
	return catalog.databases.flatMap((database) =>
		[...database.objects.values()].map((object) => ({ database, object })),
	);
}
