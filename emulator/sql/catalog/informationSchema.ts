import type { CatalogTable, CatalogView } from './catalogObjects';
import type { CatalogEntry } from './catalogs';
import { columnRows, systemColumnRows } from './columnRows';
import { CONSTRAINT_TABLES } from './constraintTables';
import { ROUTINE_TABLES } from './routineTables';
import {
	objectsOf,
	placeOf,
	SYSTEM_DATABASE,
	TABLE_PLACE,
	yesNo,
	type Cell,
	type Rows,
	type SystemTable,
} from './systemTable';

const VIEW: Readonly<Record<string, Cell>> = {
	TABLE_TYPE: 'VIEW',
	IS_DISTRIBUTED: 'NO',
	IS_WATERMARKED: 'NO',
	IS_MATERIALIZED: 'NO',
};

/** A comment of nothing but blanks is none. */
const commentOf = ({ comment }: CatalogTable | CatalogView): string | null =>
	comment === null || comment.trim() === '' ? null : comment;

function tableRow(object: CatalogTable | CatalogView): Record<string, Cell> {
	if (object.kind === 'view') return { ...VIEW, TABLE_NAME: object.name, COMMENT: commentOf(object) };
	return {
		TABLE_NAME: object.name,
		TABLE_TYPE: 'BASE TABLE',
		IS_MATERIALIZED: 'NO',
		IS_DISTRIBUTED: yesNo(object.distribution !== null),
		DISTRIBUTION_ALGORITHM: object.distribution ? 'HASH' : null,
		DISTRIBUTION_BUCKETS: object.distribution?.buckets ?? null,
		IS_WATERMARKED: 'YES',
		WATERMARK_COLUMN: object.watermark?.column ?? '$rowtime',
		WATERMARK_EXPRESSION: object.watermark?.text ?? '`SOURCE_WATERMARK`()',
		WATERMARK_IS_HIDDEN: yesNo(object.watermark === null),
		COMMENT: commentOf(object),
	};
}

/** INFORMATION_SCHEMA lists its own views among the tables of the catalog. */
function systemRows(catalog: CatalogEntry, rowsOf: (table: SystemTable) => Rows): Rows {
	const place = placeOf(catalog, SYSTEM_DATABASE);
	return Object.entries(INFORMATION_SCHEMA).flatMap(([name, table]) =>
		rowsOf(table).map((row) => ({ ...place, TABLE_NAME: name, ...row })),
	);
}

const SCHEMATA: SystemTable = {
	columns: ['CATALOG_ID', 'CATALOG_NAME', 'SCHEMA_ID', 'SCHEMA_NAME'],
	rows: (catalog) =>
		[...catalog.databases, SYSTEM_DATABASE].map(({ id, name }) => ({
			CATALOG_ID: catalog.id,
			CATALOG_NAME: catalog.name,
			SCHEMA_ID: id,
			SCHEMA_NAME: name,
		})),
};

/** The tables of INFORMATION_SCHEMA by name. */
export const INFORMATION_SCHEMA: Readonly<Record<string, SystemTable>> = {
	CATALOGS: {
		columns: ['CATALOG_ID', 'CATALOG_NAME'],
		rows: (_, catalogs) =>
			catalogs.list().map(({ id, name }) => ({ CATALOG_ID: id, CATALOG_NAME: name })),
	},
	INFORMATION_SCHEMA_CATALOG_NAME: {
		columns: ['CATALOG_ID', 'CATALOG_NAME'],
		rows: ({ id, name }) => [{ CATALOG_ID: id, CATALOG_NAME: name }],
	},
	SCHEMATA,
	DATABASES: SCHEMATA,
	...CONSTRAINT_TABLES,
	...ROUTINE_TABLES,
	TABLES: {
		columns: [
			...TABLE_PLACE,
			'TABLE_TYPE',
			'IS_DISTRIBUTED',
			'DISTRIBUTION_ALGORITHM',
			'DISTRIBUTION_BUCKETS',
			'IS_WATERMARKED',
			'WATERMARK_COLUMN',
			'WATERMARK_EXPRESSION',
			'WATERMARK_IS_HIDDEN',
			'IS_MATERIALIZED',
			'COMMENT',
		],
		rows: (catalog) => [
			...objectsOf(catalog).map(({ database, object }) => ({
				...placeOf(catalog, database),
				...tableRow(object),
			})),
			...systemRows(catalog, () => [{ ...VIEW, COMMENT: 'SYSTEM' }]),
		],
	},
	COLUMNS: {
		columns: [
			...TABLE_PLACE,
			'COLUMN_NAME',
			'ORDINAL_POSITION',
			'IS_NULLABLE',
			'DATA_TYPE',
			'FULL_DATA_TYPE',
			'IS_HIDDEN',
			'IS_GENERATED',
			'GENERATION_EXPRESSION',
			'IS_METADATA',
			'METADATA_KEY',
			'IS_PERSISTED',
			'DISTRIBUTION_ORDINAL_POSITION',
			'COMMENT',
		],
		rows: (catalog) => [
			...objectsOf(catalog).flatMap(({ database, object }) =>
				columnRows(object).map((row) => ({ ...placeOf(catalog, database), TABLE_NAME: object.name, ...row })),
			),
			...systemRows(catalog, systemColumnRows),
		],
	},
};
