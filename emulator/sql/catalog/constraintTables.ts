import type { CatalogTable } from './catalogObjects';
import type { CatalogEntry, DatabaseEntry } from './catalogs';
import { objectsOf, placeOf, TABLE_PLACE, type Cell, type Rows, type SystemTable } from './systemTable';

const CONSTRAINT_PLACE = [
	'CONSTRAINT_CATALOG_ID',
	'CONSTRAINT_CATALOG',
	'CONSTRAINT_SCHEMA_ID',
	'CONSTRAINT_SCHEMA',
	'CONSTRAINT_NAME',
];

function tablesOf(catalog: CatalogEntry): Array<{ database: DatabaseEntry; table: CatalogTable }> {
	return objectsOf(catalog).flatMap(({ database, object }) =>
		object.kind === 'table' ? [{ database, table: object }] : [],
	);
}

/** The one constraint that a table may have. */
function primaryKeyRow(
	catalog: CatalogEntry,
	database: DatabaseEntry,
	table: CatalogTable,
): Record<string, Cell> {
	return {
		CONSTRAINT_CATALOG_ID: catalog.id,
		CONSTRAINT_CATALOG: catalog.name,
		CONSTRAINT_SCHEMA_ID: database.id,
		CONSTRAINT_SCHEMA: database.name,
		CONSTRAINT_NAME: table.primaryKeyName ?? 'PK',
		...placeOf(catalog, database),
		TABLE_NAME: table.name,
		CONSTRAINT_TYPE: 'PRIMARY KEY',
		ENFORCED: 'NO',
	};
}

function keyRows(catalog: CatalogEntry): Rows {
	return tablesOf(catalog).flatMap(({ database, table }) =>
		table.primaryKey.map((name, index) => ({
			...primaryKeyRow(catalog, database, table),
			COLUMN_NAME: name,
			ORDINAL_POSITION: index + 1,
		})),
	);
}

/** What INFORMATION_SCHEMA tells about the keys and the options of tables. */
export const CONSTRAINT_TABLES: Readonly<Record<string, SystemTable>> = {
	TABLE_CONSTRAINTS: {
		columns: [...CONSTRAINT_PLACE, ...TABLE_PLACE, 'CONSTRAINT_TYPE', 'ENFORCED'],
		rows: (catalog) =>
			tablesOf(catalog)
				.filter(({ table }) => table.primaryKey.length > 0)
				.map(({ database, table }) => primaryKeyRow(catalog, database, table)),
	},
	KEY_COLUMN_USAGE: {
		columns: [...CONSTRAINT_PLACE, ...TABLE_PLACE, 'COLUMN_NAME', 'ORDINAL_POSITION'],
		rows: keyRows,
	},
	TABLE_OPTIONS: {
		columns: [...TABLE_PLACE, 'OPTION_KEY', 'OPTION_VALUE'],
		rows: (catalog) =>
			tablesOf(catalog).flatMap(({ database, table }) =>
				Object.entries(table.options).map(([key, value]) => ({
					...placeOf(catalog, database),
					TABLE_NAME: table.name,
					OPTION_KEY: key,
					OPTION_VALUE: value,
				})),
			),
	},
};
