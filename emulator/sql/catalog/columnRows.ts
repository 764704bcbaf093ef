import { serializeTypeName } from '../types/formatType';
import { timestampLtz, type FlinkType } from '../types/flinkType';
import type { CatalogColumn, CatalogTable, CatalogView } from './catalogObjects';
import { systemColumnType, yesNo, type Cell, type Rows, type SystemTable } from './systemTable';

/** What DATA_TYPE calls the types that go by a shorter name there. */
const TYPE_ROOTS: Readonly<Record<string, string>> = {
	TIME_WITHOUT_TIME_ZONE: 'TIME',
	TIMESTAMP_WITHOUT_TIME_ZONE: 'TIMESTAMP',
	TIMESTAMP_WITH_LOCAL_TIME_ZONE: 'TIMESTAMP_LTZ',
	INTERVAL_YEAR_MONTH: 'INTERVAL',
	INTERVAL_DAY_TIME: 'INTERVAL',
};

/** A column that holds values of its own, as it is described where a table or view says nothing more. */
function columnRow(name: string, type: FlinkType, index: number): Record<string, Cell> {
	return {
		COLUMN_NAME: name,
		ORDINAL_POSITION: index + 1,
		IS_NULLABLE: yesNo(type.nullable),
		DATA_TYPE: TYPE_ROOTS[type.type] ?? type.type,
		FULL_DATA_TYPE: serializeTypeName(type),
		IS_HIDDEN: 'NO',
		IS_GENERATED: 'NO',
		IS_METADATA: 'NO',
		IS_PERSISTED: 'YES',
	};
}

function tableColumnRow(table: CatalogTable, column: CatalogColumn, index: number): Record<string, Cell> {
	const { name, type, computed, metadata, comment } = column;
	return {
		...columnRow(name, type, index),
		IS_GENERATED: yesNo(computed !== null),
		GENERATION_EXPRESSION: computed?.text ?? null,
		IS_METADATA: yesNo(metadata !== null),
		METADATA_KEY: metadata?.key ?? null,
		IS_PERSISTED: yesNo(computed === null && metadata?.isVirtual !== true),
		DISTRIBUTION_ORDINAL_POSITION: distributionPosition(table, name),
		COMMENT: comment,
	};
}

function distributionPosition(table: CatalogTable, column: string): number | null {
	const position = table.distribution?.columns.indexOf(column) ?? -1;
	return position < 0 ? null : position + 1;
}

/** `$rowtime`, the time of the record, which every table has and no `*` shows. */
function rowtimeRow(index: number): Record<string, Cell> {
	return {
		...columnRow('$rowtime', timestampLtz(3, false), index),
		IS_HIDDEN: 'YES',
		IS_METADATA: 'YES',
		IS_PERSISTED: 'NO',
		COMMENT: 'SYSTEM',
	};
}

/** The columns of a table or view, the hidden one of the system behind those of a table. */
export function columnRows(object: CatalogTable | CatalogView): Rows {
	if (object.kind === 'view') return object.columns.map(({ name, type }, index) => columnRow(name, type, index));
	const declared = object.columns.map((column, index) => tableColumnRow(object, column, index));
	return [...declared, rowtimeRow(declared.length)];
}

/** The columns of a view of INFORMATION_SCHEMA. */
export function systemColumnRows({ columns }: SystemTable): Rows {
	return columns.map((name, index) => columnRow(name, systemColumnType(name), index));
}
