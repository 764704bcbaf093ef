import { formatType, formatTypeName } from '../types/formatType';
import type { CatalogTable, CatalogView } from './catalogObjects';
import { CONSTRAINT_TABLES } from './constraintTables';
import { ROUTINE_TABLES } from './routineTables';
import { objectsOf, placeOf, TABLE_PLACE, type Cell, type Rows, type SystemTable } from './systemTable';

const yesNo = (value: boolean): string => (value ? 'YES' : 'NO');

function tableRow(object: CatalogTable | CatalogView): Record<string, Cell> {
	if (object.kind === 'view')
		return { TABLE_NAME: object.name, TABLE_TYPE: 'VIEW', IS_MATERIALIZED: 'NO', COMMENT: object.comment };
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
		COMMENT: object.comment,
	};
}

function columnRows(object: CatalogTable | CatalogView): Rows {
	if (object.kind === 'view') {
		return object.columns.map(({ name, type }, index) => ({
			COLUMN_NAME: name,
			ORDINAL_POSITION: index + 1,
			IS_NULLABLE: yesNo(type.nullable),
			DATA_TYPE: type.type,
			FULL_DATA_TYPE: formatTypeName(type),
			IS_HIDDEN: 'NO',
			IS_GENERATED: 'NO',
			IS_METADATA: 'NO',
		}));
	}
	const visible = object.columns.map((column, index) => ({
		COLUMN_NAME: column.name,
		ORDINAL_POSITION: index + 1,
		IS_NULLABLE: yesNo(column.type.nullable),
		DATA_TYPE: column.type.type,
		FULL_DATA_TYPE: formatType(column.type),
		IS_HIDDEN: 'NO',
		IS_GENERATED: yesNo(column.computed !== null),
		GENERATION_EXPRESSION: column.computed?.text ?? null,
		IS_METADATA: yesNo(column.metadata !== null),
		METADATA_KEY: column.metadata?.key ?? null,
		IS_PERSISTED: yesNo(column.storedAs !== null),
		DISTRIBUTION_ORDINAL_POSITION: distributionPosition(object, column.name),
		COMMENT: column.comment,
	}));
	const rowtime = {
		COLUMN_NAME: '$rowtime',
		ORDINAL_POSITION: visible.length + 1,
		IS_NULLABLE: 'NO',
		DATA_TYPE: 'TIMESTAMP_WITH_LOCAL_TIME_ZONE',
		FULL_DATA_TYPE: 'TIMESTAMP_LTZ(3) NOT NULL',
		IS_HIDDEN: 'YES',
		IS_GENERATED: 'NO',
		IS_METADATA: 'YES',
		METADATA_KEY: 'timestamp',
		IS_PERSISTED: 'NO',
		COMMENT: 'SYSTEM',
	};
	return [...visible, rowtime];
}

function distributionPosition(table: CatalogTable, column: string): number | null {
	const position = table.distribution?.columns.indexOf(column) ?? -1;
	return position < 0 ? null : position + 1;
}

const SCHEMATA: SystemTable = {
	columns: ['CATALOG_ID', 'CATALOG_NAME', 'SCHEMA_ID', 'SCHEMA_NAME'],
	rows: (catalog) => [
		{
			CATALOG_ID: catalog.id,
			CATALOG_NAME: catalog.name,
			SCHEMA_ID: '$INFORMATION_SCHEMA',
			SCHEMA_NAME: 'INFORMATION_SCHEMA',
		},
		...catalog.databases.map((database) => ({
			CATALOG_ID: catalog.id,
			CATALOG_NAME: catalog.name,
			SCHEMA_ID: database.id,
			SCHEMA_NAME: database.name,
		})),
	],
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
		rows: (catalog) =>
			objectsOf(catalog).map(({ database, object }) => ({
				...placeOf(catalog, database),
				...tableRow(object),
			})),
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
		rows: (catalog) =>
			objectsOf(catalog).flatMap(({ database, object }) =>
				columnRows(object).map((row) => ({ ...placeOf(catalog, database), TABLE_NAME: object.name, ...row })),
			),
	},
};
