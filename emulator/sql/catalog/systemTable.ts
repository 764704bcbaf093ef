import type { CatalogTable, CatalogView } from './catalogObjects';
import type { CatalogEntry, Catalogs, DatabaseEntry } from './catalogs';

export type Cell = string | number | null;
export type Rows = ReadonlyArray<Readonly<Record<string, Cell>>>;

/** A table of INFORMATION_SCHEMA; a column that a row lacks is NULL. */
export interface SystemTable {
	readonly columns: readonly string[];
	rows(catalog: CatalogEntry, catalogs: Catalogs): Rows;
}

/** The columns that say where a table is. */
export const TABLE_PLACE = [
	'TABLE_CATALOG_ID',
	'TABLE_CATALOG',
	'TABLE_SCHEMA_ID',
	'TABLE_SCHEMA',
	'TABLE_NAME',
];

export function placeOf(catalog: CatalogEntry, database: DatabaseEntry): Record<string, Cell> {
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
