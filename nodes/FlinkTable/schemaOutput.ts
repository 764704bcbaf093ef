import type { IDataObject } from 'n8n-workflow';
import type { TableColumn } from '../shared/flink/table/tableColumn';
import type { TableEntry, TableSchema } from '../shared/flink/table/tableSchema';

/** A table in a list. */
export function tableOutput({ catalog, database, table, kind, comment }: TableEntry): IDataObject {
	return { catalog, database, table, kind, comment };
}

/** The columns that a query gives without naming them: hidden ones, such as `$rowtime`, are left out. */
export function columnsOutput({ columns }: Pick<TableSchema, 'columns'>): IDataObject[] {
	return columns.filter(({ isHidden }) => !isHidden).map(columnOutput);
}

/** All that is known of a table or view. */
export function schemaOutput(schema: TableSchema): IDataObject {
	const { catalog, database, table, kind, primaryKey, watermark, distribution, options } = schema;
	return {
		catalog,
		database,
		table,
		kind,
		columns: columnsOutput(schema),
		primaryKey: [...primaryKey],
		watermark: watermark === null ? null : { ...watermark },
		distribution: distribution === null ? null : { ...distribution, columns: [...distribution.columns] },
		options: { ...options },
	};
}

function columnOutput({ name, typeText, nullable, isKey, isMetadata, isVirtual, isPersisted, comment }: TableColumn): IDataObject {
	return { name, type: typeText, nullable, isKey, isMetadata, isVirtual, isPersisted, comment };
}
